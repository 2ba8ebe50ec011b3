# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Ticker`; name it by `models`."""

from datetime import datetime
from decimal import Decimal

from attrs import frozen

__all__ = ["Ticker"]


@frozen(kw_only=True)
class Ticker:
    """The state of one trading pair."""

    price: Decimal
    """Latest price. Unit: quote asset per base asset."""

    ask: Decimal
    """Lowest price asked. Unit: quote asset per base asset."""

    bid: Decimal
    """Highest price bid. Unit: quote asset per base asset."""

    volume: Decimal
    """24-hour trading volume. Unit: base asset."""

    time: datetime
    """Time of the latest renewal of the data."""
