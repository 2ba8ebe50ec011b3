"""Both bridges to httpx: its stack in place of our connections, our connections in its stack.

The one module of `gopax_ext` that imports httpx; import it late.
"""

from __future__ import annotations

import asyncio
import functools
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar, cast

import httpx

from ..seam import SYSTEM, Seam
from .aio import AsyncSocketTransport
from .base import Phase, Progress, TransportFailure, WireLimits, WireRequest, WireResponse
from .endpoint import DeadlinePassed, Endpoint
from .foreign import ForeignAnswer, Suspicion, stems_from_tls
from .head import MalformedResponse
from .sync import SocketTransport

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Iterator

    from .base import FailureKind

__all__ = [
    "AsyncGopaxTransport",
    "AsyncHttpxClientLane",
    "AsyncHttpxTransportLane",
    "GopaxTransport",
    "HttpxClientLane",
    "HttpxTransportLane",
]

_DEADLINE = "gopax_deadline"
_TIMEOUT_SECONDS = 30.0
_URLS_KEPT = 256
# httpx's own timeouts come first: they know whether the request had left.
_GRACE_SECONDS = 0.05
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_REPLACED = frozenset(
    {b"host", b"content-length", b"connection", b"accept-encoding", b"transfer-encoding"}
)

InnerT = TypeVar("InnerT")
OwnT = TypeVar("OwnT", SocketTransport, AsyncSocketTransport)


class _NoBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """No piece at all: httpx would hand an empty one down through all of its layers."""

    def __iter__(self) -> Iterator[bytes]:
        return iter(())

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


_NO_BODY = _NoBody()


class _Lane(ABC, Generic[InnerT]):
    """What all lanes share: requests into httpx, answers and errors out of it."""

    def __init__(
        self, inner: InnerT, base_url: str, *, seam: Seam = SYSTEM, limits: WireLimits | None = None
    ) -> None:
        self._inner = inner
        self._endpoint = Endpoint(base_url, seam, limits, None)
        self._suspicion = Suspicion()
        self._seam = seam
        self._base_url = base_url
        self._base = httpx.URL(base_url)
        self._url = functools.lru_cache(_URLS_KEPT)(self._build_url)

    def _build_url(self, target: str) -> httpx.URL:
        raw = target.encode("ascii")
        url = self._base.copy_with(raw_path=raw)
        if url.raw_path != raw:
            raise ValueError(f"httpx would write target {target!r} as {url.raw_path!r}")
        return url

    def _begin(
        self, request: WireRequest, started: float, deadline: float, progress: Progress | None
    ) -> httpx.Request:
        endpoint, body = self._endpoint, request.body
        written = endpoint.encode(request)
        endpoint.check_open(started, deadline, closed=getattr(self._inner, "is_closed", False))
        # What our own connections would write, taken apart: no header of it holds CR LF.
        head = written[: len(written) - len(body) - 4]
        lines = [line.partition(b": ") for line in head.split(b"\r\n")[1:]]
        headers = [(name, value) for name, _, value in lines]
        headers += self._suspicion.headers(started)
        left = deadline - started
        timeout = {"connect": left, "read": left, "write": left, "pool": left}
        prepared = httpx.Request(
            request.method,
            self._url(request.target),
            headers=headers,
            stream=httpx.ByteStream(body) if body else _NO_BODY,
            extensions={"timeout": timeout, _DEADLINE: deadline},
        )
        if head.isascii():
            # What httpx finds out by decoding each of them, each time.
            prepared.headers.encoding = "utf-8"
        if progress is not None:
            progress.sent = True
        return prepared

    def _receive(self, response: httpx.Response, deadline: float) -> ForeignAnswer:
        """Begin the answer, and take its body where a hook of the caller's has read it already."""
        self._suspicion.numbered = response.extensions.get("http_version") == b"HTTP/2"
        status, headers = response.status_code, response.headers.raw
        answer = ForeignAnswer(self._endpoint, deadline, status, headers)
        if response.is_stream_consumed:
            answer.add(response.content)
        return answer

    def _failure(
        self, error: Exception, started: float
    ) -> tuple[TransportFailure, BaseException | None]:
        """What `error` means here, and what to chain to it."""
        endpoint, inner = self._endpoint, error.__cause__
        if isinstance(inner, TransportFailure):
            return inner, inner.__cause__
        if isinstance(error, DeadlinePassed | MalformedResponse):
            return endpoint.failed_exchange(error, Phase.SENT, started), error
        phase = Phase.NOT_SENT if isinstance(error, _NOT_SENT) else Phase.SENT
        name, kind = type(error).__name__, _kind(error)
        if isinstance(error, httpx.LocalProtocolError):
            # It quotes the header value that it refuses to write.
            return endpoint.failure(phase, kind, name, started), None
        return endpoint.failure(phase, kind, f"{name}: {error}", started), error


