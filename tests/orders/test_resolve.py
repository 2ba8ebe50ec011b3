"""Over real sockets, with a server that misbehaves: each order is found, or proven absent."""

import asyncio
import pickle
from decimal import Decimal
from typing import Any

import pytest

import gopax_ext as gx
from gopax_ext import Terms

from .bench import FAR, PAIR, QUICK, Bench, buy

AFTER = [
    ("error", {"when": "after"}),
    ("html", {"when": "after"}),
    ("drop", {"when": "after"}),
    ("body", {"when": "after"}),
    ("truncate", {}),
    ("short", {}),
    ("stall", {}),
]


@pytest.mark.parametrize(("kind", "options"), AFTER, ids=str)
async def test_an_order_whose_answer_is_lost_is_found(
    bench: Bench, kind: str, options: Any
) -> None:
    """It was placed, and resolve returns it."""
    error = await bench.lose(kind, **options)

    order = await bench(lambda g: g.resolve(error, terms=QUICK))

    assert (order.status, order.amount, order.price) == ("placed", Decimal("0.01"), FAR)
    assert [each.id for each in await bench(lambda g: g.list_orders())] == [order.id]
    assert (await bench(lambda g: g.attempt(error))).order_id == order.id
    assert (await bench(lambda g: g.resolve(error))).id == order.id
    assert await bench(lambda g: g.unresolved()) == []


@pytest.mark.parametrize("kind", ["error", "html", "drop"])
async def test_an_order_that_never_arrived_is_proven_absent(bench: Bench, kind: str) -> None:
    """And may be resubmitted, once."""
    error = await bench.lose(kind, when="before")

    assert await bench(lambda g: g.resolve(error, terms=QUICK)) is None
    attempt = await bench(lambda g: g.attempt(error))
    order = await bench(lambda g: g.resubmit(error))

    assert (attempt.state, attempt.confidence) == ("absent", "fenced")
    assert [each.id for each in await bench(lambda g: g.list_orders())] == [order.id]
    with pytest.raises(gx.ArgumentError, match="was resubmitted"):
        await bench(lambda g: g.resubmit(error))


async def test_a_request_that_comes_late_is_shut_out_by_the_fence(bench: Bench) -> None:
    """It arrives after the verdict, and the exchange refuses its nonce."""
    bench.sandbox.faults.add("late", method="POST", delay=1.2)
    with pytest.raises(gx.OutcomeUnknown) as caught:
        await bench(lambda g: buy(g.with_options(deadline=0.2)))
    error = caught.value

    assert await bench(lambda g: g.resolve(error, terms=QUICK)) is None
    await asyncio.sleep(1.2)

    assert await bench(lambda g: g.list_orders()) == []


async def test_without_strict_nonces_nothing_is_proven_in_a_hurry(bench: Bench) -> None:
    """The attempt stays open, and its twin is held back."""
    error = await bench.lose("drop", when="before")
    hasty = Terms(settle=0.3, strict_nonce=False)

    with pytest.raises(gx.OutcomeUnknown, match="late arrival"):
        await bench(lambda g: g.resolve(error, terms=hasty))
    with pytest.raises(gx.TwinInFlight):
        await bench(buy)
    patient = Terms(settle=0.3, strict_nonce=False, max_inflight=0.3)
    assert await bench(lambda g: g.resolve(error, terms=patient)) is None
    assert (await bench(lambda g: g.attempt(error))).confidence == "settled"


async def test_an_order_that_was_filled_at_once_is_found_by_its_trades(bench: Bench) -> None:
    """It never shows among the open orders."""
    bench.sandbox.faults.add("drop", method="POST", when="after")
    with pytest.raises(gx.OutcomeUnknown) as caught:
        await bench(lambda g: g.market_sell(PAIR, sell="0.01"))

    order = await bench(lambda g: g.resolve(caught.value, terms=QUICK))

    assert (order.type, order.status) == ("market", "completed")


async def test_a_twin_is_held_back_until_the_first_is_resolved(bench: Bench) -> None:
    """By every client of the key; another order is not, and nor is one that is wanted twice."""
    error = await bench.lose("drop", when="after")
    other = bench.another()

    with pytest.raises(gx.TwinInFlight) as caught:
        await bench(buy, other)
    second = await bench(lambda g: buy(g, allow_twin=True), other)
    await bench(lambda g: g.market_sell(PAIR, sell="0.01"), other)
    first = await bench(lambda g: g.resolve(caught.value, terms=QUICK), other)

    assert caught.value.attempt == error.attempt
    assert {first.id, second.id} == {o.id for o in await bench(lambda g: g.list_orders())}
    assert int(first.id) < int(second.id)
    await bench(buy)


async def test_a_stranger_with_the_same_order_is_not_guessed_about(bench: Bench) -> None:
    """Two orders, one attempt: the person decides."""
    error = await bench.lose("drop", when="after")
    stranger = bench.another(journal=False)
    await bench(buy, stranger)

    with pytest.raises(gx.AmbiguousOutcome) as caught:
        await bench(lambda g: g.resolve(error, terms=QUICK))
    candidates = caught.value.candidates
    order = await bench(lambda g: g.settle(error, order_id=candidates[0].id))

    assert len(candidates) == 2
    assert order == candidates[0]
    assert await bench(lambda g: g.unresolved()) == []
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert copy.candidates == candidates
    assert copy.outcome == "unknown"


