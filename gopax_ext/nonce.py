"""Nonces that a strict exchange never refuses: one lane for each API key.

The exchange checks the order in which nonces *arrive*, so being unique and increasing is not
enough: the lane is held from the choice of a nonce until its answer has been read.
"""

from typing import Final

from .errors import ClockError
from .gate import Gate, Turn
from .seam import Seam
from .server_clock import ServerClock

__all__ = ["NonceLane"]

_NS_PER_MS = 1_000_000
_DAY_MS: Final = 86_400_000


class NonceLane(Gate):
    """The right to have one signed call under way on one API key.

    Shared by all threads, tasks and clients of this process that use the key. Nonces are integer
    milliseconds since 1970, `max(last + 1, now)`, so a clock that steps back cannot repeat one. A
    clock that is years ahead would spoil the key for good: a step of more than a day needs the
    exchange's own clock as a witness.
    """

    reach = "the clients of this process"
    """Who takes part in it."""

    def __init__(self, name: str, seam: Seam, clock: ServerClock | None = None) -> None:
        super().__init__(name, seam)
        self.clock = clock or ServerClock()
        self.proven = False
        """Whether the exchange has accepted this key; a 401 may then be about the nonce alone."""
        self._last = 0

    def _start_anew(self) -> None:
        super()._start_anew()
        self._held = False

    def _admit(self, now: float, turn: Turn) -> float | None:
        del now, turn
        if self._held:
            return None
        self._held = True
        return 0.0

    def needs_witness(self) -> bool:
        """Tell if the exchange should be asked for its time before the next nonce is chosen."""
        now_ms = self._now_ms()
        if now_ms - self._last <= _DAY_MS:
            return False
        witness = self.clock.now_ms(self._seam.monotonic())
        if witness is None:
            return self._last > 0  # the first nonce ever has nothing to be compared with
        return now_ms - witness > _DAY_MS

    def next_nonce(self) -> int:
        """Return the next nonce. Only whoever holds the lane may ask.

        Raises `ClockError` when the clock is more than a day ahead of the exchange's, or of the
        last nonce where the exchange's is not known.
        """
        now_ms = self._seam.time_ns() // _NS_PER_MS
        if now_ms - self._last > _DAY_MS and self.needs_witness():
            raise ClockError(now_ms, self.clock.now_ms(self._seam.monotonic()), self._last)
        self._last = max(self._last + 1, now_ms)
        return self._last

    def _now_ms(self) -> int:
        return self._seam.time_ns() // _NS_PER_MS

    def leave(self) -> None:
        """Hand the lane to the next in the queue."""
        self._mutex.acquire()  # as in `Gate.enter_at_once`
        try:
            self._held = False
            if self._waiting:
                self._wake_first()
        finally:
            self._mutex.release()
