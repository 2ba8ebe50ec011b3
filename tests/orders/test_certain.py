"""Waiting for the verdict: a call that changes something says what became of it."""

import time

import pytest

import gopax_ext as gx
from gopax_ext import Terms

from .bench import FAR, QUICK, Bench, buy


async def test_a_lost_answer_is_found_by_the_call_itself(bench: Bench) -> None:
    """The order comes back as if nothing had happened, and is on record."""
    client = bench.another(on_unknown="resolve", terms=QUICK)
    bench.sandbox.faults.add("drop", method="POST", when="after")

    order = await bench(buy, client)

    assert order.price == FAR
    assert [each.id for each in await bench(lambda g: g.list_orders())] == [order.id]
    assert await bench(lambda g: g.unresolved()) == []


async def test_an_order_that_never_arrived_is_an_error_that_says_so(bench: Bench) -> None:
    """Nothing came of it, that is proven, and it may be placed again."""
    client = bench.another(on_unknown="resolve", terms=QUICK)
    bench.sandbox.faults.add("drop", method="POST", when="before")

    with pytest.raises(gx.NotPlaced) as caught:
        await bench(buy, client)
    order = await bench(lambda g: g.resubmit(caught.value), client)

    assert caught.value.outcome == "rejected"
    assert [each.id for each in await bench(lambda g: g.list_orders())] == [order.id]


async def test_the_deadline_holds_for_the_verdict_too(bench: Bench) -> None:
    """Where there is no time for a proof, the outcome stays unknown."""
    client = bench.another(on_unknown="resolve", terms=Terms(settle=30), deadline=1.0)
    bench.sandbox.faults.add("drop", method="POST", when="before")
    start = time.monotonic()

    with pytest.raises(gx.OutcomeUnknown) as caught:
        await bench(buy, client)

    assert time.monotonic() - start < 1.1
    assert caught.value.attempt == (await bench(lambda g: g.unresolved()))[0].id


async def test_a_view_may_ask_for_the_verdict(bench: Bench) -> None:
    """For one call, on the same connections and the same journal."""
    bench.sandbox.faults.add("stall", method="POST")
    view = bench.client.with_options(on_unknown="resolve", deadline=1.0)

    order = await bench(buy, view)

    assert (await bench(lambda g: g.get_order(order.id))).status == "placed"


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_cancel_arrives_in_the_end(bench: Bench, when: str) -> None:
    """One that is proven not to have arrived is sent once more."""
    client = bench.another(on_unknown="resolve", terms=QUICK)
    order = await bench(buy)
    bench.sandbox.faults.add("drop", method="DELETE", when=when)

    await bench(lambda g: g.cancel_order(order.id, verify=True), client)

    assert (await bench(lambda g: g.get_order(order.id))).status == "cancelled"
    assert await bench(lambda g: g.audit()) == []


async def test_a_cancel_that_gets_lost_again_is_told(bench: Bench) -> None:
    """The second one is the last."""
    client = bench.another(on_unknown="resolve", terms=QUICK)
    order = await bench(buy)
    bench.sandbox.faults.add("drop", method="DELETE", when="before", times=2)

    with pytest.raises(gx.OutcomeUnknown):
        await bench(lambda g: g.cancel_order(order.id), client)

    assert (await bench(lambda g: g.get_order(order.id))).status == "placed"


async def test_an_unknown_policy_is_refused(bench: Bench) -> None:
    """With the names of those there are."""
    with pytest.raises(gx.SettingsError, match='"raise" or "resolve"'):
        bench.another(on_unknown="retry")