async def test_a_person_may_say_that_there_is_none(bench: Bench) -> None:
    """It is on record that nobody checked."""
    error = await bench.lose("drop", when="before")

    assert await bench(lambda g: g.settle(error, order_id=None)) is None

    assert (await bench(lambda g: g.attempt(error))).confidence == "told"
    with pytest.raises(gx.ArgumentError, match="not in the journal"):
        await bench(lambda g: g.resolve("somebody else's"))


async def test_what_a_crash_left_is_found_by_the_next_start(bench: Bench) -> None:
    """The journal outlives the client."""
    await bench.lose("drop", when="after")
    await bench.close()
    client = bench.another()

    (attempt,) = await bench(lambda g: g.unresolved(), client)
    order = await bench(lambda g: g.resolve(attempt, terms=QUICK), client)

    assert order.status == "placed"
    assert await bench(lambda g: g.unresolved(), client) == []


async def test_a_fence_that_fails_leaves_the_doubt(bench: Bench) -> None:
    """Nothing is decided without evidence, and it ends."""
    error = await bench.lose("drop", when="after")
    bench.sandbox.faults.add("drop", method="GET", times=None)

    with pytest.raises(gx.OutcomeUnknown):
        await bench(lambda g: g.with_options(deadline=0.5).resolve(error, terms=QUICK))
    bench.sandbox.faults.clear()

    assert (await bench(lambda g: g.resolve(error, terms=QUICK))).status == "placed"


@pytest.mark.parametrize(("when", "status"), [("after", "cancelled"), ("before", "placed")])
async def test_a_cancel_whose_answer_is_lost_is_looked_up(
    bench: Bench, when: str, status: str
) -> None:
    """The order itself says what became of it."""
    order = await bench(buy)
    bench.sandbox.faults.add("drop", method="DELETE", when=when)
    with pytest.raises(gx.OutcomeUnknown) as caught:
        await bench(lambda g: g.cancel_order(order.id))

    found = await bench(lambda g: g.resolve(caught.value, terms=QUICK))

    assert (found.id, found.status) == (order.id, status)


async def test_a_cancel_is_verified_on_request(bench: Bench) -> None:
    """`{}` proves nothing: the order has to be gone."""
    first, second = await bench(buy), await bench(lambda g: buy(g, allow_twin=True))
    await bench(lambda g: g.cancel_order(first.id, verify=True))
    bench.sandbox.faults.add("body", method="DELETE", body="{}")

    with pytest.raises(gx.OutcomeUnknown, match="is placed"):
        await bench(lambda g: g.cancel_order(second.id, verify=True))


async def test_the_answer_to_another_call_is_no_answer(bench: Bench) -> None:
    """A swapped answer is noticed by what it repeats, and its connection is closed."""
    order = await bench(buy)
    await bench(lambda g: g.get_balance("KRW"))
    bench.sandbox.faults.add("swap", method="GET", path="/balances")
    with pytest.raises(gx.DecodeError):
        await bench(lambda g: g.get_balance("BTC"))
    other = f'{{"id":"{order.id}","price":{FAR},"amount":0.02,"tradingPairName":"{PAIR}",'
    other += '"side":"buy","type":"limit","createdAt":"2018-01-09T10:43:10.000Z"}'

    error = await bench.lose("body", when="after", body=other)

    assert isinstance(error.cause, gx.DecodeError)
    assert (error.cause.path, error.cause.found) == ("$.amount", "0.02")
    assert (await bench(lambda g: g.resolve(error, terms=QUICK))).id != order.id


async def test_a_number_that_the_exchange_would_change_is_not_sent(bench: Bench) -> None:
    """The refusal comes before the record and the call."""
    with pytest.raises(gx.PrecisionError):
        await bench(
            lambda g: g.place_order(
                PAIR, side="buy", type="limit", price=FAR, amount="12345678.123456789"
            )
        )
    assert await bench(lambda g: g.unresolved()) == []
    assert await bench(lambda g: g.list_orders()) == []


async def test_a_refusal_is_on_record_as_one(bench: Bench) -> None:
    """Nothing is left to resolve."""
    for _ in range(2):
        with pytest.raises(gx.InsufficientBalance):
            await bench(
                lambda g: g.place_order(PAIR, side="buy", type="limit", price=FAR, amount=999)
            )
    assert await bench(lambda g: g.unresolved()) == []


async def test_a_client_without_a_key_has_nothing_to_resolve(bench: Bench) -> None:
    """It says so."""
    client = type(bench.client)(base_url=bench.sandbox.base_url)
    with pytest.raises(gx.MissingCredentials):
        await bench(lambda g: g.unresolved(), client)
    await bench(lambda g: g.close() if hasattr(g, "close") else g.aclose(), client)
