"""What an open page is sent, and what the request log keeps."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from gopax_ext import Gopax, OutcomeUnknown
from gopax_ext.sandbox import Clock
from tests.dashboard.browsing import Venue, open_venue
from tests.dashboard.test_doors import ask, open_session

Event = tuple[str, Any]


@pytest.fixture(scope="module")
def venue() -> Iterator[Venue]:
    """An exchange where nobody trades and no time passes: what changes, a test has changed."""
    clock = Clock.frozen(datetime(2026, 11, 23, tzinfo=UTC))
    with open_venue(market=False, history_days=1, clock=clock) as found:
        yield found


@contextmanager
def followed(venue: Venue) -> Iterator[Iterator[Event]]:
    """Follow BTC-KRW as a page does."""
    session = open_session(venue)["session"]
    address = venue.sandbox.base_url.partition("//")[2]
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.request("GET", f"/dashboard/stream?session={session}&pair=BTC-KRW&interval=5")
    answer = connection.getresponse()
    assert answer.getheader("content-type") == "text/event-stream; charset=utf-8"
    try:
        yield _events(answer)
    finally:
        connection.close()


def _events(answer: http.client.HTTPResponse) -> Iterator[Event]:
    name = ""
    while line := answer.readline().decode().strip("\n"):
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            answer.readline()
            yield name, json.loads(line.removeprefix("data: "))


def wait_for(events: Iterator[Event], name: str) -> Any:
    """What the next event of this name holds."""
    return next(value for found, value in events if found == name)


def test_a_page_is_sent_everything_at_first(venue: Venue) -> None:
    """Each event holds what the documented operation of its name answers."""
    wanted = ["reset", "controls", "stats", "book", "trades", "candles"]
    wanted += ["orders", "fills", "balances"]
    with followed(venue) as events, Gopax(base_url=venue.sandbox.base_url) as gopax:
        found = {name: value for _, (name, value) in zip(wanted, events, strict=False)}
        assert list(found) == wanted
        assert found["book"] == {"bid": [], "ask": []}
        assert len(found["stats"]) == len(gopax.list_stats())
        assert found["trades"][0]["id"] == gopax.list_trades("BTC-KRW", limit=1)[0].id


def test_an_order_is_sent_at_once_and_nothing_else_is(venue: Venue, gopax: Gopax) -> None:
    """Only what has changed: the book, the order, the balance; and the request."""
    with followed(venue) as events:
        wait_for(events, "balances")
        order = gopax.place_order("BTC-KRW", side="buy", type="limit", price=8_000_000, amount=1)
        names: set[str] = set()
        for name, value in events:
            names.add(name)
            if name == "log" and value[-1]["took_ms"] is not None and "orders" in names:
                break
        assert names <= {"book", "orders", "balances", "log", "controls"}
        gopax.cancel_order(order.id)
        assert wait_for(events, "orders") == []


def test_a_reset_begins_everything_anew(venue: Venue) -> None:
    """The page forgets what it had."""
    with followed(venue) as events:
        wait_for(events, "balances")
        venue.sandbox.reset()
        wait_for(events, "reset")
        assert wait_for(events, "orders") == []


def test_the_pages_let_go_when_the_exchange_ends() -> None:
    """Their connections are ended, not broken off, so that stopping does not wait for them."""
    with open_venue(market=False, history_days=1) as venue, followed(venue) as events:
        wait_for(events, "balances")
        venue.sandbox.stop()
        assert [name for name, _ in events if name != "controls"] == []


def test_the_log_keeps_what_was_signed_and_answered(venue: Venue, gopax: Gopax) -> None:
    """Enough to check the signature with one's own eyes; no secret is in it."""
    gopax.get_balance("KRW")
    session = open_session(venue)["session"]
    with followed(venue) as events:
        last = wait_for(events, "log")[-1]
    assert (last["method"], last["target"], last["status"]) == ("GET", "/balances/KRW", 200)
    entry = ask(venue, f"/dashboard/log/{last['number']}?session={session}").json
    assert entry["api_key"] == venue.account.api_key
    assert entry["nonce"].isdecimal()
    assert len(entry["signature"]) == 88
    assert json.loads(entry["answer"])["asset"] == "KRW"
    assert ["x-ratelimit-limit", "20"] not in entry["headers"]  # no limit is set here
    assert venue.account.secret_key not in json.dumps(entry)


def test_the_log_tells_a_lost_answer(venue: Venue, gopax: Gopax) -> None:
    """No status, and the time it took."""
    venue.sandbox.faults.add("drop", when="after", path="/orders")
    with pytest.raises(OutcomeUnknown):
        gopax.place_order("BTC-KRW", side="buy", type="limit", price=7_000_000, amount=1)
    with followed(venue) as events:
        last = wait_for(events, "log")[-1]
    assert (last["method"], last["status"], last["complete"]) == ("POST", None, False)
    assert last["took_ms"] is not None


def test_the_log_forgets_the_oldest(venue: Venue) -> None:
    """It holds two hundred requests, and of each body eight kilobytes."""
    for _ in range(210):
        ask(venue, "/assets")
    session = open_session(venue)["session"]
    with followed(venue) as events:
        kept = wait_for(events, "log")
    assert len(kept) == 200
    gone = kept[0]["number"] - 1
    assert ask(venue, f"/dashboard/log/{gone}?session={session}").status == 404


def test_a_page_learns_at_once_that_the_clock_was_moved(venue: Venue) -> None:
    """However: set, stepped, stopped or sped up."""
    clock = venue.sandbox.clock
    with followed(venue) as events:
        before = wait_for(events, "controls")["now_ms"]
        clock.shift(-600_000)
        assert wait_for(events, "controls")["now_ms"] == before - 600_000
        clock.step(3600)
        assert wait_for(events, "controls")["now_ms"] == before + 3_000_000
        clock.set_speed(60)
        assert wait_for(events, "controls")["speed"] == 60
        clock.set_speed(0)
        assert wait_for(events, "controls")["speed"] == 0
