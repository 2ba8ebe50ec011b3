"""What a client does with orders beyond the fifteen operations, for threads and for tasks.

The package behind it is loaded by the first call of one of these.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Literal, TypeVar

from gopax_generated import operations
from gopax_generated.api import Api, AsyncApi

if TYPE_CHECKING:
    from decimal import Decimal

    from gopax_generated.enums import OrderType, Side
    from gopax_generated.models import Order, OrderDetail

    from ..session import Session
    from ..steps import Steps
    from .acts import Known
    from .attempts import Attempt
    from .auditing import Finding
    from .auditor import TaskAuditor, ThreadAuditor
    from .decide import Terms
    from .desk import Desk

__all__ = ["AsyncOrderMethods", "OrderMethods"]

T = TypeVar("T")


class OrderMethods(Api):
    """Orders that are placed through a journal, and found again when an answer is lost."""

    _session: Session
    _auditor: ThreadAuditor

    def _open_desk(self) -> Desk:
        return self._session.desk("audit")

    @abstractmethod
    def _run(self, steps: Steps[T]) -> T:
        """Carry steps out."""

    def place_order(
        self,
        trading_pair_name: str,
        *,
        type: OrderType | Literal["limit", "market"],
        side: Side | Literal["buy", "sell"],
        amount: Decimal | int | str,
        price: Decimal | int | str | None = None,
        allow_twin: bool = False,
    ) -> Order:
        """Place an order as `Api.place_order` says, with a record of it on disk before it leaves.

        While an order that asks for exactly the same is under way or unresolved, a second one is
        refused with `TwinInFlight`; `allow_twin` sends it. A number that the exchange would change
        is a `PrecisionError`. After `OutcomeUnknown` the order may exist: `resolve(error)`; with
        `on_unknown="resolve"` that is done first, and `NotPlaced` says that there is none.
        """
        call = operations.place_order(
            trading_pair_name, type=type, side=side, amount=amount, price=price
        )
        session = self._session
        self._auditor.begin()
        try:
            if session.options.on_unknown == "resolve":
                return self._run(session.place_for_certain(call, allow_twin=allow_twin))
            return self._run(session.place(call, allow_twin=allow_twin)).value
        except BaseException as error:
            self._auditor.hear(error)
            raise

    def cancel_order(self, order_id: str | int, *, verify: bool = False) -> None:
        """Cancel an order as `Api.cancel_order` says.

        The answer names no order, so it proves nothing; with `verify` the order is looked up until
        it is no longer open. After `OutcomeUnknown`, `resolve(error)` returns the order as it is;
        with `on_unknown="resolve"` that is done first, and a cancel that is proven not to have
        arrived is sent once more.
        """
        steps = self._session.cancel_order(operations.cancel_order(order_id), verify=verify)
        try:
            self._run(steps)
        except BaseException as error:
            self._auditor.hear(error)
            raise

    def resolve(self, what: Known, *, terms: Terms | None = None) -> OrderDetail | None:
        """Find out what became of a call that ended in `OutcomeUnknown`, or was left by a crash.

        `what` is the error, an attempt of `unresolved()` or its id. Returns the order that came of
        it, or None where it is proven that there is none; for a cancel, the order as it is once no
        cancel can be under way, None where the exchange no longer keeps it. Takes a few calls, and
        `terms.settle` seconds where nothing is found.

        Raises `AmbiguousOutcome` where more orders fit than this key placed, and `OutcomeUnknown`
        where nothing is proven. It may be called again.
        """
        from .acts import resolve_any  # noqa: PLC0415 - see above

        return self._run(resolve_any(self._session.desk("resolve", terms), what))

    def resubmit(self, what: Known) -> Order:
        """Place an order again after `resolve` has proven that none came of the first attempt.

        Without that proof, or for a second time, it is an `ArgumentError` and nothing is sent.
        """
        from .acts import resubmit  # noqa: PLC0415 - see above

        return self._run(resubmit(self._session.desk("place_order"), what))

    def settle(self, what: Known, *, order_id: str | int | None) -> OrderDetail | None:
        """Put on record what you found out about an attempt yourself.

        `order_id` is the order that came of it, which is looked up and returned, None where the
        exchange no longer keeps it; `order_id=None` says that there is none. Nobody checks that.
        """
        from .acts import settle  # noqa: PLC0415 - see above

        return self._run(settle(self._session.desk("settle"), what, order_id))

    def unresolved(self) -> list[Attempt]:
        """Return the attempts whose outcome nobody knows, oldest first, those of a crash too."""
        from .acts import unresolved  # noqa: PLC0415 - see above

        return self._run(unresolved(self._session.desk("unresolved")))

    def audit(self) -> list[Finding]:
        """Look after all that is unresolved, and after late orders; return what was found.

        What runs in the background does the same: each attempt whose outcome is unknown is
        resolved, each cancel whose answer was lost is checked, and for about a minute an order
        that was proven absent is looked for again, in case the exchange breaks the `terms`.
        """
        from .auditing import audit  # noqa: PLC0415 - see above

        return self._run(audit(self._open_desk()))

    def attempt(self, what: Known) -> Attempt:
        """Return an attempt as the journal has it: state, order and confidence."""
        from .acts import find  # noqa: PLC0415 - see above

        return self._run(find(self._session.desk("attempt"), what))


class AsyncOrderMethods(AsyncApi):
    """What `OrderMethods` does, awaited."""

    _session: Session
    _auditor: TaskAuditor

    def _open_desk(self) -> Desk:
        return self._session.desk("audit")

    @abstractmethod
    async def _run(self, steps: Steps[T]) -> T:
        """Carry steps out."""

    async def place_order(
        self,
        trading_pair_name: str,
        *,
        type: OrderType | Literal["limit", "market"],
        side: Side | Literal["buy", "sell"],
        amount: Decimal | int | str,
        price: Decimal | int | str | None = None,
        allow_twin: bool = False,
    ) -> Order:
        """Place an order as `OrderMethods.place_order` does."""
        call = operations.place_order(
            trading_pair_name, type=type, side=side, amount=amount, price=price
        )
        session = self._session
        self._auditor.begin()
        try:
            if session.options.on_unknown == "resolve":
                return await self._run(session.place_for_certain(call, allow_twin=allow_twin))
            return (await self._run(session.place(call, allow_twin=allow_twin))).value
        except BaseException as error:
            self._auditor.hear(error)
            raise

    async def cancel_order(self, order_id: str | int, *, verify: bool = False) -> None:
        """Cancel an order as `OrderMethods.cancel_order` does."""
        steps = self._session.cancel_order(operations.cancel_order(order_id), verify=verify)
        try:
            await self._run(steps)
        except BaseException as error:
            self._auditor.hear(error)
            raise

    async def resolve(self, what: Known, *, terms: Terms | None = None) -> OrderDetail | None:
        """Find out what became of a call, as `OrderMethods.resolve` does."""
        from .acts import resolve_any  # noqa: PLC0415 - see above

        return await self._run(resolve_any(self._session.desk("resolve", terms), what))

    async def resubmit(self, what: Known) -> Order:
        """Place an order again, as `OrderMethods.resubmit` does."""
        from .acts import resubmit  # noqa: PLC0415 - see above

        return await self._run(resubmit(self._session.desk("place_order"), what))

    async def settle(self, what: Known, *, order_id: str | int | None) -> OrderDetail | None:
        """Put on record what you found out, as `OrderMethods.settle` does."""
        from .acts import settle  # noqa: PLC0415 - see above

        return await self._run(settle(self._session.desk("settle"), what, order_id))

    async def unresolved(self) -> list[Attempt]:
        """Return the attempts whose outcome nobody knows, as `OrderMethods.unresolved` does."""
        from .acts import unresolved  # noqa: PLC0415 - see above

        return await self._run(unresolved(self._session.desk("unresolved")))

    async def audit(self) -> list[Finding]:
        """Look after all that is unresolved, as `OrderMethods.audit` does."""
        from .auditing import audit  # noqa: PLC0415 - see above

        return await self._run(audit(self._open_desk()))

    async def attempt(self, what: Known) -> Attempt:
        """Return an attempt as the journal has it."""
        from .acts import find  # noqa: PLC0415 - see above

        return await self._run(find(self._session.desk("attempt"), what))
