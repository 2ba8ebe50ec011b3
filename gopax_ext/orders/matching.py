"""Does this order or trade fit what was asked? Pure, and wide rather than narrow.

Wide, because the reference leaves open whether a listed amount is the original or what remains,
whether a trade's price is that of the order, and whether the exchange moves a price to a tick.
Whatever fits is looked up by its id before it counts.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from gopax_generated.enums import OrderStatus, OrderType, Side
from gopax_generated.models import MyTrade, Order, OrderDetail, PlaceOrderRequest

from .rules import MarketRules

__all__ = ["detail_from_trades", "fits_as_asked", "fits_as_listed", "fits_as_traded"]

_RULES: Final = MarketRules.of("2021")


def fits_as_listed(asked: PlaceOrderRequest, order: Order) -> bool:
    """Tell if an open order may be the one asked for; its amount may be what remains."""
    return _same_kind(asked, order) and (
        asked.type is not OrderType.LIMIT
        or (_same_price(asked, order.price) and order.amount <= asked.amount)
    )


def fits_as_asked(asked: PlaceOrderRequest, order: Order) -> bool:
    """Tell if an order, by its own details, is what was asked for."""
    return (
        _same_kind(asked, order)
        and order.amount == asked.amount
        and (asked.type is not OrderType.LIMIT or _same_price(asked, order.price))
    )


def fits_as_traded(asked: PlaceOrderRequest, trades: Sequence[MyTrade]) -> bool:
    """Tell if the trades of one order may be those of the order asked for."""
    return all(
        trade.trading_pair_name == asked.trading_pair_name
        and trade.side == asked.side
        and _no_worse(asked, trade.price)
        for trade in trades
    ) and (_traded(asked, trades) <= asked.amount)


def _traded(asked: PlaceOrderRequest, trades: Sequence[MyTrade]) -> Decimal:
    """Return how much of the amount asked for the trades account for, in its unit."""
    in_quote = asked.type is OrderType.MARKET and asked.side is Side.BUY
    amounts = (trade.quote_amount if in_quote else trade.base_amount for trade in trades)
    return sum(amounts, Decimal(0))


def detail_from_trades(asked: PlaceOrderRequest, trades: Sequence[MyTrade]) -> OrderDetail:
    """Return what is known of an order that the exchange no longer keeps."""
    remaining = asked.amount - _traded(asked, trades)
    return OrderDetail(
        id=str(trades[0].order_id),
        price=asked.price,
        amount=asked.amount,
        trading_pair_name=asked.trading_pair_name,
        side=asked.side,
        type=asked.type,
        created_at=min(trade.timestamp for trade in trades),
        status=OrderStatus.CANCELLED if remaining else OrderStatus.COMPLETED,
        remaining=remaining,
    )


def _same_kind(asked: PlaceOrderRequest, order: Order) -> bool:
    return (
        order.trading_pair_name == asked.trading_pair_name
        and order.side == asked.side
        and order.type == asked.type
    )


def _same_price(asked: PlaceOrderRequest, price: Decimal | None) -> bool:
    if asked.price is None or price is None or price == asked.price:
        return True
    return price in _on_ticks(asked.trading_pair_name, asked.price)


def _no_worse(asked: PlaceOrderRequest, price: Decimal) -> bool:
    """Tell if a trade at `price` keeps the limit, or the limit moved to a tick."""
    if asked.price is None:
        return True
    below, above = _on_ticks(asked.trading_pair_name, asked.price)
    return price <= above if asked.side is Side.BUY else price >= below


@lru_cache(maxsize=256)
def _on_ticks(pair: str, price: Decimal) -> tuple[Decimal, Decimal]:
    """Return the nearest prices on ticks, below and above."""
    return _RULES.round_price(pair, price, "buy"), _RULES.round_price(pair, price, "sell")
