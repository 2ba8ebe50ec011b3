# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Typed client of Harbour, version 3.0-beta.

Models, enums and errors are here; `operations` builds calls, `codecs` reads answers, `client`
sends. Only `client` needs an HTTP library.

Text with "quotes", a \\ backslash, three \"\"\" and 한글.

A second paragraph that names `list_ships`.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for typing's, which costs more than all of this
if TYPE_CHECKING:
    from .enums import Flag, Grade, Kind
    from .errors import (
        ApiError,
        ArgumentError,
        ArgumentTypeError,
        BerthKept,
        BerthLost,
        BerthTaken,
        Conflict,
        DecodeError,
        Fog,
        HarbourError,
        Hurried,
        IMATeapot,
        NoSuchShip,
        NotFound,
        ServiceUnavailable,
        Teapot,
        TooManyRequests,
        Unauthorized,
    )
    from .models import BookBerth, Booking, Fault, Mate, Person, Ship, Tide, Vessel

__all__ = [
    "API_VERSION",
    "SERVER_URL",
    "ApiError",
    "ArgumentError",
    "ArgumentTypeError",
    "BerthKept",
    "BerthLost",
    "BerthTaken",
    "BookBerth",
    "Booking",
    "Conflict",
    "DecodeError",
    "Fault",
    "Flag",
    "Fog",
    "Grade",
    "HarbourError",
    "Hurried",
    "IMATeapot",
    "Kind",
    "Mate",
    "NoSuchShip",
    "NotFound",
    "Person",
    "ServiceUnavailable",
    "Ship",
    "Teapot",
    "Tide",
    "TooManyRequests",
    "Unauthorized",
    "Vessel",
]


API_VERSION = "3.0-beta"
"""Version of the API that this package speaks."""

SERVER_URL = "https://harbour.example/api/v3"
"""Where the API answers."""

_HOMES = {
    "enums": ("Kind", "Grade", "Flag"),
    "errors": (
        "HarbourError",
        "ArgumentError",
        "ArgumentTypeError",
        "DecodeError",
        "ApiError",
        "Unauthorized",
        "NotFound",
        "Conflict",
        "IMATeapot",
        "TooManyRequests",
        "ServiceUnavailable",
        "NoSuchShip",
        "Teapot",
        "Hurried",
        "BerthTaken",
        "BerthKept",
        "BerthLost",
        "Fog",
    ),
    "models": ("Tide", "Person", "Mate", "Vessel", "Ship", "BookBerth", "Booking", "Fault"),
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
