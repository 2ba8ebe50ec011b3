# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Trade`; name it by `models`."""

from datetime import datetime
from decimal import Decimal

from attrs import frozen

from ..enums import Side

__all__ = ["Trade"]


@frozen(kw_only=True)
class Trade:
    """A public trade."""

    time: datetime
    """Trading time."""

    date: int | None = None
    """Trading time in seconds.

    The reference shows it without describing it. Unit: seconds since 1970 UTC.
    """

    id: int
    """Unique number of the trade."""

    price: Decimal
    """Trading price. Unit: quote asset per base asset."""

    amount: Decimal
    """Trading amount. Unit: base asset."""

    side: Side
    """Trading type: buy or sell."""
