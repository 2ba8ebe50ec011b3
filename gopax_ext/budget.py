"""How many calls may be repeated: an exchange in trouble must not be asked three times as much."""

import threading
from typing import Final

from .seam import Seam

__all__ = ["RetryBudget"]

MOST_REPEATS: Final = 10.0
"""So many may come at once, after a time without trouble."""
REPEATS_PER_CALL: Final = 0.1
"""Each call allows a tenth of one: however long it takes, one call in ten may be repeated."""
SECONDS_PER_REPEAT: Final = 6.0
"""However few calls there are, time allows a repeat as often as this."""


class RetryBudget:
    """What all calls of this process to one exchange may spend on being repeated.

    It is about calls that failed on the way or at the exchange. A nonce that was refused, and a
    429 that was waited out, have limits of their own.
    """

    def __init__(self, seam: Seam) -> None:
        self._seam = seam
        self._mutex = threading.Lock()
        self._left = MOST_REPEATS
        self._counted_at = seam.monotonic()
        self._counted = 0
        self.calls = 0
        """How many calls there were. Whoever makes one counts it, without a lock: it is on the way
        of every call, and one more or less does not matter."""

    def spend(self) -> bool:
        """Take a repeat, False where there is none left."""
        now = self._seam.monotonic()
        with self._mutex:
            by_time = (now - self._counted_at) / SECONDS_PER_REPEAT
            by_calls = (self.calls - self._counted) * REPEATS_PER_CALL
            self._counted_at, self._counted = now, self.calls
            self._left = min(self._left + by_time + by_calls, MOST_REPEATS)
            if self._left < 1:
                return False
            self._left -= 1
            return True
