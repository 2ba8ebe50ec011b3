"""Measures how long a call took, and how much of that the machine itself was late."""

import threading
import time
from types import TracebackType
from typing import Self

__all__ = ["OVERSHOOT", "Stopwatch"]

OVERSHOOT = 0.1
_TICK = 0.005


class Stopwatch:
    """Seconds of a `with` block, beside a ticker that shows what other work cost it.

    On a crowded machine every thread runs late; a deadline is judged by what is left without that.
    """

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        self._late = 0.0
        self._ticker = threading.Thread(target=self._tick, daemon=True)
        self._ticker.start()
        self._started = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.elapsed = time.monotonic() - self._started
        self._stop.set()
        self._ticker.join()

    @property
    def calm(self) -> bool:
        """Whether the machine was quiet enough to judge by."""
        return self._late < OVERSHOOT / 2

    def early(self, within: float) -> bool:
        """Whether the block ended before its deadline, which no machine can be blamed for."""
        return self.elapsed < within - 0.01

    def kept(self, within: float) -> bool:
        """Whether the block ended with its deadline, not before it and not past the overshoot."""
        return not self.early(within) and self.elapsed <= within + OVERSHOOT + self._late

    def _tick(self) -> None:
        stopped = False
        while not stopped:
            before = time.monotonic()
            stopped = self._stop.wait(_TICK)
            # Who was held up three times is late by the sum of it.
            self._late += max(0.0, time.monotonic() - before - _TICK)
