"""One asyncio connection: answers are parsed where their bytes arrive."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar, cast

from .endpoint import DeadlinePassed
from .head import MalformedResponse
from .parse import new_parser
from .readiness import Readiness

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable

    from .alarm import Alarm
    from .base import Progress, WireResponse
    from .endpoint import Endpoint
    from .resolve import Address

__all__ = ["AsyncConnection", "async_connect"]

ResultT = TypeVar("ResultT")


class AsyncConnection(asyncio.Protocol):
    """A connected transport and the parser of its answers; held by one task at a time."""

    __slots__ = (
        "_alarm",
        "_lost",
        "_monotonic",
        "_parser",
        "_poll",
        "_round_trips",
        "_sock",
        "_transport",
        "_waiter",
        "ended",
        "idle_since",
        "sent",
    )

    def __init__(self, sock: socket.socket, endpoint: Endpoint, alarm: Alarm) -> None:
        self._poll = Readiness(sock).poll
        self._alarm = alarm
        self._monotonic = endpoint.monotonic
        self._round_trips = endpoint.round_trips
        self._sock = sock
        self._parser = new_parser(endpoint.limits)
        self._transport: asyncio.Transport
        self._waiter: asyncio.Future[WireResponse] | None = None
        self._lost = False
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done once the socket is closed."""
        self.idle_since = 0.0
        self.sent = False
        """Whether a byte of the present request can have been handed to the kernel."""

    async def exchange(
        self, data: memoryview, deadline: float, progress: Progress | None
    ) -> WireResponse:
        """Write `data`, read one answer. Raises OSError, DeadlinePassed or MalformedResponse."""
        transport = self._transport
        if self._lost or transport.is_closing():
            raise ConnectionResetError("closed before anything was written")
        self._parser.start()
        waiter: asyncio.Future[WireResponse] = self.ended.get_loop().create_future()
        self._waiter = waiter
        self._alarm.watch(self, deadline)
        if progress is not None:
            progress.sent = True
        self.sent = True
        try:
            transport.write(data)
            return await waiter
        finally:
            self._waiter = None
            self._alarm.forget(self)

    def fail(self, error: Exception) -> None:
        """End the exchange in flight, if any, with `error`."""
        if self._waiter is not None:
            with suppress(asyncio.InvalidStateError):
                self._waiter.set_exception(error)

    def fresh(self, horizon: float) -> bool:
        """Whether it was used after `horizon` and the peer has neither closed nor spoken since."""
        self.sent = False
        # The loop may not have run since, so the kernel is asked as well.
        return not self._lost and self.idle_since > horizon and not self._poll(0)

    def release(self) -> bool:
        """End an exchange; False when the connection must not carry another."""
        self.idle_since = now = self._monotonic()
        self._round_trips.exchanged(self._sock, now)
        return self._parser.reusable and not self._lost

    def close(self) -> None:
        """Close the socket without ceremony; `ended` is done soon. Safe to repeat."""
        self._lost = True
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Called by asyncio with what has arrived."""
        waiter = self._waiter
        if waiter is None or waiter.done():
            # Nobody asked for it: the next answer must not be read behind it.
            self.close()
            return
        try:
            response = self._parser.feed(data)
            if response is not None:
                response.round_trip = self._round_trips.floor
                waiter.set_result(response)
        except MalformedResponse as error:
            self.fail(error)
        except asyncio.InvalidStateError:
            # Ctrl-C has cancelled it meanwhile: signals are handled between any two instructions.
            self.close()

    def eof_received(self) -> None:
        """Called by asyncio when the peer has ended its side."""
        self._lost = True
        waiter = self._waiter
        if waiter is None or waiter.done():
            return
        try:
            response = self._parser.finish()
            if not self._ended_properly():
                raise ConnectionResetError("cut off below TLS")  # noqa: TRY301 - told below
            waiter.set_result(response)
        except (MalformedResponse, ConnectionResetError) as error:
            self.fail(error)
        except asyncio.InvalidStateError:
            self.close()  # as above

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by asyncio when the socket is closed, for whatever reason."""
        self._lost = True
        if not isinstance(exc, OSError):
            exc = ConnectionResetError(f"ended without a proper close ({exc})")
        self.fail(exc)
        if not self.ended.done():
            self.ended.set_result(None)

    def _ended_properly(self) -> bool:
        """With TLS only a close_notify is an end: asyncio reports a cut wire in the same way."""
        tls = self._transport.get_extra_info("ssl_object")
        try:
            return tls is None or not tls.read(1)
        except OSError:
            return False


async def async_connect(endpoint: Endpoint, alarm: Alarm, deadline: float) -> AsyncConnection:
    """Open a connection, trying each address; raises OSError or DeadlinePassed."""
    addresses = endpoint.resolver.literal
    if not addresses:
        # Shielded: another task may wait for the same result.
        looked_up = asyncio.shield(asyncio.wrap_future(endpoint.resolver.start()))
        addresses = await _within(endpoint, deadline, looked_up)
    for address, until, last in endpoint.attempts(addresses, deadline):
        try:
            return await _within(endpoint, until, _open(endpoint, alarm, address))
        except (OSError, DeadlinePassed):
            if last:
                raise
    raise OSError(f"no address for {endpoint.origin.host}")


async def _open(endpoint: Endpoint, alarm: Alarm, address: Address) -> AsyncConnection:
    loop = asyncio.get_running_loop()
    context = endpoint.context
    sock = endpoint.new_socket(address)
    try:
        await loop.sock_connect(sock, address.sockaddr)
        _, connection = await loop.create_connection(
            lambda: AsyncConnection(sock, endpoint, alarm),
            sock=sock,
            ssl=context,
            server_hostname=None if context is None else endpoint.origin.host,
        )
    except BaseException:
        sock.close()
        raise
    return connection


async def _within(endpoint: Endpoint, deadline: float, work: Awaitable[ResultT]) -> ResultT:
    """Await `work`; raises DeadlinePassed when it is not done by `deadline`."""
    limit = asyncio.timeout(deadline - endpoint.monotonic())
    try:
        async with limit:
            return await work
    except TimeoutError:
        # The kernel gives up on a connect by the same error.
        if limit.expired():
            raise DeadlinePassed from None
        raise
