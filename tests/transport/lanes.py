"""Every way to the exchange behind one blocking face: one test holds them all to one contract."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import attrs
import httpx
import uvloop

from gopax_ext.seam import SYSTEM, Seam
from gopax_ext.transport.aio import AsyncSocketTransport
from gopax_ext.transport.base import (
    AsyncTransport,
    Progress,
    Transport,
    TransportFailure,
    WireLimits,
    WireRequest,
    WireResponse,
)
from gopax_ext.transport.httpx_lane import (
    AsyncGopaxTransport,
    AsyncHttpxClientLane,
    AsyncHttpxTransportLane,
    GopaxTransport,
    HttpxClientLane,
    HttpxTransportLane,
)
from gopax_ext.transport.sync import SocketTransport

__all__ = [
    "ASYNC_CLIENT_LANES",
    "CLIENT_LANES",
    "DIRECT_LANES",
    "GET",
    "LANES",
    "OWN_LANES",
    "Caller",
    "Lane",
    "Options",
    "client_options",
    "opened",
]

GET = WireRequest("GET", "/assets")
# httpx would build a context of its own for every client, plain http or not: 30 ms each.
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@attrs.frozen
class Options:
    """What a test may set on a lane."""

    seam: Seam = SYSTEM
    limits: WireLimits | None = None
    ssl_context: ssl.SSLContext | None = None


class Caller(Protocol):
    """A lane opened for one base URL."""

    def call(
        self, request: WireRequest = GET, *, within: float = 5.0, progress: Progress | None = None
    ) -> WireResponse:
        """Make one exchange with a deadline `within` seconds from now."""
        ...

    def together(self, count: int, request: WireRequest = GET) -> list[WireResponse]:
        """Make `count` exchanges at once, on threads or tasks."""
        ...

    def close(self) -> None: ...


@attrs.frozen
class Lane:
    """One way to the exchange."""

    name: str
    open: Callable[[str, Options], Caller]
    own: bool
    """The connections are ours, so that every promise holds to the letter."""
    exact_deadline: bool
    direct: bool = True
    """Nothing stands between the caller and the connections."""
    parser: str = "httptools"

    def fails(self, caller: Caller, request: WireRequest = GET, **kwargs: Any) -> TransportFailure:
        """Make an exchange that must fail, and return how."""
        try:
            answered = caller.call(request, **kwargs)
        except TransportFailure as failure:
            return failure
        raise AssertionError(f"answered, though it should have failed: {answered}")


class _ThreadCaller:
    def __init__(self, transport: Transport, options: Options) -> None:
        self._transport = transport
        self._now = options.seam.monotonic

    def call(
        self, request: WireRequest = GET, *, within: float = 5.0, progress: Progress | None = None
    ) -> WireResponse:
        deadline = self._now() + within
        return self._transport.exchange(request, deadline=deadline, progress=progress)

    def together(self, count: int, request: WireRequest = GET) -> list[WireResponse]:
        answers: list[WireResponse] = []

        def run() -> None:
            answers.append(self.call(request, within=10))

        threads = [threading.Thread(target=run) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def close(self) -> None:
        self._transport.close()


class _TaskCaller:
    """Runs its event loop during calls alone: what happens between them, the loop does not see."""

    def __init__(
        self,
        make: Callable[[], AsyncTransport],
        options: Options,
        loop_factory: Callable[[], asyncio.AbstractEventLoop] | None,
    ) -> None:
        self._runner = asyncio.Runner(loop_factory=loop_factory)
        self._transport = make()
        self._now = options.seam.monotonic

    def call(
        self, request: WireRequest = GET, *, within: float = 5.0, progress: Progress | None = None
    ) -> WireResponse:
        return self._runner.run(self._exchange(request, within, progress))

    def together(self, count: int, request: WireRequest = GET) -> list[WireResponse]:
        async def run() -> list[WireResponse]:
            return await asyncio.gather(*[self._exchange(request, 10) for _ in range(count)])

        return self._runner.run(run())

    def close(self) -> None:
        self._runner.run(self._transport.aclose())
        self._runner.close()

    async def _exchange(
        self, request: WireRequest, within: float, progress: Progress | None = None
    ) -> WireResponse:
        deadline = self._now() + within
        return await self._transport.exchange(request, deadline=deadline, progress=progress)


def _sockets(url: str, options: Options) -> Caller:
    transport = SocketTransport(url, **attrs.asdict(options, recurse=False))
    return _ThreadCaller(transport, options)


def _asyncio(url: str, options: Options) -> Caller:
    arguments = attrs.asdict(options, recurse=False)
    return _TaskCaller(lambda: AsyncSocketTransport(url, **arguments), options, None)


def _uvloop(url: str, options: Options) -> Caller:
    arguments = attrs.asdict(options, recurse=False)
    return _TaskCaller(
        lambda: AsyncSocketTransport(url, **arguments), options, uvloop.new_event_loop
    )


def _httpx_transport(url: str, options: Options) -> Caller:
    transport = httpx.HTTPTransport(verify=options.ssl_context or _NO_TLS, trust_env=False)
    lane = HttpxTransportLane(transport, url, seam=options.seam, limits=options.limits)
    return _ThreadCaller(lane, options)


class _ClosingClientLane(HttpxClientLane):
    """The lane leaves a caller's client open; in these tests nobody else closes it."""

    def close(self) -> None:
        self._inner.close()


