# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""All errors, as one tree.

    GopaxError
    ├─ ArgumentError (also ValueError)
    │  └─ ArgumentTypeError (also TypeError)
    ├─ DecodeError
    └─ ApiError
       ├─ BadRequest (400)
       │  ├─ InvalidOrderType (103)
       │  ├─ TradingPairInactive (105)
       │  ├─ InvalidOrderAmount (107)
       │  ├─ InvalidOrderPrice (108)
       │  ├─ InsufficientBalance (201)
       │  ├─ OrderValueTooLarge (203)
       │  ├─ BuyUnavailable (204)
       │  ├─ InvalidUser (102)
       │  ├─ TooManyActiveOrders (200)
       │  ├─ InvalidOptionCombination (206)
       │  ├─ InvalidChartInterval (10062)
       │  ├─ InvalidChartRange (10166)
       │  ├─ QuoteAmountTooSmall (10212)
       │  ├─ BodyTooLong (10255)
       │  ├─ UnparsableBody (10256)
       │  ├─ PaginationRequired (10319)
       │  └─ InvalidOrderOption (10358, 10359, 10360, 10361, 10362)
       ├─ Unauthorized (401)
       │  ├─ InvalidApiKey (10155)
       │  ├─ NotAuthorized (10004)
       │  ├─ NonceTooLow (10108)
       │  ├─ InvalidSignature (10229)
       │  ├─ ApiKeyMissing (10230)
       │  ├─ NonceMissing (10231)
       │  ├─ NonceTooHigh (10232)
       │  └─ UnusableApiKey (10233)
       ├─ Forbidden (403)
       │  └─ AddressBanned (10364)
       ├─ NotFound (404)
       │  ├─ InvalidAssetName (100, 106)
       │  │  └─ NoSuchAsset (10058)
       │  ├─ InvalidTradingPair (101, 104)
       │  │  └─ NoSuchTradingPair (10059)
       │  └─ OrderNotFound (202)
       │     └─ NoSuchOrder (10069)
       ├─ TooManyRequests (429)
       │  └─ RateLimitExceeded (10105)
       └─ InternalServerError (500)
          ├─ OrderServerUnavailable (10052)
          └─ OrderServerSendFailed (10074)

An answer is raised as the class of its number, else of its status, else as ApiError.
Every error says by `outcome` what became of the call, and by `fix` what to do next.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, cast

__all__ = [
    "ERROR_CODES",
    "STATUS_CLASSES",
    "AddressBanned",
    "ApiError",
    "ApiKeyMissing",
    "ArgumentError",
    "ArgumentTypeError",
    "BadRequest",
    "BodyTooLong",
    "BuyUnavailable",
    "DecodeError",
    "ErrorAnswer",
    "ErrorCode",
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
    "NoSuchAsset",
    "NoSuchOrder",
    "NoSuchTradingPair",
    "NonceMissing",
    "NonceTooHigh",
    "NonceTooLow",
    "NotAuthorized",
    "NotFound",
    "OrderNotFound",
    "OrderServerSendFailed",
    "OrderServerUnavailable",
    "OrderValueTooLarge",
    "Outcome",
    "PaginationRequired",
    "QuoteAmountTooSmall",
    "RateLimitExceeded",
    "TooManyActiveOrders",
    "TooManyRequests",
    "TradingPairInactive",
    "Unauthorized",
    "UnparsableBody",
    "UnusableApiKey",
    "api_error",
    "error_class",
    "error_outcome",
    "parse_error",
]


Outcome = Literal["not_sent", "rejected", "unknown"]
"""What became of a call: the server never saw it, refused it, or may have carried it out."""


Known = Literal["rejected", "unknown"]
"""What a numbered error can say of the outcome."""


class GopaxError(Exception):
    """Anything that goes wrong with a call.

    Every error says what became of the call (`outcome`) and what to do next (`fix`), names the
    operation where there is one, and survives pickling.
    """

    outcome: Outcome = "unknown"
    """Was the call carried out?"""

    fix: str = ""
    """What to do next, empty where there is nothing useful to say."""

    operation: str | None = None
    """Name of the method that was called."""

    def __init__(self, text: str, *, operation: str | None = None, fix: str | None = None) -> None:
        super().__init__(text)
        self.operation = operation
        if fix is not None:
            self.fix = fix

    def __str__(self) -> str:
        lead = f"{self.operation}: " if self.operation else ""
        text = _visible(f"{lead}{self.args[0]}")
        if not self.fix:
            return text
        return f"{text} {self.fix}" if text.endswith((".", "!", "?")) else f"{text}. {self.fix}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


