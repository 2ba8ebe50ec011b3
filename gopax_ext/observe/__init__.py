"""What a client does, for whoever wants to watch: events, log records, OpenTelemetry.

`Gopax(observers=[...])` takes callables that are given each event as it happens; the logger
`gopax_ext.calls` says the same at DEBUG. Nothing of it is loaded while nobody listens, and no event
holds a key, a secret, a signature or a nonce.
"""

from .events import (
    AttemptEnded,
    CallEnded,
    CallInfo,
    CallStarted,
    Event,
    Observer,
    Repeating,
    Waited,
)
from .redaction import RedactingFilter, redact

__all__ = [
    "AttemptEnded",
    "CallEnded",
    "CallInfo",
    "CallStarted",
    "Event",
    "Observer",
    "RedactingFilter",
    "Repeating",
    "Waited",
    "redact",
]
