"""An exchange behind a fault proxy, and both clients behind one blocking face."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import pytest

from gopax_ext import AsyncGopax, Gopax
from gopax_ext.sandbox import Account, Sandbox
from gopax_ext.testing import FaultProxy


class Bot(Protocol):
    """A client whose methods are called by name."""

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any: ...


class _ThreadBot:
    def __init__(self, **options: Any) -> None:
        self._client = Gopax(**options)

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return getattr(self._client, name)(*args, **kwargs)

    def close(self) -> None:
        self._client.close()


class _TaskBot:
    def __init__(self, **options: Any) -> None:
        self._runner = asyncio.Runner()
        self._client = AsyncGopax(**options)

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._runner.run(getattr(self._client, name)(*args, **kwargs))

    def close(self) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One strict exchange for all tests of a module; each test has an account of its own."""
    with Sandbox(seed=7, limit=None, market=False) as running:
        yield running


@pytest.fixture
def account(sandbox: Sandbox) -> Account:
    """An account with coins and money."""
    return sandbox.create_account({"KRW": "100000000", "BTC": "2"})


@pytest.fixture
def proxy(sandbox: Sandbox) -> Iterator[FaultProxy]:
    """A proxy that as yet lets everything pass."""
    with FaultProxy(sandbox.base_url, seed=7) as running:
        yield running


@pytest.fixture(params=[_ThreadBot, _TaskBot], ids=["Gopax", "AsyncGopax"])
def open_bot(
    request: pytest.FixtureRequest, account: Account, proxy: FaultProxy
) -> Iterator[Callable[..., Bot]]:
    """Open clients of that account, behind the proxy."""
    with ExitStack() as stack:

        def start(**options: Any) -> Bot:
            bot = request.param(
                key=account.api_key,
                secret=account.secret_key,
                base_url=proxy.base_url,
                rate_limit=1_000,
                **options,
            )
            stack.callback(bot.close)
            return bot

        yield start
