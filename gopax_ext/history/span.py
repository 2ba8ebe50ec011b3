"""Ranges of time as callers give them."""

from datetime import datetime
from typing import Final

from gopax_generated.errors import ArgumentError

from ..paging import milliseconds
from .ranges import Range

__all__ = ["Moment", "span_of"]

Moment = datetime | int
"""An aware datetime, or milliseconds since 1970."""
_LATEST_MS: Final = 253_402_300_800_000  # the end of the year 9999


def span_of(start: Moment | None, end: Moment | None) -> Range:
    """Return milliseconds from `start` until just before `end`; None is as far as there is."""
    first = 0 if start is None else milliseconds(start, "start")
    last = _LATEST_MS if end is None else milliseconds(end, "end")
    if first >= last:
        raise ArgumentError(f"start ({start}) is not before end ({end})", fix="Swap them.")
    return first, last
