"""What can be observed of a call. All events of one call share one `CallInfo`."""

from collections.abc import Callable
from typing import ClassVar, Literal

import attrs

__all__ = [
    "AttemptEnded",
    "CallEnded",
    "CallInfo",
    "CallStarted",
    "Event",
    "Observer",
    "Repeating",
    "Waited",
]


@attrs.frozen(kw_only=True, eq=False)
class CallInfo:
    """Which call it is; the same object in every event of the call, so it can be a key."""

    operation: str
    """The name of the method, such as "place_order"."""
    method: str
    template: str
    """The path with names in place of values, such as "/orders/{orderId}"."""
    target: str
    """The path with its query, as it is sent."""
    base_url: str
    private: bool
    """Whether it is signed."""


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened to a call."""

    name: ClassVar[str]
    """What it is called in log records."""

    call: CallInfo
    time_ns: int
    """When, by the wall clock: nanoseconds since 1970-01-01 UTC."""


@attrs.frozen(kw_only=True)
class CallStarted(Event):
    """A call begins. Exactly one `CallEnded` follows."""

    name = "call_started"

    deadline: float
    """Seconds that it may take in all."""


@attrs.frozen(kw_only=True)
class Waited(Event):
    """A call was let in, or gave up, where calls wait for each other."""

    name = "waited"

    gate: Literal["slot", "lane"]
    """A slot of the rate limit, or the lane that keeps the nonces of a key in order."""
    seconds: float
    entered: bool
    """False where the deadline, a cancellation or an error came first."""


@attrs.frozen(kw_only=True)
class AttemptEnded(Event):
    """A request went out and an answer came, or did not."""

    name = "attempt_ended"

    attempt: int
    """1 for the first."""
    seconds: float
    """On the wire: from connecting, where that was needed, to the end of the answer."""
    status: int | None
    """The HTTP status, None where no whole answer came."""
    failure: str | None
    """None, or what went wrong: "connect", "tls", "timeout", "closed", "protocol", "too_large" or
    the name of an exception."""
    sent: bool
    """Whether a byte of it can have left."""


@attrs.frozen(kw_only=True)
class Repeating(Event):
    """The last attempt settled nothing, and there will be another."""

    name = "repeating"

    attempt: int
    """The one that failed; 1 for the first."""
    seconds: float
    """How long the call rests before the next."""


@attrs.frozen(kw_only=True)
class CallEnded(Event):
    """A call returned or raised."""

    name = "call_ended"

    outcome: Literal["ok", "not_sent", "rejected", "unknown", "cancelled"]
    """As `GopaxError.outcome` says; "cancelled" where the caller was interrupted."""
    seconds: float
    """In all, waiting included."""
    attempts: int
    """How many requests went out."""
    slot_seconds: float
    """Of these, waited for slots of the rate limit."""
    lane_seconds: float
    """Of these, waited for the lane of the key."""
    status: int | None
    """The HTTP status of the last answer, None where none came."""
    error: str | None
    """The class of the error, None where there was none."""
    code: int | None
    """The GOPAX error code, None where the error has none."""
    seconds_left: float
    """Of the deadline; negative where it was overrun."""
    slots_left: int | None
    """How many calls of this kind (public, or of this key) could be made at once now; None where
    only others know, as with Redis."""


Observer = Callable[[Event], object]
"""Is called with each event in the thread or task of the call, so it should be quick. What it
raises is logged and has no effect on the call."""