class _SyncLane(_Lane[InnerT]):
    """A blocking lane.

    httpx knows timeouts between two bytes alone: the deadline is checked with every piece of the
    body, but a head that comes a byte at a time can overrun it. Bytes past an answer: `Suspicion`.
    """

    @abstractmethod
    def _send(self, request: httpx.Request) -> httpx.Response:
        """Hand `request` to httpx."""

    def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """See `Transport.exchange`."""
        started = self._endpoint.monotonic()
        prepared = self._begin(request, started, deadline, progress)
        try:
            response = self._send(prepared)
            try:
                answer = self._receive(response, deadline)
                if not response.is_stream_consumed:  # httpx would look for another answer
                    for chunk in cast(httpx.SyncByteStream, response.stream):
                        answer.add(chunk)
            finally:
                response.close()
        except Exception as error:  # noqa: BLE001 - foreign code: whatever it raises, the request may be out
            failure, cause = self._failure(error, started)
            raise failure from cause
        return self._suspicion.judged(answer.complete(), progress, self._endpoint)


class HttpxTransportLane(_SyncLane[httpx.BaseTransport]):
    """Any `httpx.BaseTransport` as a transport of ours. Closing the lane closes it.

    A `GopaxTransport` is recognised and called without httpx in between.
    """

    def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """See `Transport.exchange`."""
        inner = self._inner
        # A subclass may have its own ways, another seam has another clock.
        if type(inner) is GopaxTransport and inner.seam is self._seam:
            transport = inner.origin(self._base_url)
            return transport.exchange(request, deadline=deadline, progress=progress)
        return super().exchange(request, deadline=deadline, progress=progress)

    def _send(self, request: httpx.Request) -> httpx.Response:
        return self._inner.handle_request(request)

    def close(self) -> None:
        """See `Transport.close`."""
        self._inner.close()


class HttpxClientLane(_SyncLane[httpx.Client]):
    """A caller's own `httpx.Client` as a transport of ours, with its proxies and its hooks.

    Its base URL, headers, cookies and auth are not used, and redirects are not followed.
    """

    def _send(self, request: httpx.Request) -> httpx.Response:
        return self._inner.send(request, stream=True, auth=None, follow_redirects=False)

    def close(self) -> None:
        """Leave the client open: who made it closes it."""


class _AsyncLane(_Lane[InnerT]):
    """An asyncio lane; its deadline is exact, since a task can be interrupted anywhere."""

    @abstractmethod
    async def _send(self, request: httpx.Request) -> httpx.Response:
        """Hand `request` to httpx."""

    async def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """See `AsyncTransport.exchange`."""
        started = self._endpoint.monotonic()
        prepared = self._begin(request, started, deadline, progress)
        limit = asyncio.timeout(deadline - started + _GRACE_SECONDS)
        try:
            async with limit:
                response = await self._send(prepared)
                try:
                    answer = self._receive(response, deadline)
                    if not response.is_stream_consumed:
                        async for chunk in cast(httpx.AsyncByteStream, response.stream):
                            answer.add(chunk)
                finally:
                    await response.aclose()
        except Exception as error:  # noqa: BLE001 - foreign code: whatever it raises, the request may be out
            said = DeadlinePassed() if limit.expired() else error
            failure, cause = self._failure(said, started)
            raise failure from cause
        return self._suspicion.judged(answer.complete(), progress, self._endpoint)


class AsyncHttpxTransportLane(_AsyncLane[httpx.AsyncBaseTransport]):
    """As `HttpxTransportLane`, for an `httpx.AsyncBaseTransport`."""

    async def exchange(
        self, request: WireRequest, *, deadline: float, progress: Progress | None = None
    ) -> WireResponse:
        """See `AsyncTransport.exchange`."""
        inner = self._inner
        if type(inner) is AsyncGopaxTransport and inner.seam is self._seam:
            transport = inner.origin(self._base_url)
            return await transport.exchange(request, deadline=deadline, progress=progress)
        return await super().exchange(request, deadline=deadline, progress=progress)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """See `AsyncTransport.aclose`."""
        await self._inner.aclose()


class AsyncHttpxClientLane(_AsyncLane[httpx.AsyncClient]):
    """As `HttpxClientLane`, for a caller's own `httpx.AsyncClient`."""

    async def _send(self, request: httpx.Request) -> httpx.Response:
        return await self._inner.send(request, stream=True, auth=None, follow_redirects=False)

    async def aclose(self) -> None:
        """Leave the client open: who made it closes it."""


