"""What a call costs with many in flight on one client, and with many connections idle.

A case makes all its calls in one run of an event loop of its own; figures are for one call.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from .calls import opc_client, ours
from .cases import Setup, case
from .peers.ccxt_exchange import async_exchange

if TYPE_CHECKING:
    import httpx

_PATH = "/trading-pairs/BTC-KRW/ticker"
_EACH = 3
"""Calls that each of those in flight makes, one after the other."""
_KEPT_SECONDS = 300.0
"""How long idle connections are kept: a peer must not lose its own between two of its turns."""


def _httpx(base_url: str) -> "httpx.AsyncClient":
    import httpx  # noqa: PLC0415 - each worker loads its own peer alone

    # Its default keeps 20 connections alive, so 100 in flight would open 80 each time.
    limits = httpx.Limits(
        max_connections=None, max_keepalive_connections=None, keepalive_expiry=_KEPT_SECONDS
    )
    return httpx.AsyncClient(base_url=base_url, limits=limits)


async def _open_httpx(base_url: str) -> Callable[[], Awaitable[object]]:
    client = _httpx(base_url)

    async def call() -> object:
        return (await client.get(_PATH)).json()

    return call


async def _open_ours(base_url: str) -> Callable[[], Awaitable[object]]:
    from gopax_ext import AsyncGopax  # noqa: PLC0415 - as above

    gopax = ours(base_url, cls=AsyncGopax)
    return lambda: gopax.get_ticker("BTC-KRW")


async def _open_aiohttp(base_url: str) -> Callable[[], Awaitable[object]]:
    import aiohttp  # noqa: PLC0415 - as above

    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEPT_SECONDS)
    session = aiohttp.ClientSession(base_url, connector=connector)

    async def call() -> object:
        async with session.get(_PATH) as response:
            return await response.json()

    return call


async def _open_opc(base_url: str) -> Callable[[], Awaitable[object]]:
    client = opc_client(base_url)
    from opc_client.api.market import get_ticker  # noqa: PLC0415 - as above

    client.set_async_httpx_client(_httpx(base_url))
    return lambda: get_ticker.asyncio(trading_pair="BTC-KRW", client=client)


async def _open_ccxt(base_url: str) -> Callable[[], Awaitable[object]]:
    ccxt = async_exchange(base_url)
    return lambda: ccxt.fetch_ticker("BTC/KRW")


def _in_flight(count: int, connect: Callable[[str], Any], *, loop: str = "asyncio") -> Setup:
    def setup(base_url: str) -> Callable[[], object]:
        runner = asyncio.Runner(loop_factory=_factory(loop))
        call = runner.run(connect(base_url))

        async def one_after_the_other() -> None:
            for _ in range(_EACH):
                await call()

        async def together() -> None:
            await asyncio.gather(*(one_after_the_other() for _ in range(count)))

        return lambda: runner.run(together())

    return setup


def _with_idle(idle: int, connect: Callable[[str], Any]) -> Setup:
    def setup(base_url: str) -> Callable[[], object]:
        runner = asyncio.Runner()
        call = runner.run(connect(base_url))

        async def fill() -> None:
            await asyncio.gather(*(call() for _ in range(idle)))

        async def one_after_the_other() -> None:
            for _ in range(_IDLE_CALLS):
                await call()

        runner.run(fill())
        return lambda: runner.run(one_after_the_other())

    return setup


def _factory(loop: str) -> Callable[[], asyncio.AbstractEventLoop] | None:
    if loop == "asyncio":
        return None
    import uvloop  # noqa: PLC0415 - as above

    return uvloop.new_event_loop


_IDLE_CALLS = 30
_CALLERS = {
    "httpx.AsyncClient, untyped": (_open_httpx, 1),
    "ours": (_open_ours, 6),
    "aiohttp, untyped": (_open_aiohttp, 4),
    "openapi-python-client": (_open_opc, 1),
    "ccxt": (_open_ccxt, 2),
}

for _count in (20, 100):
    for _name, (_open, _factor) in _CALLERS.items():
        case(
            f"public GET, {_count} in flight",
            _name,
            repeats=max(1, _factor * 40 // _count),
            calls=_EACH * _count,
        )(_in_flight(_count, _open))
    case(
        f"public GET, {_count} in flight",
        "ours, uvloop",
        repeats=240 // _count,
        calls=_EACH * _count,
    )(_in_flight(_count, _open_ours, loop="uvloop"))

for _name, _open in (("ours", _open_ours), ("httpx", _open_httpx), ("aiohttp", _open_aiohttp)):
    for _idle in (1, 100):
        case("idle connections", f"{_name}, {_idle} idle", repeats=3, calls=_IDLE_CALLS)(
            _with_idle(_idle, _open)
        )
