# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""The JSON that msgspec cannot read into `models` itself: other names, rows, counted moments.

Numbers stay exact, unknown members are skipped, longer rows cut.
"""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from . import enums

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time that says how far it is from UTC."""

Stamp1000 = Annotated[
    int, msgspec.Meta(ge=-62135596800000, le=253402300799999, extra={"per_second": 1000})
]
"""A moment from year 1 to 9999, in 1000 parts of a second since 1970 UTC."""

StampText1000 = Annotated[str, msgspec.Meta(extra={"per_second": 1000})]
"""The same as a text of digits."""


class BookEntry(msgspec.Struct, array_like=True, gc=False):
    """The array of a `models.BookEntry`."""

    id: str
    price: Decimal
    amount: Decimal
    updated_at: StampText1000 | None = None


class Candle(msgspec.Struct, array_like=True, gc=False):
    """The array of a `models.Candle`."""

    time: Stamp1000
    low: Decimal
    high: Decimal
    open: Decimal
    close: Decimal
    volume: Decimal


class Balance(
    msgspec.Struct, kw_only=True, gc=False, rename={"pending_withdrawal": "pendingWithdrawal"}
):
    """The object of a `models.Balance`."""

    asset: str
    avail: Decimal
    hold: Decimal
    pending_withdrawal: Decimal


class Order(
    msgspec.Struct,
    kw_only=True,
    gc=False,
    rename={"trading_pair_name": "tradingPairName", "created_at": "createdAt"},
):
    """The object of a `models.Order`."""

    id: str
    price: Decimal | None = None
    amount: Decimal
    trading_pair_name: str
    side: enums.Side
    type: enums.OrderType
    created_at: Instant


class OrderDetail(
    msgspec.Struct,
    kw_only=True,
    gc=False,
    rename={"trading_pair_name": "tradingPairName", "created_at": "createdAt"},
):
    """The object of a `models.OrderDetail`."""

    id: str
    price: Decimal | None = None
    amount: Decimal
    trading_pair_name: str
    side: enums.Side
    type: enums.OrderType
    created_at: Instant
    status: enums.OrderStatus
    remaining: Decimal


class PlaceOrderRequest(
    msgspec.Struct, kw_only=True, gc=False, rename={"trading_pair_name": "tradingPairName"}
):
    """The object of a `models.PlaceOrderRequest`."""

    type: enums.OrderType
    side: enums.Side
    price: Decimal | None = None
    amount: Decimal
    trading_pair_name: str


class MyTrade(
    msgspec.Struct,
    kw_only=True,
    gc=False,
    rename={
        "order_id": "orderId",
        "base_amount": "baseAmount",
        "quote_amount": "quoteAmount",
        "trading_pair_name": "tradingPairName",
    },
):
    """The object of a `models.MyTrade`."""

    id: int
    order_id: int
    base_amount: Decimal
    quote_amount: Decimal
    fee: Decimal
    price: Decimal
    timestamp: Instant
    side: enums.Side
    trading_pair_name: str


class TradingPair(
    msgspec.Struct,
    kw_only=True,
    gc=False,
    rename={"base_asset": "baseAsset", "quote_asset": "quoteAsset"},
):
    """The object of a `models.TradingPair`."""

    name: str
    base_asset: str
    quote_asset: str


class OrderBook(msgspec.Struct, kw_only=True, gc=False):
    """The object of a `models.OrderBook`."""

    sequence: int | None = None
    bid: list[BookEntry]
    ask: list[BookEntry]


class ErrorBody(
    msgspec.Struct,
    kw_only=True,
    gc=False,
    rename={"error_code": "errorCode", "error_message": "errorMessage", "error_data": "errorData"},
):
    """The object of a `models.ErrorBody`."""

    error_code: int | None = None
    error_message: str | None = None
    error_data: Any | None = None
    errormsg: str | None = None
