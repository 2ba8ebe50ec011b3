"""Connections are kept while they are good, and dropped the moment they are not."""

import gc
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gopax_ext.seam import SystemSeam
from gopax_ext.transport.aio import AsyncSocketTransport
from gopax_ext.transport.base import Phase, Progress, WireLimits, WireRequest, WireResponse
from gopax_ext.transport.sync import SocketTransport
from tests.transport.lanes import GET, Caller, Lane
from tests.transport.server import JSON, Peer, ScriptedServer, answer, answering

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]

OTHER = answer(b'{"stolen":true}')


class ShiftedSeam(SystemSeam):
    """The real clock, moved forward at will."""

    __slots__ = ("shift",)

    def __init__(self) -> None:
        super().__init__()
        self.shift = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.shift


def test_one_connection_serves_call_after_call(lane: Lane, serve: Serve, connect: Connect) -> None:
    """Keep-alive: the second call needs no handshake."""
    server = serve(answering(JSON))
    caller = connect(lane, server.base_url)
    assert [caller.call().status for _ in range(5)] == [200] * 5
    assert server.connections == 1


@pytest.mark.parametrize(
    "reply",
    [
        answer(headers="Connection: close\r\n"),
        answer(headers="connection: keep-alive, CLOSE\r\n"),
        answer().replace(b"HTTP/1.1", b"HTTP/1.0"),
    ],
    ids=["close", "a list with close", "HTTP/1.0"],
)
def test_a_server_that_wants_to_close_is_not_called_again(
    lane: Lane, serve: Serve, connect: Connect, reply: bytes
) -> None:
    """After `Connection: close`, or in HTTP/1.0, the next call opens a connection."""
    server = serve(answering(reply))
    caller = connect(lane, server.base_url)
    assert [caller.call().body for _ in range(2)] == [b"{}", b"{}"]
    assert server.connections == 2


def test_an_idle_connection_that_was_closed_is_not_used(
    lane: Lane, serve: Serve, connect: Connect
) -> None:
    """The check for staleness finds the close, and the call succeeds on a new connection."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(JSON)

    server = serve(script)
    caller = connect(lane, server.base_url)
    for turn in range(1, 4):
        assert caller.call().status == 200
        assert server.connections == turn
        time.sleep(0.03)


def test_a_request_is_not_repeated(lane: Lane, serve: Serve, connect: Connect) -> None:
    """A reused connection that breaks after the request was read is a failure, not a second try."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(JSON)
        peer.read()

    server = serve(script)
    caller = connect(lane, server.base_url)
    caller.call()
    failure = lane.fails(caller)
    assert (failure.phase, failure.kind) == (Phase.SENT, "closed")
    assert (server.connections, len(server.requests)) == (1, 2)


@pytest.mark.parametrize("extra", [OTHER, b"HTTP/1.1 2", b"H", b"\r\n", b"\0garbage"])
def test_bytes_after_an_answer_do_not_poison_the_next_call(
    own_lane: Lane, serve: Serve, connect: Connect, extra: bytes
) -> None:
    """The answer stands, the connection does not."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(JSON + (extra if peer.number == 1 else b""))
        peer.ended()

    server = serve(script)
    caller = connect(own_lane, server.base_url)
    assert [caller.call().body for _ in range(2)] == [b'{"id":"1"}'] * 2
    assert server.connections == 2


def test_an_answer_that_nobody_asked_for_is_never_read(
    lane: Lane, serve: Serve, connect: Connect
) -> None:
    """Bytes that arrive while a connection is idle end it."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(JSON)
        if peer.number == 1:
            time.sleep(0.02)
            peer.send(OTHER)
            spoken.set()
        peer.ended()

    spoken = threading.Event()
    server = serve(script)
    caller = connect(lane, server.base_url)
    caller.call()
    assert spoken.wait(5)
    assert caller.call().body == b'{"id":"1"}'
    assert server.connections == 2


def test_a_body_with_204_does_not_poison_the_next_call(
    own_lane: Lane, serve: Serve, connect: Connect
) -> None:
    """What follows an answer without a body belongs to nobody."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(JSON if peer.number > 1 else answer(OTHER, status="204 No Content"))
        peer.ended()

    server = serve(script)
    caller = connect(own_lane, server.base_url)
    assert [caller.call().body for _ in range(2)] == [b"", b'{"id":"1"}']
    assert server.connections == 2


class Distrust(Progress):
    """The caller found that the answer is not for its request."""

    def trusts(self, answer: WireResponse) -> bool:
        return answer.body != JSON.partition(b"\r\n\r\n")[2]


class Broken(Progress):
    """The caller's own check fails."""

    def trusts(self, answer: WireResponse) -> bool:
        raise RuntimeError(f"cannot judge {answer.status}")


def test_a_connection_that_its_caller_distrusts_is_not_used_again(
    direct_lane: Lane, serve: Serve, connect: Connect
) -> None:
    """The answer is returned, the connection closed; so too when the caller's check breaks."""
    server = serve(answering(JSON))
    caller = connect(direct_lane, server.base_url)
    assert caller.call(progress=Distrust()).status == 200
    with pytest.raises(RuntimeError, match="cannot judge 200"):
        caller.call(progress=Broken())
    assert caller.call().status == 200
    assert server.connections == 3


