# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Candle`; name it by `models`."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

__all__ = ["Candle"]


class Candle(NamedTuple):
    """Prices and volume of one trading pair in one interval."""

    time: datetime
    """Start of the interval, in milliseconds.

    Here a datetime in UTC. In the reference it is "Latest data renewal time", a phrase copied from
    the 24-hour statistics (source: recorded traffic).
    """

    low: Decimal
    """Lowest price in the interval. Unit: quote asset per base asset."""

    high: Decimal
    """Highest price in the interval. Unit: quote asset per base asset."""

    open: Decimal
    """First price in the interval. Unit: quote asset per base asset."""

    close: Decimal
    """Last price in the interval. Unit: quote asset per base asset."""

    volume: Decimal
    """Trading volume in the interval. Unit: base asset."""
