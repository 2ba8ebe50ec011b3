"""The exchange's clock: the real time, or one that a test holds in its hand."""

from datetime import UTC, datetime, timedelta

from ..seam import SYSTEM, Seam

__all__ = ["Clock", "iso", "to_ms"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  isoformat must not add +00:00
_MILLISECOND = timedelta(milliseconds=1)
_LATEST_MS = 253_402_300_799_999  # the last millisecond of the year 9999


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970-01-01 UTC of an aware datetime."""
    if moment.tzinfo is None:
        msg = f"{moment!r} has no time zone: pass datetime(..., tzinfo=UTC)"
        raise ValueError(msg)
    return (moment - _EPOCH) // _MILLISECOND


def iso(ms: int) -> str:
    """ISO 8601 in UTC with milliseconds: `2018-03-14T03:50:41.184Z`."""
    return (_NAIVE_EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds") + "Z"


class Clock:
    """Wall time in milliseconds and elapsed seconds, which can be frozen, moved and sped up.

    `Clock.frozen(moment)` stands still until `step` is called: rate windows, time stamps and the
    market then depend on nothing but the test.
    """

    def __init__(
        self, seam: Seam = SYSTEM, *, at: datetime | None = None, speed: float = 1.0
    ) -> None:
        self._seam = seam
        self._speed = speed
        self._real = seam.monotonic()
        self._elapsed = 0.0
        self._start_ms = seam.time_ns() // 1_000_000 if at is None else to_ms(at)
        self._shift_ms = 0

    @classmethod
    def frozen(cls, at: datetime, seam: Seam = SYSTEM) -> "Clock":
        """A clock that shows `at` and stands still."""
        return cls(seam, at=at, speed=0.0)

    def monotonic(self) -> float:
        """Seconds since this clock was made, on the exchange's own time."""
        return self._elapsed + (self._seam.monotonic() - self._real) * self._speed

    def now_ms(self) -> int:
        """The exchange's wall time: milliseconds since 1970-01-01 UTC."""
        return min(self._start_ms + self._shift_ms + int(self.monotonic() * 1000), _LATEST_MS)

    @property
    def speed(self) -> float:
        """Exchange seconds per real second; 0 is frozen."""
        return self._speed

    def set_speed(self, speed: float) -> None:
        """Run `speed` times as fast as real time: 0 freezes, 1 resumes."""
        if not 0 <= speed <= 1_000_000:
            msg = f"speed {speed!r} is not within 0 and 1000000: give exchange seconds per second"
            raise ValueError(msg)
        self._elapsed = self.monotonic()
        self._real = self._seam.monotonic()
        self._speed = speed

    def step(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        if seconds < 0:
            msg = f"cannot step {seconds!r} s: time does not run backwards; use shift for the wall"
            raise ValueError(msg)
        self._elapsed += seconds

    def shift(self, milliseconds: int) -> None:
        """Set the wall clock forward or back, as an operator would: no time passes."""
        self._shift_ms += milliseconds
