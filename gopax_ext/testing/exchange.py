"""What the fixtures of the pytest plugin give: an exchange of a test's own, in virtual time."""

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..client import AsyncGopax, Gopax
from ..sandbox import Account, Clock, Fault, Sandbox
from .blocking import BlockingAppTransport
from .in_process import AppTransport
from .practising import MONEY
from .still import StillSeam

if TYPE_CHECKING:
    from ..sandbox.engine.orders import Order

__all__ = ["PracticeExchange"]

T = TypeVar("T")

_ADDRESS: Final = "http://127.0.0.1:1"
"""Nobody is asked there: calls stay in this process."""


class PracticeExchange:
    """A fresh exchange with one account, on a clock that stands still until somebody waits.

    Clients made by `client` and `async_client` reach it in this process, so that no test waits for
    a socket or a second; `serve` puts it on a real one for a bot that brings its own client.
    `seed` decides prices, market and chance; `switches` are those of `gopax_ext.sandbox.Config`.
    """

    def __init__(
        self,
        clock: StillSeam,
        *,
        balances: Mapping[str, Any] = MONEY,
        seed: int = 7,
        **switches: Any,
    ) -> None:
        self.clock = clock
        self.sandbox = Sandbox(seed=seed, seam=clock, clock=Clock(clock), **switches)
        """The exchange itself: its markets, its operator's switches, its inside."""
        self.account: Account = self.sandbox.create_account(balances)
        """Whose key the clients sign with."""
        self._stack = ExitStack()

    def inject(self, kind: str, **details: Any) -> Fault:
        """Arm a fault for the next call that fits; `gopax_ext.sandbox.Fault` has the details.

            exchange.inject("rate", times=3)                                  # three answers 429
            exchange.inject("drop", when="after", method="POST")              # an answer is lost
            exchange.inject("error", status=503, path="/orders", times=None)  # until `calm()`

        ValueError for a kind or a detail that there is none of.
        """
        return self.sandbox.faults.add(kind, **details)

    def calm(self) -> None:
        """Disarm all faults."""
        self.sandbox.faults.clear()

    def client(self, account: Account | None = None, **options: Any) -> Gopax:
        """Open a client of the account, or of another one; it is closed with the exchange.

        `options` are those of `Gopax`. Each is new: opening a second one is what a restart is. The
        record of orders is on disk as usual, where the next one finds it.
        """
        if options.get("transport") is None:
            way = AppTransport(self.sandbox.app, seam=self.clock)
            options["transport"] = BlockingAppTransport(way, seam=self.clock)
        client = Gopax(**self._identity(account), **options)
        self._stack.callback(client.close)
        return client

    def async_client(self, account: Account | None = None, **options: Any) -> AsyncGopax:
        """Open a client to be awaited, as `client` does; close it with `async with`, or not."""
        if options.get("transport") is None:
            options["transport"] = AppTransport(self.sandbox.app, seam=self.clock)
        return AsyncGopax(**self._identity(account), **options)

    def run(self, main: Coroutine[Any, Any, T]) -> T:
        """Run a bot that awaits, in virtual time: its tasks wait beside each other, in no time."""
        with asyncio.Runner(loop_factory=self.clock.new_loop) as runner:
            return runner.run(main)

    def serve(self) -> str:
        """Serve on loopback until the test ends, and return the address.

        For a bot that brings its own client or is a program of its own. Its clock is the real one:
        the exchange's still moves only when the test steps it.
        """
        self.sandbox.start()
        self._stack.callback(self.sandbox.stop)
        return self.sandbox.base_url

    def environment(self) -> dict[str, str]:
        """Serve, and return the variables that lead a program to it, with its key."""
        return {
            "GOPAX_BASE_URL": self.serve(),
            "GOPAX_API_KEY": self.account.api_key,
            "GOPAX_SECRET_KEY": self.account.secret_key,
        }

    @property
    def orders(self) -> "list[Order]":
        """Every order that the account ever placed as the exchange has it, oldest first."""
        return [order for _, order in sorted(self.account.owner.orders.items())]

    @property
    def open_orders(self) -> "list[Order]":
        """Those of them that are still open."""
        return [order for _, order in sorted(self.account.owner.open.items())]

    def close(self) -> None:
        """Close every client, and stop serving."""
        self._stack.close()

    def _identity(self, account: Account | None) -> dict[str, Any]:
        mine = account or self.account
        return {
            "key": mine.api_key,
            "secret": mine.secret_key,
            "base_url": _ADDRESS,
            "seam": self.clock,
            "journal": True,
        }
