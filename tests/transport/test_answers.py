"""Every lane reads every well-formed answer alike."""

from collections.abc import Callable

import pytest

from gopax_ext.transport.base import WireRequest
from tests.transport.lanes import Caller, Lane
from tests.transport.server import JSON, Peer, ScriptedServer, answer, answering

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]

CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b'4\r\n{"a"\r\n3;note=x\r\n:1}\r\n0\r\nX-Trailer: t\r\n\r\n'
)
UNTIL_CLOSE = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{"a":1}'


def test_an_answer_arrives_whole(lane: Lane, serve: Serve, connect: Connect) -> None:
    """Status, headers and body are those that were sent."""
    server = serve(answering(JSON))
    answered = connect(lane, server.base_url).call()
    assert (answered.status, answered.body) == (200, b'{"id":"1"}')
    assert answered.headers["CONTENT-TYPE"] == "application/json"
    assert answered.headers.get("retry-after") is None


def test_the_request_arrives_as_it_was_given(lane: Lane, serve: Serve, connect: Connect) -> None:
    """Target, headers and body reach the wire unchanged, in one request with its own Host."""
    server = serve(answering(JSON))
    headers = (("API-KEY", "k\xe9y"), ("NONCE", "1"), ("Content-Type", "application/json"))
    request = WireRequest("POST", "/orders?a=%20b&c=", headers, b'{"price":1}')
    connect(lane, server.base_url).call(request)
    (received,) = server.requests
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    assert first == b"POST /orders?a=%20b&c= HTTP/1.1"
    assert body == b'{"price":1}'
    assert {line.lower() for line in lines} == {
        f"host: 127.0.0.1:{server.port}".encode(),
        b"accept-encoding: identity",
        b"api-key: k\xe9y",
        b"nonce: 1",
        b"content-type: application/json",
        b"content-length: 11",
    }


@pytest.mark.parametrize(
    ("method", "length"), [("GET", False), ("DELETE", False), ("POST", True), ("PUT", True)]
)
def test_a_request_without_a_body_says_so(
    lane: Lane, serve: Serve, connect: Connect, method: str, length: bool
) -> None:
    """Methods that carry bodies state a length of 0; the others state none."""
    server = serve(answering(JSON))
    connect(lane, server.base_url).call(WireRequest(method, "/orders"))
    assert (b"content-length: 0\r\n" in server.requests[0].lower()) is length


@pytest.mark.parametrize("status", [200, 201, 302, 400, 401, 403, 404, 429, 500, 503, 599])
def test_every_status_is_an_answer(lane: Lane, serve: Serve, connect: Connect, status: int) -> None:
    """Redirects are not followed and errors are not raised: both are answers."""
    location = "Location: http://127.0.0.1:1/elsewhere\r\n"
    server = serve(answering(answer(b"<html>", status=f"{status} X", headers=location)))
    answered = connect(lane, server.base_url).call()
    assert (answered.status, answered.body) == (status, b"<html>")
    assert len(server.requests) == 1


def test_a_chunked_body_is_joined(lane: Lane, serve: Serve, connect: Connect) -> None:
    """Chunk sizes, extensions and trailers leave no trace in the body."""
    server = serve(answering(CHUNKED))
    caller = connect(lane, server.base_url)
    assert [caller.call().body for _ in range(2)] == [b'{"a":1}', b'{"a":1}']
    assert server.connections == 1


def test_a_body_may_end_with_the_connection(lane: Lane, serve: Serve, connect: Connect) -> None:
    """Without a length the close ends the body, and the next call opens a connection."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(UNTIL_CLOSE)

    server = serve(script)
    caller = connect(lane, server.base_url)
    assert [caller.call().body for _ in range(2)] == [b'{"a":1}', b'{"a":1}']
    assert server.connections == 2


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_an_answer_may_have_no_body(
    lane: Lane, serve: Serve, connect: Connect, status: str
) -> None:
    """204 and 304 end with their head and leave the connection usable."""
    server = serve(answering(f"HTTP/1.1 {status}\r\nX: y\r\n\r\n".encode(), JSON))
    caller = connect(lane, server.base_url)
    assert caller.call().body == b""
    assert caller.call().body == b'{"id":"1"}'
    assert server.connections == 1


def test_informational_answers_are_passed_over(lane: Lane, serve: Serve, connect: Connect) -> None:
    """100 and 103 before the answer are not the answer."""
    early = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    server = serve(answering(early + JSON))
    caller = connect(lane, server.base_url)
    assert [caller.call().body for _ in range(2)] == [b'{"id":"1"}'] * 2
    assert server.connections == 1


@pytest.mark.parametrize("whole", [JSON, CHUNKED, b"HTTP/1.1 100 Go on\r\n\r\n" + JSON])
def test_an_answer_may_come_byte_by_byte(
    own_lane: Lane, serve: Serve, connect: Connect, whole: bytes
) -> None:
    """Where segments end makes no difference."""

    def script(peer: Peer) -> None:
        while True:
            peer.read()
            peer.drip(whole[i : i + 1] for i in range(len(whole)))

    server = serve(script)
    caller = connect(own_lane, server.base_url)
    first, second = caller.call(), caller.call()
    assert first.body == second.body != b""
    assert server.connections == 1


def test_a_large_body_arrives_whole(lane: Lane, serve: Serve, connect: Connect) -> None:
    """A body far past one read is the same bytes in the same order."""
    body = b"".join(b"%07d," % number for number in range(100_000))
    server = serve(answering(answer(body)))
    assert connect(lane, server.base_url).call().body == body


def test_a_large_request_arrives_whole(lane: Lane, serve: Serve, connect: Connect) -> None:
    """A body far past the kernel's buffer is the same bytes in the same order."""
    body = b"".join(b"%07d," % number for number in range(500_000))
    server = serve(answering(JSON))
    connect(lane, server.base_url).call(WireRequest("POST", "/orders", (), body))
    assert server.requests[0].endswith(b"\r\n\r\n" + body)


def test_repeated_headers_are_all_kept(lane: Lane, serve: Serve, connect: Connect) -> None:
    """Each value stays, in order; asked by name, they are joined."""
    headers = "Set-Cookie: a=1\r\nset-cookie: b=2\r\nX-Name:  \xe9 \r\n"
    server = serve(answering(answer(headers=headers)))
    answered = connect(lane, server.base_url).call()
    assert answered.headers["set-cookie"] == "a=1, b=2"
    assert [v for n, v in answered.headers.pairs if n.lower() == "set-cookie"] == ["a=1", "b=2"]
    assert answered.headers["x-name"] == "\xe9"
