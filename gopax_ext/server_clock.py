"""The exchange's own clock, as its answers tell it: a witness against a clock that is far off."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

__all__ = ["ServerClock", "http_date"]

_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_DATE: Final = r"[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT"
_NOTHING: Final[Mapping[str, str]] = {}


class ServerClock:
    """Remembers the newest answer and reads its Date header when somebody asks."""

    __slots__ = ("_headers", "_heard_at")

    def __init__(self) -> None:
        self._headers = _NOTHING
        self._heard_at = 0.0

    def hear(self, headers: Mapping[str, str], now: float) -> None:
        """Remember an answer that came at `now` (monotonic seconds)."""
        self._headers, self._heard_at = headers, now

    def now_ms(self, now: float) -> int | None:
        """Return the exchange's time in milliseconds since 1970; None while it is not known."""
        stamp = http_date(self._headers.get("date", ""))
        return None if stamp is None else round((stamp + now - self._heard_at) * 1000)


def http_date(date: str) -> float | None:
    """Return an HTTP date (RFC 9110, 5.6.7: the fixed form) in seconds since 1970."""
    match = re.fullmatch(_DATE, date)
    if match is None or match[2] not in _MONTHS:
        return None
    day, year, hour, minute, second = (int(match[i]) for i in (1, 3, 4, 5, 6))
    try:
        moment = datetime(
            year, _MONTHS.index(match[2]) + 1, day, hour, minute, min(second, 59), tzinfo=UTC
        )
    except ValueError:
        return None
    return moment.timestamp()
