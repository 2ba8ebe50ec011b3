"""What a transport knows about the place it talks to, whichever way it waits."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from .base import Phase, TransportFailure, WireLimits
from .encode import Origin, RequestEncoder
from .head import MalformedResponse
from .resolve import Resolver
from .round_trip import RoundTrips
from .tls import default_context, told_of_cuts

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

    from ..seam import Seam
    from .base import FailureKind
    from .resolve import Address

__all__ = ["DeadlinePassed", "Endpoint"]


class DeadlinePassed(Exception):  # noqa: N818 - named for what it is; never leaves the package
    """The deadline came first. Not TimeoutError: the kernel raises that for reasons of its own."""


class Endpoint:
    """One origin with its caps, its TLS and its way of saying what failed."""

    __slots__ = ("_context", "encode", "limits", "monotonic", "origin", "resolver", "round_trips")

    def __init__(
        self,
        base_url: str,
        seam: Seam,
        limits: WireLimits | None,
        context: ssl.SSLContext | None,
    ) -> None:
        self.origin = Origin.parse(base_url)
        self.encode = RequestEncoder(self.origin).encode
        self.limits = limits or WireLimits()
        self.resolver = Resolver(self.origin.host, self.origin.port)
        self.round_trips = RoundTrips()
        self.monotonic = seam.monotonic
        self._context = None if context is None else told_of_cuts(context)

    @property
    def context(self) -> ssl.SSLContext | None:
        """The TLS to speak; None for plain http."""
        if not self.origin.secure:
            return None
        return self._context or default_context()

    def attempts(
        self, addresses: list[Address], deadline: float
    ) -> Iterator[tuple[Address, float, bool]]:
        """Each address, until when to try it, and whether it is the last.

        A silent address may use up its share of the time left, not the share of those after it.
        """
        for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
            now = self.monotonic()
            yield address, now + (deadline - now) / left, left == 1

    def new_socket(self, address: Address) -> socket.socket:
        """An open socket that never blocks and sends each write at once."""
        sock = socket.socket(address.family, socket.SOCK_STREAM)
        sock.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock

    def failure(
        self, phase: Phase, kind: FailureKind, what: str, started: float
    ) -> TransportFailure:
        """A failure that names this origin and the seconds since `started`."""
        elapsed = self.monotonic() - started
        return TransportFailure(phase, kind, f"{self.origin.address}: {what} after {elapsed:.3f} s")

    def check_open(self, started: float, deadline: float, *, closed: bool) -> None:
        """Raise the failure of an exchange that cannot even begin."""
        if closed:
            raise self.failure(Phase.NOT_SENT, "closed", "this transport is closed", started)
        if started >= deadline:
            raise self.failure(Phase.NOT_SENT, "timeout", "no time left to begin", started)

    def failed_connect(self, error: Exception, started: float) -> TransportFailure:
        """`error` came before there was a connection to write to."""
        import ssl  # noqa: PLC0415 - costs 15 ms that plain http never needs

        if isinstance(error, DeadlinePassed):
            return self.failure(Phase.NOT_SENT, "timeout", "no connection", started)
        kind: FailureKind = "tls" if isinstance(error, ssl.SSLError) else "connect"
        return self.failure(Phase.NOT_SENT, kind, f"no connection: {_named(error)}", started)

    def failed_exchange(self, error: Exception, phase: Phase, started: float) -> TransportFailure:
        """`error` came on a connection, with the request as far out as `phase` says."""
        if isinstance(error, MalformedResponse):
            return self.failure(phase, error.kind, error.what, started)
        if isinstance(error, DeadlinePassed):
            return self.failure(phase, "timeout", "no whole answer", started)
        return self.failure(phase, "closed", f"connection lost: {_named(error)}", started)


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
