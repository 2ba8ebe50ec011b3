"""Threads and tasks share a transport without reading each other's answers; cancelling is clean."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable

import pytest
import uvloop

from gopax_ext.transport.aio import AsyncSocketTransport
from gopax_ext.transport.base import Phase, Progress, TransportFailure, WireRequest
from gopax_ext.transport.connection import Connection
from gopax_ext.transport.parse_httptools import HttptoolsParser
from gopax_ext.transport.sync import SocketTransport
from tests.transport.lanes import GET, Caller, Lane
from tests.transport.server import JSON, Peer, ScriptedServer, answer, answering

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]


def _echo(peer: Peer) -> None:
    while True:
        peer.send(answer(peer.read().split(b" ")[1]))


@pytest.fixture(params=[None, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Callable[..., object]:
    """Run a coroutine on an event loop of each kind."""

    def start(work: object) -> object:
        with asyncio.Runner(loop_factory=request.param) as runner:
            return runner.run(work)  # type: ignore[arg-type]  # a coroutine

    return start


def test_fifty_threads_share_one_transport(serve: Serve) -> None:
    """Every thread gets the answers to its own requests, over at most as many connections."""
    server = serve(_echo)
    transport = SocketTransport(server.base_url)
    wrong: list[object] = []

    def calls(number: int) -> None:
        for turn in range(20):
            target = f"/{number}/{turn}"
            request = WireRequest("GET", target)
            answered = transport.exchange(request, deadline=time.monotonic() + 20)
            if answered.body != target.encode():
                wrong.append((target, answered))

    threads = [threading.Thread(target=calls, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    transport.close()
    assert wrong == []
    assert len(server.requests) == 1000
    assert server.connections <= 50


def test_a_hundred_tasks_are_in_flight_at_once(serve: Serve, run: Callable[..., object]) -> None:
    """The server holds all hundred requests before it answers the first."""
    arrived = threading.Barrier(100)

    def script(peer: Peer) -> None:
        while True:
            request = peer.read()
            arrived.wait(10)
            peer.send(answer(request.split(b" ")[1]))

    server = serve(script)

    async def main() -> list[bytes]:
        transport = AsyncSocketTransport(server.base_url)

        async def call(number: int) -> bytes:
            request = WireRequest("GET", f"/{number}")
            deadline = time.monotonic() + 20
            return (await transport.exchange(request, deadline=deadline)).body

        bodies = await asyncio.gather(*[call(number) for number in range(100)])
        bodies += await asyncio.gather(*[call(number) for number in range(100)])
        await transport.aclose()
        return bodies

    assert run(main()) == [f"/{number}".encode() for number in range(100)] * 2
    assert server.connections == 100


def test_many_calls_at_once_on_every_lane(lane: Lane, serve: Serve, connect: Connect) -> None:
    """Twenty at a time, on threads or tasks."""
    caller = connect(lane, serve(answering(JSON)).base_url)
    assert [answered.status for answered in caller.together(20)] == [200] * 20


def test_each_event_loop_has_connections_of_its_own(serve: Serve) -> None:
    """A transport outlives the loop it was first used on, in one thread or in several."""
    server = serve(answering(JSON))
    transport = AsyncSocketTransport(server.base_url)
    statuses: list[int] = []

    async def call() -> None:
        answered = await transport.exchange(GET, deadline=time.monotonic() + 5)
        statuses.append(answered.status)

    runners = [asyncio.Runner() for _ in range(2)]
    threads = [threading.Thread(target=runner.run, args=(call(),)) for runner in runners]
    for turn in (threads, []):
        for thread in turn:
            thread.start()
            thread.join()
    assert statuses == [200, 200]
    assert server.connections == 2
    for runner in runners:
        runner.run(transport.aclose())
        runner.close()


def test_cancelling_while_waiting_closes_the_connection(
    serve: Serve, run: Callable[..., object]
) -> None:
    """The cancellation comes through, the request counts as begun, the next call is clean."""
    closed = threading.Event()

    def script(peer: Peer) -> None:
        peer.read()
        if peer.number == 1:
            if peer.ended():
                closed.set()
            return
        peer.send(JSON)

    server = serve(script)

    async def main() -> None:
        transport = AsyncSocketTransport(server.base_url)
        progress = Progress()
        call = asyncio.create_task(
            transport.exchange(GET, deadline=time.monotonic() + 5, progress=progress)
        )
        await asyncio.to_thread(server.wait_for_requests, 1)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert progress.sent
        assert (await transport.exchange(GET, deadline=time.monotonic() + 5)).status == 200
        await transport.aclose()

    run(main())
    assert closed.wait(5)
    assert server.connections == 2


def test_cancelling_before_the_connection_stands_has_sent_nothing(
    serve: Serve, run: Callable[..., object]
) -> None:
    """A task cancelled in its first step has written no byte."""
    server = serve(answering(JSON))

    async def main() -> None:
        transport = AsyncSocketTransport(server.base_url)
        progress = Progress()
        call = asyncio.create_task(
            transport.exchange(GET, deadline=time.monotonic() + 5, progress=progress)
        )
        await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert not progress.sent
        await transport.aclose()

    run(main())
    assert server.requests == []


def test_cancelling_a_hundred_tasks_leaves_nothing_in_the_pool(
    serve: Serve, run: Callable[..., object]
) -> None:
    """No half-read answer is ever given to a later call."""

    def script(peer: Peer) -> None:
        while True:
            target = peer.read().split(b" ")[1]
            if target != b"/now":
                time.sleep(0.02)
            peer.send(answer(target))

    server = serve(script)

    async def main() -> list[bytes]:
        transport = AsyncSocketTransport(server.base_url)

        def start(target: str) -> asyncio.Task[object]:
            request = WireRequest("GET", target)
            return asyncio.create_task(transport.exchange(request, deadline=time.monotonic() + 9))

        late = [start(f"/late/{number}") for number in range(100)]
        await asyncio.sleep(0.03)
        for number, call in enumerate(late):
            if number % 2:
                call.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        answers = await asyncio.gather(*[start("/now") for _ in range(100)])
        await transport.aclose()
        return [answered.body for answered in answers]  # type: ignore[attr-defined]  # WireResponse

    assert run(main()) == [b"/now"] * 100


@pytest.mark.parametrize("reading", ["feed", "finish"])
def test_ctrl_c_while_an_answer_is_read_is_a_cancellation_like_others(
    serve: Serve, run: Callable[..., object], monkeypatch: pytest.MonkeyPatch, reading: str
) -> None:
    """A signal is handled between any two instructions; asyncio has nothing to complain of."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(JSON if reading == "feed" else b"HTTP/1.1 200 OK\r\n\r\n{}")

    server = serve(script)
    complaints: list[dict[str, object]] = []

    async def main() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, told: complaints.append(told))
        transport = AsyncSocketTransport(server.base_url)
        call = asyncio.create_task(transport.exchange(GET, deadline=time.monotonic() + 5))
        read = getattr(HttptoolsParser, reading)

        def interrupted(*given: object) -> object:
            call.cancel()
            return read(*given)

        with monkeypatch.context() as patch:
            patch.setattr(HttptoolsParser, reading, interrupted)
            with pytest.raises(asyncio.CancelledError):
                await call
        assert (await transport.exchange(GET, deadline=time.monotonic() + 5)).status == 200
        await transport.aclose()

    run(main())
    assert complaints == []
    assert server.connections == 2


