"""Names to addresses, within a deadline.

The system's resolver cannot be interrupted, so it runs in a thread of its own that is left behind
when time is up. There is one such thread at a time: whoever comes while it runs shares its result.
"""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Address", "Resolver", "is_loopback"]


class Address(NamedTuple):
    """Where a socket may connect to."""

    family: int
    sockaddr: tuple[Any, ...]


class Resolver:
    """Finds the addresses of one host, anew for each connection."""

    __slots__ = ("_host", "_lock", "_pending", "_port", "literal")

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._lock = threading.Lock()
        self._pending: Future[list[Address]] | None = None
        self.literal = _literal(host, port)
        """The one address of a host that is an address itself; else empty."""

    def start(self) -> Future[list[Address]]:
        """Look the name up; the result is a list of at least one address, or an OSError."""
        from concurrent.futures import Future  # noqa: PLC0415 - brings logging; names alone need it

        with self._lock:
            future = self._pending
            if future is None:
                future = self._pending = Future()
                threading.Thread(
                    target=self._look_up, args=(future,), name="gopax-resolver", daemon=True
                ).start()
            return future

    def _look_up(self, future: Future[list[Address]]) -> None:
        try:
            found = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            self._pending = None
            future.set_exception(OSError(f"cannot find {self._host}: {error}"))
        else:
            self._pending = None
            future.set_result([Address(family, sockaddr) for family, _, _, _, sockaddr in found])


def is_loopback(host: str) -> bool:
    """Whether `host` can only be this machine: localhost, 127.0.0.0/8 or ::1."""
    literal = _literal(host, 0)
    if not literal:
        return host == "localhost"
    if literal[0].family == socket.AF_INET:
        return host.startswith("127.")
    return socket.inet_pton(socket.AF_INET6, host) == b"\0" * 15 + b"\1"


def _literal(host: str, port: int) -> list[Address]:
    for family, sockaddr in (
        (socket.AF_INET, (host, port)),
        (socket.AF_INET6, (host, port, 0, 0)),
    ):
        try:
            socket.inet_pton(family, host)
        except OSError:
            continue
        return [Address(family, sockaddr)]
    return []
