# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""All errors, as one tree.

    HarbourError
    ├─ ArgumentError (also ValueError)
    │  └─ ArgumentTypeError (also TypeError)
    ├─ DecodeError
    └─ ApiError
       ├─ Unauthorized (401)
       ├─ NotFound (404)
       │  └─ NoSuchShip (10)
       ├─ Conflict (409)
       │  └─ BerthTaken (20, 21)
       │     └─ BerthKept (23)
       │        └─ BerthLost (24)
       ├─ IMATeapot (418)
       │  └─ Teapot (11)
       ├─ TooManyRequests (429)
       │  └─ Hurried (12)
       └─ ServiceUnavailable (503)
          └─ Fog (22)

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
    "ApiError",
    "ArgumentError",
    "ArgumentTypeError",
    "BerthKept",
    "BerthLost",
    "BerthTaken",
    "Conflict",
    "DecodeError",
    "ErrorAnswer",
    "ErrorCode",
    "Fog",
    "HarbourError",
    "Hurried",
    "IMATeapot",
    "NoSuchShip",
    "NotFound",
    "Outcome",
    "ServiceUnavailable",
    "Teapot",
    "TooManyRequests",
    "Unauthorized",
    "api_error",
    "error_class",
    "error_outcome",
    "parse_error",
]


Outcome = Literal["not_sent", "rejected", "unknown"]
"""What became of a call: the server never saw it, refused it, or may have carried it out."""


Known = Literal["rejected", "unknown"]
"""What a numbered error can say of the outcome."""


class HarbourError(Exception):
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


def _rebuild(
    kind: type[HarbourError], args: tuple[Any, ...], state: Mapping[str, Any]
) -> HarbourError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ArgumentError(HarbourError, ValueError):
    """An argument has a value that the API does not take; nothing was sent."""

    outcome: Outcome = "not_sent"


class ArgumentTypeError(ArgumentError, TypeError):
    """An argument has the wrong type, such as a float for an amount; nothing was sent."""


class DecodeError(HarbourError):
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


class ApiError(HarbourError):
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


class Unauthorized(ApiError):  # noqa: N818 - the word of the HTTP standard
    """401: The key is not valid."""


class NotFound(ApiError):  # noqa: N818 - the word of the HTTP standard
    """404: There is no such thing."""


class Conflict(ApiError):  # noqa: N818 - the word of the HTTP standard
    """409: Conflict. Request conflict."""


class IMATeapot(ApiError):  # noqa: N818 - the word of the HTTP standard
    """418: I'm a Teapot. Server refuses to brew coffee because it is a teapot."""


class TooManyRequests(ApiError):  # noqa: N818 - the word of the HTTP standard
    """429: Too Many Requests.

    The user has sent too many requests in a given amount of time ("rate limiting").
    """


class ServiceUnavailable(ApiError):  # noqa: N818 - the word of the HTTP standard
    """503: Service Unavailable. The server cannot process the request due to a high load."""


class NoSuchShip(NotFound):
    """10: No such ship."""

    fix = "Look it up."


class Teapot(IMATeapot):
    """11: The harbour is a teapot."""

    fix = "Order coffee elsewhere."


class Hurried(TooManyRequests):
    """12: Too many questions.

    Not in the reference. Once a year (source: what sailors say). Its status (source: the harbour's
    log).
    """

    fix = "Wait."


class BerthTaken(Conflict):
    """20 and 21: The berth is taken."""

    fix = (
        "Take another one, since the ship that lies there has come to stay for as long as "
        "anybody in the harbour remembers."
    )


class BerthKept(BerthTaken):
    """23: The berth is kept for another ship.

    Not in the reference. Since 2020 (source: the harbour's log).
    """

    fix = "Wait."


class BerthLost(BerthKept):
    """24: The berth was lost to another ship.

    Not in the reference. Since 2021 (source: the harbour's log).
    """

    fix = "Take another one."


class Fog(ServiceUnavailable):
    """22: Nobody can see whether the ship lies there.

    The call may have been carried out.
    """

    fix = "Look before you book again."


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
    yield (NoSuchShip, (10,), "rejected", 404, "No such ship.", True)
    yield (Teapot, (11,), "rejected", 418, "The harbour is a teapot.", True)
    yield (Hurried, (12,), "rejected", 429, "Too many questions.", False)
    yield (BerthTaken, (20, 21), "rejected", 409, "The berth is taken.", True)
    yield (BerthKept, (23,), "rejected", 409, "The berth is kept for another ship.", False)
    yield (BerthLost, (24,), "rejected", 409, "The berth was lost to another ship.", False)
    yield (Fog, (22,), "unknown", 503, "Nobody can see whether the ship lies there.", True)


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
        401: Unauthorized,
        404: NotFound,
        409: Conflict,
        418: IMATeapot,
        429: TooManyRequests,
        503: ServiceUnavailable,
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


_MEMBERS = (b'"code"', b'"message"', b'"fault"')
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
    legacy = members.get("fault")
    if isinstance(legacy, str):
        found = re.search(r"(\d{1,9})\s*\Z", legacy, re.ASCII)
        return ErrorAnswer(int(found[1]) if found else None, legacy, None)
    code = _number(members.get("code"))
    message = members.get("message")
    if code is None and not isinstance(message, str):
        return None
    return ErrorAnswer(code, message if isinstance(message, str) else "", members.get("data"))


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
