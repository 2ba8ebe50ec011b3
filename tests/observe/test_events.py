"""Whoever watches a client is told what each call did, and costs the others nothing."""

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from gopax_ext import AsyncGopax, Gopax, GopaxError, NotSent, OutcomeUnknown
from gopax_ext.observe import (
    AttemptEnded,
    CallEnded,
    CallStarted,
    Event,
    Repeating,
    Waited,
)
from gopax_ext.sandbox import Account, Sandbox
from tests.generated.samples import ANSWERS
from tests.project.house import ROOT
from tests.unit.scripted import Bench, answer

OpenClient = Callable[..., Gopax]

ORDER: dict[str, Any] = {
    "trading_pair_name": "BTC-KRW",
    "side": "buy",
    "type": "limit",
    "price": 1000000,
    "amount": "0.01",
}


@pytest.fixture
def seen() -> list[Event]:
    """Events in the order in which they came."""
    return []


def kinds(events: list[Event]) -> list[str]:
    """Their names."""
    return [event.name for event in events]


def last(events: list[Event]) -> CallEnded:
    """How the last call ended."""
    ended = events[-1]
    assert isinstance(ended, CallEnded)
    return ended


def test_a_good_call_is_told_from_start_to_end(open_client: OpenClient, seen: list[Event]) -> None:
    """Let in twice, sent once; every event names the same call."""
    client = open_client(observers=[seen.append])
    client.get_balance("KRW")

    assert kinds(seen) == ["call_started", "waited", "waited", "attempt_ended", "call_ended"]
    (call,) = {event.call for event in seen}
    assert (call.operation, call.method, call.private) == ("get_balance", "GET", True)
    assert (call.template, call.target) == ("/balances/{assetName}", "/balances/KRW")
    assert [event.gate for event in seen if isinstance(event, Waited)] == ["slot", "lane"]
    ended = last(seen)
    assert (ended.outcome, ended.status, ended.error, ended.attempts) == ("ok", 200, None, 1)
    assert 0 < ended.seconds < 10
    assert ended.seconds_left == pytest.approx(10 - ended.seconds)
    assert ended.slots_left == 19


def test_a_public_call_waits_for_no_lane(open_client: OpenClient, seen: list[Event]) -> None:
    """It is not signed."""
    open_client(observers=[seen.append]).get_ticker("BTC-KRW")
    assert kinds(seen) == ["call_started", "waited", "attempt_ended", "call_ended"]
    assert not seen[0].call.private


def test_a_read_that_is_repeated_tells_each_attempt(
    open_client: OpenClient, sandbox: Sandbox, seen: list[Event]
) -> None:
    """What failed, how long it rests, and the answer in the end."""
    sandbox.faults.add("drop")
    open_client(observers=[seen.append]).get_ticker("BTC-KRW")

    attempts = [event for event in seen if isinstance(event, AttemptEnded)]
    assert [(each.attempt, each.failure, each.status) for each in attempts] == [
        (1, "closed", None),
        (2, None, 200),
    ]
    assert all(each.sent for each in attempts)
    (again,) = [event for event in seen if isinstance(event, Repeating)]
    assert again.attempt == 1
    assert last(seen).attempts == 2


def test_a_refusal_is_told_with_its_code(open_client: OpenClient, seen: list[Event]) -> None:
    """201: the exchange said no."""
    client = open_client(observers=[seen.append])
    with pytest.raises(GopaxError):
        client.place_order(**{**ORDER, "price": 100_000_000, "amount": 100})

    ended = last(seen)
    assert (ended.outcome, ended.error, ended.code) == ("rejected", "InsufficientBalance", 201)


def test_a_lost_answer_is_told_as_unknown(
    open_client: OpenClient, sandbox: Sandbox, seen: list[Event]
) -> None:
    """And resolving it is told call by call."""
    client = open_client(observers=[seen.append])
    sandbox.faults.add("drop", when="after")
    with pytest.raises(OutcomeUnknown) as caught:
        client.place_order(**ORDER)
    ended = last(seen)
    assert (ended.outcome, ended.error, ended.status) == ("unknown", "OutcomeUnknown", None)

    client.resolve(caught.value)

    operations = [event.call.operation for event in seen if isinstance(event, CallStarted)]
    assert operations[0] == "place_order"
    assert {"list_orders", "get_order"} <= set(operations)


