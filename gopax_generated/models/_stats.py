# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Stats`; name it by `models`."""

from datetime import datetime
from decimal import Decimal

from attrs import frozen

__all__ = ["Stats"]


@frozen(kw_only=True)
class Stats:
    """Prices and volume of the last 24 hours."""

    open: Decimal
    """Price 24 hours ago. Unit: quote asset per base asset."""

    high: Decimal
    """24-hour peak price. Unit: quote asset per base asset."""

    low: Decimal
    """24-hour low. Unit: quote asset per base asset."""

    close: Decimal
    """Current price, renewed every minute. Unit: quote asset per base asset."""

    volume: Decimal
    """24-hour trading volume. Unit: base asset."""

    time: datetime
    """Time of the latest renewal of the data."""
