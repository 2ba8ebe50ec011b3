# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Every operation of GOPAX API as data, and a builder of calls for each.

A builder checks its arguments and gives a `Call`: path, query and body as they will be sent. It
touches no network and knows no HTTP library. An optional argument that is None is not sent.
"""

from __future__ import annotations  # naming a model would make its class

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from . import _arguments as check
from . import codecs, errors, models
from ._call import Call, Operation, Pagination, Parameter, RateLimit
from .enums import CandleInterval, OrderType, Side

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from .models import (
        Asset,
        Balance,
        Candle,
        MyTrade,
        Order,
        OrderBook,
        OrderDetail,
        PairStats,
        Stats,
        Ticker,
        Trade,
        TradingPair,
    )

__all__ = [
    "CANCEL_ORDER",
    "GET_BALANCE",
    "GET_ORDER",
    "GET_ORDER_BOOK",
    "GET_STATS",
    "GET_TICKER",
    "LIST_ASSETS",
    "LIST_BALANCES",
    "LIST_CANDLES",
    "LIST_MY_TRADES",
    "LIST_ORDERS",
    "LIST_STATS",
    "LIST_TRADES",
    "LIST_TRADING_PAIRS",
    "OPERATIONS",
    "PLACE_ORDER",
    "Call",
    "Operation",
    "Pagination",
    "Parameter",
    "RateLimit",
    "cancel_order",
    "get_balance",
    "get_order",
    "get_order_book",
    "get_stats",
    "get_ticker",
    "list_assets",
    "list_balances",
    "list_candles",
    "list_my_trades",
    "list_orders",
    "list_stats",
    "list_trades",
    "list_trading_pairs",
    "place_order",
]


_ASSET_NAME = Parameter(
    name="asset_name",
    wire_name="assetName",
    location="path",
    required=True,
    type="str",
    example="KRW",
    pattern=r"^[A-Z0-9.]{1,20}\Z",
)
_TRADING_PAIR_NAME = Parameter(
    name="trading_pair_name",
    wire_name="tradingPairName",
    location="body",
    required=True,
    type="str",
    example="ETH-KRW",
    pattern=r"^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}\Z",
)
_TYPE = Parameter(
    name="type",
    wire_name="type",
    location="body",
    required=True,
    type='OrderType | Literal["limit", "market"]',
    example="limit",
    choices=("limit", "market"),
)
_SIDE = Parameter(
    name="side",
    wire_name="side",
    location="body",
    required=True,
    type='Side | Literal["buy", "sell"]',
    example="buy",
    choices=("buy", "sell"),
)
_AMOUNT = Parameter(
    name="amount",
    wire_name="amount",
    location="body",
    required=True,
    type="Decimal | int | str",
    example=10,
    unit="base",
    minimum=Decimal("0.00000001"),
    maximum=Decimal(1_000_000_000_000),
)
_PRICE = Parameter(
    name="price",
    wire_name="price",
    location="body",
    required=False,
    type="Decimal | int | str",
    example=1_000_000,
    unit="price",
    minimum=Decimal("0.00000001"),
    maximum=Decimal(1_000_000_000_000),
)
_ORDER_ID = Parameter(
    name="order_id",
    wire_name="orderId",
    location="path",
    required=True,
    type="str | int",
    example="23712",
    digits=True,
    pattern=r"^[1-9][0-9]{0,19}\Z",
)
_LIMIT = Parameter(
    name="limit",
    wire_name="limit",
    location="query",
    required=False,
    type="int",
    example=100,
    unit="rows",
    minimum=1,
    maximum=100,
)
_PASTMAX = Parameter(
    name="pastmax",
    wire_name="pastmax",
    location="query",
    required=False,
    type="int",
    example=6_436_174,
    minimum=0,
    maximum=9_999_999_999_999_999_999,
)
_LATESTMIN = Parameter(
    name="latestmin",
    wire_name="latestmin",
    location="query",
    required=False,
    type="int",
    example=6_436_171,
    minimum=0,
    maximum=9_999_999_999_999_999_999,
)
_AFTER = Parameter(
    name="after",
    wire_name="after",
    location="query",
    required=False,
    type="datetime | int",
    example=1_521_000_000_000,
    unit="ms",
    per_second=1000,
    minimum=0,
    maximum=9_999_999_999_999_999_999,
)
_BEFORE = Parameter(
    name="before",
    wire_name="before",
    location="query",
    required=False,
    type="datetime | int",
    example=1_521_086_400_000,
    unit="ms",
    per_second=1000,
    minimum=0,
    maximum=9_999_999_999_999_999_999,
)
_TRADING_PAIR = Parameter(
    name="trading_pair",
    wire_name="tradingPair",
    location="path",
    required=True,
    type="str",
    example="BTC-KRW",
    pattern=r"^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}\Z",
)
_LEVEL = Parameter(
    name="level",
    wire_name="level",
    location="query",
    required=False,
    type="int",
    example=2,
    minimum=-9_999_999_999_999_999_999,
    maximum=9_999_999_999_999_999_999,
)
_START = Parameter(
    name="start",
    wire_name="start",
    location="query",
    required=True,
    type="datetime | int",
    example=1_521_004_020_000,
    unit="ms",
    per_second=1000,
    minimum=0,
    maximum=9_999_999_999_999_999_999,
)
_END = Parameter(
    name="end",
    wire_name="end",
    location="query",
    required=True,
    type="datetime | int",
    example=1_521_004_080_000,
    unit="ms",
    per_second=1000,
    minimum=0,
    maximum=9_999_999_999_999_999_999,
)
_INTERVAL = Parameter(
    name="interval",
    wire_name="interval",
    location="query",
    required=True,
    type="CandleInterval | Literal[1, 5, 30, 1440]",
    example=1,
    unit="min",
    choices=(1, 5, 30, 1440),
)

LIST_BALANCES: Operation[list[Balance]] = Operation(
    id="listBalances",
    name="list_balances",
    method="GET",
    path="/balances",
    private=True,
    retry="safe",
    section="Get balances",
    rate_limit=RateLimit(scope="key", limit=20, window_ms=1000),
    pagination=None,
    parameters=(),
    errors=(
        errors.BadRequest,
        errors.Unauthorized,
        errors.Forbidden,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidApiKey,
        errors.InvalidUser,
        errors.NotAuthorized,
        errors.RateLimitExceeded,
        errors.NonceTooLow,
        errors.InvalidSignature,
        errors.ApiKeyMissing,
        errors.NonceMissing,
        errors.NonceTooHigh,
        errors.UnusableApiKey,
        errors.AddressBanned,
    ),
    decode=codecs.decode_list_balances,
    encode=codecs.encode_list_balances,
)

GET_BALANCE: Operation[Balance] = Operation(
    id="getBalance",
    name="get_balance",
    method="GET",
    path="/balances/{assetName}",
    private=True,
    retry="safe",
    section="Get balance by asset name",
    rate_limit=RateLimit(scope="key", limit=20, window_ms=1000),
    pagination=None,
    parameters=(_ASSET_NAME,),
    errors=(
        errors.BadRequest,
        errors.Unauthorized,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidAssetName,
        errors.InvalidApiKey,
        errors.InvalidUser,
        errors.NotAuthorized,
        errors.NoSuchAsset,
        errors.RateLimitExceeded,
        errors.NonceTooLow,
        errors.InvalidSignature,
        errors.ApiKeyMissing,
        errors.NonceMissing,
        errors.NonceTooHigh,
        errors.UnusableApiKey,
        errors.AddressBanned,
    ),
    decode=codecs.decode_get_balance,
    encode=codecs.encode_get_balance,
)

LIST_ORDERS: Operation[list[Order]] = Operation(
    id="listOrders",
    name="list_orders",
    method="GET",
    path="/orders",
    private=True,
    retry="safe",
    section="Get orders",
    rate_limit=RateLimit(scope="key", limit=20, window_ms=1000),
    pagination=None,
    parameters=(),
    errors=(
        errors.BadRequest,
        errors.Unauthorized,
        errors.Forbidden,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidApiKey,
        errors.InvalidUser,
        errors.NotAuthorized,
        errors.OrderServerUnavailable,
        errors.RateLimitExceeded,
        errors.NonceTooLow,
        errors.InvalidSignature,
        errors.ApiKeyMissing,
        errors.NonceMissing,
        errors.NonceTooHigh,
        errors.UnusableApiKey,
        errors.AddressBanned,
    ),
    decode=codecs.decode_list_orders,
    encode=codecs.encode_list_orders,
)

PLACE_ORDER: Operation[Order] = Operation(
    id="placeOrder",
    name="place_order",
    method="POST",
    path="/orders",
    private=True,
    retry="never",
    section="Place order",
    rate_limit=RateLimit(scope="key", limit=20, window_ms=1000),
    pagination=None,
    parameters=(_TRADING_PAIR_NAME, _TYPE, _SIDE, _AMOUNT, _PRICE),
    errors=(
        errors.BadRequest,
        errors.Unauthorized,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidTradingPair,
        errors.InvalidOrderType,
        errors.TradingPairInactive,
        errors.InvalidOrderAmount,
        errors.InvalidOrderPrice,
        errors.InsufficientBalance,
        errors.OrderValueTooLarge,
        errors.BuyUnavailable,
        errors.InvalidApiKey,
        errors.InvalidUser,
        errors.TooManyActiveOrders,
        errors.InvalidOptionCombination,
        errors.NotAuthorized,
        errors.OrderServerUnavailable,
        errors.NoSuchTradingPair,
        errors.OrderServerSendFailed,
        errors.RateLimitExceeded,
        errors.NonceTooLow,
        errors.QuoteAmountTooSmall,
        errors.InvalidSignature,
        errors.ApiKeyMissing,
        errors.NonceMissing,
        errors.NonceTooHigh,
        errors.UnusableApiKey,
        errors.BodyTooLong,
        errors.UnparsableBody,
        errors.InvalidOrderOption,
        errors.AddressBanned,
    ),
    decode=codecs.decode_place_order,
    encode=codecs.encode_place_order,
)

GET_ORDER: Operation[OrderDetail] = Operation(
    id="getOrder",
    name="get_order",
    method="GET",
    path="/orders/{orderId}",
    private=True,
    retry="safe",
    section="Get order by order ID",
    rate_limit=RateLimit(scope="key", limit=20, window_ms=1000),
    pagination=None,
    parameters=(_ORDER_ID,),
    errors=(
        errors.BadRequest,
        errors.Unauthorized,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.OrderNotFound,
        errors.InvalidApiKey,
        errors.InvalidUser,
        errors.NotAuthorized,
        errors.OrderServerUnavailable,
        errors.NoSuchOrder,
        errors.RateLimitExceeded,
        errors.NonceTooLow,
        errors.InvalidSignature,
        errors.ApiKeyMissing,
        errors.NonceMissing,
        errors.NonceTooHigh,
        errors.UnusableApiKey,
        errors.AddressBanned,
    ),
    decode=codecs.decode_get_order,
    encode=codecs.encode_get_order,
)

CANCEL_ORDER: Operation[None] = Operation(
    id="cancelOrder",
    name="cancel_order",
    method="DELETE",
    path="/orders/{orderId}",
    private=True,
    retry="verify",
    section="Cancel order by order ID",
    rate_limit=RateLimit(scope="key", limit=20, window_ms=1000),
    pagination=None,
    parameters=(_ORDER_ID,),
    errors=(
        errors.BadRequest,
        errors.Unauthorized,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.OrderNotFound,
        errors.InvalidApiKey,
        errors.InvalidUser,
        errors.NotAuthorized,
        errors.OrderServerUnavailable,
        errors.NoSuchOrder,
        errors.OrderServerSendFailed,
        errors.RateLimitExceeded,
        errors.NonceTooLow,
        errors.InvalidSignature,
        errors.ApiKeyMissing,
        errors.NonceMissing,
        errors.NonceTooHigh,
        errors.UnusableApiKey,
        errors.AddressBanned,
    ),
    decode=codecs.decode_cancel_order,
    encode=codecs.encode_cancel_order,
)

LIST_MY_TRADES: Operation[list[MyTrade]] = Operation(
    id="listMyTrades",
    name="list_my_trades",
    method="GET",
    path="/trades",
    private=True,
    retry="safe",
    section="Get the user's trade history",
    rate_limit=RateLimit(scope="key", limit=20, window_ms=1000),
    pagination=Pagination(older="pastmax", newer="latestmin", max=100),
    parameters=(_LIMIT, _PASTMAX, _LATESTMIN, _AFTER, _BEFORE),
    errors=(
        errors.BadRequest,
        errors.Unauthorized,
        errors.Forbidden,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidApiKey,
        errors.InvalidUser,
        errors.NotAuthorized,
        errors.RateLimitExceeded,
        errors.NonceTooLow,
        errors.InvalidSignature,
        errors.ApiKeyMissing,
        errors.NonceMissing,
        errors.NonceTooHigh,
        errors.UnusableApiKey,
        errors.PaginationRequired,
        errors.AddressBanned,
    ),
    decode=codecs.decode_list_my_trades,
    encode=codecs.encode_list_my_trades,
)

LIST_ASSETS: Operation[list[Asset]] = Operation(
    id="listAssets",
    name="list_assets",
    method="GET",
    path="/assets",
    private=False,
    retry="safe",
    section="Get assets",
    rate_limit=RateLimit(scope="address", limit=20, window_ms=1000),
    pagination=None,
    parameters=(),
    errors=(
        errors.Forbidden,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.RateLimitExceeded,
        errors.AddressBanned,
    ),
    decode=codecs.decode_list_assets,
    encode=codecs.encode_list_assets,
)

LIST_TRADING_PAIRS: Operation[list[TradingPair]] = Operation(
    id="listTradingPairs",
    name="list_trading_pairs",
    method="GET",
    path="/trading-pairs",
    private=False,
    retry="safe",
    section="Get trading pairs",
    rate_limit=RateLimit(scope="address", limit=20, window_ms=1000),
    pagination=None,
    parameters=(),
    errors=(
        errors.Forbidden,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.RateLimitExceeded,
        errors.AddressBanned,
    ),
    decode=codecs.decode_list_trading_pairs,
    encode=codecs.encode_list_trading_pairs,
)

LIST_STATS: Operation[list[PairStats]] = Operation(
    id="listStats",
    name="list_stats",
    method="GET",
    path="/trading-pairs/stats",
    private=False,
    retry="safe",
    section="Get 24hr stats for all trading pairs",
    rate_limit=RateLimit(scope="address", limit=20, window_ms=1000),
    pagination=None,
    parameters=(),
    errors=(
        errors.Forbidden,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.RateLimitExceeded,
        errors.AddressBanned,
    ),
    decode=codecs.decode_list_stats,
    encode=codecs.encode_list_stats,
)

GET_TICKER: Operation[Ticker] = Operation(
    id="getTicker",
    name="get_ticker",
    method="GET",
    path="/trading-pairs/{tradingPair}/ticker",
    private=False,
    retry="safe",
    section="Get ticker by trading pair",
    rate_limit=RateLimit(scope="address", limit=20, window_ms=1000),
    pagination=None,
    parameters=(_TRADING_PAIR,),
    errors=(
        errors.BadRequest,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidTradingPair,
        errors.NoSuchTradingPair,
        errors.RateLimitExceeded,
        errors.AddressBanned,
    ),
    decode=codecs.decode_get_ticker,
    encode=codecs.encode_get_ticker,
)

GET_ORDER_BOOK: Operation[OrderBook] = Operation(
    id="getOrderBook",
    name="get_order_book",
    method="GET",
    path="/trading-pairs/{tradingPair}/book",
    private=False,
    retry="safe",
    section="Get order book by trading pair",
    rate_limit=RateLimit(scope="address", limit=20, window_ms=1000),
    pagination=None,
    parameters=(_TRADING_PAIR, _LEVEL),
    errors=(
        errors.BadRequest,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidTradingPair,
        errors.NoSuchTradingPair,
        errors.RateLimitExceeded,
        errors.AddressBanned,
    ),
    decode=codecs.decode_get_order_book,
    encode=codecs.encode_get_order_book,
)

LIST_TRADES: Operation[list[Trade]] = Operation(
    id="listTrades",
    name="list_trades",
    method="GET",
    path="/trading-pairs/{tradingPair}/trades",
    private=False,
    retry="safe",
    section="Get recent trades",
    rate_limit=RateLimit(scope="address", limit=20, window_ms=1000),
    pagination=Pagination(older="pastmax", newer="latestmin", max=100),
    parameters=(_TRADING_PAIR, _LIMIT, _PASTMAX, _LATESTMIN, _AFTER, _BEFORE),
    errors=(
        errors.BadRequest,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidTradingPair,
        errors.NoSuchTradingPair,
        errors.RateLimitExceeded,
        errors.PaginationRequired,
        errors.AddressBanned,
    ),
    decode=codecs.decode_list_trades,
    encode=codecs.encode_list_trades,
)

GET_STATS: Operation[Stats] = Operation(
    id="getStats",
    name="get_stats",
    method="GET",
    path="/trading-pairs/{tradingPair}/stats",
    private=False,
    retry="safe",
    section="Get 24hr stats by trading pair",
    rate_limit=RateLimit(scope="address", limit=20, window_ms=1000),
    pagination=None,
    parameters=(_TRADING_PAIR,),
    errors=(
        errors.BadRequest,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidTradingPair,
        errors.NoSuchTradingPair,
        errors.RateLimitExceeded,
        errors.AddressBanned,
    ),
    decode=codecs.decode_get_stats,
    encode=codecs.encode_get_stats,
)

LIST_CANDLES: Operation[list[Candle]] = Operation(
    id="listCandles",
    name="list_candles",
    method="GET",
    path="/trading-pairs/{tradingPair}/candles",
    private=False,
    retry="safe",
    section="Get historic rates by trading pair",
    rate_limit=RateLimit(scope="address", limit=20, window_ms=1000),
    pagination=None,
    parameters=(_TRADING_PAIR, _START, _END, _INTERVAL),
    errors=(
        errors.BadRequest,
        errors.Forbidden,
        errors.NotFound,
        errors.TooManyRequests,
        errors.InternalServerError,
        errors.InvalidTradingPair,
        errors.NoSuchTradingPair,
        errors.InvalidChartInterval,
        errors.RateLimitExceeded,
        errors.InvalidChartRange,
        errors.AddressBanned,
    ),
    decode=codecs.decode_list_candles,
    encode=codecs.encode_list_candles,
)

OPERATIONS: Mapping[str, Operation[Any]] = MappingProxyType(
    {
        "listBalances": LIST_BALANCES,
        "getBalance": GET_BALANCE,
        "listOrders": LIST_ORDERS,
        "placeOrder": PLACE_ORDER,
        "getOrder": GET_ORDER,
        "cancelOrder": CANCEL_ORDER,
        "listMyTrades": LIST_MY_TRADES,
        "listAssets": LIST_ASSETS,
        "listTradingPairs": LIST_TRADING_PAIRS,
        "listStats": LIST_STATS,
        "getTicker": GET_TICKER,
        "getOrderBook": GET_ORDER_BOOK,
        "listTrades": LIST_TRADES,
        "getStats": GET_STATS,
        "listCandles": LIST_CANDLES,
    }
)
"""Every operation by its operationId."""


def list_balances() -> Call[list[Balance]]:
    """A call of `GET /balances`; see `Api.list_balances`."""
    return Call(LIST_BALANCES, "/balances")


def get_balance(asset_name: str) -> Call[Balance]:
    """A call of `GET /balances/{assetName}`; see `Api.get_balance`."""
    return Call(
        GET_BALANCE, f"/balances/{check.segment(check.text, GET_BALANCE, _ASSET_NAME, asset_name)}"
    )


def list_orders() -> Call[list[Order]]:
    """A call of `GET /orders`; see `Api.list_orders`."""
    return Call(LIST_ORDERS, "/orders")


def place_order(
    trading_pair_name: str,
    *,
    type: OrderType | Literal["limit", "market"],
    side: Side | Literal["buy", "sell"],
    amount: Decimal | int | str,
    price: Decimal | int | str | None = None,
) -> Call[Order]:
    """A call of `POST /orders`; see `Api.place_order`."""
    request = models.PlaceOrderRequest(
        trading_pair_name=check.text(PLACE_ORDER, _TRADING_PAIR_NAME, trading_pair_name),
        type=check.choice(PLACE_ORDER, _TYPE, type, OrderType),
        side=check.choice(PLACE_ORDER, _SIDE, side, Side),
        price=None if price is None else check.number(PLACE_ORDER, _PRICE, price),
        amount=check.number(PLACE_ORDER, _AMOUNT, amount),
    )
    if request.price is None and request.type == "limit":
        raise check.missing(PLACE_ORDER, "price", "type is limit")
    return Call(
        PLACE_ORDER, "/orders", body=codecs.encode_place_order_request(request), request=request
    )


def get_order(order_id: str | int) -> Call[OrderDetail]:
    """A call of `GET /orders/{orderId}`; see `Api.get_order`."""
    return Call(GET_ORDER, f"/orders/{check.segment(check.text, GET_ORDER, _ORDER_ID, order_id)}")


def cancel_order(order_id: str | int) -> Call[None]:
    """A call of `DELETE /orders/{orderId}`; see `Api.cancel_order`."""
    return Call(
        CANCEL_ORDER, f"/orders/{check.segment(check.text, CANCEL_ORDER, _ORDER_ID, order_id)}"
    )


def list_my_trades(
    *,
    limit: int | None = None,
    pastmax: int | None = None,
    latestmin: int | None = None,
    after: datetime | int | None = None,
    before: datetime | int | None = None,
) -> Call[list[MyTrade]]:
    """A call of `GET /trades`; see `Api.list_my_trades`."""
    return Call(
        LIST_MY_TRADES,
        "/trades",
        check.query(
            ("limit", None if limit is None else check.integer(LIST_MY_TRADES, _LIMIT, limit)),
            (
                "pastmax",
                None if pastmax is None else check.integer(LIST_MY_TRADES, _PASTMAX, pastmax),
            ),
            (
                "latestmin",
                None if latestmin is None else check.integer(LIST_MY_TRADES, _LATESTMIN, latestmin),
            ),
            ("after", None if after is None else check.stamp(LIST_MY_TRADES, _AFTER, after)),
            ("before", None if before is None else check.stamp(LIST_MY_TRADES, _BEFORE, before)),
        ),
    )


def list_assets() -> Call[list[Asset]]:
    """A call of `GET /assets`; see `Api.list_assets`."""
    return Call(LIST_ASSETS, "/assets")


def list_trading_pairs() -> Call[list[TradingPair]]:
    """A call of `GET /trading-pairs`; see `Api.list_trading_pairs`."""
    return Call(LIST_TRADING_PAIRS, "/trading-pairs")


def list_stats() -> Call[list[PairStats]]:
    """A call of `GET /trading-pairs/stats`; see `Api.list_stats`."""
    return Call(LIST_STATS, "/trading-pairs/stats")


def get_ticker(trading_pair: str) -> Call[Ticker]:
    """A call of `GET /trading-pairs/{tradingPair}/ticker`; see `Api.get_ticker`."""
    return Call(
        GET_TICKER,
        f"/trading-pairs/{check.segment(check.text, GET_TICKER, _TRADING_PAIR, trading_pair)}"
        "/ticker",
    )


def get_order_book(trading_pair: str, *, level: int | None = None) -> Call[OrderBook]:
    """A call of `GET /trading-pairs/{tradingPair}/book`; see `Api.get_order_book`."""
    return Call(
        GET_ORDER_BOOK,
        f"/trading-pairs/{check.segment(check.text, GET_ORDER_BOOK, _TRADING_PAIR, trading_pair)}"
        "/book",
        check.query(
            ("level", None if level is None else check.integer(GET_ORDER_BOOK, _LEVEL, level))
        ),
    )


def list_trades(
    trading_pair: str,
    *,
    limit: int | None = None,
    pastmax: int | None = None,
    latestmin: int | None = None,
    after: datetime | int | None = None,
    before: datetime | int | None = None,
) -> Call[list[Trade]]:
    """A call of `GET /trading-pairs/{tradingPair}/trades`; see `Api.list_trades`."""
    return Call(
        LIST_TRADES,
        f"/trading-pairs/{check.segment(check.text, LIST_TRADES, _TRADING_PAIR, trading_pair)}"
        "/trades",
        check.query(
            ("limit", None if limit is None else check.integer(LIST_TRADES, _LIMIT, limit)),
            ("pastmax", None if pastmax is None else check.integer(LIST_TRADES, _PASTMAX, pastmax)),
            (
                "latestmin",
                None if latestmin is None else check.integer(LIST_TRADES, _LATESTMIN, latestmin),
            ),
            ("after", None if after is None else check.stamp(LIST_TRADES, _AFTER, after)),
            ("before", None if before is None else check.stamp(LIST_TRADES, _BEFORE, before)),
        ),
    )


def get_stats(trading_pair: str) -> Call[Stats]:
    """A call of `GET /trading-pairs/{tradingPair}/stats`; see `Api.get_stats`."""
    return Call(
        GET_STATS,
        f"/trading-pairs/{check.segment(check.text, GET_STATS, _TRADING_PAIR, trading_pair)}/stats",
    )


def list_candles(
    trading_pair: str,
    *,
    start: datetime | int,
    end: datetime | int,
    interval: CandleInterval | Literal[1, 5, 30, 1440],
) -> Call[list[Candle]]:
    """A call of `GET /trading-pairs/{tradingPair}/candles`; see `Api.list_candles`."""
    return Call(
        LIST_CANDLES,
        f"/trading-pairs/{check.segment(check.text, LIST_CANDLES, _TRADING_PAIR, trading_pair)}"
        "/candles",
        check.query(
            ("start", check.stamp(LIST_CANDLES, _START, start)),
            ("end", check.stamp(LIST_CANDLES, _END, end)),
            ("interval", check.choice(LIST_CANDLES, _INTERVAL, interval, CandleInterval)),
        ),
    )
