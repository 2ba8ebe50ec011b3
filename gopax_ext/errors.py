"""The errors that the exchange knows nothing of, and the whole tree they belong to.

    GopaxError                   .outcome: "not_sent" | "rejected" | "unknown"   .fix: what to do
    ├─ ArgumentError             a value that cannot be right (ValueError)         not_sent
    │  ├─ ArgumentTypeError      a float for an amount, say (TypeError)            not_sent
    │  └─ PrecisionError         a number that the exchange would change           not_sent
    ├─ SettingsError             bad key, secret or address (ValueError)           not_sent
    │  ├─ MissingCredentials     a private call without an API key                 not_sent
    │  └─ LaneError              nonces cannot be shared safely                    not_sent
    │     └─ ClockError          this machine's clock is far ahead                 not_sent
    ├─ TransportError            no whole answer came; .kind says what happened    unknown
    │  └─ NotSent                no byte was written: safe to repeat               not_sent
    ├─ JournalError              the record of orders cannot be written            not_sent
    ├─ TwinInFlight              an identical order is under way or unresolved     not_sent
    ├─ NotPlaced                 sent, and proven that no order came of it         rejected
    ├─ OutcomeUnknown            a call that changes something was sent, and
    │  │                         nothing trustworthy says what became of it        unknown
    │  └─ AmbiguousOutcome       more orders fit than were placed; .candidates     unknown
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

from gopax_generated.errors import ArgumentError, GopaxError, Outcome

if TYPE_CHECKING:
    from gopax_generated.models import OrderDetail, PlaceOrderRequest

__all__ = [
    "AmbiguousOutcome",
    "ClockError",
    "JournalError",
    "LaneError",
    "MissingCredentials",
    "NotPlaced",
    "NotSent",
    "OutcomeUnknown",
    "PrecisionError",
    "SettingsError",
    "TransportError",
    "TwinInFlight",
]

Kind = Literal[
    "deadline", "sharing", "connect", "tls", "timeout", "closed", "protocol", "too_large"
]
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


class LaneError(SettingsError):
    """What the processes that use an API key share cannot be used safely. Nothing was sent."""


class ClockError(LaneError):
    """This machine's clock is so far ahead that its nonces would spoil the API key. Not sent.

    `clock_ms` is what it shows, `exchange_ms` the exchange's time where an answer told it, and
    `last_nonce` the last nonce of the key: all in milliseconds since 1970.
    """

    fix = "Set the clock of this machine (NTP), then try again."

    def __init__(self, clock_ms: int, exchange_ms: int | None, last_nonce: int) -> None:
        known = "the last nonce" if exchange_ms is None else "the exchange's clock"
        ahead = (clock_ms - (last_nonce if exchange_ms is None else exchange_ms)) / 86_400_000
        super().__init__(
            f"this machine's clock shows {clock_ms} ms, {ahead:.1f} days ahead of {known}; "
            "nothing was sent"
        )
        self.clock_ms = clock_ms
        self.exchange_ms = exchange_ms
        self.last_nonce = last_nonce


class TransportError(GopaxError):
    """No whole answer came back, though bytes of the request may have arrived.

    `kind` says what happened: "connect", "tls", "timeout", "closed", "protocol" or "too_large" on
    the wire, "deadline" in a queue, "sharing" where nonces could not be kept in order.
    """

    def __init__(self, text: str, *, kind: Kind, operation: str | None = None) -> None:
        super().__init__(text, operation=operation)
        self.kind: Kind = kind


class NotSent(TransportError):  # noqa: N818 - the name is the promise
    """No byte of the request was written: the exchange cannot have acted, and repeating is safe."""

    outcome: Outcome = "not_sent"
    fix = "Nothing was sent, so it is safe to try again."


class PrecisionError(ArgumentError):
    """A number with more digits than the exchange keeps, so another one would be traded."""


class JournalError(GopaxError):
    """The record of orders cannot be written or read, so no order is sent."""

    outcome: Outcome = "not_sent"
    fix = "Free the disk or set GOPAX_STATE_DIR; journal=False does without a record on disk."


class TwinInFlight(GopaxError):  # noqa: N818 - it names what is there
    """An identical order is being sent, or nobody knows what became of it. Nothing was sent.

    Two identical orders cannot be told apart afterwards. `attempt` identifies the other one.
    """

    outcome: Outcome = "not_sent"
    fix = "Wait for it, or call resolve() with its .attempt; allow_twin=True sends a second one."

    def __init__(self, other: str, *, attempt: str) -> None:
        super().__init__(f"an identical order is under way: {other}", operation="place_order")
        self.attempt = attempt


class OutcomeUnknown(GopaxError):  # noqa: N818 - the name is the promise
    """A call that changes something was sent, and nothing trustworthy says what became of it.

    Never repeat it blindly: the order may exist; `resolve(error)` finds out. `cause` is the error
    that hides the answer, `request` what was asked (None for a cancel), `path` where, `nonce` the
    nonce it carried, and `attempt` its name in the journal of orders (None for a cancel).
    `candidates` are orders that may have come of it, where they were looked for.
    """

    fix = "Call resolve() with this error before you decide; do not just repeat it."

    def __init__(
        self,
        cause: GopaxError,
        *,
        operation: str,
        request: "PlaceOrderRequest | None",
        path: str,
        nonce: int | None,
        attempt: str | None = None,
        candidates: "tuple[OrderDetail, ...]" = (),
    ) -> None:
        super().__init__(
            f"it was sent, and its outcome is unknown ({cause.args[0]})", operation=operation
        )
        self.cause = cause
        self.request = request
        self.path = path
        self.nonce = nonce
        self.attempt = attempt
        self.candidates = candidates


class NotPlaced(GopaxError):  # noqa: N818 - the name is the promise
    """The answer to an order was lost, and it is proven that no order came of it, nor ever will.

    Raised where `on_unknown="resolve"` asks for a verdict. `attempt` is its name in the journal.
    """

    outcome: Outcome = "rejected"
    fix = "Place it again if you still want it: resubmit() with this error, or place_order()."

    def __init__(self, asked: str, *, attempt: str) -> None:
        super().__init__(
            f"the answer was lost, and no order came of: {asked}", operation="place_order"
        )
        self.attempt = attempt


class AmbiguousOutcome(OutcomeUnknown):
    """More orders fit than this key has placed: somebody else placed the same one.

    `candidates` are those that fit. Which of them is yours, if any, only you can say.
    """

    fix = "Look at .candidates and call settle(attempt, order_id=...) with yours, or with None."
