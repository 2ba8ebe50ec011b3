"""A call that ends without a trustworthy answer says what happened and how far it came."""

import pickle
import socket
from collections.abc import Callable

import pytest

from gopax_ext.transport.base import Phase, Progress, TransportFailure, WireLimits, WireRequest
from tests.transport.lanes import Caller, Lane
from tests.transport.server import JSON, Peer, ScriptedServer, answer, answering

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]

OK = "HTTP/1.1 200 OK\r\n"
SECRET = "do-not-tell"
SIGNED = WireRequest("POST", "/orders", (("SIGNATURE", SECRET),), SECRET.encode())

# What every lane refuses; the kind where httpx names it otherwise comes second.
REFUSED = {
    "two lengths": (f"{OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}", "protocol"),
    "a length that is no number": (f"{OK}Content-Length: +2\r\n\r\n{{}}", "protocol"),
    "a bad chunk": (f"{OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n0\r\n\r\n", "protocol"),
    "an unknown coding": (f"{OK}Transfer-Encoding: gzip\r\n\r\n{{}}", "protocol"),
    "no HTTP at all": ("<html>It works</html>\r\n\r\n", "protocol"),
    "a status of two digits": ("HTTP/1.1 99 X\r\nContent-Length: 2\r\n\r\n{}", "protocol"),
    "status 999": ("HTTP/1.1 999 X\r\nContent-Length: 2\r\n\r\n{}", "protocol"),
    "a switch of protocols": (
        "HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        "protocol",
    ),
    "a line without a colon": (f"{OK}nonsense\r\nContent-Length: 2\r\n\r\n{{}}", "protocol"),
    "a blank before the colon": (f"{OK}Content-Length : 2\r\n\r\n{{}}", "protocol"),
    "NUL in a header": (f"{OK}X: a\0b\r\nContent-Length: 2\r\n\r\n{{}}", "protocol"),
    "compression": (f"{OK}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{{}}", "protocol"),
    "compression twice": (
        f"{OK}Content-Encoding: br, gzip\r\nContent-Length: 2\r\n\r\n{{}}",
        "protocol",
    ),
    "20,000 headers": (OK + "X: y\r\n" * 20_000 + "Content-Length: 2\r\n\r\n{}", "too_large"),
    "300 headers": (OK + "X: y\r\n" * 300 + "Content-Length: 2\r\n\r\n{}", "too_large"),
    "a header of 2 MB": (f"{OK}X: {'y' * 2_000_000}\r\nContent-Length: 2\r\n\r\n{{}}", "too_large"),
    "a header of 80 kB": (f"{OK}X: {'y' * 80_000}\r\nContent-Length: 2\r\n\r\n{{}}", "too_large"),
    "a body past the cap": (f"{OK}Content-Length: 9000000\r\n\r\n" + "x" * 9_000_000, "too_large"),
    "chunks past the cap": (
        f"{OK}Transfer-Encoding: chunked\r\n\r\n" + ("F4240\r\n" + "x" * 1_000_000 + "\r\n") * 9,
        "too_large",
    ),
    "no end past the cap": (f"{OK}\r\n" + "x" * 9_000_000, "too_large"),
    "a head cut short": ("HTTP/1.1 200 OK\r\nContent-Le", "closed"),
    "a body cut short": (f"{OK}Content-Length: 20\r\n\r\n{{}}", "closed"),
    "a chunk cut short": (f"{OK}Transfer-Encoding: chunked\r\n\r\n8\r\n{{}}", "closed"),
    "no last chunk": (f"{OK}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n", "closed"),
    "nothing": ("", "closed"),
    "an interim answer alone": ("HTTP/1.1 100 Continue\r\n\r\n", "closed"),
}
# What h11 lets through where httpx drives it.
REFUSED_BY_OURS = {
    "one length twice": (f"{OK}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{{}}", "protocol"),
    "one length as a list": (f"{OK}Content-Length: 2, 2\r\n\r\n{{}}", "protocol"),
    "length and chunks": (
        f"{OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "protocol",
    ),
    "chunks and length": (
        f"{OK}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
        "protocol",
    ),
    "two codings": (
        f"{OK}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "protocol",
    ),
    "chunks in HTTP/1.0": (
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "protocol",
    ),
    "an empty length": (f"{OK}Content-Length:\r\n\r\n{{}}", "protocol"),
    "a status of 0": ("HTTP/1.1 000 X\r\nContent-Length: 2\r\n\r\n{}", "protocol"),
    "a blank line first": (f"\r\n{OK}Content-Length: 2\r\n\r\n{{}}", "protocol"),
    "lines that end in LF": ("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", "protocol"),
    "one line that ends in LF": (f"{OK}X: y\nContent-Length: 2\r\n\r\n{{}}", "protocol"),
    "a folded header": (f"{OK}X: y\r\n z\r\nContent-Length: 2\r\n\r\n{{}}", "protocol"),
    "an HTTP/2 status line": ("HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", "protocol"),
    "an HTTP/0.9 status line": ("HTTP/0.9 200 OK\r\nContent-Length: 2\r\n\r\n{}", "protocol"),
    "100 without end": ("HTTP/1.1 100 Continue\r\n\r\n" * 1000, "protocol"),
}


def _then_close(data: str) -> Callable[[Peer], None]:
    def script(peer: Peer) -> None:
        peer.read()
        peer.send(JSON if peer.number > 1 else data.encode("latin-1"))

    return script


