"""What may be the order asked for is looked at; what cannot be is left alone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from gopax_ext.orders.matching import (
    detail_from_trades,
    fits_as_asked,
    fits_as_listed,
    fits_as_traded,
)
from gopax_generated.enums import OrderStatus, OrderType, Side
from gopax_generated.models import MyTrade, Order, PlaceOrderRequest

from .conftest import asking

MOMENT = datetime(2018, 3, 14, 3, 50, 41, tzinfo=UTC)
BUY = asking(price="5000000", amount="0.04").request
SELL = asking(price="5000000", amount="0.04", side="sell").request
SPEND = asking(price=None, amount="100000").request
SELL_NOW = asking(price=None, amount="0.04", side="sell").request


def order(asked: PlaceOrderRequest = BUY, **other: Any) -> Order:
    """What was asked for, but for some details."""
    made = Order(
        id="42",
        price=asked.price,
        amount=asked.amount,
        trading_pair_name=asked.trading_pair_name,
        side=asked.side,
        type=asked.type,
        created_at=MOMENT,
    )
    return attrs.evolve(made, **other)


def trade(
    base: str, price: str, *, side: Side = Side.BUY, after: float = 0, **other: Any
) -> MyTrade:
    """A trade of order 42."""
    made = MyTrade(
        id=1,
        order_id=42,
        base_amount=Decimal(base),
        quote_amount=Decimal(base) * Decimal(price),
        fee=Decimal(0),
        price=Decimal(price),
        timestamp=MOMENT + timedelta(seconds=after),
        side=side,
        trading_pair_name="BTC-KRW",
    )
    return attrs.evolve(made, **other)


STRANGE = [
    {"trading_pair_name": "ETH-KRW"},
    {"side": Side.SELL},
    {"type": OrderType.MARKET},
    {"price": Decimal(5_000_001)},
    {"amount": Decimal("0.0400001")},
]


@pytest.mark.parametrize("other", STRANGE, ids=str)
def test_another_order_is_not_the_one(other: Any) -> None:
    """Pair, side, type, price and amount all count."""
    assert fits_as_listed(BUY, order())
    assert fits_as_asked(BUY, order())
    assert not fits_as_listed(BUY, order(**other))
    assert not fits_as_asked(BUY, order(**other))


def test_a_listed_amount_may_be_what_remains() -> None:
    """By its own details the amount has to be that of the order."""
    part = order(amount=Decimal("0.01"))

    assert fits_as_listed(BUY, part)
    assert not fits_as_asked(BUY, part)


@pytest.mark.parametrize("price", ["5000400", "5000999"])
def test_a_price_may_have_been_moved_to_a_tick(price: str) -> None:
    """Down or up, by one tick of the documented table and no further."""
    asked = asking(price=price, amount="0.04").request

    assert fits_as_asked(asked, order(asked, price=Decimal(5_000_000)))
    assert fits_as_asked(asked, order(asked, price=Decimal(5_001_000)))
    assert not fits_as_asked(asked, order(asked, price=Decimal(4_999_000)))
    assert not fits_as_asked(asked, order(asked, price=Decimal(5_000_500)))


def test_a_price_that_is_not_told_excludes_nothing() -> None:
    """Neither of a market order, nor by a list that leaves it out."""
    assert fits_as_listed(BUY, order(price=None))
    assert fits_as_listed(SPEND, order(SPEND, price=Decimal(7)))
    assert fits_as_listed(SPEND, order(SPEND, amount=Decimal(10**9)))
    assert fits_as_asked(SPEND, order(SPEND, price=Decimal(7)))
    assert not fits_as_asked(SPEND, order(SPEND, amount=Decimal(10**9)))


@pytest.mark.parametrize(
    ("asked", "trades", "fits"),
    [
        (BUY, [trade("0.04", "5000000")], True),
        (BUY, [trade("0.01", "4990000"), trade("0.03", "5000000")], True),
        (BUY, [trade("0.01", "4990000"), trade("0.0300001", "5000000")], False),
        (BUY, [trade("0.04", "5000001")], False),
        (BUY, [trade("0.01", "5000000"), trade("0.01", "5000001")], False),
        (BUY, [trade("0.04", "5000000", side=Side.SELL)], False),
        (BUY, [trade("0.04", "5000000", trading_pair_name="ETH-KRW")], False),
        (SELL, [trade("0.04", "5000000", side=Side.SELL)], True),
        (SELL, [trade("0.04", "5010000", side=Side.SELL)], True),
        (SELL, [trade("0.04", "4999999", side=Side.SELL)], False),
        (SPEND, [trade("0.02", "5000000")], True),
        (SPEND, [trade("0.0201", "5000000")], False),
        (SELL_NOW, [trade("0.04", "1", side=Side.SELL)], True),
        (SELL_NOW, [trade("0.05", "1", side=Side.SELL)], False),
    ],
)
def test_trades_fit_while_they_keep_limit_and_amount(
    asked: PlaceOrderRequest, trades: list[MyTrade], fits: bool
) -> None:
    """A buyer pays no more, a seller takes no less, and nobody trades more than was asked."""
    assert fits_as_traded(asked, trades) is fits


def test_a_limit_between_ticks_may_trade_at_the_tick() -> None:
    """To either side, since the exchange may have moved it."""
    between = asking(price="5000400", amount="0.04")
    sell = asking(price="5000400", amount="0.04", side="sell")

    assert fits_as_traded(between.request, [trade("0.04", "5001000")])
    assert not fits_as_traded(between.request, [trade("0.04", "5001001")])
    assert fits_as_traded(sell.request, [trade("0.04", "5000000", side=Side.SELL)])
    assert not fits_as_traded(sell.request, [trade("0.04", "4999999", side=Side.SELL)])


def test_what_is_no_longer_kept_is_told_from_its_trades() -> None:
    """All that they say, and the time of the first."""
    part = detail_from_trades(BUY, [trade("0.01", "4990000", after=2), trade("0.02", "4990000")])
    whole = detail_from_trades(SPEND, [trade("0.02", "5000000")])

    assert (part.id, part.created_at, part.remaining) == ("42", MOMENT, Decimal("0.01"))
    assert part.status is OrderStatus.CANCELLED
    assert (part.price, part.amount, part.side, part.type) == (
        BUY.price,
        BUY.amount,
        BUY.side,
        BUY.type,
    )
    assert part.trading_pair_name == "BTC-KRW"
    assert (whole.status, whole.remaining, whole.price) == (OrderStatus.COMPLETED, 0, None)
