"""The deadlines of everything in flight on one event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .endpoint import DeadlinePassed

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

__all__ = ["Alarm"]


class Watched(Protocol):
    """What a deadline can end."""

    def fail(self, error: Exception) -> None:
        """End what is in flight, if anything is, with `error`."""
        ...


class Alarm:
    """The deadlines of all exchanges of one event loop, on one timer.

    A timer for each exchange would cost as much as the rest of it; this one is set for the earliest
    deadline and looks at the exchanges in flight when it rings.
    """

    __slots__ = ("_handle", "_loop", "_monotonic", "_watched", "_when")

    def __init__(self, loop: asyncio.AbstractEventLoop, monotonic: Callable[[], float]) -> None:
        self._loop = loop
        self._monotonic = monotonic
        self._watched: dict[Watched, float] = {}
        self._handle: asyncio.TimerHandle | None = None
        self._when = 0.0

    def watch(self, watched: Watched, deadline: float) -> None:
        """Expire `watched` at `deadline`, unless it is forgotten before."""
        self._watched[watched] = deadline
        if self._handle is None or deadline < self._when:
            self._set(deadline)

    def forget(self, watched: Watched) -> None:
        """Stop watching `watched`."""
        self._watched.pop(watched, None)

    def cancel(self) -> None:
        """Stop the timer."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _set(self, when: float) -> None:
        self.cancel()
        self._when = when
        self._handle = self._loop.call_later(max(0.0, when - self._monotonic()), self._ring)

    def _ring(self) -> None:
        self._handle = None
        now = self._monotonic()
        for watched in [key for key, deadline in self._watched.items() if deadline <= now]:
            del self._watched[watched]
            watched.fail(DeadlinePassed())
        if self._watched:
            self._set(min(self._watched.values()))
