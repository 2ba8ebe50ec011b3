"""A connection is opened to whichever address answers, and loads nothing that it does not use."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gopax_ext.transport.base import Phase
from gopax_ext.transport.sync import SocketTransport
from tests.transport.lanes import GET, Caller, Lane
from tests.transport.server import JSON, ScriptedServer, answering

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., Caller]

ROOT = Path(__file__).parents[2]


def test_every_address_of_a_name_is_tried(
    direct_lane: Lane, serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name whose first addresses do not answer is reached by its last."""
    server = serve(answering(JSON))
    with socket.create_server(("127.0.0.1", 0)) as unused:
        refusing = unused.getsockname()

    def addresses(*_: object, **__: object) -> list[object]:
        stream = socket.SOCK_STREAM
        return [
            (socket.AF_INET6, stream, 6, "", ("::1", refusing[1], 0, 0)),
            (socket.AF_INET, stream, 6, "", refusing),
            (socket.AF_INET, stream, 6, "", ("127.0.0.1", server.port)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", addresses)
    assert connect(direct_lane, "http://localhost:1").call().status == 200


def test_an_unknown_name_sent_nothing(
    direct_lane: Lane, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that does not exist is named in the failure."""

    def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    failure = direct_lane.fails(connect(direct_lane, "https://no-such-host.invalid"))
    assert (failure.phase, failure.kind) == (Phase.NOT_SENT, "connect")
    assert "no-such-host.invalid" in failure.detail
    assert "not known" in failure.detail


def test_ipv6_is_spoken(own_lane: Lane, serve: Serve, connect: Connect) -> None:
    """A base URL may name an address of version 6."""
    try:
        server = serve(answering(JSON), host="::1")
    except OSError:
        pytest.skip("this machine has no ::1")
    assert connect(own_lane, server.base_url).call().status == 200
    assert f"[::1]:{server.port}".encode() in server.requests[0]


def test_each_write_leaves_at_once(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """TCP_NODELAY is set, and head and body go out in one write."""
    options: list[tuple[object, ...]] = []
    writes: list[bytes] = []

    class Watched(socket.socket):
        def setsockopt(self, *arguments: object) -> None:
            options.append(arguments)
            super().setsockopt(*arguments)  # type: ignore[call-overload]  # passed on

        def send(self, data: bytes, *arguments: int) -> int:  # type: ignore[override]  # all we use
            writes.append(data)
            return super().send(data, *arguments)

    server = serve(answering(JSON))
    monkeypatch.setattr(socket, "socket", Watched)
    transport = SocketTransport(server.base_url)
    transport.exchange(GET, deadline=time.monotonic() + 5)
    transport.close()
    assert (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1) in options
    assert len(writes) == 1


def test_threads_load_nothing_of_tasks_tls_or_httpx() -> None:
    """Importing our blocking connections costs no module that plain http does without."""
    program = "import sys, gopax_ext.transport.sync; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert not {"asyncio", "concurrent.futures", "h11", "httpx", "logging", "ssl"} & set(loaded)
