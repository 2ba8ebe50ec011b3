"""Idle connections, the one used last on top."""

from __future__ import annotations

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
    does not need grow old at the bottom, from where they are dropped. Either end of a deque may be
    changed by any thread, so no lock is needed: each connection is taken by one of them.
    """

    __slots__ = ("_closed", "_idle", "_keep_alive", "_most", "_writes_within")

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
        idle = self._idle
        while True:
            try:
                connection = idle.pop()
            except IndexError:
                return None
            if writes and connection.idle_since <= now - self._writes_within:
                idle.append(connection)
                return None
            if connection.fresh(now - self._keep_alive):
                return connection
            connection.close()

    def give_back(self, connection: ConnectionT) -> None:
        """Keep `connection` for the next exchange, if it may carry one; else close it."""
        if not connection.release():
            connection.close()
            return
        horizon = connection.idle_since - self._keep_alive
        idle = self._idle
        idle.append(connection)
        try:
            while self._closed or len(idle) > self._most or idle[0].idle_since <= horizon:
                # Each is dropped once, by some later call: the share of one call is constant.
                idle.popleft().close()
        except IndexError:
            return  # other threads have taken the rest

    def close(self) -> list[ConnectionT]:
        """Close all that are idle, and from now on each that is given back; return the former."""
        self._closed = True
        closed: list[ConnectionT] = []
        try:
            while True:
                connection = self._idle.popleft()
                connection.close()
                closed.append(connection)
        except IndexError:
            return closed

    def forget(self) -> None:
        """Start with no connection."""
        self._idle: deque[ConnectionT] = deque()
