# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `MyTrade`; name it by `models`."""

from datetime import datetime
from decimal import Decimal

from attrs import frozen

from ..enums import Side

__all__ = ["MyTrade"]


@frozen(kw_only=True)
class MyTrade:
    """One of the user's own trades."""

    id: int
    """Unique number of the trade."""

    order_id: int
    """Unique number of the order. Here it is a number; in orders it is a text."""

    base_amount: Decimal
    """Trading quantity. Includes the fee on a purchase. Unit: base asset."""

    quote_amount: Decimal
    """Trading quantity times price. Includes the fee on a sale. Unit: quote asset."""

    fee: Decimal
    """Trading fee, in the asset that the trade brings in: base asset on a purchase, quote asset on
    a sale.

    Unit: the asset named beside it. The asset of the fee; the reference says that a purchase
    includes it in the base amount and a sale in the quote amount (source: how working clients
    behave).
    """

    price: Decimal
    """Price of the trade. Unit: quote asset per base asset."""

    timestamp: datetime
    """Time of the trade."""

    side: Side
    """Trading type: buy or sell."""

    trading_pair_name: str
    """Trading pair."""