def test_a_connection_expires(own_lane: Lane, serve: Serve, connect: Connect) -> None:
    """After 55 s of idleness the server may be about to close: it is not used again."""
    seam = ShiftedSeam()
    server = serve(answering(JSON))
    caller = connect(own_lane, server.base_url, seam=seam)
    caller.call()
    seam.shift += 50
    caller.call()
    assert server.connections == 1
    seam.shift += 56
    caller.call()
    assert server.connections == 2


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_what_changes_something_goes_out_on_a_connection_in_use(
    own_lane: Lane, serve: Serve, connect: Connect, method: str
) -> None:
    """One that was idle for five seconds may be closed on the way; reading still uses it."""
    seam = ShiftedSeam()
    server = serve(answering(JSON))
    caller = connect(own_lane, server.base_url, seam=seam)
    caller.call()
    seam.shift += 4
    caller.call(WireRequest(method, "/orders"))
    assert server.connections == 1
    seam.shift += 6
    caller.call(WireRequest(method, "/orders"))
    assert server.connections == 2
    seam.shift += 6
    caller.call()
    assert server.connections == 2


def test_idle_connections_are_dropped_past_their_number(
    own_lane: Lane, serve: Serve, connect: Connect
) -> None:
    """A burst does not leave a thousand sockets behind."""
    arrived = threading.Barrier(6)

    def script(peer: Peer) -> None:
        peer.read()
        arrived.wait(5)
        peer.send(JSON)
        if peer.ended():
            ended.release()

    ended = threading.Semaphore(0)
    caller = connect(own_lane, serve(script).base_url, limits=WireLimits(max_idle_connections=2))
    assert len(caller.together(6)) == 6
    for _ in range(4):
        assert ended.acquire(timeout=5)
    assert not ended.acquire(timeout=0.05)


def test_old_connections_are_dropped_while_newer_ones_serve(
    direct_lane: Lane, serve: Serve, connect: Connect
) -> None:
    """What a burst left behind is closed by later calls, though they never use it."""
    arrived = threading.Barrier(3)
    seam = ShiftedSeam()

    def script(peer: Peer) -> None:
        peer.read()
        arrived.wait(5)
        while True:
            peer.send(JSON)
            try:
                peer.read()
            except ConnectionError:
                ended.release()
                return

    ended = threading.Semaphore(0)
    caller = connect(direct_lane, serve(script).base_url, seam=seam)
    caller.together(3)
    seam.shift += 30
    caller.call()
    seam.shift += 30
    caller.call()
    for _ in range(2):
        assert ended.acquire(timeout=5)
    assert not ended.acquire(timeout=0.05)


def test_nothing_begins_after_close(direct_lane: Lane, serve: Serve, connect: Connect) -> None:
    """A closed transport fails at once, with nothing sent, and its connections are closed."""
    closed = threading.Event()

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(JSON)
        if peer.ended():
            closed.set()

    server = serve(script)
    caller = connect(direct_lane, server.base_url)
    caller.call()
    transport = caller._transport  # type: ignore[attr-defined]  # both callers have one
    if isinstance(transport, AsyncSocketTransport):
        caller._runner.run(transport.aclose())  # type: ignore[attr-defined]  # as above
    else:
        transport.close()
    assert closed.wait(5)
    failure = direct_lane.fails(caller)
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "closed")
    assert server.connections == 1


def test_a_connection_in_use_at_close_is_closed_when_its_call_ends(serve: Serve) -> None:
    """close() does not break the call of another thread, and leaves nothing open after it."""
    asked, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def script(peer: Peer) -> None:
        peer.read()
        asked.set()
        go_on.wait(5)
        peer.send(JSON)
        if peer.ended():
            ended.set()

    transport = SocketTransport(serve(script).base_url)
    answers: list[int] = []

    def run() -> None:
        answers.append(transport.exchange(GET, deadline=time.monotonic() + 5).status)

    thread = threading.Thread(target=run)
    thread.start()
    assert asked.wait(5)
    transport.close()
    go_on.set()
    thread.join()
    assert answers == [200]
    assert ended.wait(5)


def test_a_forked_child_opens_connections_of_its_own(serve: Serve) -> None:
    """Parent and child never read each other's answers."""
    server = serve(answering(JSON))
    transport = SocketTransport(server.base_url)
    transport.exchange(GET, deadline=time.monotonic() + 5)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            answered = transport.exchange(GET, deadline=time.monotonic() + 5)
            status = 0 if answered.status == 200 else 2
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert server.connections == 2
    transport.exchange(GET, deadline=time.monotonic() + 5)
    assert server.connections == 2
    transport.close()


def test_nothing_is_left_behind(direct_lane: Lane, serve: Serve, connect: Connect) -> None:
    """After failures of every kind no socket stays open."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(b"garbage" if peer.number % 2 else b"")

    caller = connect(direct_lane, serve(script).base_url)
    direct_lane.fails(caller)
    gc.collect()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(10):
        direct_lane.fails(caller)
    time.sleep(0.05)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1
