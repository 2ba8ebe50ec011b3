"""What the reference V0.1 says, section by section: written from it by hand, never from the yaml.

`samples.json` holds its JSON samples, also by section.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

BALANCE = ("asset", "avail", "hold", "pendingWithdrawal")
ORDER = ("id", "price", "amount", "tradingPairName", "side", "type", "createdAt")
STATS = ("open", "high", "low", "close", "volume", "time")
PAGE = ("limit", "pastmax", "latestmin", "after", "before")

ACCOUNT_CODES = (10155,)
PAIR_CODES = (101, 104)
PRIVATE = (400, 401, 403, 429, 500)
PUBLIC = (403, 429, 500)


class Section(NamedTuple):
    """One call as a section of the reference describes it."""

    title: str
    method: str
    path: str
    operation: str
    private: bool
    statuses: tuple[int, ...]
    codes: tuple[int, ...]
    url_parameters: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    mandatory: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    many: bool = False
    fields: tuple[str, ...] = ()
    row: tuple[str, ...] = ()


SECTIONS: Final = (
    # Authenticated Calls
    Section(
        title="Get balances",
        method="GET",
        path="/balances",
        operation="listBalances",
        private=True,
        statuses=PRIVATE,
        codes=ACCOUNT_CODES,
        many=True,
        fields=BALANCE,
    ),
    Section(
        title="Get balance by asset name",
        method="GET",
        path="/balances/{assetName}",
        operation="getBalance",
        private=True,
        statuses=(*PRIVATE, 404),
        codes=(100, 106, *ACCOUNT_CODES),
        url_parameters=("assetName",),
        fields=BALANCE,
    ),
    Section(
        title="Get orders",
        method="GET",
        path="/orders",
        operation="listOrders",
        private=True,
        statuses=PRIVATE,
        codes=ACCOUNT_CODES,
        many=True,
        fields=ORDER,
    ),
    Section(
        title="Get order by order ID",
        method="GET",
        path="/orders/{orderId}",
        operation="getOrder",
        private=True,
        statuses=(*PRIVATE, 404),
        codes=(202, *ACCOUNT_CODES),
        url_parameters=("orderId",),
        fields=(*ORDER, "status", "remaining"),
    ),
    Section(
        title="Place order",
        method="POST",
        path="/orders",
        operation="placeOrder",
        private=True,
        statuses=(*PRIVATE, 404),
        codes=(*PAIR_CODES, 103, 105, 107, 108, 201, 203, 204, *ACCOUNT_CODES),
        request=("type", "side", "price", "amount", "tradingPairName"),
        fields=ORDER,
    ),
    Section(
        title="Cancel order by order ID",
        method="DELETE",
        path="/orders/{orderId}",
        operation="cancelOrder",
        private=True,
        statuses=(*PRIVATE, 404),
        codes=(202, *ACCOUNT_CODES),
        url_parameters=("orderId",),
    ),
    Section(
        title="Get the user's trade history",
        method="GET",
        path="/trades",
        operation="listMyTrades",
        private=True,
        statuses=PRIVATE,
        codes=ACCOUNT_CODES,
        query=PAGE,
        many=True,
        fields=(
            "id",
            "orderId",
            "baseAmount",
            "quoteAmount",
            "fee",
            "price",
            "timestamp",
            "side",
            "tradingPairName",
        ),
    ),
    # Unauthenticated Calls
    Section(
        title="Get assets",
        method="GET",
        path="/assets",
        operation="listAssets",
        private=False,
        statuses=PUBLIC,
        codes=(),
        many=True,
        fields=("id", "name"),
    ),
    Section(
        title="Get trading pairs",
        method="GET",
        path="/trading-pairs",
        operation="listTradingPairs",
        private=False,
        statuses=PUBLIC,
        codes=(),
        many=True,
        fields=("name", "baseAsset", "quoteAsset"),
    ),
    Section(
        title="Get ticker by trading pair",
        method="GET",
        path="/trading-pairs/{tradingPair}/ticker",
        operation="getTicker",
        private=False,
        statuses=(*PUBLIC, 400, 404),
        codes=PAIR_CODES,
        url_parameters=("tradingPair",),
        fields=("price", "ask", "bid", "volume", "time"),
    ),
    Section(  # the reference shows no answer
        title="Get order book by trading pair",
        method="GET",
        path="/trading-pairs/{tradingPair}/book",
        operation="getOrderBook",
        private=False,
        statuses=(*PUBLIC, 400, 404),
        codes=PAIR_CODES,
        url_parameters=("tradingPair",),
        query=("level",),
    ),
    Section(
        title="Get recent trades",
        method="GET",
        path="/trading-pairs/{tradingPair}/trades",
        operation="listTrades",
        private=False,
        statuses=(*PUBLIC, 400, 404),
        codes=PAIR_CODES,
        url_parameters=("tradingPair",),
        query=PAGE,
        many=True,
        fields=("time", "id", "price", "amount", "side"),
    ),
    Section(
        title="Get 24hr stats by trading pair",
        method="GET",
        path="/trading-pairs/{tradingPair}/stats",
        operation="getStats",
        private=False,
        statuses=(*PUBLIC, 400, 404),
        codes=PAIR_CODES,
        url_parameters=("tradingPair",),
        fields=STATS,
    ),
    Section(
        title="Get historic rates by trading pair",
        method="GET",
        path="/trading-pairs/{tradingPair}/candles",
        operation="listCandles",
        private=False,
        statuses=(*PUBLIC, 400, 404),
        codes=PAIR_CODES,
        url_parameters=("tradingPair",),
        query=("start", "end", "interval"),
        mandatory=("start", "end", "interval"),
        many=True,
        row=("time", "low", "high", "open", "close", "volume"),
    ),
    Section(
        title="Get 24hr stats for all trading pairs",
        method="GET",
        path="/trading-pairs/stats",
        operation="listStats",
        private=False,
        statuses=PUBLIC,
        codes=(),
        many=True,
        fields=("name", *STATS),
    ),
)

# Private API Authentication
AUTHENTICATION_HEADERS: Final = ("API-KEY", "SIGNATURE", "NONCE")

# API Call Rate Limit
RATE_LIMIT: Final = {"limit": 20, "window_ms": 1000}
RATE_SCOPES: Final = {True: "key", False: "address"}  # private, public

# Enum values: the values its tables list, and those it speaks of elsewhere
SIDES: Final = {"buy", "sell"}
ORDER_TYPES: Final = {"limit"}
ORDER_TYPES_SPOKEN_OF: Final = {"market"}  # the warning of "Place order"
ORDER_STATUSES: Final = {"placed", "cancelled", "completed", "updated"}
CANDLE_MINUTES: Final = {1, 5, 30, 1440}

# Units and bounds of the parameter tables
MILLISECONDS: Final = {"start", "end", "after", "before"}
LIMIT_MAXIMUM: Final = 100
LEVELS: Final = {1: "best bid and the best ask", 2: "50 bids and 50 asks"}

# Times, which the notices say are in ISO 8601
TIMES: Final = {"createdAt", "timestamp", "time"}

# Fields whose number is an amount or a price
DECIMALS: Final = {
    "avail",
    "hold",
    "pendingWithdrawal",
    "price",
    "amount",
    "remaining",
    "baseAmount",
    "quoteAmount",
    "fee",
    "ask",
    "bid",
    "volume",
    "open",
    "high",
    "low",
    "close",
}

# Shown in a sample, left out of the description beside it
UNDESCRIBED: Final = {"Get recent trades": {"date"}}

# Errors: HTTP Status (Response code)
STATUSES: Final = {
    400: "Bad request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not found",
    429: "Too many requests",
    500: "Internal server error",
}

# Errors: GOPAX Error, one entry per row
ERRORS: Final = {
    (100, 106): "InvalidAssetName",
    (103,): "InvalidOrderType",
    (101, 104): "InvalidTradingPair",
    (105,): "TradingPairInactive",
    (107,): "InvalidOrderAmount",
    (108,): "InvalidOrderPrice",
    (201,): "InsufficientBalance",
    (202,): "OrderNotFound",
    (203,): "OrderValueTooLarge",
    (204,): "BuyUnavailable",
    (10155,): "InvalidApiKey",
}

# Codes of later servers, which the reference does not list
LATER_CODES: Final = {
    *(102, 200, 206, 10004, 10052, 10058, 10059, 10062, 10069, 10074, 10105, 10108, 10166),
    *(10212, 10229, 10230, 10231, 10232, 10233, 10255, 10256, 10319),
    *(10358, 10359, 10360, 10361, 10362, 10364),
}
ANY_CALL: Final = (10105, 10364)
ANY_PRIVATE_CALL: Final = (102, 10004, 10108, 10155, 10229, 10230, 10231, 10232, 10233)
ANY_ORDER_CALL: Final = (10052,)
UNKNOWN_OUTCOME: Final = {10052, 10074}

SAMPLES: Final[Mapping[str, Mapping[str, Any]]] = json.loads(
    Path(__file__).with_name("samples.json").read_text(encoding="utf-8"), parse_float=Decimal
)
