"""Ranges of time as people write them."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

import attrs

from gopax_generated.errors import ArgumentError

from ..seam import SYSTEM
from .messages import say
from .output.zones import moment

__all__ = ["INTERVALS", "Span", "minutes_of"]

INTERVALS: Final = {"1m": 1, "5m": 5, "30m": 30, "1d": 1440}
"""Minutes by name: those that the exchange has (reference: Get candles)."""
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@attrs.frozen
class Span:
    """From `start` until just before `end`."""

    start: datetime
    end: datetime

    @classmethod
    def read(
        cls,
        since: str | None,
        until: str | None,
        *,
        interval: str,
        rows: int,
        zone: tzinfo,
        newest: datetime | None = None,
    ) -> "Span":
        """Read a range; without `since` it is as long as `rows` candles.

        Without `until` it ends after those of `newest`, the time of the latest candle or now.
        """
        now = datetime.fromtimestamp(SYSTEM.time_ns() / 1e9, UTC)
        step = timedelta(minutes=minutes_of(interval))
        end = _moment("--until", until, zone, now) if until else (newest or now) + step
        start = _moment("--since", since, zone, now) if since else end - step * (rows + 1)
        if start >= end:
            until = until or say("mistake.now")
            raise ArgumentError(say("mistake.span", since=since, until=until), fix=say("fix.time"))
        return cls(start, end)

    def told(self, zone: tzinfo) -> str:
        """Return the range with its zone, as it was understood."""
        return say("range", start=moment(self.start, zone), end=moment(self.end, zone))


def minutes_of(interval: str) -> int:
    """Return the minutes of an interval; one that the exchange does not have is refused."""
    try:
        return INTERVALS[interval]
    except KeyError:
        raise ArgumentError(
            say("mistake.interval", interval=interval),
            fix=say("fix.interval", intervals=", ".join(INTERVALS)),
        ) from None


def _moment(option: str, text: str, zone: tzinfo, now: datetime) -> datetime:
    if ago := re.fullmatch(r"(\d{1,5})([mhdw])", text):
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentError(
            say("mistake.time", option=option, text=text), fix=say("fix.time")
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=zone)
