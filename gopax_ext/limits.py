"""Rate slots: never more calls in a moving window than the exchange allows.

The exchange counts calls when they *arrive*, which is some time between the send and the answer.
A slot is therefore free again one window after the *answer*: two arrivals on one slot are then at
least a window apart, whatever the network does, and no clock has to agree with the server's.
"""

from typing import Final

import attrs

from .gate import Gate, Turn, Urgency
from .seam import Seam

__all__ = ["RateSlots", "SlotTable"]

MARGIN_SECONDS: Final = 0.002
"""Added to the window: two clocks that are being slewed may disagree about how long a second is."""
RESERVED_FRACTION: Final = 5
"""One slot of so many, so 4 of 20, is kept for cancels and reconciling while a key trades."""
TRADING_SECONDS: Final = 3600.0
"""How long after its last order or cancel a key counts as trading: its orders may still rest."""


@attrs.define
class SlotTable:
    """When each slot is free again, and what is known besides; times in monotonic seconds."""

    ends: list[float] = attrs.Factory(list[float])
    """When each slot is free. One under way says when it is free at the latest."""
    paused_until: float = 0.0
    """Nobody is let in before: the exchange said 429."""
    cap: float = float("inf")
    """How many slots were in use at most when the pause ended; grows by one in each window."""
    trading_until: float = 0.0
    """Until when some slots are kept for cancels."""

    def wait(self, now: float, allowed: int) -> float:
        """Return the seconds until fewer than `allowed` slots are in use, 0.0 when it is so."""
        if now < self.paused_until:
            return self.paused_until - now
        in_use = [end for end in self.ends if end > now]
        surplus = len(in_use) - allowed
        if surplus < 0:
            return 0.0
        in_use.sort()
        return in_use[surplus] - now

    def take(self, now: float, end: float) -> int:
        """Occupy a slot until `end` at the latest and return its place."""
        for place, free_from in enumerate(self.ends):
            if free_from <= now:
                self.ends[place] = end
                return place
        self.ends.append(end)
        return len(self.ends) - 1

    def give_back(self, place: int, end: float, free_from: float) -> None:
        """Make the slot that was taken until `end` free from `free_from`; not if it ended since."""
        if place < len(self.ends) and self.ends[place] == end:
            self.ends[place] = free_from

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
        table = self._table
        wait = table.wait(now, self._allowed(table, now, turn.urgency))
        if wait > 0:
            return wait
        self._occupy(table, now, turn)
        return 0.0

    def _occupy(self, table: SlotTable, now: float, turn: Turn) -> None:
        if turn.urgency in {Urgency.CANCEL, Urgency.PLACE}:
            table.trading_until = now + TRADING_SECONDS
        turn.ends = max(turn.deadline, now) + self._rest
        turn.place = table.take(now, turn.ends)

    def _allowed(self, table: SlotTable, now: float, urgency: Urgency) -> int:
        allowed = int(table.cap_at(now, self._limit, self.window))
        if urgency > Urgency.RECONCILE and now < table.trading_until:
            allowed -= self._limit // RESERVED_FRACTION
        return max(1, allowed)

    def _has_room(self, now: float, turn: Turn) -> bool:
        return self._table.wait(now, self._allowed(self._table, now, turn.urgency)) == 0

    def leave(self, turn: Turn, *, used_until: float | None) -> None:
        """Give the slot back.

        `used_until` (monotonic seconds) is the latest moment at which the call may have reached
        the exchange: when its answer was read, or its deadline where no answer came. None says
        that nothing was sent, and the slot is free again at once.
        """
        with self._mutex:
            self._give_back(turn, 0.0 if used_until is None else used_until + self._rest)
            self._wake_first()

    def _give_back(self, turn: Turn, free_from: float) -> None:
        self._table.give_back(turn.place, turn.ends, free_from)

    def pause(self, seconds: float) -> None:
        """Let nobody in for `seconds`, then fewer: the exchange has just answered 429."""
        with self._mutex:
            self._slow_down(self._seam.monotonic(), seconds)

    def _slow_down(self, now: float, seconds: float) -> None:
        self._table.slow_down(now, seconds, self._limit)
