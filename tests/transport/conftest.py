"""Scripted servers, and every lane to them."""

import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.transport.lanes import DIRECT_LANES, LANES, OWN_LANES, Caller, Lane, Options, opened
from tests.transport.server import Script, ScriptedServer


@pytest.fixture
def serve() -> Iterator[Callable[..., ScriptedServer]]:
    """Start servers that play a script."""
    with ExitStack() as stack:

        def start(
            script: Script, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
        ) -> ScriptedServer:
            server = ScriptedServer(script, tls=tls, host=host)
            stack.callback(server.stop)
            return server

        yield start


@pytest.fixture(params=LANES, ids=lambda lane: lane.name)
def lane(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lane:
    """Every way to the exchange, one after the other."""
    return _ready(request.param, monkeypatch)


@pytest.fixture(params=OWN_LANES, ids=lambda lane: lane.name)
def own_lane(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lane:
    """The lanes over connections of ours."""
    return _ready(request.param, monkeypatch)


@pytest.fixture(params=DIRECT_LANES, ids=lambda lane: lane.name)
def direct_lane(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lane:
    """The lanes that are our connections and nothing else."""
    return _ready(request.param, monkeypatch)


@pytest.fixture
def connect() -> Iterator[Callable[..., Caller]]:
    """Open a lane to a URL; it is closed after the test."""
    with ExitStack() as stack:

        def start(lane: Lane, url: str, **options: object) -> Caller:
            return stack.enter_context(opened(lane, url, Options(**options)))  # type: ignore[arg-type]  # as Options takes them

        yield start


def _ready(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> Lane:
    if lane.parser == "h11":
        # As on a platform without a wheel of httptools.
        monkeypatch.setitem(sys.modules, "gopax_ext.transport.parse_httptools", None)
    return lane
