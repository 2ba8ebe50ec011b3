"""A Redis that takes connections and never answers: no call waits longer for it than it may."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from gopax_ext import Gopax, NotSent
from gopax_ext.sandbox import Sandbox
from tests.transport.server import Peer, ScriptedServer
from tests.transport.timing import Stopwatch

DEADLINE = 0.4


@pytest.fixture
def silent() -> Iterator[str]:
    """Its address."""

    def script(peer: Peer) -> None:
        peer.hang()

    with ExitStack() as stack:
        server = ScriptedServer(script)
        stack.callback(server.stop)
        yield f"redis://127.0.0.1:{server.port}/0"


def test_a_redis_that_answers_nothing_holds_up_no_call_past_its_deadline(silent: str) -> None:
    """Signed calls say that nothing was sent; public ones go on with a share of the rate."""
    with Sandbox(seed=7, market=False) as sandbox:
        account = sandbox.create_account({"KRW": "1000"})
        identity = {"key": account.api_key, "secret": account.secret_key}
        with Gopax(
            base_url=sandbox.base_url, sharing=silent, deadline=DEADLINE, attempts=1, **identity
        ) as gopax:
            with Stopwatch() as watch, pytest.raises(NotSent):
                gopax.list_balances()
            assert watch.kept(DEADLINE)
            until = time.monotonic() + 10
            while True:
                try:
                    ticker = gopax.with_options(deadline=5).get_ticker("BTC-KRW")
                except NotSent:
                    assert time.monotonic() < until
                else:
                    break
            assert ticker.price > 0
