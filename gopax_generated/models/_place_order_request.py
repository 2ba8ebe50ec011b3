# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `PlaceOrderRequest`; name it by `models`."""

from decimal import Decimal

from attrs import frozen

from ..enums import OrderType, Side

__all__ = ["PlaceOrderRequest"]


@frozen(kw_only=True)
class PlaceOrderRequest:
    """An order to place. A limit order needs a price; a market order has none."""

    type: OrderType
    """Order type.

    A limit order has a price. A market order has none, and its amount is the asset that is paid.
    """

    side: Side
    """Trading type: buy or sell."""

    price: Decimal | None = None
    """Order price.

    Needed for a limit order, left out of a market order. Unit: quote asset per base asset. Allowed:
    0.00000001 to 1,000,000,000,000. Amounts have 8 decimals (source: other documents of GOPAX). The
    bounds only fence off what no pair trades at (source: inference).
    """

    amount: Decimal
    """Order amount in base asset.

    For a market order, the total of the asset that is paid: quote asset for a buy, base asset for a
    sell. Unit: base asset. Allowed: 0.00000001 to 1,000,000,000,000. Amounts have 8 decimals, and
    each trading pair has a larger minimum of its own (source: other documents of GOPAX). The upper
    bound only fences off what no pair trades (source: inference).
    """

    trading_pair_name: str
    """Trading pair. `list_trading_pairs` answers the entire list."""
