"""Nonces that a strict exchange never refuses: one lane for each API key.

The exchange checks the order in which nonces *arrive*, so being unique and increasing is not
enough: the lane is held from the choice of a nonce until its answer has been read.
"""

from .gate import Gate, Turn
from .seam import Seam

__all__ = ["NonceLane"]

_NS_PER_MS = 1_000_000


class NonceLane(Gate):
    """The right to have one signed call under way on one API key.

    Shared by all threads, tasks and clients of this process that use the key. Nonces are integer
    milliseconds since 1970, `max(last + 1, now)`, so a clock that steps back cannot repeat one.
    """

    def __init__(self, name: str, seam: Seam) -> None:
        super().__init__(name, seam)
        self._held = False
        self._last = 0

    def _admit(self, now: float, turn: Turn) -> float | None:
        del now, turn
        if self._held:
            return None
        self._held = True
        return 0.0

    def next_nonce(self) -> int:
        """Return the next nonce. Only whoever holds the lane may ask."""
        now_ms = self._seam.time_ns() // _NS_PER_MS
        self._last = max(self._last + 1, now_ms)
        return self._last

    def leave(self) -> None:
        """Hand the lane to the next in the queue."""
        with self._mutex:
            self._held = False
            self._wake_first()
