"""A call ends with its deadline, whatever the server does; 0.1 s more is the most it may take."""

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from gopax_ext.transport.base import Phase, TransportFailure, WireRequest
from gopax_ext.transport.sync import SocketTransport
from tests.transport.lanes import GET, Caller, Lane
from tests.transport.server import JSON, Peer, ScriptedServer, answering
from tests.transport.timing import Stopwatch

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]

WITHIN = 0.12
TRIES = 10
SLOW = WireRequest("GET", "/slow")


def _timed_out(
    lane: Lane, caller: Caller, request: WireRequest = SLOW, *, after: Phase = Phase.SENT
) -> None:
    """The request ends in time, `after` so much of it; the best of some tries is judged.

    A busy machine delays some of them, while a lane that does not watch the clock is late in each.
    """
    seen = []
    for _ in range(TRIES):
        with Stopwatch() as watch:
            failure = lane.fails(caller, request, within=WITHIN)
        assert failure.kind == "timeout"
        assert not watch.early(WITHIN)
        if watch.kept(WITHIN) and failure.phase is after:
            return
        seen.append(f"{failure.phase} {watch.elapsed - WITHIN:.3f} s late")
    raise AssertionError(f"never in time and {after}: {', '.join(seen)}")


def _dripping(start: bytes, piece: bytes) -> Callable[[Peer], None]:
    def script(peer: Peer) -> None:
        while b" /slow " not in peer.read():
            peer.send(JSON)
        peer.send(start)
        peer.drip((piece for _ in iter(int, 1)), pause=0.02)

    return script


def test_silence_ends_with_the_deadline(lane: Lane, serve: Serve, connect: Connect) -> None:
    """A server that never answers costs the time given, and the request was sent."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.hang()

    _timed_out(lane, connect(lane, serve(script).base_url))


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
    ],
    ids=["length", "chunks", "until close"],
)
def test_a_dripping_body_ends_with_the_deadline(
    lane: Lane, serve: Serve, connect: Connect, start: bytes, piece: bytes
) -> None:
    """Bytes that keep coming do not keep the call alive, and the next call works."""
    caller = connect(lane, serve(_dripping(start, piece)).base_url)
    _timed_out(lane, caller)
    assert caller.call().status == 200


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
    ],
    ids=["value", "headers", "chunk extension", "trailers"],
)
def test_a_dripping_head_ends_with_the_deadline(
    lane: Lane, serve: Serve, connect: Connect, start: bytes, piece: bytes
) -> None:
    """Not even a head that never ends."""
    if not lane.exact_deadline:
        pytest.skip("blocking httpx knows timeouts between two bytes alone")
    caller = connect(lane, serve(_dripping(start, piece)).base_url)
    _timed_out(lane, caller)
    assert caller.call().status == 200


def test_interim_answers_end_with_the_deadline(
    own_lane: Lane, serve: Serve, connect: Connect
) -> None:
    """A flood of 100 Continue meets its cap, a trickle of them the deadline."""
    script = _dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n")
    failure = own_lane.fails(connect(own_lane, serve(script).base_url), SLOW, within=WITHIN)
    assert (failure.phase, failure.kind in {"timeout", "protocol"}) == (Phase.SENT, True)


def test_a_request_that_nobody_reads_ends_with_the_deadline(
    own_lane: Lane, serve: Serve, connect: Connect
) -> None:
    """Where the kernel takes no more bytes, the bytes it took count as sent."""
    server = serve(Peer.hang)
    request = WireRequest("POST", "/orders", (), b"x" * 6_000_000)
    _timed_out(own_lane, connect(own_lane, server.base_url), request)


@pytest.fixture
def full_backlog() -> Iterator[int]:
    """A port whose queue is full: it answers no SYN, as a host behind a black hole."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    port = listener.getsockname()[1]
    waiting: list[socket.socket] = []
    for _ in range(8):
        sock = socket.socket()
        sock.settimeout(0)
        sock.connect_ex(("127.0.0.1", port))
        waiting.append(sock)
    time.sleep(0.05)
    yield port
    for sock in [listener, *waiting]:
        sock.close()


def test_a_connect_without_an_answer_sent_nothing(
    lane: Lane, connect: Connect, full_backlog: int
) -> None:
    """A SYN that is never answered ends with the deadline, and nothing was sent."""
    caller = connect(lane, f"http://127.0.0.1:{full_backlog}")
    _timed_out(lane, caller, after=Phase.NOT_SENT)


def test_a_slow_name_server_ends_with_the_deadline(
    direct_lane: Lane, serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look-up cannot be interrupted but is not waited for; the next call shares its result."""
    server = serve(answering(JSON))
    release = threading.Event()
    asked: list[str] = []
    real = socket.getaddrinfo

    def slow(host: str, *arguments: object, **options: object) -> object:
        asked.append(host)
        release.wait(5)
        return real("127.0.0.1", *arguments, **options)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    caller = connect(direct_lane, f"http://localhost:{server.port}")
    try:
        _timed_out(direct_lane, caller, after=Phase.NOT_SENT)
        _timed_out(direct_lane, caller, after=Phase.NOT_SENT)
        assert asked == ["localhost"]
    finally:
        release.set()
    assert caller.call().status == 200


def test_deadlines_of_many_tasks_do_not_disturb_each_other(
    own_lane: Lane, serve: Serve, connect: Connect
) -> None:
    """A short deadline after long ones, and long ones after it, each end when they should."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.hang()

    caller = connect(own_lane, serve(script).base_url)
    for within in (0.12, 0.03, 0.08):
        with Stopwatch() as watch:
            own_lane.fails(caller, within=within)
        assert watch.kept(within)


def test_threads_end_with_their_own_deadlines(serve: Serve) -> None:
    """One transport, many deadlines."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.hang()

    transport = SocketTransport(serve(script).base_url)
    watches: dict[float, Stopwatch] = {}

    def run(within: float) -> None:
        with Stopwatch() as watch, pytest.raises(TransportFailure):
            transport.exchange(GET, deadline=time.monotonic() + within)
        watches[within] = watch

    threads = [threading.Thread(target=run, args=(0.05 * turn,)) for turn in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    transport.close()
    assert len(watches) == 6
    assert all(watch.kept(within) for within, watch in watches.items())
