"""Korea's time. It has no daylight saving, so it needs no data."""

from datetime import timedelta, timezone
from typing import Final

__all__ = ["SEOUL"]

SEOUL: Final = timezone(timedelta(hours=9), "KST")
