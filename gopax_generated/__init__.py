# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Typed client of GOPAX API, version 0.1.

Models, enums and errors are here; `operations` builds calls, `codecs` reads answers, `client`
sends. Only `client` needs an HTTP library.

REST API for account and order management and for public market data.

All requests and responses are `application/json`, and a successful request answers status 200.
All times in answers are ISO 8601 in UTC; times in parameters and candles are milliseconds.

Private operations need the headers `API-KEY`, `SIGNATURE` and `NONCE` together. At most 20
calls in a moving window of one second are allowed, counted per API key for private operations
and per IP address for public ones; a call above that answers 429.

This description is unofficial. A server of the reference's era may answer a logical error with
status 200 and an error body, and a proxy in front of any server may answer HTML, so read the
body before trusting the status.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for typing's, which costs more than all of this
if TYPE_CHECKING:
    from .enums import CandleInterval, OrderStatus, OrderType, Side
    from .errors import (
        AddressBanned,
        ApiError,
        ApiKeyMissing,
        ArgumentError,
        ArgumentTypeError,
        BadRequest,
        BodyTooLong,
        BuyUnavailable,
        DecodeError,
        Forbidden,
        GopaxError,
        InsufficientBalance,
        InternalServerError,
        InvalidApiKey,
        InvalidAssetName,
        InvalidChartInterval,
        InvalidChartRange,
        InvalidOptionCombination,
        InvalidOrderAmount,
        InvalidOrderOption,
        InvalidOrderPrice,
        InvalidOrderType,
        InvalidSignature,
        InvalidTradingPair,
        InvalidUser,
        NonceMissing,
        NonceTooHigh,
        NonceTooLow,
        NoSuchAsset,
        NoSuchOrder,
        NoSuchTradingPair,
        NotAuthorized,
        NotFound,
        OrderNotFound,
        OrderServerSendFailed,
        OrderServerUnavailable,
        OrderValueTooLarge,
        PaginationRequired,
        QuoteAmountTooSmall,
        RateLimitExceeded,
        TooManyActiveOrders,
        TooManyRequests,
        TradingPairInactive,
        Unauthorized,
        UnparsableBody,
        UnusableApiKey,
    )
    from .models import (
        Asset,
        Balance,
        BookEntry,
        Candle,
        ErrorBody,
        MyTrade,
        Order,
        OrderBook,
        OrderDetail,
        PairStats,
        PlaceOrderRequest,
        Stats,
        Ticker,
        Trade,
        TradingPair,
    )

__all__ = [
    "API_VERSION",
    "SERVER_URL",
    "AddressBanned",
    "ApiError",
    "ApiKeyMissing",
    "ArgumentError",
    "ArgumentTypeError",
    "Asset",
    "BadRequest",
    "Balance",
    "BodyTooLong",
    "BookEntry",
    "BuyUnavailable",
    "Candle",
    "CandleInterval",
    "DecodeError",
    "ErrorBody",
    "Forbidden",
    "GopaxError",
    "InsufficientBalance",
    "InternalServerError",
    "InvalidApiKey",
    "InvalidAssetName",
    "InvalidChartInterval",
    "InvalidChartRange",
    "InvalidOptionCombination",
    "InvalidOrderAmount",
    "InvalidOrderOption",
    "InvalidOrderPrice",
    "InvalidOrderType",
    "InvalidSignature",
    "InvalidTradingPair",
    "InvalidUser",
    "MyTrade",
    "NoSuchAsset",
    "NoSuchOrder",
    "NoSuchTradingPair",
    "NonceMissing",
    "NonceTooHigh",
    "NonceTooLow",
    "NotAuthorized",
    "NotFound",
    "Order",
    "OrderBook",
    "OrderDetail",
    "OrderNotFound",
    "OrderServerSendFailed",
    "OrderServerUnavailable",
    "OrderStatus",
    "OrderType",
    "OrderValueTooLarge",
    "PaginationRequired",
    "PairStats",
    "PlaceOrderRequest",
    "QuoteAmountTooSmall",
    "RateLimitExceeded",
    "Side",
    "Stats",
    "Ticker",
    "TooManyActiveOrders",
    "TooManyRequests",
    "Trade",
    "TradingPair",
    "TradingPairInactive",
    "Unauthorized",
    "UnparsableBody",
    "UnusableApiKey",
]


API_VERSION = "0.1"
"""Version of the API that this package speaks."""

SERVER_URL = "https://api.gopax.co.kr"
"""Where the API answers."""

_HOMES = {
    "enums": ("Side", "OrderType", "OrderStatus", "CandleInterval"),
    "errors": (
        "GopaxError",
        "ArgumentError",
        "ArgumentTypeError",
        "DecodeError",
        "ApiError",
        "BadRequest",
        "Unauthorized",
        "Forbidden",
        "NotFound",
        "TooManyRequests",
        "InternalServerError",
        "InvalidAssetName",
        "InvalidTradingPair",
        "InvalidOrderType",
        "TradingPairInactive",
        "InvalidOrderAmount",
        "InvalidOrderPrice",
        "InsufficientBalance",
        "OrderNotFound",
        "OrderValueTooLarge",
        "BuyUnavailable",
        "InvalidApiKey",
        "InvalidUser",
        "TooManyActiveOrders",
        "InvalidOptionCombination",
        "NotAuthorized",
        "OrderServerUnavailable",
        "NoSuchAsset",
        "NoSuchTradingPair",
        "InvalidChartInterval",
        "NoSuchOrder",
        "OrderServerSendFailed",
        "RateLimitExceeded",
        "NonceTooLow",
        "InvalidChartRange",
        "QuoteAmountTooSmall",
        "InvalidSignature",
        "ApiKeyMissing",
        "NonceMissing",
        "NonceTooHigh",
        "UnusableApiKey",
        "BodyTooLong",
        "UnparsableBody",
        "PaginationRequired",
        "InvalidOrderOption",
        "AddressBanned",
    ),
    "models": (
        "BookEntry",
        "Candle",
        "Balance",
        "Order",
        "OrderDetail",
        "PlaceOrderRequest",
        "MyTrade",
        "Asset",
        "TradingPair",
        "Ticker",
        "OrderBook",
        "Trade",
        "Stats",
        "PairStats",
        "ErrorBody",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a name when it is first asked for, so that an import pays only for what it uses."""
    if (home := _HOME.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
