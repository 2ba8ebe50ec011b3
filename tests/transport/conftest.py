"""Scripted servers, and every lane to them."""

import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import attrs
import pytest

from tests.tools import tool
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


# `openssl ca` alone can date a certificate back.
_AUTHORITY = """
[ca]
default_ca = authority
[authority]
database = index
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
"""


@attrs.frozen
class Certificates:
    """Self-made certificates: `good` for 127.0.0.1, `other` for another host, `expired`."""

    folder: Path

    def path(self, name: str) -> Path:
        """The file of certificate and key."""
        return self.folder / f"{name}.pem"

    def server(self, name: str = "good") -> ssl.SSLContext:
        """What a server that has it speaks."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path(name))
        return context

    def trusted(self, name: str = "good") -> ssl.SSLContext:
        """What a client that trusts it speaks."""
        return ssl.create_default_context(cafile=str(self.path(name)))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Make them with the openssl command."""
    openssl = tool("openssl")
    folder = tmp_path_factory.mktemp("certificates")
    (folder / "index").touch()
    (folder / "ca.conf").write_text(_AUTHORITY)
    made = Certificates(folder)
    for name, host, until in (
        ("good", "IP:127.0.0.1", "20491231235959Z"),
        ("other", "DNS:other.example", "20491231235959Z"),
        ("expired", "IP:127.0.0.1", "20210101000000Z"),
    ):
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName={host}"]
        ask = [openssl, "req", "-new", *curve, *subject, "-keyout", "key", "-out", "request"]
        sign = [openssl, "ca", "-batch", "-config", "ca.conf", "-selfsign", "-in", "request"]
        sign += ["-keyfile", "key", "-out", "certificate", "-notext", "-outdir", "."]
        sign += ["-startdate", "20200101000000Z", "-enddate", until]
        for command in (ask, sign):
            subprocess.run(command, check=True, capture_output=True, cwd=folder)
        parts = [(folder / part).read_bytes() for part in ("certificate", "key")]
        made.path(name).write_bytes(b"".join(parts))
    return made
