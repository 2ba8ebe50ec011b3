"""The contract of every way to the exchange: one request out, one answer back, or one failure.

What makes it fit for trading is in the failure: its phase says whether a byte of the request can
have reached the exchange. Nothing here repeats a request: whoever knows its meaning decides that.
"""

from enum import StrEnum
from typing import Literal, Protocol, runtime_checkable

from msgspec import Struct

from .headers import Headers

__all__ = [
    "AsyncTransport",
    "FailureKind",
    "Headers",
    "Phase",
    "Progress",
    "Transport",
    "TransportFailure",
    "WireLimits",
    "WireRequest",
    "WireResponse",
]

FailureKind = Literal["connect", "tls", "timeout", "closed", "protocol", "too_large"]
"""What went wrong: no connection, no TLS, no time left, closed early, not HTTP, past a cap."""


_METHODS_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class Phase(StrEnum):
    """How far a request came before it failed."""

    NOT_SENT = "not_sent"
    """No byte of the request was written: the exchange cannot have acted on it."""

    SENT = "sent"
    """At least one byte was handed to the kernel: the exchange may have acted on it."""


class TransportFailure(Exception):  # noqa: N818 - it is not the error a user sees
    """No trustworthy answer, and how far the request came.

    `detail` names host and port, what happened and after how long; it holds no header of the
    request and no body. The error of the layer below, where there is one, is `__cause__`.
    """

    def __init__(self, phase: Phase, kind: FailureKind, detail: str) -> None:
        super().__init__(phase, kind, detail)
        self.phase = phase
        self.kind: FailureKind = kind
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.detail} [{self.kind}, {self.phase}]"


class WireRequest(Struct):
    """One request, as it will be written; nobody changes it once it is made.

    The transport adds Host, Content-Length and Accept-Encoding; every other header is the caller's.
    `target` is the raw path with its query and goes out unchanged. `common` are headers that the
    caller sends with every request: they go before the others, and their text is kept.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    common: tuple[tuple[str, str], ...] = ()

    @property
    def all_headers(self) -> tuple[tuple[str, str], ...]:
        """Every header of the caller, in the order in which they are written."""
        return self.common + self.headers

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method != "GET"

    @property
    def has_length(self) -> bool:
        """Whether a Content-Length goes with it: for POST, PUT and PATCH even without a body."""
        return bool(self.body) or self.method in _METHODS_WITH_BODY

    def __repr__(self) -> str:
        names = ", ".join(name for name, _ in self.all_headers)
        size = len(self.body)
        return f"WireRequest({self.method} {self.target}, headers: {names}, {size} bytes)"


class WireResponse(Struct):
    """One complete answer: status 200 to 599, headers, and the body with its framing removed."""

    status: int
    headers: Headers
    body: bytes
    round_trip: float = 0.0
    """Seconds that the network needs there and back at the least; 0.0 where nobody knows."""

    def __repr__(self) -> str:
        # asyncio builds the repr of what a task returned: it must not copy, or show, a whole book.
        shown = f"status={self.status}, headers={self.headers!r}, body=<{len(self.body)} bytes>"
        return f"WireResponse({shown})"


class Progress:
    """Tells a caller whose call was cancelled whether the request had begun to leave.

    `sent` becomes True right before the first write. Where the call ends in a `TransportFailure`,
    its `phase` is the more exact answer.
    """

    __slots__ = ("sent",)

    def __init__(self) -> None:
        self.sent = False

    def trusts(self, answer: "WireResponse") -> bool:
        """Tell if the connection that `answer` came on may carry another exchange.

        Asked once, when the answer is whole; by our own transports while its connection is held.
        """
        del answer
        return True


class WireLimits(Struct, frozen=True, kw_only=True):
    """Caps on what one answer may cost, and how long an idle connection is kept."""

    max_body_bytes: int = 8 * 1024 * 1024
    max_head_bytes: int = 64 * 1024
    max_headers: int = 256
    max_informational: int = 8
    """Answers of class 1xx before the real one."""
    keep_alive_seconds: float = 55.0
    """Below the 60 s after which common servers close an idle connection."""
    keep_alive_seconds_for_writes: float = 5.0
    """A request that changes something goes out on no connection that was idle for longer: it may
    be closed on the way, and then nobody would know whether the request had arrived."""
    max_idle_connections: int = 512


@runtime_checkable
class Transport(Protocol):
    """A blocking way to the exchange; any number of threads may share it."""

    def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """Send `request` once and return its whole answer.

        `deadline` is absolute, in seconds on the seam's monotonic clock, and covers everything:
        name resolution, connect, TLS, send, headers and body. Raises `TransportFailure` alone, or
        ValueError, before anything is sent, for a request that cannot be written safely.
        """
        ...

    def close(self) -> None:
        """Close every idle connection; those in use close when their exchange ends."""
        ...


@runtime_checkable
class AsyncTransport(Protocol):
    """The same for asyncio; any number of tasks may share it."""

    async def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """As `Transport.exchange`. Cancelling it closes its connection."""
        ...

    async def aclose(self) -> None:
        """As `Transport.close`, for the connections of the running event loop."""
        ...
