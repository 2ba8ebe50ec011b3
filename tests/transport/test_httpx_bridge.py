"""What the lanes over httpx and the transports for httpx promise beyond the common contract."""

import time
from collections.abc import AsyncIterator, Callable, Iterator

import httpx
import pytest

from gopax_ext.transport.base import Phase, TransportFailure, WireRequest, WireResponse
from gopax_ext.transport.httpx_lane import (
    AsyncGopaxTransport,
    AsyncHttpxClientLane,
    AsyncHttpxTransportLane,
    GopaxTransport,
    HttpxClientLane,
    HttpxTransportLane,
)
from tests.transport.lanes import GET
from tests.transport.server import JSON, Peer, ScriptedServer, answer, answering

Serve = Callable[..., ScriptedServer]
URL = "https://api.gopax.co.kr"
SECRET = "do-not-tell"


def ask(transport: httpx.BaseTransport, request: WireRequest = GET) -> WireResponse:
    """Make one exchange through a lane over `transport`."""
    return HttpxTransportLane(transport, URL).exchange(request, deadline=time.monotonic() + 5)


def raising(error: Exception) -> httpx.BaseTransport:
    """A transport that does nothing but fail."""

    def handle(_: httpx.Request) -> httpx.Response:
        raise error

    return httpx.MockTransport(handle)