@pytest.mark.parametrize("flavour", ["sync", "async"])
async def test_whoever_waited_in_vain_is_told_too(flavour: str, seen: list[Event]) -> None:
    """No slot came free before the deadline: nothing was sent."""
    bench = Bench(
        flavour,
        answer(ANSWERS["get_ticker"]),
        signed=False,
        observers=[seen.append],
        rate_limit=1,
        deadline=0.5,
        attempts=1,
    )
    await bench.call(lambda g: g.get_ticker("BTC-KRW"))
    with pytest.raises(NotSent):
        await bench.call(lambda g: g.get_ticker("BTC-KRW"))

    waits = [event for event in seen if isinstance(event, Waited)]
    assert [each.entered for each in waits] == [True, False]
    ended = last(seen)
    assert (ended.outcome, ended.attempts, ended.slots_left) == ("not_sent", 0, 0)
    assert ended.slot_seconds == pytest.approx(0.5)
    assert ended.seconds_left == pytest.approx(0, abs=1e-6)


def test_tasks_are_watched_as_threads_are(
    account: Account, sandbox: Sandbox, seen: list[Event]
) -> None:
    """The same events; a task that is cancelled says so."""

    async def main() -> None:
        client = AsyncGopax(
            key=account.api_key,
            secret=account.secret_key,
            base_url=sandbox.base_url,
            sharing="process",
            observers=[seen.append],
        )
        async with client:
            await client.get_balance("KRW")
            sandbox.faults.add("stall")
            task = asyncio.create_task(client.get_balance("BTC"))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())
    assert kinds(seen[:5]) == ["call_started", "waited", "waited", "attempt_ended", "call_ended"]
    assert last(seen).outcome == "cancelled"


def test_an_observer_that_fails_does_no_harm(
    open_client: OpenClient, seen: list[Event], caplog: pytest.LogCaptureFixture
) -> None:
    """The call goes on, the others are told, and the log says what happened."""

    def broken(event: Event) -> None:
        raise ValueError(event.name)

    client = open_client(observers=[broken, seen.append])
    assert client.get_ticker("BTC-KRW").price > 0
    assert last(seen).outcome == "ok"
    assert {record.name for record in caplog.records} == {"gopax_ext.calls"}
    assert len(caplog.records) == len(seen)


def test_a_view_with_other_options_is_watched_too(
    open_client: OpenClient, seen: list[Event]
) -> None:
    """It is the same client."""
    open_client(observers=[seen.append]).with_options(deadline=3).get_ticker("BTC-KRW")
    started = seen[0]
    assert isinstance(started, CallStarted)
    assert started.deadline == 3


def test_the_log_says_the_same_at_debug(
    open_client: OpenClient, caplog: pytest.LogCaptureFixture
) -> None:
    """One line a record, and a dictionary that any JSON formatter can write."""
    caplog.set_level(logging.DEBUG, "gopax_ext.calls")
    open_client().get_balance("KRW")

    records = [record for record in caplog.records if record.name == "gopax_ext.calls"]
    about = [vars(record)["gopax"] for record in records]
    assert [each["event"] for each in about] == [
        "call_started",
        "waited",
        "waited",
        "attempt_ended",
        "call_ended",
    ]
    assert json.loads(json.dumps(about[-1])) == about[-1]
    assert about[-1]["operation"] == "get_balance"
    assert about[-1]["outcome"] == "ok"
    assert all("\n" not in record.getMessage() for record in records)
    assert "outcome=ok" in records[-1].getMessage()


UNWATCHED = """
import sys
from gopax_ext import Gopax
from gopax_ext.sandbox import Sandbox
with Sandbox(seed=7, market=False) as sandbox:
    with Gopax(base_url=sandbox.base_url, sharing="process") as gopax:
        gopax.get_ticker("BTC-KRW")
print([name for name in sys.modules if name.startswith(("gopax_ext.observe", "opentelemetry"))])
"""


def test_nothing_is_loaded_while_nobody_listens() -> None:
    """A call that nobody watches does not even import what would tell of it."""
    done = subprocess.run(
        [sys.executable, "-c", UNWATCHED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
