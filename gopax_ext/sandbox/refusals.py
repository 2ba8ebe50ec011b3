"""Every way the exchange says no: its HTTP status, its error codes and its words.

The reference has two tables, HTTP statuses and GOPAX errors, and does not say which goes with
which. Here 10155 and everything else about authentication is a 401; 202 and a name that a path gets
wrong are 404; every other GOPAX error is a 400. Where the reference's second table has no code, the
number of the first table (its "Error Code" column) stands in the body. `current` codes are
documented for later years and used by that profile alone.

How to provoke each row of the two tables (with `sandbox.venue(...)` and `sandbox.faults`):

    400         a body that is no JSON object, a `limit` of 0, a `side` that is none
    401, 10155  a key, signature or nonce that is wrong or missing
    403         an order with `account.add_key(may_trade=False)`, or `faults.add("ban")`
    404         a path that leads nowhere (HTML), an asset, pair or order that is not there
    429         more calls than `limit` within `window`, or `faults.add("rate")`
    500         `faults.add("error")`
    100, 106    GET /balances/NOPE, GET /balances/krw
    101, 104    a pair NO-KRW, a pair btc-krw, in a path or in an order
    103         a type that is neither limit nor market; market with `market_orders=False`
    105         `venue("BTC-KRW").active = False`
    107, 108    an amount or price that is no positive number of at most 8 decimals; an amount below
                `venue(...).min_amount`; a price between ticks with `tick_rules=True`
    201         more than is available
    202         an order id of nobody or of somebody else; cancelling what is finished
    203         price x amount above `venue(...).max_value`
    204         `venue("BTC-KRW").buy_enabled = False` and a buy
"""

from enum import Enum

from attrs import frozen

__all__ = ["Reason", "Refusal"]


@frozen
class _Case:
    status: int
    code: int
    current: int
    message: str


class Reason(Enum):
    """Why a request is refused."""

    # HTTP statuses of the reference's first table
    BAD_REQUEST = _Case(400, 400, 10256, "Bad request - Invalid request format")
    BODY_TOO_LONG = _Case(400, 400, 10255, "Bad request - Too long body")
    FORBIDDEN = _Case(403, 403, 403, "Forbidden - No access to the requested resource")
    BANNED = _Case(403, 403, 10364, "Forbidden - No access to the requested resource")
    TOO_MANY_REQUESTS = _Case(
        429, 429, 10105, "Too many requests - API call rate limit is exceeded"
    )
    SERVER_ERROR = _Case(500, 500, 500, "Internal Server Error - Problem with the server")
    # authentication: one code in the reference's days, so that nothing is given away
    NO_KEY = _Case(401, 10155, 10230, "Invalid API Key")
    UNKNOWN_KEY = _Case(401, 10155, 10155, "Invalid API Key")
    REVOKED_KEY = _Case(401, 10155, 10233, "Invalid API Key")
    BAD_SIGNATURE = _Case(401, 10155, 10229, "Invalid API Key")
    NO_NONCE = _Case(401, 10155, 10231, "Invalid API Key")
    NONCE_TOO_LOW = _Case(401, 10155, 10108, "Invalid API Key")
    NONCE_TOO_HIGH = _Case(401, 10155, 10232, "Invalid API Key")
    # names in a path
    UNKNOWN_ASSET = _Case(404, 100, 10058, "Invalid Asset Name")
    MALFORMED_ASSET = _Case(404, 106, 10058, "Invalid Asset Name")
    UNKNOWN_PAIR_PATH = _Case(404, 101, 10059, "Invalid Trading Pair")
    MALFORMED_PAIR_PATH = _Case(404, 104, 10059, "Invalid Trading Pair")
    UNKNOWN_ORDER = _Case(404, 202, 10069, "Unmatched unique No. of Order")
    # orders
    UNKNOWN_PAIR = _Case(400, 101, 101, "Invalid Trading Pair")
    MALFORMED_PAIR = _Case(400, 104, 104, "Invalid Trading Pair")
    ORDER_TYPE = _Case(400, 103, 103, "Invalid Order Type")
    INACTIVE_PAIR = _Case(400, 105, 105, "Inactived Trading Pair temporarily")
    ORDER_AMOUNT = _Case(400, 107, 107, "Invalid Order Amount")
    ORDER_PRICE = _Case(400, 108, 108, "Invalid Order Price")
    NOT_ENOUGH = _Case(400, 201, 201, "Insufficient balance for the order")
    TOO_MUCH_VALUE = _Case(400, 203, 203, "Too much value (Order Amount X Order Price)")
    TOO_MANY_ORDERS = _Case(400, 200, 200, "Too many active orders")
    NO_BUYING = _Case(400, 204, 204, "Buy order is currently unavailable")
    # queries
    CANDLE_INTERVAL = _Case(400, 400, 10062, "Invalid chart interval")
    CANDLE_RANGE = _Case(400, 400, 10166, "Invalid chart range")

    @property
    def is_logical(self) -> bool:
        """Whether the old server answered it with HTTP 200: a GOPAX error, authentication apart."""
        return 100 <= self.value.code < 300


class Refusal(Exception):  # noqa: N818  it is an answer, not a fault
    """A request is refused; `detail` says which value was wrong."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value.message, detail)
        self.reason = reason
        self.detail = detail