def _visible(text: str) -> str:
    """Return `text` on one line and without what steers a terminal: a server wrote some of it."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _rebuild(kind: type[GopaxError], args: tuple[Any, ...], state: Mapping[str, Any]) -> GopaxError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ArgumentError(GopaxError, ValueError):
    """An argument has a value that the API does not take; nothing was sent."""

    outcome: Outcome = "not_sent"


class ArgumentTypeError(ArgumentError, TypeError):
    """An argument has the wrong type, such as a float for an amount; nothing was sent."""


class DecodeError(GopaxError):
    """An answer is not what the API documents.

    The call itself may well have been carried out: only its answer cannot be read.
    """

    fix = "Report it with the body if it repeats; the server may have changed."

    path: str
    """Place in the body, such as `$[3].price`."""

    expected: str
    """What belongs there."""

    found: str
    """What was there, cut to a length that fits a message."""

    def __init__(self, *, operation: str | None, path: str, expected: str, found: str) -> None:
        super().__init__(f"at {path} expected {expected}, found {found}", operation=operation)
        self.path = path
        self.expected = expected
        self.found = found


class ApiError(GopaxError):
    """The server answered with an error."""

    status: int
    """HTTP status."""

    code: int | None
    """Number of the error, None where the answer has none."""

    message: str
    """What the server said, empty where it said nothing."""

    data: object
    """More from the server about the error, None where there is none."""

    retry_after: float | None
    """Seconds after which the server asks to try again, None where it does not say."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: int | None = None,
        data: object = None,
        retry_after: float | None = None,
        operation: str | None = None,
    ) -> None:
        number = "" if code is None else f", code {code}"
        super().__init__(
            f"HTTP {status}{number}: {message or _phrase(status)}", operation=operation
        )
        self.status = status
        self.code = code
        self.message = message
        self.data = data
        self.retry_after = retry_after
        self.outcome = error_outcome(status, code)


class BadRequest(ApiError):  # noqa: N818 - the word of the HTTP standard
    """400: Bad request: invalid request format."""


class Unauthorized(ApiError):  # noqa: N818 - the word of the HTTP standard
    """401: Unauthorized: invalid API key."""


class Forbidden(ApiError):  # noqa: N818 - the word of the HTTP standard
    """403: Forbidden: no access to the requested resource."""


class NotFound(ApiError):  # noqa: N818 - the word of the HTTP standard
    """404: Not Found. Nothing matches the given URI."""


class TooManyRequests(ApiError):  # noqa: N818 - the word of the HTTP standard
    """429: Too many requests: the call rate limit is exceeded."""


class InternalServerError(ApiError):
    """500: Internal server error: a problem with the server."""


class InvalidAssetName(NotFound):
    """100 and 106: Invalid asset name."""

    fix = "Use an id that list_assets answers, such as BTC."


class InvalidTradingPair(NotFound):
    """101 and 104: Invalid trading pair. In the body of an order it comes with 400."""

    fix = "Use a name that list_trading_pairs answers, such as BTC-KRW."


class InvalidOrderType(BadRequest):
    """103: Invalid order type."""

    fix = "Send a limit order; this server or this trading pair may not take market orders."


class TradingPairInactive(BadRequest):
    """105: Temporarily inactive trading pair."""

    fix = "Wait until GOPAX opens the trading pair again, or trade another one."


class InvalidOrderAmount(BadRequest):
    """107: Invalid order amount."""

    fix = "Send at least the minimum amount of the trading pair, with at most 8 decimals."


class InvalidOrderPrice(BadRequest):
    """108: Invalid order price."""

    fix = "Send a price above zero that is a multiple of the tick size of the trading pair."


class InsufficientBalance(BadRequest):
    """201: Insufficient balance for the order."""

    fix = "Lower the amount, cancel open orders to free what they hold, or deposit more."


class OrderNotFound(NotFound):
    """202: No order has this number."""

    fix = "Check the number with list_orders; a finished order may no longer be shown."


class OrderValueTooLarge(BadRequest):
    """203: Too much value (order amount times order price)."""

    fix = "Split the order into smaller ones."


class BuyUnavailable(BadRequest):
    """204: Buy orders are currently unavailable."""

    fix = "Read the notice on the GOPAX site and wait until buying is open again."


