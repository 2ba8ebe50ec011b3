"""Rate slots: never more calls in a moving window than the exchange allows.

The exchange counts calls when they *arrive*, which is some time between the send and the answer.
A slot is therefore free again one window after the *answer*: two arrivals on one slot are then at
least a window apart, whatever the network does, and no clock has to agree with the server's.
"""

import heapq

from .gate import Gate
from .seam import Seam

__all__ = ["RateSlots"]

MARGIN_SECONDS = 0.002
"""Added to the window: two clocks that are being slewed may disagree about how long a second is."""


class RateSlots(Gate):
    """`limit` slots, each usable once per window. Reference: API Call Rate Limit.

    `limit` calls in `window` seconds: 20 in 1 s by the reference, counted per address for public
    and per API key for private calls.
    """

    def __init__(self, name: str, seam: Seam, *, limit: int, window: float) -> None:
        super().__init__(name, seam)
        self._free = limit
        self._rest = window + MARGIN_SECONDS
        self._resting: list[float] = []
        self._paused_until = 0.0

    def _admit(self, now: float) -> float | None:
        if now < self._paused_until:
            return self._paused_until - now
        resting = self._resting
        while resting and resting[0] <= now:
            heapq.heappop(resting)
            self._free += 1
        if self._free:
            self._free -= 1
            return 0.0
        return resting[0] - now if resting else None

    def leave(self, *, used_until: float | None) -> None:
        """Give the slot back.

        `used_until` (monotonic seconds) is the latest moment at which the call may have reached
        the exchange: when its answer was read, or its deadline where no answer came. None says
        that nothing was sent, and the slot is free again at once.
        """
        with self._mutex:
            if used_until is None:
                self._free += 1
            else:
                heapq.heappush(self._resting, used_until + self._rest)
            self._wake_first()

    def pause(self, seconds: float) -> None:
        """Let nobody in for `seconds`: the exchange has just answered 429."""
        with self._mutex:
            self._paused_until = max(self._paused_until, self._seam.monotonic() + seconds)
