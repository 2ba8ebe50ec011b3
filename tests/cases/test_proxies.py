"""A proxy that a user brings: what it refuses was not sent, and it is told no credentials."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from gopax_ext import AsyncGopax, Gopax, NotSent
from tests.transport.server import Peer, ScriptedServer, answer

KEY = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
SECRET = "c2VjcmV0LW9mLXRlc3Rz"
REFUSAL = answer(b"who are you?", status="407 Proxy Authentication Required")


@pytest.fixture
def refusing() -> Iterator[ScriptedServer]:
    """A proxy that lets nobody through."""

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(REFUSAL)

    with ExitStack() as stack:
        server = ScriptedServer(script)
        stack.callback(server.stop)
        yield server


def _transport(url: str) -> dict[str, Any]:
    return {"transport": httpx.HTTPTransport(proxy=url, verify=True)}


def _client(url: str) -> dict[str, Any]:
    return {"http_client": httpx.Client(proxy=url, trust_env=False)}


@pytest.mark.parametrize("bring", [_transport, _client], ids=["transport", "client"])
def test_an_order_that_a_proxy_refuses_was_not_sent(
    refusing: ScriptedServer, bring: Callable[[str], dict[str, Any]]
) -> None:
    """The tunnel was never opened, and the proxy saw neither key nor signature."""
    options = bring(refusing.base_url)
    with (
        Gopax(
            key=KEY, secret=SECRET, base_url="https://127.0.0.1:9", attempts=1, **options
        ) as gopax,
        pytest.raises(NotSent, match="407") as caught,
    ):
        gopax.place_order("BTC-KRW", side="buy", type="limit", price=1000000, amount="0.01")
    if "http_client" in options:
        options["http_client"].close()
    assert caught.value.kind == "connect"
    (seen,) = refusing.requests
    assert seen.startswith(b"CONNECT 127.0.0.1:9 ")
    assert all(word not in seen.upper() for word in (b"API-KEY", b"SIGNATURE", b"NONCE"))


def test_an_awaited_order_that_a_proxy_refuses_was_not_sent(refusing: ScriptedServer) -> None:
    """As for the blocking client."""

    async def main() -> None:
        transport = httpx.AsyncHTTPTransport(proxy=refusing.base_url)
        async with AsyncGopax(
            key=KEY, secret=SECRET, base_url="https://127.0.0.1:9", attempts=1, transport=transport
        ) as gopax:
            with pytest.raises(NotSent, match="407"):
                await gopax.cancel_order("1")

    asyncio.run(main())
    assert all(b"SIGNATURE" not in seen.upper() for seen in refusing.requests)
