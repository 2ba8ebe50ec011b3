"""An order goes on record when its turn comes, and not before."""

import asyncio
import gc
from typing import Any

import pytest

import gopax_ext as gx
from gopax_ext import AsyncGopax
from gopax_ext.pipeline import Trace
from gopax_ext.sandbox import Sandbox
from gopax_ext.testing import AppTransport, VirtualSeam, run_virtual
from gopax_generated.operations import Call

from .bench import Bench, buy


def client(seam: VirtualSeam, **options: Any) -> tuple[AsyncGopax, Sandbox]:
    """A client of an exchange that takes some milliseconds to answer."""
    sandbox = Sandbox(seed=3, seam=seam, market=False)
    account = sandbox.create_account({"KRW": "1000000000"})
    made = AsyncGopax(
        key=account.api_key,
        secret=account.secret_key,
        base_url="http://127.0.0.1:1",
        transport=AppTransport(sandbox.app, seam=seam, latency=(0.001, 0.05)),
        seam=seam,
        deadline=5,
        **options,
    )
    return made, sandbox


@pytest.mark.parametrize("observers", [(), (lambda _: None,)], ids=["unseen", "watched"])
def test_of_twins_that_are_asked_for_together_one_is_placed(observers: Any) -> None:
    """The others queue behind it, and are refused when their turn comes, though it is answered."""

    async def main(seam: VirtualSeam) -> None:
        gopax, _ = client(seam, observers=observers)
        async with gopax:
            twins = [buy(gopax) for _ in range(5)]
            ends = await asyncio.gather(*twins, return_exceptions=True)
            (order,) = [end for end in ends if not isinstance(end, BaseException)]
            refused = [end for end in ends if isinstance(end, gx.TwinInFlight)]
            assert len(refused) == 4
            assert [each.id for each in await gopax.list_orders()] == [order.id]
            assert (await gopax.attempt(refused[0])).order_id == order.id
            await buy(gopax)

    run_virtual(main, seed=1)


def test_an_order_leaves_nothing_to_collect(sandbox: Sandbox) -> None:
    """What knows itself stays until a collection, which a program of many orders pays for."""
    account = sandbox.create_account({"KRW": "1000000000"})
    keys = {"key": account.api_key, "secret": account.secret_key}
    with gx.Gopax(**keys, base_url=sandbox.base_url, journal=False) as gopax:
        gc.collect()
        gc.disable()
        try:
            before = _of_calls()
            gopax.place_order("BTC-KRW", side="buy", type="limit", price=5_000_000, amount="0.01")
            assert _of_calls() == before
        finally:
            gc.enable()


def _of_calls() -> int:
    """How many things there are that a call is made of."""
    return sum(isinstance(each, Trace | Call) for each in gc.get_objects())


def test_an_order_that_waits_in_vain_leaves_no_record() -> None:
    """Nothing can come of it, and a twin of it may be placed."""

    async def main(seam: VirtualSeam) -> None:
        gopax, sandbox = client(seam)
        async with gopax:
            sandbox.faults.add("latency", method="GET", delay=3)
            slow = asyncio.ensure_future(gopax.list_balances())
            await asyncio.sleep(0)
            with pytest.raises(gx.NotSent) as caught:
                await buy(gopax.with_options(deadline=1))
            assert caught.value.outcome == "not_sent"
            await slow
            await buy(gopax)
            assert await gopax.unresolved() == []

    run_virtual(main, seed=2)


async def test_a_connection_that_fails_leaves_an_attempt_that_was_not_sent(bench: Bench) -> None:
    """However often it is repeated, it is one attempt, and its twin may be placed."""
    closed = bench.another(base_url="http://127.0.0.1:1", attempts=3, deadline=5.0)

    for _ in range(2):
        with pytest.raises(gx.NotSent):
            await bench(buy, closed)

    assert await bench(lambda g: g.unresolved(), closed) == []
    assert await bench(lambda g: g.list_orders()) == []