class InvalidApiKey(Unauthorized):
    """10155: Invalid API key."""

    fix = "Check the API key, or issue a new one in your GOPAX account."


class InvalidUser(BadRequest):
    """102: Invalid user.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Check that the account behind the API key is open and may trade."


class TooManyActiveOrders(BadRequest):
    """200: Too many active orders.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Cancel open orders before you place new ones."


class InvalidOptionCombination(BadRequest):
    """206: Invalid combination of order options.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Send only the fields that the reference documents for this order type."


class NotAuthorized(Unauthorized):
    """10004: Not authorized; the request is not signed correctly.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = (
        "Check API key and secret key, and that nothing between you and the server changes the "
        "path or the body."
    )


class OrderServerUnavailable(InternalServerError):  # noqa: N818 - the API's own word
    """10052: The order server is not available.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference). The call may have been carried out.
    """

    fix = "Look at your orders and trades before you repeat the call."


class NoSuchAsset(InvalidAssetName):
    """10058: No such asset.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). It is
    seen with this status (source: how working clients behave).
    """

    fix = "Use an id that list_assets answers, such as BTC."


class NoSuchTradingPair(InvalidTradingPair):
    """10059: No such trading pair.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). It is
    seen with this status (source: how working clients behave).
    """

    fix = "Use a name that list_trading_pairs answers, such as BTC-KRW."


class InvalidChartInterval(BadRequest):
    """10062: Invalid chart interval.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Ask for candles of 1, 5, 30 or 1440 minutes."


class NoSuchOrder(OrderNotFound):
    """10069: No such order id.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Check the number with list_orders; a finished order may no longer be shown."


class OrderServerSendFailed(InternalServerError):  # noqa: N818 - the API's own word
    """10074: Sending to the order server failed.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference). The call may have been carried out.
    """

    fix = "Look at your orders and trades before you repeat the call."


class RateLimitExceeded(TooManyRequests):
    """10105: Rate limit exceeded.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = (
        "Wait a second, and let one limiter count all calls made with this key or from this "
        "address."
    )


class NonceTooLow(Unauthorized):
    """10108: The nonce is not above the last one the server took for this API key.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = (
        "Let one nonce lane serve the key and check the clock; a key once used with larger "
        "nonces has to be replaced."
    )


class InvalidChartRange(BadRequest):
    """10166: Invalid chart range.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Ask for a start before the end, and for a shorter range."


class QuoteAmountTooSmall(BadRequest):
    """10212: Too small quote amount.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = (
        "Raise the amount or the price until their product reaches the minimum of the trading pair."
    )


class InvalidSignature(Unauthorized):
    """10229: Invalid signature.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = (
        "Check the secret key, and that nothing between you and the server changes the path or "
        "the body."
    )


class ApiKeyMissing(Unauthorized):
    """10230: No API key in the request.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Give the client an API key; a proxy may also have dropped the API-KEY header."


class NonceMissing(Unauthorized):
    """10231: No nonce in the request.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Send the NONCE header; a proxy may have dropped it."


class NonceTooHigh(Unauthorized):
    """10232: The nonce is above what the server allows.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Set the clock of this machine and send milliseconds."


class UnusableApiKey(Unauthorized):
    """10233: The API key cannot be used.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = (
        "Check in your GOPAX account that the key is active and allows this call from this address."
    )


class BodyTooLong(BadRequest):
    """10255: Too long body.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Send only the documented fields, and numbers with no more digits than the server keeps."


class UnparsableBody(BadRequest):
    """10256: Unparsable body.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Send one JSON object; a proxy may have changed the body."


class PaginationRequired(BadRequest):
    """10319: Pagination required.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Ask for a page with limit, pastmax or latestmin."


