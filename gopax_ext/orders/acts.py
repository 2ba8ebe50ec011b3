"""What can be done about an attempt, whatever names it. As steps."""

from collections.abc import Callable
from typing import TypeVar

from gopax_generated import operations
from gopax_generated.errors import ArgumentError, NotFound
from gopax_generated.models import Order, OrderDetail

from ..errors import NotPlaced, OutcomeUnknown, TwinInFlight
from ..steps import Steps
from .attempts import Attempt, Confidence, State
from .cancelling import resolve_cancel
from .desk import Desk
from .noting import Note
from .placing import place
from .resolving import look_up, resolve

__all__ = ["Known", "find", "resolve_any", "resubmit", "settle", "unresolved"]

T = TypeVar("T")

Known = OutcomeUnknown | NotPlaced | TwinInFlight | Attempt | str
"""What names an attempt: an error that has one, the attempt, or its id."""


def resolve_any(desk: Desk, what: Known) -> Steps[OrderDetail | None]:
    """Find out what became of an order or of a cancel."""
    if isinstance(what, OutcomeUnknown) and what.operation == "cancel_order":
        return resolve_cancel(desk, what.path.rpartition("/")[2])
    return resolve(desk, _id_of(what))


def resubmit(desk: Desk, what: Known) -> Steps[Order]:
    """Place again what is proven not to have been placed."""
    origin = yield from find(desk, what)
    asked = origin.request
    call = operations.place_order(
        asked.trading_pair_name,
        type=asked.type,
        side=asked.side,
        amount=asked.amount,
        price=asked.price,
    )
    answer = yield from place(desk, call, origin=origin.id)
    return answer.value


def settle(desk: Desk, what: Known, order_id: str | int | None) -> Steps[OrderDetail | None]:
    """Put on record what a person has found out; return the order that they named, if kept."""
    attempt = yield from find(desk, what)
    if order_id is None:
        yield _note(desk, lambda: desk.journal.finish(attempt.id, State.ABSENT, Confidence.TOLD))
        return None
    order: OrderDetail | None
    try:
        order = yield from look_up(desk, str(order_id))
    except NotFound:
        order = None
    mine: bool = yield _note(desk, lambda: desk.journal.adopt(attempt.id, str(order_id)))
    if not mine:
        raise ArgumentError(
            f"order {order_id} came of another attempt, or this one is settled: {attempt}",
            fix="Look at unresolved() and at .candidates again.",
        )
    return order


def find(desk: Desk, what: Known) -> Steps[Attempt]:
    """Return an attempt as the journal has it."""
    attempt: Attempt = yield _note(desk, lambda: desk.journal.find(_id_of(what)))
    return attempt


def unresolved(desk: Desk) -> Steps[list[Attempt]]:
    """Return the attempts that are open and that nobody is working on."""
    attempts: list[Attempt] = yield _note(desk, desk.journal.unresolved)
    return attempts


def _id_of(what: Known) -> str:
    name = what if isinstance(what, str) else what.id if isinstance(what, Attempt) else what.attempt
    if name is None:
        raise ArgumentError(
            f"{what!r} names no attempt in the journal of orders",
            fix="Give the OutcomeUnknown of place_order, or an attempt of unresolved().",
        )
    return name


def _note(desk: Desk, action: Callable[[], T]) -> Note[T]:
    return Note(desk.seam, desk.seam.monotonic() + desk.options.deadline, action)