class _AsyncClosingClientLane(AsyncHttpxClientLane):
    async def aclose(self) -> None:
        await self._inner.aclose()


def _httpx_client(url: str, options: Options) -> Caller:
    client = httpx.Client(verify=options.ssl_context or _NO_TLS, trust_env=False)
    lane = _ClosingClientLane(client, url, seam=options.seam, limits=options.limits)
    return _ThreadCaller(lane, options)


class _Wrapped(httpx.BaseTransport):
    """As a caller's own wrapper: the lane does not recognise what is inside."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


class _AsyncWrapped(httpx.AsyncBaseTransport):
    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def _httpx_over_ours(url: str, options: Options) -> Caller:
    transport = _Wrapped(GopaxTransport(**attrs.asdict(options, recurse=False)))
    lane = HttpxTransportLane(transport, url, seam=options.seam, limits=options.limits)
    return _ThreadCaller(lane, options)


def _async_httpx_transport(url: str, options: Options) -> Caller:
    def make() -> AsyncTransport:
        verify = options.ssl_context or _NO_TLS
        transport = httpx.AsyncHTTPTransport(verify=verify, trust_env=False)
        return AsyncHttpxTransportLane(transport, url, seam=options.seam, limits=options.limits)

    return _TaskCaller(make, options, None)


def _async_httpx_client(url: str, options: Options) -> Caller:
    def make() -> AsyncTransport:
        client = httpx.AsyncClient(verify=options.ssl_context or _NO_TLS, trust_env=False)
        return _AsyncClosingClientLane(client, url, seam=options.seam, limits=options.limits)

    return _TaskCaller(make, options, None)


def _async_httpx_over_ours(url: str, options: Options) -> Caller:
    def make() -> AsyncTransport:
        transport = _AsyncWrapped(AsyncGopaxTransport(**attrs.asdict(options, recurse=False)))
        return AsyncHttpxTransportLane(transport, url, seam=options.seam, limits=options.limits)

    return _TaskCaller(make, options, None)


LANES = [
    Lane("sockets", _sockets, own=True, exact_deadline=True),
    Lane("sockets-h11", _sockets, own=True, exact_deadline=True, parser="h11"),
    Lane("asyncio", _asyncio, own=True, exact_deadline=True),
    Lane("asyncio-h11", _asyncio, own=True, exact_deadline=True, parser="h11"),
    Lane("uvloop", _uvloop, own=True, exact_deadline=True),
    Lane("httpx-over-ours", _httpx_over_ours, own=True, exact_deadline=True, direct=False),
    Lane(
        "async-httpx-over-ours", _async_httpx_over_ours, own=True, exact_deadline=True, direct=False
    ),
    Lane("httpx-transport", _httpx_transport, own=False, exact_deadline=False),
    Lane("httpx-client", _httpx_client, own=False, exact_deadline=False),
    Lane("async-httpx-transport", _async_httpx_transport, own=False, exact_deadline=True),
    Lane("async-httpx-client", _async_httpx_client, own=False, exact_deadline=True),
]
OWN_LANES = [lane for lane in LANES if lane.own]
DIRECT_LANES = [lane for lane in OWN_LANES if lane.direct]

CLIENT_LANES: dict[str, dict[str, Callable[..., Any]]] = {
    "own": {},
    "httpx-transport": {"transport": httpx.HTTPTransport},
    "httpx-client": {"http_client": httpx.Client},
}
"""What a `Gopax` is opened with to go over each of its three lanes: argument and its maker."""
ASYNC_CLIENT_LANES: dict[str, dict[str, Callable[..., Any]]] = {
    "own": {},
    "httpx-transport": {"transport": httpx.AsyncHTTPTransport},
    "httpx-client": {"http_client": httpx.AsyncClient},
}
"""The same for an `AsyncGopax`."""


def client_options(lane: dict[str, Callable[..., Any]]) -> dict[str, Any]:
    """Make the arguments that send a client's calls over `lane`, to an exchange without TLS."""
    return {name: make(verify=_NO_TLS, trust_env=False) for name, make in lane.items()}


@contextlib.contextmanager
def opened(lane: Lane, url: str, options: Options) -> Iterator[Caller]:
    """Open `lane`, and close it in the end."""
    caller = lane.open(url, options)
    try:
        yield caller
    finally:
        caller.close()
