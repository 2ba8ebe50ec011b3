# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Tide`; name it by `models`."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from ..enums import Grade

__all__ = ["Tide"]


class Tide(NamedTuple):
    """One tide.

    The tables of the town (source: the harbour's log).
    """

    time: datetime
    """High water, as a number. Here a datetime in UTC."""

    low: datetime
    """Low water, as a text. Here a datetime in UTC."""

    height: Decimal
    """Height, below zero at low tide. Unit: metres."""

    grade: Grade | None = None
    """How sure. Unit: stars."""

    place: str | None = None
    """Where it was measured. Since 2020 (source: the harbour's log)."""
