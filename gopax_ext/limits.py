"""Rate slots: never more calls in a moving window than the exchange allows.

The exchange counts calls when they *arrive*, which is some time between the send and the answer.
A slot is therefore free again one window after the *answer*: two arrivals on one slot are then at
least a window apart, whatever the network does, and no clock has to agree with the server's.
What the network needs there and back at the least, where the kernel has measured it, is taken off.
"""

from collections import deque
from collections.abc import Iterator
from math import inf
from typing import Final, Protocol

from msgspec import Struct, field

from .gate import Gate, Turn, Urgency
from .seam import Seam

__all__ = ["Ends", "RateSlots", "RestingEnds", "SlotTable"]

MARGIN_SECONDS: Final = 0.002
"""Added to the window: two clocks that are being slewed may disagree about how long a second is."""
RESERVED_FRACTION: Final = 5
"""One slot of so many, so 4 of 20, is kept for cancels and reconciling while a key trades."""
TRADING_SECONDS: Final = 3600.0
"""How long after its last order or cancel a key counts as trading: its orders may still rest."""
_LOOK_EVERY: Final = 16
"""While there is room those that have ended are dropped when so many more have been taken."""
_CANCEL: Final = Urgency.CANCEL  # looked up once: an enum looks its members up slowly
_PLACE: Final = Urgency.PLACE