@pytest.mark.parametrize(
    ("error", "phase", "kind"),
    [
        (httpx.ConnectError("refused"), Phase.NOT_SENT, "connect"),
        (httpx.ConnectTimeout("slow"), Phase.NOT_SENT, "timeout"),
        (httpx.PoolTimeout("full"), Phase.NOT_SENT, "timeout"),
        (httpx.ProxyError("407 Proxy Authentication Required"), Phase.NOT_SENT, "connect"),
        (httpx.UnsupportedProtocol("ftp"), Phase.NOT_SENT, "connect"),
        (httpx.ReadTimeout("slow"), Phase.SENT, "timeout"),
        (httpx.WriteTimeout("slow"), Phase.SENT, "timeout"),
        (httpx.ReadError("reset"), Phase.SENT, "closed"),
        (httpx.WriteError("reset"), Phase.SENT, "closed"),
        (httpx.CloseError("reset"), Phase.SENT, "closed"),
        (httpx.RemoteProtocolError("Server disconnected"), Phase.SENT, "closed"),
        (httpx.RemoteProtocolError("illegal status line"), Phase.SENT, "protocol"),
        (httpx.DecodingError("bad gzip"), Phase.SENT, "protocol"),
        (RuntimeError("a bug in somebody's transport"), Phase.SENT, "protocol"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_every_error_has_a_phase(error: Exception, phase: Phase, kind: str) -> None:
    """What httpx cannot know is taken for sent, never the other way."""
    with pytest.raises(TransportFailure) as caught:
        ask(raising(error))
    assert (caught.value.phase, caught.value.kind) == (phase, kind)
    assert caught.value.__cause__ is error
    assert "api.gopax.co.kr:443" in caught.value.detail


def test_a_quoted_header_does_not_get_out() -> None:
    """The error of h11 that quotes a header value is neither shown nor chained."""
    error = httpx.LocalProtocolError(f"Illegal header value b'{SECRET} '")
    with pytest.raises(TransportFailure) as caught:
        ask(raising(error))
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_test_double_sees_the_final_request() -> None:
    """URL, headers and body are those that our own connections would write."""
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        request.read()
        seen.append(request)
        return httpx.Response(201, json={"id": "1"})

    request = WireRequest("POST", "/orders?a=%2F", (("NONCE", "1"),), b'{"price":1}')
    answered = ask(httpx.MockTransport(handle), request)
    assert (answered.status, answered.body) == (201, b'{"id":"1"}')
    assert seen[0].url.raw_path == b"/orders?a=%2F"
    assert seen[0].content == b'{"price":1}'
    assert dict(seen[0].headers) == {
        "host": "api.gopax.co.kr",
        "accept-encoding": "identity",
        "nonce": "1",
        "content-length": "11",
    }


def test_a_target_that_httpx_would_rewrite_is_refused() -> None:
    """What was signed is what is sent, or nothing is."""
    with pytest.raises(ValueError, match="httpx would write"):
        ask(httpx.MockTransport(lambda _: httpx.Response(200)), WireRequest("GET", "/a/../b"))


def test_a_clients_own_settings_do_not_leak_in(serve: Serve) -> None:
    """Base URL, headers, cookies, auth and redirects of the client are left out; hooks run."""
    server = serve(answering(answer(status="302 X", headers="Location: /elsewhere\r\n")))
    hooked: list[str] = []
    client = httpx.Client(
        base_url="http://127.0.0.1:1",
        headers={"X-Theirs": "1"},
        cookies={"theirs": "1"},
        auth=("user", SECRET),
        follow_redirects=True,
        event_hooks={"request": [lambda request: hooked.append(request.method)]},
    )
    lane = HttpxClientLane(client, server.base_url)
    assert lane.exchange(GET, deadline=time.monotonic() + 5).status == 302
    lane.close()
    assert not client.is_closed
    client.close()
    assert hooked == ["GET"]
    (received,) = server.requests
    head = received.lower()
    assert b"theirs" not in head
    assert b"authorization" not in head


async def test_a_hook_may_read_the_answer(serve: Serve) -> None:
    """As httpx's manual has it; the lane does not wait for a second body."""
    server = serve(answering(JSON))
    seen: list[bytes] = []

    def read(response: httpx.Response) -> None:
        seen.append(response.read())

    async def aread(response: httpx.Response) -> None:
        seen.append(await response.aread())

    with httpx.Client(event_hooks={"response": [read]}) as client:
        lane = HttpxClientLane(client, server.base_url)
        seen += [lane.exchange(GET, deadline=time.monotonic() + 5).body for _ in range(2)]
    async with httpx.AsyncClient(event_hooks={"response": [aread]}) as async_client:
        async_lane = AsyncHttpxClientLane(async_client, server.base_url)
        seen.append((await async_lane.exchange(GET, deadline=time.monotonic() + 5)).body)
    assert seen == 6 * [b'{"id":"1"}']
    assert server.connections == 2


def test_a_body_that_a_hook_threw_away_is_a_failure(serve: Serve) -> None:
    """Nobody has it any more, and the exchange may have acted."""

    def skim(response: httpx.Response) -> None:
        assert sum(map(len, response.iter_raw())) > 0

    with httpx.Client(event_hooks={"response": [skim]}) as client:
        lane = HttpxClientLane(client, serve(answering(JSON)).base_url)
        with pytest.raises(TransportFailure, match="ResponseNotRead") as caught:
            lane.exchange(GET, deadline=time.monotonic() + 5)
    assert (caught.value.phase, caught.value.kind) == (Phase.SENT, "protocol")


def test_a_hook_sees_and_sets_headers_in_any_letters(serve: Serve) -> None:
    """What it reads is what the caller gave, and beside plain headers it may put Korean ones."""
    server = serve(answering(JSON))
    seen: list[str] = []

    def add(request: httpx.Request) -> None:
        seen.append(request.headers["X-Name"])
        if seen[-1].isascii():
            request.headers["X-Desk"] = "서울"

    with httpx.Client(event_hooks={"request": [add]}) as client:
        lane = HttpxClientLane(client, server.base_url)
        for name in ("plain", "caf\xe9: ü"):
            request = WireRequest("GET", "/", (("X-Name", name),))
            lane.exchange(request, deadline=time.monotonic() + 5)
    assert seen == ["plain", "caf\xe9: ü"]
    assert "X-Desk: 서울\r\n".encode() in server.requests[0]
    assert b"X-Name: caf\xe9: \xfc\r\n" in server.requests[1]


def test_a_closed_client_sent_nothing() -> None:
    """The caller closed it; that is said before anything is tried."""
    client = httpx.Client()
    client.close()
    with pytest.raises(TransportFailure) as caught:
        HttpxClientLane(client, URL).exchange(GET, deadline=time.monotonic() + 5)
    assert (caught.value.phase, caught.value.kind) == (Phase.NOT_SENT, "closed")


def test_our_transport_is_recognised(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A GopaxTransport in the lane is called without httpx in between."""

    def not_called(*_: object) -> None:
        raise AssertionError("went through httpx")

    monkeypatch.setattr(GopaxTransport, "handle_request", not_called)
    lane = HttpxTransportLane(GopaxTransport(), serve(answering(JSON)).base_url)
    assert lane.exchange(GET, deadline=time.monotonic() + 5).status == 200
    lane.close()


async def test_our_asyncio_transport_is_recognised(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And so is its twin."""

    def not_called(*_: object) -> None:
        raise AssertionError("went through httpx")

    monkeypatch.setattr(AsyncGopaxTransport, "handle_async_request", not_called)
    lane = AsyncHttpxTransportLane(AsyncGopaxTransport(), serve(answering(JSON)).base_url)
    assert (await lane.exchange(GET, deadline=time.monotonic() + 5)).status == 200
    await lane.aclose()


def test_httpx_speaks_over_our_connections(serve: Serve) -> None:
    """An ordinary httpx client works, with one connection kept alive and no compression asked."""
    server = serve(answering(answer(b'{"a":1}', headers="Content-Type: application/json\r\n")))
    with httpx.Client(transport=GopaxTransport(), base_url=server.base_url) as client:
        assert client.get("/x", params={"q": "1"}).json() == {"a": 1}
        posted = client.post("/y", json={"b": 2}, headers={"X-Mine": "1"})
        assert posted.headers["content-type"] == "application/json"
    assert server.connections == 1
    assert server.requests[0].startswith(b"GET /x?q=1 HTTP/1.1\r\n")
    assert b"accept-encoding: identity\r\n" in server.requests[0].lower()
    assert server.requests[1].endswith(b'{"b":2}')


async def test_httpx_speaks_over_our_asyncio_connections(serve: Serve) -> None:
    """The same for an httpx.AsyncClient, streamed bodies included."""
    server = serve(answering(JSON))

    async def pieces() -> AsyncIterator[bytes]:
        yield b"one,"
        yield b"two"

    async with httpx.AsyncClient(transport=AsyncGopaxTransport()) as client:
        answered = await client.post(f"{server.base_url}/x", content=pieces())
    assert answered.json() == {"id": "1"}
    assert server.requests[0].endswith(b"Content-Length: 7\r\n\r\none,two")


def test_a_streamed_body_goes_out_whole(serve: Serve) -> None:
    """It is gathered first: a request is one write."""
    server = serve(answering(JSON))

    def pieces() -> Iterator[bytes]:
        yield b"one,"
        yield b"two"

    with httpx.Client(transport=GopaxTransport()) as client:
        client.post(f"{server.base_url}/x", content=pieces())
    assert server.requests[0].endswith(b"Content-Length: 7\r\n\r\none,two")


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (b"", httpx.ReadError),
        (b"garbage\r\n\r\n", httpx.RemoteProtocolError),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", httpx.RemoteProtocolError),
    ],
)
def test_failures_are_errors_of_httpx(serve: Serve, reply: bytes, error: type[Exception]) -> None:
    """Users of httpx catch what they know; ours is the cause."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(reply)

    with httpx.Client(transport=GopaxTransport()) as client, pytest.raises(error) as caught:
        client.get(serve(script).base_url)
    assert isinstance(caught.value.__cause__, TransportFailure)


def test_the_longest_timeout_is_the_deadline(serve: Serve) -> None:
    """The timeouts of single steps become one for all of them."""
    with (
        httpx.Client(transport=GopaxTransport(), timeout=httpx.Timeout(0.05, read=0.1)) as client,
        pytest.raises(httpx.ReadTimeout),
    ):
        client.get(serve(Peer.hang).base_url)


def test_a_refused_connection_is_a_connect_error() -> None:
    """And plain http to another host is one too many."""
    with httpx.Client(transport=GopaxTransport()) as client:
        with pytest.raises(httpx.ConnectError):
            client.get("http://127.0.0.1:1")
        with pytest.raises(httpx.LocalProtocolError, match="https://"):
            client.get("http://api.gopax.co.kr")
