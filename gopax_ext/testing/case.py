"""One request that meets a fault, and what carrying the fault out may do with it."""

from collections.abc import Awaitable, Callable
from typing import Final

from attrs import frozen

from ..transport.base import WireRequest, WireResponse
from .faults import ProxyFault
from .wire import Client, head_of

__all__ = ["MIB", "Case", "Play"]

MIB: Final = 1 << 20


@frozen(kw_only=True)
class Case:
    """One request that meets a fault."""

    fault: ProxyFault
    request: WireRequest
    client: Client
    pass_on: Callable[[], Awaitable[WireResponse]]
    """Delivers the request to the exchange once and returns its answer."""
    pause: Callable[[], Awaitable[None]]
    """Waits as long as the fault says."""
    overtaken: Callable[[], Awaitable[None]]
    """Waits until another request has passed, at most as long as the fault says."""
    other: WireResponse | None
    """What another request was answered last."""

    async def pass_on_if_after(self) -> None:
        """Deliver the request where the exchange is to see it although its answer is lost."""
        if self.fault.when == "after":
            await self.pass_on()

    async def answer(self, answer: WireResponse) -> None:
        """Send `answer` as it should be."""
        await self.client.send(head_of(answer) + answer.body)

    def size(self, usual: int) -> int:
        """How many bytes the fault is about."""
        return self.fault.size or usual


Play = Callable[[Case], Awaitable[bool]]
"""Carries a fault out, and tells if the connection may carry another request."""
