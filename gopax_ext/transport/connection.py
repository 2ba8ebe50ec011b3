"""One blocking connection: a socket that never blocks by itself, waited on up to a deadline."""

from __future__ import annotations

import errno
import os
import socket
from typing import TYPE_CHECKING

from .endpoint import DeadlinePassed
from .parse import new_parser
from .readiness import Readiness

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from .base import Progress, WireResponse
    from .endpoint import Endpoint
    from .resolve import Address

__all__ = ["Connection", "connect"]

_READ_BYTES = 65_536


class Connection:
    """A connected socket and the parser of its answers; held by one thread at a time."""

    __slots__ = (
        "_monotonic",
        "_parser",
        "_pending",
        "_poll",
        "_ready",
        "_round_trips",
        "_sock",
        "_want_read",
        "_want_write",
        "idle_since",
        "sent",
    )

    def __init__(self, sock: socket.socket, endpoint: Endpoint) -> None:
        self._sock = sock
        self._ready = Readiness(sock)
        self._poll = self._ready.poll
        self._monotonic = endpoint.monotonic
        self._round_trips = endpoint.round_trips
        self._parser = new_parser(endpoint.limits)
        self._pending: Callable[[], int] | None = None
        """What TLS holds back, where poll cannot see it; None for a plain socket."""
        self._want_read: type[OSError] = BlockingIOError
        self._want_write: type[OSError] = BlockingIOError
        self.idle_since = 0.0
        self.sent = False
        """Whether a byte of the present request can have been handed to the kernel."""

    def exchange(
        self, data: memoryview, deadline: float, progress: Progress | None
    ) -> WireResponse:
        """Write `data`, read one answer. Raises OSError, DeadlinePassed or MalformedResponse."""
        parser = self._parser
        parser.start()
        if progress is not None:
            progress.sent = True
        # With TLS even a write that fails may have let records out.
        self.sent = self._pending is not None
        try:
            written = self._sock.send(data)
        except (self._want_write, self._want_read):
            self._write(data, deadline)
        else:
            self.sent = True
            if written != len(data):
                self._write(data[written:], deadline)
        while True:
            received = self._read(deadline)
            if not received:
                return parser.finish()
            response = parser.feed(received)
            if response is not None:
                response.round_trip = self._round_trips.floor
                return response

    def fresh(self, horizon: float) -> bool:
        """Whether it was used after `horizon` and the peer has neither closed nor spoken since."""
        self.sent = False
        return self.idle_since > horizon and not self._poll(0)

    def release(self) -> bool:
        """End an exchange; False when the connection must not carry another."""
        self.idle_since = now = self._monotonic()
        self._round_trips.exchanged(self._sock, now)
        return self._parser.reusable and (self._pending is None or not self._pending())

    def close(self) -> None:
        """Close the socket. Safe to repeat."""
        self._sock.close()

    def start_tls(self, context: ssl.SSLContext, host: str, deadline: float) -> None:
        """Shake hands. Raises ssl.SSLError, OSError or DeadlinePassed."""
        import ssl  # noqa: PLC0415 - costs 15 ms that plain http never needs

        # A ragged end is an error here: it is how a cut-off body shows.
        secured = context.wrap_socket(
            self._sock,
            server_hostname=host,
            do_handshake_on_connect=False,
            suppress_ragged_eofs=False,
        )
        self._sock = secured
        self._pending = secured.pending
        self._want_read, self._want_write = ssl.SSLWantReadError, ssl.SSLWantWriteError
        while True:
            try:
                secured.do_handshake()
            except self._want_read:
                self._wait_readable(deadline)
            except self._want_write:
                self.wait_writable(deadline)
            else:
                return

    def wait_writable(self, deadline: float) -> None:
        """Return when bytes can be written or an error is known; raises DeadlinePassed."""
        remaining = deadline - self._monotonic()
        if remaining <= 0 or not self._ready.wait_writable(remaining):
            raise DeadlinePassed

    def _wait_readable(self, deadline: float) -> None:
        remaining = deadline - self._monotonic()
        if remaining <= 0 or not self._ready.wait_readable(remaining):
            raise DeadlinePassed

    def _write(self, data: memoryview, deadline: float) -> None:
        """Write what the kernel did not take at once."""
        rest = data
        while True:
            try:
                written = self._sock.send(rest)
            except self._want_write:
                self.wait_writable(deadline)
            except self._want_read:
                self._wait_readable(deadline)
            else:
                self.sent = True
                if written == len(rest):
                    return
                rest = rest[written:]

    def _read(self, deadline: float) -> bytes:
        while True:
            remaining = deadline - self._monotonic()
            if remaining <= 0:
                raise DeadlinePassed
            pending = self._pending
            if (pending is None or not pending()) and not self._ready.wait_readable(remaining):
                raise DeadlinePassed
            try:
                return self._sock.recv(_READ_BYTES)
            except self._want_read:
                continue
            except self._want_write:
                self.wait_writable(deadline)


def connect(endpoint: Endpoint, deadline: float) -> Connection:
    """Open a connection, trying each address; raises OSError or DeadlinePassed."""
    remaining = deadline - endpoint.monotonic()
    resolver = endpoint.resolver
    try:
        addresses = resolver.literal or resolver.start().result(remaining)
    except TimeoutError:
        raise DeadlinePassed from None
    for address, until, last in endpoint.attempts(addresses, deadline):
        try:
            return _open(endpoint, address, until)
        except (OSError, DeadlinePassed):
            if last:
                raise
    raise OSError(f"no address for {endpoint.origin.host}")


def _open(endpoint: Endpoint, address: Address, deadline: float) -> Connection:
    sock = endpoint.new_socket(address)
    connection = Connection(sock, endpoint)
    try:
        code = sock.connect_ex(address.sockaddr)
        if code == errno.EINPROGRESS:
            connection.wait_writable(deadline)
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, os.strerror(code))  # noqa: TRY301 - the cleanup below is for it too
        context = endpoint.context
        if context is not None:
            connection.start_tls(context, endpoint.origin.host, deadline)
    except BaseException:
        connection.close()
        raise
    return connection
