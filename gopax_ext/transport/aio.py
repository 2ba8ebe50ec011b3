"""Our own connections for asyncio: the same promises as for threads, and cancellation."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..seam import SYSTEM, Seam
from .aio_connection import AsyncConnection, async_connect
from .alarm import Alarm
from .base import Phase, Progress, WireLimits, WireRequest, WireResponse
from .endpoint import DeadlinePassed, Endpoint
from .head import MalformedResponse
from .pool import IdlePool

if TYPE_CHECKING:
    import ssl

__all__ = ["AsyncSocketTransport"]


class AsyncSocketTransport:
    """As `sync.SocketTransport`, for asyncio and uvloop; any number of tasks may share it.

    Each event loop has connections of its own. A cancelled exchange closes its connection and lets
    the cancellation through; `Progress` tells whether the request had begun to leave.
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
        self._closed = False
        self._pools: dict[asyncio.AbstractEventLoop, _LoopPool] = {}

    async def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """See `AsyncTransport.exchange`."""
        endpoint = self._endpoint
        # A view, so that no traceback that shows local variables shows the credentials in it.
        data = memoryview(endpoint.encode(request))
        started = self._monotonic()
        if self._closed or started >= deadline:
            endpoint.check_open(started, deadline, closed=self._closed)
        loop = asyncio.get_running_loop()
        pool = self._pools.get(loop) or self._new_pool(loop)
        connection = pool.idle.take(started, writes=request.writes)
        if connection is None:
            try:
                connection = await async_connect(endpoint, pool.alarm, deadline)
            except (OSError, DeadlinePassed) as error:
                raise endpoint.failed_connect(error, started) from error
        try:
            response = await connection.exchange(data, deadline, progress)
            trusted = progress is None or progress.trusts(response)
        except (OSError, DeadlinePassed, MalformedResponse) as error:
            connection.close()
            phase = Phase.SENT if connection.sent else Phase.NOT_SENT
            raise endpoint.failed_exchange(error, phase, started) from error
        except BaseException:
            connection.close()
            raise
        if trusted:
            pool.idle.give_back(connection)
        else:
            connection.close()
        return response

    async def aclose(self) -> None:
        """See `AsyncTransport.aclose`. An exchange begun later fails, not sent."""
        self._closed = True
        pool = self._pools.pop(asyncio.get_running_loop(), None)
        if pool is not None:
            pool.alarm.cancel()
            for connection in pool.idle.close():
                await connection.ended

    def _new_pool(self, loop: asyncio.AbstractEventLoop) -> _LoopPool:
        for other in [known for known in self._pools if known.is_closed()]:
            del self._pools[other]
        pool = self._pools[loop] = _LoopPool(loop, self._endpoint)
        return pool


class _LoopPool:
    """What belongs to one event loop."""

    __slots__ = ("alarm", "idle")

    def __init__(self, loop: asyncio.AbstractEventLoop, endpoint: Endpoint) -> None:
        self.alarm = Alarm(loop, endpoint.monotonic)
        self.idle: IdlePool[AsyncConnection] = IdlePool(endpoint.limits)
