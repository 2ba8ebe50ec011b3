# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Typed client of Town library, version 2.1.

Models, enums and errors are here; `operations` builds calls, `codecs` reads answers, `client`
sends. Only `client` needs an HTTP library.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for typing's, which costs more than all of this
if TYPE_CHECKING:
    from .enums import Grade, Shelf
    from .errors import (
        ApiError,
        ArgumentError,
        ArgumentTypeError,
        BookIsAway,
        Conflict,
        DecodeError,
        LibraryError,
        NotFound,
        ServiceUnavailable,
        TooManyRequests,
        Unauthorized,
    )
    from .models import Book, Loan, LoanRequest, Problem, Visit

__all__ = [
    "API_VERSION",
    "SERVER_URL",
    "ApiError",
    "ArgumentError",
    "ArgumentTypeError",
    "Book",
    "BookIsAway",
    "Conflict",
    "DecodeError",
    "Grade",
    "LibraryError",
    "Loan",
    "LoanRequest",
    "NotFound",
    "Problem",
    "ServiceUnavailable",
    "Shelf",
    "TooManyRequests",
    "Unauthorized",
    "Visit",
]


API_VERSION = "2.1"
"""Version of the API that this package speaks."""

SERVER_URL = "https://library.example/v2"
"""Where the API answers."""

_HOMES = {
    "enums": ("Shelf", "Grade"),
    "errors": (
        "LibraryError",
        "ArgumentError",
        "ArgumentTypeError",
        "DecodeError",
        "ApiError",
        "Unauthorized",
        "NotFound",
        "Conflict",
        "TooManyRequests",
        "ServiceUnavailable",
        "BookIsAway",
    ),
    "models": ("Visit", "Book", "LoanRequest", "Loan", "Problem"),
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
