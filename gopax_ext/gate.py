"""A gate: callers of any thread or task pass one at a time, the more urgent ones first.

The nonce lane and the rate slots are both gates; they differ only in when they let someone in.
"""

import asyncio
import heapq
import itertools
import threading
from abc import ABC, abstractmethod
from enum import IntEnum

from .errors import NotSent
from .seam import Seam

__all__ = ["Gate", "Urgency"]


class Urgency(IntEnum):
    """Who goes first where several wait: a cancel takes risk away, a query can wait."""

    CANCEL = 0
    RECONCILE = 1
    PLACE = 2
    QUERY = 3


class _Waiter:
    """One caller in the queue. `wake` may be called from any thread."""

    __slots__ = ("_event", "_loop", "rank")

    def __init__(
        self,
        rank: tuple[int, int],
        event: threading.Event | asyncio.Event,
        loop: asyncio.AbstractEventLoop | None,
    ) -> None:
        self.rank = rank
        self._event = event
        self._loop = loop

    def __lt__(self, other: "_Waiter") -> bool:
        return self.rank < other.rank

    def wake(self) -> None:
        if self._loop is None:
            self._event.set()
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)


class Gate(ABC):
    """Lets callers in by urgency, then by arrival; shared by threads and event loops alike."""

    def __init__(self, name: str, seam: Seam) -> None:
        self.name = name
        self._seam = seam
        self._mutex = threading.Lock()
        self._queue: list[_Waiter] = []
        self._tickets = itertools.count()

    @abstractmethod
    def _admit(self, now: float) -> float | None:
        """Let one caller in and return 0.0, or return the seconds until that may be possible.

        None means that only someone leaving can make room. Called with the mutex held.
        """

    def enter(self, deadline: float, urgency: Urgency) -> None:
        """Block until let in; raise `NotSent` when `deadline` (monotonic seconds) comes first."""
        if self._enter_at_once():
            return
        event = threading.Event()
        waiter = self._join(urgency, event, None)
        try:
            while (pause := self._turn(waiter, deadline)) > 0:
                self._seam.wait(event, pause)
                event.clear()
        except BaseException:
            self._abandon(waiter)
            raise

    async def enter_async(self, deadline: float, urgency: Urgency) -> None:
        """Suspend until let in; otherwise as `enter`."""
        if self._enter_at_once():
            return
        event = asyncio.Event()
        waiter = self._join(urgency, event, asyncio.get_running_loop())
        try:
            while (pause := self._turn(waiter, deadline)) > 0:
                await self._seam.async_wait(event, pause)
                event.clear()
        except BaseException:
            self._abandon(waiter)
            raise

    def _enter_at_once(self) -> bool:
        with self._mutex:
            return not self._queue and self._admit(self._seam.monotonic()) == 0.0

    def _join(
        self,
        urgency: Urgency,
        event: threading.Event | asyncio.Event,
        loop: asyncio.AbstractEventLoop | None,
    ) -> _Waiter:
        waiter = _Waiter((urgency, next(self._tickets)), event, loop)
        with self._mutex:
            heapq.heappush(self._queue, waiter)
        return waiter

    def _turn(self, waiter: _Waiter, deadline: float) -> float:
        """Return 0.0 when `waiter` has been let in, else how many seconds to wait for a change."""
        with self._mutex:
            now = self._seam.monotonic()
            pause: float | None = None
            if self._queue[0] is waiter:
                pause = self._admit(now)
                if pause == 0.0:
                    heapq.heappop(self._queue)
                    self._wake_first()
                    return 0.0
        remaining = deadline - now
        if remaining <= 0:
            message = f"the deadline passed while waiting for {self.name}; nothing was sent"
            raise NotSent(message, kind="deadline")
        return remaining if pause is None else min(pause, remaining)

    def _abandon(self, waiter: _Waiter) -> None:
        with self._mutex:
            if waiter in self._queue:
                self._queue.remove(waiter)
                heapq.heapify(self._queue)
                self._wake_first()

    def _wake_first(self) -> None:
        """Tell the first in the queue to look again. Called with the mutex held."""
        if self._queue:
            self._queue[0].wake()