class _Origins(Generic[OwnT]):
    """Transports of ours, one for each origin that is asked for."""

    _make: type[OwnT]

    def __init__(
        self,
        *,
        seam: Seam = SYSTEM,
        limits: WireLimits | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.seam = seam
        """The seam that deadlines are counted on."""
        self._origins: dict[str, OwnT] = {}
        self._new: Callable[[str], OwnT] = functools.partial(
            self._make, seam=seam, limits=limits, ssl_context=ssl_context
        )

    def origin(self, base_url: str) -> OwnT:
        """Return the transport of one origin; ValueError where `Origin.parse` says so."""
        known = self._origins.get(base_url)
        return known or self._origins.setdefault(base_url, self._new(base_url))


class GopaxTransport(_Origins[SocketTransport], httpx.BaseTransport):
    """Our connections as an httpx transport: `httpx.Client(transport=GopaxTransport())`.

    One total deadline, the longest of the request's timeouts (30 s where it has none), replaces
    httpx's timeout of each step. Answers are never compressed. https, or http to loopback.
    """

    _make = SocketTransport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request` once. Raises subclasses of `httpx.TransportError` alone."""
        body = b"".join(cast(httpx.SyncByteStream, request.stream))
        deadline = _deadline(request, self.seam.monotonic())
        try:
            transport = self.origin(_base_url(request.url))
            answer = transport.exchange(_as_wire(request, body), deadline=deadline)
        except (TransportFailure, ValueError) as error:
            raise _as_httpx(error, request) from error
        return _as_response(answer)

    def close(self) -> None:
        """Close every idle connection."""
        for transport in self._origins.values():
            transport.close()


class AsyncGopaxTransport(_Origins[AsyncSocketTransport], httpx.AsyncBaseTransport):
    """As `GopaxTransport`, for `httpx.AsyncClient` on asyncio."""

    _make = AsyncSocketTransport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request` once. Raises subclasses of `httpx.TransportError` alone."""
        body = b"".join([piece async for piece in cast(httpx.AsyncByteStream, request.stream)])
        deadline = _deadline(request, self.seam.monotonic())
        try:
            transport = self.origin(_base_url(request.url))
            answer = await transport.exchange(_as_wire(request, body), deadline=deadline)
        except (TransportFailure, ValueError) as error:
            raise _as_httpx(error, request) from error
        return _as_response(answer)

    async def aclose(self) -> None:
        """Close every idle connection of the running event loop."""
        for transport in self._origins.values():
            await transport.aclose()


def _kind(error: Exception) -> FailureKind:
    if isinstance(error, httpx.TimeoutException):
        return "timeout"
    if isinstance(error, httpx.ConnectError):
        return "tls" if stems_from_tls(error) else "connect"
    if isinstance(error, httpx.ProxyError | httpx.UnsupportedProtocol):
        return "connect"
    # The words are the only sign by which httpx tells an early end from bytes that are not HTTP.
    if isinstance(error, httpx.NetworkError) or "connect" in str(error):
        return "closed"
    return "protocol"


def _base_url(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _deadline(request: httpx.Request, now: float) -> float:
    deadline = request.extensions.get(_DEADLINE)
    if isinstance(deadline, float):
        return deadline
    timeouts = request.extensions.get("timeout", {}).values()
    return now + max((t for t in timeouts if t is not None), default=_TIMEOUT_SECONDS)


def _as_wire(request: httpx.Request, body: bytes) -> WireRequest:
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in request.headers.raw
        if name.lower() not in _REPLACED
    )
    return WireRequest(request.method, request.url.raw_path.decode("ascii"), headers, body)


def _as_response(answer: WireResponse) -> httpx.Response:
    headers = [(n.encode("latin-1"), v.encode("latin-1")) for n, v in answer.headers.pairs]
    return httpx.Response(answer.status, headers=headers, stream=httpx.ByteStream(answer.body))


def _as_httpx(error: TransportFailure | ValueError, request: httpx.Request) -> httpx.HTTPError:
    cls: type[httpx.TransportError]
    if not isinstance(error, TransportFailure):
        cls = httpx.LocalProtocolError
    elif error.phase is Phase.NOT_SENT:
        cls = httpx.ConnectTimeout if error.kind == "timeout" else httpx.ConnectError
    elif error.kind == "timeout":
        cls = httpx.ReadTimeout
    else:
        cls = httpx.ReadError if error.kind == "closed" else httpx.RemoteProtocolError
    return cls(str(error), request=request)
