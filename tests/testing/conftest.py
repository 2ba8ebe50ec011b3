"""An exchange behind a fault proxy, and both clients behind one blocking face."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import httpx
import pytest

from gopax_ext import AsyncGopax, Gopax
from gopax_ext.sandbox import Account, Sandbox
from gopax_ext.testing import FaultProxy
from tests.transport.lanes import ASYNC_CLIENT_LANES, CLIENT_LANES, client_options


class Bot(Protocol):
    """A client whose methods are called by name."""

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any: ...


class _ThreadBot:
    def __init__(self, **options: Any) -> None:
        self._client = Gopax(**options)
        self._lent: httpx.Client | None = options.get("http_client")

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return getattr(self._client, name)(*args, **kwargs)

    def close(self) -> None:
        self._client.close()
        if self._lent is not None:
            self._lent.close()


class _TaskBot:
    def __init__(self, **options: Any) -> None:
        self._runner = asyncio.Runner()
        self._client = AsyncGopax(**options)
        self._lent: httpx.AsyncClient | None = options.get("http_client")

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._runner.run(getattr(self._client, name)(*args, **kwargs))

    def close(self) -> None:
        self._runner.run(self._client.aclose())
        if self._lent is not None:
            self._runner.run(self._lent.aclose())
        self._runner.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One strict exchange for all tests of a module; each test has an account of its own."""
    with Sandbox(seed=7, limit=None, market=False) as running:
        _load_what_a_first_order_loads(running)
        yield running


def _load_what_a_first_order_loads(sandbox: Sandbox) -> None:
    """The tests are about deadlines of calls, not about the time that imports take."""
    account = sandbox.create_account({"KRW": "100000000"})
    with Gopax(
        key=account.api_key,
        secret=account.secret_key,
        base_url=sandbox.base_url,
        sharing="process",
        journal=False,
        transport=httpx.HTTPTransport(),
    ) as gopax:
        gopax.place_order("BTC-KRW", side="buy", type="limit", price=1000000, amount="0.01")


@pytest.fixture
def account(sandbox: Sandbox) -> Account:
    """An account with coins and money."""
    return sandbox.create_account({"KRW": "100000000", "BTC": "2"})


@pytest.fixture
def proxy(sandbox: Sandbox) -> Iterator[FaultProxy]:
    """A proxy that as yet lets everything pass."""
    with FaultProxy(sandbox.base_url, seed=7) as running:
        yield running


_LANES = [
    pytest.param((bot, lane), id=f"{client}-{name}", marks=[pytest.mark.nightly] if lane else [])
    for client, bot, lanes in (
        ("Gopax", _ThreadBot, CLIENT_LANES),
        ("AsyncGopax", _TaskBot, ASYNC_CLIENT_LANES),
    )
    for name, lane in lanes.items()
]
"""Both clients over all three lanes: connections of ours, any httpx transport, any httpx client."""


@pytest.fixture(params=_LANES)
def open_bot(
    request: pytest.FixtureRequest, account: Account, proxy: FaultProxy
) -> Iterator[Callable[..., Bot]]:
    """Open clients of that account, behind the proxy."""
    make, lane = request.param
    with ExitStack() as stack:

        def start(**options: Any) -> Bot:
            bot: _ThreadBot | _TaskBot = make(
                key=account.api_key,
                secret=account.secret_key,
                base_url=proxy.base_url,
                rate_limit=1_000,
                **client_options(lane),
                **options,
            )
            stack.callback(bot.close)
            return bot

        yield start


@pytest.fixture(autouse=True)
def _within_what_httpx_promises(request: pytest.FixtureRequest) -> None:
    """Leave out of a lane over httpx what it cannot end: a head of which bytes keep coming.

    Blocking httpx knows timeouts between two bytes alone, and in neither form does it count
    interim answers.
    """
    params = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    make, lane = params.get("open_bot", (None, {}))
    kind = params.get("kind")
    if lane and (kind == "continue_flood" or (kind == "drip_head" and make is _ThreadBot)):
        pytest.skip("httpx waits for a head as long as bytes of it come")
