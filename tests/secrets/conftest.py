"""A client whose key and secret are looked for wherever they could come out."""

import base64
from collections.abc import Iterator
from contextlib import ExitStack

import attrs
import pytest

from gopax_ext import Gopax
from gopax_ext.sandbox import Sandbox
from gopax_ext.testing import FaultProxy
from tests.transport.server import Peer, ScriptedServer


@attrs.frozen
class Canary:
    """An API key and its secret, and the look for them."""

    key: str
    secret: str

    def found_in(self, text: object) -> list[str]:
        """Say which of them `text` holds: the key, the secret, or what the secret stands for."""
        shown = text if isinstance(text, str) else repr(text)
        raw = base64.b64decode(self.secret)
        forms = {
            "key": self.key,
            "secret": self.secret,
            "secret bytes": repr(raw)[2:-1],
            "secret hex": raw.hex(),
        }
        return [name for name, form in forms.items() if form in shown]


@attrs.frozen
class Bystander:
    """A second server on this machine, to which nothing must go."""

    base_url: str
    connections: list[bytes]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """The strict exchange."""
    with Sandbox(seed=7, limit=None, market=False) as running:
        yield running


@pytest.fixture
def canary(sandbox: Sandbox) -> Canary:
    """Key and secret of a new account."""
    account = sandbox.create_account({"KRW": "100000000"})
    return Canary(account.api_key, account.secret_key)


@pytest.fixture
def proxy(sandbox: Sandbox) -> Iterator[FaultProxy]:
    """The way to the exchange."""
    with FaultProxy(sandbox.base_url) as running:
        yield running


@pytest.fixture
def client(canary: Canary, proxy: FaultProxy) -> Iterator[Gopax]:
    """A client that has made a call, so that everything in it is filled."""
    with Gopax(
        key=canary.key,
        secret=canary.secret,
        base_url=proxy.base_url,
        rate_limit=1_000,
        deadline=0.3,
        attempts=1,
    ) as made:
        made.list_balances()
        yield made


@pytest.fixture
def bystander() -> Iterator[Bystander]:
    """A server that takes down whatever it is sent."""
    connections: list[bytes] = []

    def script(peer: Peer) -> None:
        connections.append(b"")
        connections.append(peer.read())

    with ExitStack() as stack:
        server = ScriptedServer(script)
        stack.callback(server.stop)
        yield Bystander(server.base_url, connections)
