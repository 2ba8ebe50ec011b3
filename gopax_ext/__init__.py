"""A client for the GOPAX exchange that is safe to trade with.

Everything a program needs is here: `Gopax`, `AsyncGopax`, the models, the enums and every error.
Nothing is loaded before it is used.
"""

from importlib import import_module

from ._lazy import lazy
from ._version import __version__

TYPE_CHECKING = False  # type checkers take it for typing's, which costs more than all of this
if TYPE_CHECKING:
    from gopax_generated import *  # noqa: F403 - models, enums and errors keep their one home

    from .client import AsyncGopax, Gopax
    from .errors import (
        AmbiguousOutcome,
        ClockError,
        JournalError,
        LaneError,
        MissingCredentials,
        NotPlaced,
        NotSent,
        OutcomeUnknown,
        PrecisionError,
        SettingsError,
        TransportError,
        TwinInFlight,
    )
    from .orders.attempts import Attempt
    from .orders.auditing import Finding
    from .orders.decide import Terms
    from .orders.rules import MarketRules
    from .response import Response
    from .signing import sign

__all__ = [
    "AmbiguousOutcome",
    "AsyncGopax",
    "Attempt",
    "ClockError",
    "Finding",
    "Gopax",
    "JournalError",
    "LaneError",
    "MarketRules",
    "MissingCredentials",
    "NotPlaced",
    "NotSent",
    "OutcomeUnknown",
    "PrecisionError",
    "Response",
    "SettingsError",
    "Terms",
    "TransportError",
    "TwinInFlight",
    "__version__",
    "sign",
]

__getattr__ = lazy(
    __name__,
    {
        "AmbiguousOutcome": ".errors",
        "AsyncGopax": ".client",
        "Attempt": ".orders.attempts",
        "ClockError": ".errors",
        "Finding": ".orders.auditing",
        "Gopax": ".client",
        "JournalError": ".errors",
        "LaneError": ".errors",
        "MarketRules": ".orders.rules",
        "MissingCredentials": ".errors",
        "NotPlaced": ".errors",
        "NotSent": ".errors",
        "OutcomeUnknown": ".errors",
        "PrecisionError": ".errors",
        "Response": ".response",
        "SettingsError": ".errors",
        "Terms": ".orders.decide",
        "TransportError": ".errors",
        "TwinInFlight": ".errors",
        "sign": ".signing",
    },
    otherwise="gopax_generated",
)


def __dir__() -> list[str]:
    generated: list[str] = import_module("gopax_generated").__all__
    return sorted({*globals(), *__all__, *generated})
