"""Time zones by name, and moments as text."""

from datetime import UTC, datetime, tzinfo
from typing import Final

from ...charts.zone import SEOUL

__all__ = ["SEOUL", "exact_moment", "moment", "zone_named"]

_BY_NAME: Final[dict[str, tzinfo]] = {"KST": SEOUL, "ASIA/SEOUL": SEOUL, "UTC": UTC, "Z": UTC}


def zone_named(name: str) -> tzinfo:
    """Return the zone of a name; an unknown one is a ValueError."""
    if known := _BY_NAME.get(name.upper()):
        return known
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(name) from error


def moment(time: datetime, zone: tzinfo) -> str:
    """Return a moment for people: to the second, with its zone."""
    return f"{time.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"


def exact_moment(time: datetime, zone: tzinfo) -> str:
    """Return a moment for programs: RFC 3339 to the millisecond, with its offset."""
    return time.astimezone(zone).isoformat(timespec="milliseconds")