class InvalidOrderOption(BadRequest):
    """10358, 10359, 10360, 10361 and 10362: Invalid order option.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Send only the fields that the reference documents for this order type."


class AddressBanned(Forbidden):
    """10364: This IP address is banned temporarily.

    Not in the reference. GOPAX lists it in later years (source: other documents of GOPAX). Its
    status is a guess (source: inference).
    """

    fix = "Stop calling for a while, and let one limiter count all calls made from this address."


class ErrorCode(NamedTuple):
    """What is known about one number that the API gives to errors."""

    code: int
    name: str
    cls: type[ApiError]
    outcome: Known
    status: int
    description: str
    documented: bool


def _entries() -> Iterator[tuple[type[ApiError], tuple[int, ...], Known, int, str, bool]]:
    """Class, numbers, outcome, usual status, meaning, and whether the reference lists it."""
    yield (InvalidAssetName, (100, 106), "rejected", 404, "Invalid asset name.", True)
    yield (
        InvalidTradingPair,
        (101, 104),
        "rejected",
        404,
        "Invalid trading pair. In the body of an order it comes with 400.",
        True,
    )
    yield (InvalidOrderType, (103,), "rejected", 400, "Invalid order type.", True)
    yield (TradingPairInactive, (105,), "rejected", 400, "Temporarily inactive trading pair.", True)
    yield (InvalidOrderAmount, (107,), "rejected", 400, "Invalid order amount.", True)
    yield (InvalidOrderPrice, (108,), "rejected", 400, "Invalid order price.", True)
    yield (
        InsufficientBalance,
        (201,),
        "rejected",
        400,
        "Insufficient balance for the order.",
        True,
    )
    yield (OrderNotFound, (202,), "rejected", 404, "No order has this number.", True)
    yield (
        OrderValueTooLarge,
        (203,),
        "rejected",
        400,
        "Too much value (order amount times order price).",
        True,
    )
    yield (BuyUnavailable, (204,), "rejected", 400, "Buy orders are currently unavailable.", True)
    yield (InvalidApiKey, (10155,), "rejected", 401, "Invalid API key.", True)
    yield (InvalidUser, (102,), "rejected", 400, "Invalid user.", False)
    yield (TooManyActiveOrders, (200,), "rejected", 400, "Too many active orders.", False)
    yield (
        InvalidOptionCombination,
        (206,),
        "rejected",
        400,
        "Invalid combination of order options.",
        False,
    )
    yield (
        NotAuthorized,
        (10004,),
        "rejected",
        401,
        "Not authorized; the request is not signed correctly.",
        False,
    )
    yield (
        OrderServerUnavailable,
        (10052,),
        "unknown",
        500,
        "The order server is not available.",
        False,
    )
    yield (NoSuchAsset, (10058,), "rejected", 404, "No such asset.", False)
    yield (NoSuchTradingPair, (10059,), "rejected", 404, "No such trading pair.", False)
    yield (InvalidChartInterval, (10062,), "rejected", 400, "Invalid chart interval.", False)
    yield (NoSuchOrder, (10069,), "rejected", 404, "No such order id.", False)
    yield (
        OrderServerSendFailed,
        (10074,),
        "unknown",
        500,
        "Sending to the order server failed.",
        False,
    )
    yield (RateLimitExceeded, (10105,), "rejected", 429, "Rate limit exceeded.", False)
    yield (
        NonceTooLow,
        (10108,),
        "rejected",
        401,
        "The nonce is not above the last one the server took for this API key.",
        False,
    )
    yield (InvalidChartRange, (10166,), "rejected", 400, "Invalid chart range.", False)
    yield (QuoteAmountTooSmall, (10212,), "rejected", 400, "Too small quote amount.", False)
    yield (InvalidSignature, (10229,), "rejected", 401, "Invalid signature.", False)
    yield (ApiKeyMissing, (10230,), "rejected", 401, "No API key in the request.", False)
    yield (NonceMissing, (10231,), "rejected", 401, "No nonce in the request.", False)
    yield (
        NonceTooHigh,
        (10232,),
        "rejected",
        401,
        "The nonce is above what the server allows.",
        False,
    )
    yield (UnusableApiKey, (10233,), "rejected", 401, "The API key cannot be used.", False)
    yield (BodyTooLong, (10255,), "rejected", 400, "Too long body.", False)
    yield (UnparsableBody, (10256,), "rejected", 400, "Unparsable body.", False)
    yield (PaginationRequired, (10319,), "rejected", 400, "Pagination required.", False)
    yield (
        InvalidOrderOption,
        (10358, 10359, 10360, 10361, 10362),
        "rejected",
        400,
        "Invalid order option.",
        False,
    )
    yield (
        AddressBanned,
        (10364,),
        "rejected",
        403,
        "This IP address is banned temporarily.",
        False,
    )


ERROR_CODES: Mapping[int, ErrorCode] = MappingProxyType(
    {
        code: ErrorCode(code, cls.__name__, cls, outcome, status, description, documented)
        for cls, codes, outcome, status, description, documented in _entries()
        for code in codes
    }
)
"""Every number that the API gives to errors."""

STATUS_CLASSES: Mapping[int, type[ApiError]] = MappingProxyType(
    {
        400: BadRequest,
        401: Unauthorized,
        403: Forbidden,
        404: NotFound,
        429: TooManyRequests,
        500: InternalServerError,
    }
)
"""Every HTTP status that the API documents as an error."""


def error_class(status: int, code: int | None) -> type[ApiError]:
    """The class for an error answer: by its number, else by its status, else ApiError."""
    if code is not None and (entry := ERROR_CODES.get(code)) is not None:
        return entry.cls
    if status >= _SERVER_ERROR:
        return STATUS_CLASSES.get(status, STATUS_CLASSES.get(_SERVER_ERROR, ApiError))
    return STATUS_CLASSES.get(status, ApiError)


def error_outcome(status: int, code: int | None) -> Known:
    """What an error answer says of the call: was it refused, or may it have been carried out.

    A number of the table says what the table says. Without one a status of 4xx refuses, except 408
    and 499, with which a proxy gives up on a request that it has passed on; any other status says
    nothing for sure, 2xx with an error that is not in the table included.
    """
    if code is not None and (entry := ERROR_CODES.get(code)) is not None:
        return entry.outcome
    return "rejected" if status // 100 == 4 and status not in _GAVE_UP else "unknown"


_SERVER_ERROR = 500
_GAVE_UP = (408, 499)
"""Request Timeout, and Client Closed Request: no standard, nginx writes it."""


class ErrorAnswer(NamedTuple):
    """What an error answer says."""

    code: int | None
    message: str
    data: object


def parse_error(status: int, body: bytes) -> ErrorAnswer | None:
    """What the body of an answer says about an error; None if the answer is no error.

    An answer with a status of 2xx is an error if its body is an error body: servers of several
    years answer that way. Any other status is an error whatever the body is: JSON, HTML, nothing.
    """
    good = status // 100 == 2
    if good and not _could_be_error(body):
        return None
    members = _members(body)
    if members is not None:
        answer = _read(members)
        if answer is not None:
            return answer
    return None if good else ErrorAnswer(None, _excerpt(body), None)


def api_error(
    status: int, body: bytes, *, operation: str | None = None, retry_after: float | None = None
) -> ApiError | None:
    """The exception for an answer; None if the answer is no error."""
    answer = parse_error(status, body)
    if answer is None:
        return None
    return error_class(status, answer.code)(
        answer.message,
        status=status,
        code=answer.code,
        data=answer.data,
        retry_after=retry_after,
        operation=operation,
    )


_MEMBERS = (b'"errorCode"', b'"errorMessage"', b'"errormsg"')
"""Members that an error body has and no other body."""

_HEAD = 1024
"""Bytes of a body in which an error body would have shown itself."""

_LONGEST_EXCERPT = 200


def _could_be_error(body: bytes) -> bool:
    head = body[:_HEAD]
    return head.lstrip()[:1] == b"{" and any(name in head for name in _MEMBERS)


def _members(body: bytes) -> dict[str, Any] | None:
    from msgspec import MsgspecError  # noqa: PLC0415 - a program without errors need not load it
    from msgspec.json import Decoder  # noqa: PLC0415

    try:
        value = Decoder(float_hook=Decimal).decode(body)
    except (MsgspecError, ValueError, ArithmeticError, RecursionError):
        return None
    return cast(dict[str, Any], value) if isinstance(value, dict) else None


def _read(members: Mapping[str, Any]) -> ErrorAnswer | None:
    legacy = members.get("errormsg")
    if isinstance(legacy, str):
        found = re.search(r"(\d{1,9})\s*\Z", legacy, re.ASCII)
        return ErrorAnswer(int(found[1]) if found else None, legacy, None)
    code = _number(members.get("errorCode"))
    message = members.get("errorMessage")
    if code is None and not isinstance(message, str):
        return None
    return ErrorAnswer(code, message if isinstance(message, str) else "", members.get("errorData"))


def _number(value: object) -> int | None:
    """A code is a number; a server that writes it as a text means the same."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _excerpt(body: bytes) -> str:
    """The beginning of a body that is not JSON, without markup and on one line."""
    text = body[: _LONGEST_EXCERPT * 10].decode("utf-8", "replace")
    text = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    return " ".join(text.split())[:_LONGEST_EXCERPT]


def _phrase(status: int) -> str:
    from http import HTTPStatus  # noqa: PLC0415 - costs whoever meets no error as much as a class

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "an unknown status"
