"""No answer, however hostile, makes a call hold more than its caps allow."""

import gc
import itertools
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from tests.transport.lanes import Caller, Lane
from tests.transport.server import Peer, ScriptedServer, answer

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]

MIB = 1024 * 1024
BLOCK = b"x" * 65_536
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def peak() -> Iterator[Callable[[], int]]:
    """Say how many bytes more than at the start were held at most."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    yield lambda: tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()


@pytest.mark.parametrize(
    "endless",
    [
        (OK + b"\r\n", BLOCK),
        (OK + b"Content-Length: 8388608\r\n\r\n", BLOCK),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + BLOCK + b"\r\n"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n1;", BLOCK),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: ", BLOCK),
        (OK + b"X: ", BLOCK),
        (OK, b"X: y\r\n" * 10_000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    ],
    ids=["until close", "length", "chunks", "extension", "trailer", "header", "headers", "100"],
)
def test_an_answer_without_end_fits_into_16_mib(
    direct_lane: Lane,
    serve: Serve,
    connect: Connect,
    peak: Callable[[], int],
    endless: tuple[bytes, bytes],
) -> None:
    """The server would go on for ever; the client gives up or has read all it will."""
    start, block = endless

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(start)
        peer.drip(itertools.repeat(block))

    caller = connect(direct_lane, serve(script).base_url)
    if b"8388608" in start:
        assert len(caller.call(within=10).body) == 8 * MIB
    else:
        assert direct_lane.fails(caller, within=10).kind in {"too_large", "protocol"}
    assert peak() <= 17 * MIB


def test_an_idle_connection_keeps_nothing_of_its_last_answer(
    direct_lane: Lane, serve: Serve, connect: Connect, peak: Callable[[], int]
) -> None:
    """A large book that was read and dropped is gone."""

    def script(peer: Peer) -> None:
        while True:
            peer.read()
            peer.drip([answer(BLOCK * 60)])

    caller = connect(direct_lane, serve(script).base_url)
    assert len(caller.call().body) == 60 * len(BLOCK)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    assert len(caller.call().body) == 60 * len(BLOCK)
    gc.collect()
    assert tracemalloc.get_traced_memory()[0] - held < MIB
    assert peak() < 24 * MIB
