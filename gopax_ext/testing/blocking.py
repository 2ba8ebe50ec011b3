"""`AppTransport` for code that blocks: a call runs an event loop of its own in virtual time."""

import asyncio
from threading import RLock

from ..transport.base import Progress, WireRequest, WireResponse
from .in_process import AppTransport
from .virtual import VirtualSeam

__all__ = ["BlockingAppTransport"]


class BlockingAppTransport:
    """A `Transport` to an exchange of this process; threads take turns.

    What is under way when a call gives up goes on with the next one, as it would on a network.
    """

    def __init__(self, transport: AppTransport, *, seam: VirtualSeam) -> None:
        self._transport = transport
        self._runner = asyncio.Runner(loop_factory=seam.new_loop)
        self._turn = RLock()
        self._closed = False

    def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """See `Transport.exchange`."""
        with self._turn:
            return self._runner.run(
                self._transport.exchange(request, deadline=deadline, progress=progress)
            )

    def close(self) -> None:
        """See `Transport.close`. What is still under way never arrives."""
        with self._turn:
            if not self._closed:
                self._closed = True
                self._runner.run(self._transport.aclose())
                self._runner.close()
