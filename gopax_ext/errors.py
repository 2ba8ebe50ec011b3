"""The errors that the exchange knows nothing of, and the whole tree they belong to.

    GopaxError                   .outcome: "not_sent" | "rejected" | "unknown"   .fix: what to do
    ├─ ArgumentError             a value that cannot be right (ValueError)         not_sent
    │  └─ ArgumentTypeError      a float for an amount, say (TypeError)            not_sent
    ├─ SettingsError             bad key, secret or address (ValueError)           not_sent
    │  └─ MissingCredentials     a private call without an API key                 not_sent
    ├─ TransportError            no whole answer came; .kind says what happened    unknown
    │  └─ NotSent                no byte was written: safe to repeat               not_sent
    ├─ OutcomeUnknown            a call that changes something was sent, and
    │                            nothing trustworthy says what became of it        unknown
    ├─ DecodeError               an answer that is not what the spec promises      unknown
    └─ ApiError                  .status .code .message: the exchange said no
       ├─ BadRequest 400         ├─ Unauthorized 401     ├─ Forbidden 403
       ├─ NotFound 404           ├─ TooManyRequests 429  └─ InternalServerError 5xx
       └─ one class for each GOPAX code, below the status it usually has:
          InsufficientBalance 201, OrderNotFound 202, ...

`TransportError` and `ApiError` are what ccxt calls `NetworkError` and `ExchangeError`. All are
picklable and none holds a secret. What comes from `openapi.yaml` (the root, the argument errors,
`DecodeError`, `ApiError` and all below it) lives in `gopax_generated.errors`; `from gopax_ext
import ...` finds every one.
"""

from typing import TYPE_CHECKING, Literal

from gopax_generated.errors import GopaxError, Outcome

if TYPE_CHECKING:
    from gopax_generated.models import PlaceOrderRequest

__all__ = [
    "MissingCredentials",
    "NotSent",
    "OutcomeUnknown",
    "SettingsError",
    "TransportError",
]

Kind = Literal["deadline", "connect", "tls", "timeout", "closed", "protocol", "too_large"]
"""What kept the answer away."""


class SettingsError(GopaxError, ValueError):
    """A key, secret, address or option that cannot be right. Nothing was sent."""

    outcome: Outcome = "not_sent"


class MissingCredentials(SettingsError):  # noqa: N818 - it names what is missing
    """A private operation was called on a client that has no API key. Nothing was sent."""

    fix = "Pass key= and secret=, or set GOPAX_API_KEY and GOPAX_SECRET_KEY."

    def __init__(self, operation: str) -> None:
        super().__init__(
            "this client has no API key, and the call must be signed", operation=operation
        )


class TransportError(GopaxError):
    """No whole answer came back, though bytes of the request may have arrived.

    `kind` says what happened: "connect", "tls", "timeout", "closed", "protocol" or "too_large" on
    the wire, "deadline" in a queue.
    """

    def __init__(self, text: str, *, kind: Kind, operation: str | None = None) -> None:
        super().__init__(text, operation=operation)
        self.kind: Kind = kind


class NotSent(TransportError):  # noqa: N818 - the name is the promise
    """No byte of the request was written: the exchange cannot have acted, and repeating is safe."""

    outcome: Outcome = "not_sent"
    fix = "Nothing was sent, so it is safe to try again."


class OutcomeUnknown(GopaxError):  # noqa: N818 - the name is the promise
    """A call that changes something was sent, and nothing trustworthy says what became of it.

    Never repeat it blindly: the order may exist. `cause` is the error that hides the answer,
    `request` what was asked (None for a cancel), `path` where, and `nonce` the nonce it carried.
    """

    fix = "Look at list_orders and list_my_trades before you decide; do not just repeat it."

    def __init__(
        self,
        cause: GopaxError,
        *,
        operation: str,
        request: "PlaceOrderRequest | None",
        path: str,
        nonce: int | None,
    ) -> None:
        super().__init__(
            f"it was sent, and its outcome is unknown ({cause.args[0]})", operation=operation
        )
        self.cause = cause
        self.request = request
        self.path = path
        self.nonce = nonce