class Ends(Protocol):
    """When each slot of a table is free again, in the order in which they were taken."""

    first: int
    """The place of the first: how many have left before it."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[float]: ...
    def __getitem__(self, index: int, /) -> float: ...
    def __setitem__(self, index: int, end: float, /) -> None: ...

    def forget_ended(self, now: float) -> int:
        """Drop those that have ended from the front, up to one that has not; say what is left."""
        ...

    def add(self, end: float, limit: int) -> int | None:
        """Put one behind the last and return its place, None where there are `limit` already."""
        ...


class RestingEnds(deque[float]):
    """The slots of one process."""

    __slots__ = ("first",)

    def __init__(self) -> None:
        super().__init__()
        self.first = 0

    def forget_ended(self, now: float) -> int:
        while self and self[0] <= now:
            self.popleft()
            self.first += 1
        return len(self)

    def add(self, end: float, limit: int) -> int | None:
        count = len(self)
        if count >= limit:
            return None
        self.append(end)
        return self.first + count


class SlotTable(Struct):
    """When each slot is free again, and what is known besides; times in monotonic seconds.

    Slots end in about the order in which they were taken, so those that are free again leave at
    one end while others come in at the other, some at a time: however many rest, a call looks at
    one or two of them on average. Only where all seem to be taken each of them is looked at.
    """

    ends: Ends = field(default_factory=RestingEnds)
    """When each slot is free. One under way says when it is free at the latest."""
    paused_until: float = 0.0
    """Nobody is let in before: the exchange said 429."""
    cap: float = inf
    """How many slots were in use at most when the pause ended; grows by one in each window."""
    trading_until: float = 0.0
    """Until when some slots are kept for cancels."""

    def wait(self, now: float, allowed: int) -> float:
        """Return the seconds until fewer than `allowed` slots are in use, 0.0 when it is so."""
        if now < self.paused_until:
            return self.paused_until - now
        ends = self.ends
        count = len(ends)
        if (count < allowed and count % _LOOK_EVERY) or ends.forget_ended(now) < allowed:
            return 0.0
        in_use = sorted(end for end in ends if end > now)
        surplus = len(in_use) - allowed
        return 0.0 if surplus < 0 else in_use[surplus] - now

    def take(self, now: float, end: float, limit: int) -> int:
        """Occupy one of `limit` slots until `end` at the latest and return its place.

        Only after `wait` has said that there is room.
        """
        ends = self.ends
        place = ends.add(end, limit)
        if place is None:
            # One that is under way for long holds up those behind it that have ended.
            index = next(index for index, free_from in enumerate(ends) if free_from <= now)
            ends[index] = end
            place = ends.first + index
        return place

    def give_back(self, place: int, end: float, free_from: float) -> None:
        """Make the slot that was taken until `end` free from `free_from`; not if it ended since."""
        index = place - self.ends.first
        if 0 <= index < len(self.ends) and self.ends[index] == end:
            self.ends[index] = free_from

    def in_use(self, now: float) -> int:
        """Return how many slots are taken, those counted that ended after one that has not."""
        return self.ends.forget_ended(now)

    def slow_down(self, now: float, seconds: float, limit: int) -> None:
        """Keep still for `seconds`, then use half as many slots; one 429 of a burst counts."""
        if now >= self.paused_until:
            self.cap = max(1.0, self.cap_at(now, limit, 1.0) // 2)
        self.paused_until = max(self.paused_until, now + seconds)

    def cap_at(self, now: float, limit: int, window: float) -> float:
        """Return how many slots may be in use: one more for each window since the pause."""
        return min(limit, self.cap + max(0.0, now - self.paused_until) // window)


class RateSlots(Gate):
    """`limit` slots, each usable once per window. Reference: API Call Rate Limit.

    `limit` calls in `window` seconds: 20 in 1 s by the reference, counted per address for public
    and per API key for private calls. A key that trades keeps some slots for cancels. After a 429
    half of the slots are used, and one more with each window that passes in peace.
    """

    def __init__(self, name: str, seam: Seam, *, limit: int, window: float) -> None:
        super().__init__(name, seam)
        self._limit = limit
        self.window = window
        self._rest = window + MARGIN_SECONDS
        self._table = SlotTable()

    def _admit(self, now: float, turn: Turn) -> float | None:
        table, urgency = self._table, turn.urgency
        wait = table.wait(now, self._allowed(table, now, urgency))
        if wait > 0:
            return wait
        if urgency is _CANCEL or urgency is _PLACE:
            table.trading_until = now + TRADING_SECONDS
        latest = max(now, turn.deadline)
        turn.ends = end = latest + self._rest
        turn.place = table.take(now, end, self._limit)
        return 0.0

    def _allowed(self, table: SlotTable, now: float, urgency: Urgency) -> int:
        allowed = self._limit
        if table.cap < allowed:
            allowed = int(table.cap_at(now, allowed, self.window))
        if now < table.trading_until and urgency > Urgency.RECONCILE:
            return max(1, allowed - self._limit // RESERVED_FRACTION)
        return allowed

    def _has_room(self, now: float, turn: Turn) -> bool:
        return self._table.wait(now, self._allowed(self._table, now, turn.urgency)) == 0

    def leave(self, turn: Turn, *, used_until: float | None) -> None:
        """Give the slot back.

        `used_until` (monotonic seconds) is the latest moment at which the call may have reached
        the exchange: when its answer was read, or its deadline where no answer came. None says
        that nothing was sent, and the slot is free again at once.
        """
        self._mutex.acquire()  # as in `Gate.enter_at_once`
        try:
            self._give_back(turn, 0.0 if used_until is None else used_until + self._rest)
            if self._waiting:
                self._wake_first()
        finally:
            self._mutex.release()

    def _give_back(self, turn: Turn, free_from: float) -> None:
        self._table.give_back(turn.place, turn.ends, free_from)

    def left(self) -> int | None:
        """Return how many calls could be made at once now at least; None where others know."""
        with self._mutex:
            return self._left(self._seam.monotonic())

    def _left(self, now: float) -> int | None:
        allowed = self._allowed(self._table, now, Urgency.CANCEL)
        return 0 if now < self._table.paused_until else max(0, allowed - self._table.in_use(now))

    def pause(self, seconds: float) -> None:
        """Let nobody in for `seconds`, then fewer: the exchange has just answered 429."""
        with self._mutex:
            self._slow_down(self._seam.monotonic(), seconds)

    def _slow_down(self, now: float, seconds: float) -> None:
        self._table.slow_down(now, seconds, self._limit)
