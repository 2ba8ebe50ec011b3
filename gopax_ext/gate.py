"""A gate: callers of any thread or task pass one at a time, the more urgent ones first.

The nonce lane and the rate slots are both gates; they differ only in when they let someone in.
"""

import os
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from msgspec import Struct

from .errors import NotSent
from .seam import Seam

if TYPE_CHECKING:
    import asyncio

__all__ = ["Gate", "Turn", "Urgency", "Waiter"]

PATIENCE_SECONDS: Final = 2.0
"""However many urgent callers come, each kind that waits gets a turn at least this often."""


class Urgency(IntEnum):
    """Who goes first where several wait: a cancel takes risk away, a query can wait."""

    CANCEL = 0
    RECONCILE = 1
    PLACE = 2
    QUERY = 3


class Turn(Struct):
    """One caller at a gate: until when it can wait, how urgent it is, and what it was given.

    All but the first two belong to the gate, which finds by them what the caller gives back.
    """

    deadline: float
    urgency: Urgency
    place: int = 0
    ends: float = 0.0
    name: str = ""
    opening: int = 0


class Waiter:
    """A turn that had to queue. `wake` may be called from any thread."""

    __slots__ = ("since", "turn", "wake")

    def __init__(self, turn: Turn, since: float, wake: Callable[[], object]) -> None:
        self.turn = turn
        self.since = since
        self.wake = wake


class Gate(ABC):
    """Lets callers in by urgency, then by arrival; shared by threads and event loops alike."""

    def __init__(self, name: str, seam: Seam) -> None:
        self.name = name
        self._seam = seam
        self._monotonic = seam.monotonic
        self._start_anew()
        _gates.add(self)

    def _start_anew(self) -> None:
        """Forget every caller: at first, and in a child that was forked."""
        self._mutex = threading.Lock()
        self._queues = tuple(deque[Waiter]() for _ in Urgency)
        self._waiting = 0
        self._served = [0.0] * len(Urgency)
        self._roused: Waiter | None = None

    @abstractmethod
    def _admit(self, now: float, turn: Turn) -> float | None:
        """Let `turn` in and return 0.0, or return the seconds until that may be possible.

        None means that someone will wake the first in the queue. Called with the mutex held.
        """

    def _has_room(self, now: float, turn: Turn) -> bool:
        """Tell if `turn` would be let in now; False lets a more urgent one try before it."""
        del now, turn
        return True

    def enter(self, deadline: float, urgency: Urgency) -> Turn:
        """Block until let in; raise `NotSent` when `deadline` (monotonic seconds) comes first."""
        if (entered := self.enter_at_once(deadline, urgency)) is not None:
            return entered
        turn = Turn(deadline, urgency)
        event = threading.Event()
        waiter = self._join(turn, event.set)
        try:
            while (pause := self._advance(waiter)) > 0:
                self._seam.wait(event, pause)
                event.clear()
        except BaseException:
            self._abandon(waiter)
            raise
        return turn

    async def enter_async(self, deadline: float, urgency: Urgency) -> Turn:
        """Suspend until let in; otherwise as `enter`."""
        if (entered := self.enter_at_once(deadline, urgency)) is not None:
            return entered
        turn = Turn(deadline, urgency)
        import asyncio  # noqa: PLC0415 - threads alone do not need it

        event = asyncio.Event()
        waiter = self._join(turn, _loop_wake(asyncio.get_running_loop(), event))
        try:
            while (pause := self._advance(waiter)) > 0:
                await self._seam.async_wait(event, pause)
                event.clear()
        except BaseException:
            self._abandon(waiter)
            raise
        return turn

    def enter_at_once(self, deadline: float, urgency: Urgency) -> Turn | None:
        """Return the turn of who need not wait, None where there is no room or others wait."""
        turn = Turn(deadline, urgency)
        self._mutex.acquire()  # `with` costs twice as much, and every call comes by
        try:
            if not self._waiting and self._admit(self._monotonic(), turn) == 0.0:
                return turn
        finally:
            self._mutex.release()
        return None

    def _join(self, turn: Turn, wake: Callable[[], object]) -> Waiter:
        waiter = Waiter(turn, self._seam.monotonic(), wake)
        with self._mutex:
            self._queues[turn.urgency].append(waiter)
            self._waiting += 1
        return waiter

    def _advance(self, waiter: Waiter) -> float:
        """Return 0.0 when `waiter` has been let in, else how many seconds to wait for a change."""
        pause: float | None = None
        with self._mutex:
            now = self._seam.monotonic()
            first = self._first(now)
            if first is waiter or self._may_pass(waiter, first, now):
                pause = self._admit(now, waiter.turn)
                if pause == 0.0:
                    self._queues[waiter.turn.urgency].remove(waiter)
                    self._waiting -= 1
                    self._served[waiter.turn.urgency] = now
                    self._wake_first()
                    return 0.0
            elif first is not None and first is not self._roused:
                self._roused = first
                first.wake()
        remaining = waiter.turn.deadline - now
        if remaining <= 0:
            message = f"the deadline passed while waiting for {self.name}; nothing was sent"
            raise NotSent(message, kind="deadline")
        return remaining if pause is None else min(pause, remaining)

    def _first(self, now: float) -> Waiter | None:
        """Return who is next: the most urgent, unless some other kind has waited too long."""
        first: Waiter | None = None
        longest = PATIENCE_SECONDS
        for queue, served in zip(self._queues, self._served, strict=True):
            if queue:
                waited = now - max(queue[0].since, served)
                if first is None:
                    first = queue[0]
                elif waited >= longest:
                    first, longest = queue[0], waited
        return first

    def _may_pass(self, waiter: Waiter, first: Waiter | None, now: float) -> bool:
        """Tell if the most urgent may go before one that waited long but finds no room."""
        most_urgent = next((queue[0] for queue in self._queues if queue), None)
        return waiter is most_urgent and first is not None and not self._has_room(now, first.turn)

    def _abandon(self, waiter: Waiter) -> None:
        with self._mutex:
            queue = self._queues[waiter.turn.urgency]
            if waiter in queue:
                queue.remove(waiter)
                self._waiting -= 1
                self._wake_first()

    def _wake_first(self) -> None:
        """Tell the first in the queue to look again. Called with the mutex held."""
        self._roused = None
        if self._waiting:
            self._roused = self._first(self._seam.monotonic())
        if self._roused is not None:
            self._roused.wake()


def _loop_wake(loop: "asyncio.AbstractEventLoop", event: "asyncio.Event") -> Callable[[], None]:
    def wake() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(event.set)

    return wake


_gates: WeakSet[Gate] = WeakSet()


def _after_fork_in_child() -> None:
    """Whoever waited or was let in stayed behind in the parent, and so did its locks."""
    for gate in list(_gates):
        gate._start_anew()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


os.register_at_fork(after_in_child=_after_fork_in_child)