def test_an_interrupt_closes_the_connection(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a call comes through, and its connection is not used again."""
    server = serve(answering(JSON))
    transport = SocketTransport(server.base_url)
    progress = Progress()
    with monkeypatch.context() as patch:

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr("gopax_ext.transport.readiness.Readiness.wait_readable", interrupted)
        with pytest.raises(KeyboardInterrupt):
            transport.exchange(GET, deadline=time.monotonic() + 5, progress=progress)
    assert progress.sent
    transport.exchange(GET, deadline=time.monotonic() + 5)
    assert server.connections == 2
    transport.close()


def test_a_write_that_the_kernel_refuses_sent_nothing(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the first write fails no byte has left, and the failure says so."""
    server = serve(answering(JSON))
    transport = SocketTransport(server.base_url)
    transport.exchange(GET, deadline=time.monotonic() + 5)

    def broken_since(connection: Connection, horizon: float) -> bool:
        connection.sent = False
        connection._sock.shutdown(socket.SHUT_WR)
        return horizon < connection.idle_since

    # It breaks between the check for staleness and the write.
    monkeypatch.setattr(Connection, "fresh", broken_since)
    with pytest.raises(TransportFailure) as caught:
        transport.exchange(GET, deadline=time.monotonic() + 5)
    transport.close()
    assert (caught.value.phase, caught.value.kind) == (Phase.NOT_SENT, "closed")
    assert len(server.requests) == 1


def test_idle_connections_do_not_slow_a_call(serve: Serve) -> None:
    """Taking and giving back look at one connection, however many are idle."""
    arrived = threading.Barrier(60)

    def script(peer: Peer) -> None:
        peer.read()
        if peer.number <= 60:
            arrived.wait(10)
        while True:
            peer.send(JSON)
            peer.read()

    transport = SocketTransport(serve(script).base_url)

    def call() -> None:
        transport.exchange(GET, deadline=time.monotonic() + 20)

    threads = [threading.Thread(target=call) for _ in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    idle = transport._pool._idle
    assert len(idle) == 60
    used_last = idle[-1]
    before = [connection.idle_since for connection in list(idle)[:-1]]
    call()
    assert idle[-1] is used_last
    assert [connection.idle_since for connection in list(idle)[:-1]] == before
    transport.close()
