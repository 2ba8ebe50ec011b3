"""Our own connections for threads: blocking, pooled, and honest about how far a request came."""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING

from ..seam import SYSTEM, Seam
from .base import Phase, Progress, WireLimits, WireRequest, WireResponse
from .connection import Connection, connect
from .endpoint import DeadlinePassed, Endpoint
from .head import MalformedResponse
from .pool import IdlePool

if TYPE_CHECKING:
    import ssl

__all__ = ["SocketTransport"]


class SocketTransport:
    """A pool of keep-alive connections to one origin; any number of threads may share it.

    Each exchange takes the connection used last and holds it alone. A connection is checked for
    being stale before it is used again, and closed after any anomaly. Nothing is taken from the
    environment: no proxies, no credentials. After a fork the child starts with an empty pool.

    `base_url` is `https://host[:port]`, or plain http for loopback; ValueError for anything else.
    `ssl_context` replaces the context of `tls.default_context`.
    """

    def __init__(
        self,
        base_url: str,
        *,
        seam: Seam = SYSTEM,
        limits: WireLimits | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._endpoint = Endpoint(base_url, seam, limits, ssl_context)
        self._monotonic = seam.monotonic
        self._pool: IdlePool[Connection] = IdlePool(self._endpoint.limits)
        self._closed = False
        _TRANSPORTS.add(self)

    def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """See `Transport.exchange`."""
        endpoint = self._endpoint
        # A view, so that no traceback that shows local variables shows the credentials in it.
        data = memoryview(endpoint.encode(request))
        started = self._monotonic()
        if self._closed or started >= deadline:
            endpoint.check_open(started, deadline, closed=self._closed)
        connection = self._pool.take(started, writes=request.writes) or self._connect(
            started, deadline
        )
        try:
            response = connection.exchange(data, deadline, progress)
            trusted = progress is None or progress.trusts(response)
        except (OSError, DeadlinePassed, MalformedResponse) as error:
            connection.close()
            phase = Phase.SENT if connection.sent else Phase.NOT_SENT
            raise endpoint.failed_exchange(error, phase, started) from error
        except BaseException:
            connection.close()
            raise
        if trusted:
            self._pool.give_back(connection)
        else:
            connection.close()
        return response

    def close(self) -> None:
        """See `Transport.close`. An exchange begun later fails, not sent."""
        self._closed = True
        self._pool.close()

    def forget_connections(self) -> None:
        """Leave the connections to the process that this one was forked from."""
        self._pool.forget()

    def _connect(self, started: float, deadline: float) -> Connection:
        """Return a new connection, which the caller holds alone."""
        endpoint = self._endpoint
        try:
            return connect(endpoint, deadline)
        except (OSError, DeadlinePassed) as error:
            raise endpoint.failed_connect(error, started) from error


_TRANSPORTS: weakref.WeakSet[SocketTransport] = weakref.WeakSet()


def _after_fork_in_child() -> None:
    # Two processes on one socket would read each other's answers.
    for transport in _TRANSPORTS:
        transport.forget_connections()


os.register_at_fork(after_in_child=_after_fork_in_child)
