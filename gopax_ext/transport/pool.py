"""Idle connections, the one used last on top."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from .base import WireLimits

__all__ = ["IdlePool"]


class _Connection(Protocol):
    idle_since: float

    def fresh(self, horizon: float) -> bool: ...
    def release(self) -> bool: ...
    def close(self) -> None: ...


ConnectionT = TypeVar("ConnectionT", bound=_Connection)


class IdlePool(Generic[ConnectionT]):
    """Keep-alive connections between two exchanges; any number of threads may share it.

    Last in, first out: a call costs the same however many are idle, and those that a quiet hour
    does not need grow old at the bottom, from where they are dropped.
    """

    __slots__ = ("_closed", "_idle", "_keep_alive", "_lock", "_most", "_writes_within")

    def __init__(self, limits: WireLimits) -> None:
        self._keep_alive = limits.keep_alive_seconds
        self._writes_within = limits.keep_alive_seconds_for_writes
        self._most = limits.max_idle_connections
        self._closed = False
        self.forget()

    def take(self, now: float, *, writes: bool = False) -> ConnectionT | None:
        """Return a connection fit for use, closing those that are not; None when there is none.

        For a request that `writes`, one that was used a moment ago; older ones stay for reading.
        """
        while True:
            with self._lock:
                if not self._idle:
                    return None
                if writes and self._idle[-1].idle_since <= now - self._writes_within:
                    return None
                connection = self._idle.pop()
            if connection.fresh(now - self._keep_alive):
                return connection
            connection.close()

    def give_back(self, connection: ConnectionT) -> None:
        """Keep `connection` for the next exchange, if it may carry one; else close it."""
        if not connection.release():
            connection.close()
            return
        horizon = connection.idle_since - self._keep_alive
        with self._lock:
            idle = self._idle
            idle.append(connection)
            if not self._closed and len(idle) <= self._most and idle[0].idle_since > horizon:
                return
        self._drop(horizon)

    def _drop(self, horizon: float) -> None:
        """Close those that are too old or too many, or all once the pool is closed."""
        surplus: list[ConnectionT] = []
        with self._lock:
            idle = self._idle
            # Each is dropped once, by some later call: the share of one call is constant.
            while idle and (
                self._closed or len(idle) > self._most or idle[0].idle_since <= horizon
            ):
                surplus.append(idle.popleft())
        for old in surplus:
            old.close()

    def close(self) -> list[ConnectionT]:
        """Close all that are idle, and from now on each that is given back; return the former."""
        with self._lock:
            self._closed = True
            idle = list(self._idle)
            self._idle.clear()
        for connection in idle:
            connection.close()
        return idle

    def forget(self) -> None:
        """Start with no connection, and with a lock that nobody holds."""
        self._lock = threading.Lock()
        self._idle: deque[ConnectionT] = deque()