@pytest.mark.parametrize("case", REFUSED)
def test_no_lane_accepts(lane: Lane, serve: Serve, connect: Connect, case: str) -> None:
    """The failure says that the request was sent, and the next call works."""
    data, kind = REFUSED[case]
    server = serve(_then_close(data))
    caller = connect(lane, server.base_url)
    failure = lane.fails(caller, SIGNED)
    assert failure.phase is Phase.SENT
    # httpx has its own, smaller caps on what cannot be parsed yet, and no kind for them.
    assert failure.kind in ({kind} if lane.own else {kind, "protocol"})
    assert f"127.0.0.1:{server.port}" in failure.detail
    assert SECRET not in str(failure) + repr(failure)
    assert caller.call().body == b'{"id":"1"}'
    assert server.connections == 2


@pytest.mark.parametrize("case", REFUSED_BY_OURS)
def test_our_connections_do_not_accept(
    own_lane: Lane, serve: Serve, connect: Connect, case: str
) -> None:
    """What two parsers might read in two ways is no answer."""
    data, kind = REFUSED_BY_OURS[case]
    server = serve(_then_close(data))
    caller = connect(own_lane, server.base_url)
    failure = own_lane.fails(caller, SIGNED)
    assert (failure.phase, failure.kind) == (Phase.SENT, kind)
    assert caller.call().body == b'{"id":"1"}'
    assert server.connections == 2


def test_a_refused_connection_sent_nothing(lane: Lane, connect: Connect) -> None:
    """Where nobody listens no byte can have arrived."""
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    failure = lane.fails(connect(lane, f"http://127.0.0.1:{port}"), SIGNED)
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "connect")
    assert f"127.0.0.1:{port}" in failure.detail


def test_a_reset_after_the_request_may_have_been_acted_on(
    lane: Lane, serve: Serve, connect: Connect
) -> None:
    """A request that was read may have been carried out, whatever came after."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.reset()

    failure = lane.fails(connect(lane, serve(script).base_url), SIGNED)
    assert (failure.phase, failure.kind) == (Phase.SENT, "closed")


def test_a_reset_within_the_body_may_have_been_acted_on(
    lane: Lane, serve: Serve, connect: Connect
) -> None:
    """Half an answer is none."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        peer.reset()

    failure = lane.fails(connect(lane, serve(script).base_url), SIGNED)
    assert (failure.phase, failure.kind) == (Phase.SENT, "closed")


def test_progress_is_made_with_the_first_byte(lane: Lane, serve: Serve, connect: Connect) -> None:
    """Whoever was interrupted can tell that the request had begun to leave."""
    progress = Progress()
    connect(lane, serve(answering(JSON)).base_url).call(progress=progress)
    assert progress.sent


def test_no_progress_without_a_connection(direct_lane: Lane, connect: Connect) -> None:
    """A connect that fails has written nothing."""
    progress = Progress()
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    direct_lane.fails(connect(direct_lane, f"http://127.0.0.1:{port}"), progress=progress)
    assert not progress.sent


def test_nothing_begins_after_the_deadline(lane: Lane, serve: Serve, connect: Connect) -> None:
    """A call whose time is up before it starts opens no connection."""
    server = serve(answering(JSON))
    failure = lane.fails(connect(lane, server.base_url), within=0.0)
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "timeout")
    assert server.connections == 0


def test_a_request_that_would_be_misread_is_refused(
    lane: Lane, serve: Serve, connect: Connect
) -> None:
    """Header injection is a ValueError before a connection is opened, and shows no value."""
    server = serve(answering(JSON))
    request = WireRequest("GET", "/assets", (("NONCE", f"{SECRET}\r\nHost: evil"),))
    with pytest.raises(ValueError, match="NONCE") as caught:
        connect(lane, server.base_url).call(request)
    assert SECRET not in str(caught.value)
    assert server.connections == 0


def test_caps_can_be_set(own_lane: Lane, serve: Serve, connect: Connect) -> None:
    """A caller with less memory asks for less."""
    limits = WireLimits(max_body_bytes=10, max_head_bytes=100, max_headers=3, max_informational=1)
    answers = iter(
        [
            answer(b"x" * 10),
            answer(b"x" * 11),
            answer(headers=f"X: {'y' * 80}\r\n"),
            answer(headers="X: y\r\n" * 3),
            b"HTTP/1.1 100 X\r\n\r\n" * 2 + JSON,
        ]
    )

    def script(peer: Peer) -> None:
        while True:
            peer.read()
            peer.send(next(answers))

    caller = connect(own_lane, serve(script).base_url, limits=limits)
    assert caller.call().body == b"x" * 10
    assert own_lane.fails(caller).kind == "too_large"
    assert own_lane.fails(caller).kind == "too_large"
    assert own_lane.fails(caller).kind == "too_large"
    assert own_lane.fails(caller).kind == "protocol"


def test_a_failure_survives_pickling() -> None:
    """What a worker process met reaches its parent whole."""
    failure = TransportFailure(Phase.SENT, "closed", "127.0.0.1:1: gone")
    copy = pickle.loads(pickle.dumps(failure))  # noqa: S301 - our own bytes
    assert (copy.phase, copy.kind, copy.detail, str(copy)) == (
        Phase.SENT,
        "closed",
        "127.0.0.1:1: gone",
        "127.0.0.1:1: gone [closed, sent]",
    )
