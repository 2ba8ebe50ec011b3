# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Order`; name it by `models`."""

from datetime import datetime
from decimal import Decimal

from attrs import frozen

from ..enums import OrderType, Side

__all__ = ["Order"]


@frozen(kw_only=True)
class Order:
    """An order."""

    id: str
    """Unique number of the order."""

    price: Decimal | None = None
    """Order price.

    A market order has none. Unit: quote asset per base asset. The reference shows limit orders
    alone, and they always carry it (source: inference).
    """

    amount: Decimal
    """Order amount.

    A market buy counts it in quote asset, every other order in base asset. Unit: base asset.
    """

    trading_pair_name: str
    """Trading pair."""

    side: Side
    """Trading type: buy or sell."""

    type: OrderType
    """Order type.

    A limit order has a price. A market order has none, and its amount is the asset that is paid.
    """

    created_at: datetime
    """Order time."""
