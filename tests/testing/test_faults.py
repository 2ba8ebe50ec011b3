"""Every fault of the proxy against both clients, on the real exchange."""

import contextlib
import gc
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gopax_ext import GopaxError, NotSent, OutcomeUnknown, TransportError
from gopax_ext.sandbox import Account
from gopax_ext.testing import KINDS, FaultProxy
from tests.testing.conftest import Bot
from tests.transport.timing import OVERSHOOT, Stopwatch

OpenBot = Callable[..., Bot]

PAIR = "BTC-KRW"
DEADLINE = 0.3
MIB = 1 << 20

HARMLESS = {"latency", "duplicate", "reorder", "no_length", "extra", "idle_close"}
"""The right answer arrives in spite of them."""
NEVER_SEEN = {"reset_on_accept", "drop_before"}
"""The exchange learns nothing of the request."""
ENDLESS = {"silence", "length_long", "drip_head", "drip_body"}
"""Only the deadline ends them."""
UNREADABLE = {"length_short", "swap"}
"""A whole answer, which is not the one to this call."""


def _place(bot: Bot, amount: str = "0.01") -> str:
    """Place an order that rests far from the market."""
    order = bot.call("place_order", PAIR, side="buy", type="limit", price=1000000, amount=amount)
    return str(order.id)


def _seen(account: Account) -> set[str]:
    """Return the ids of the orders that the exchange has, asked from inside."""
    return {str(order) for order in account.owner.open}


def _patiently(bot: Bot, name: str, *args: str) -> Any:
    """Make a call that nothing stands in the way of; a short deadline may be too short if busy."""
    for _ in range(10):
        with contextlib.suppress(TransportError):
            return bot.call(name, *args)
    raise AssertionError(f"{name} has not been answered")


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it has not come about within five seconds")


@pytest.mark.parametrize("kind", KINDS)
def test_an_order_ends_as_the_exchange_saw_it(
    open_bot: OpenBot, proxy: FaultProxy, account: Account, kind: str
) -> None:
    """Placed or unknown, in time, never anything else; and the next call works."""
    bot = open_bot(deadline=DEADLINE)
    proxy.add(kind, method=None if kind == "reset_on_accept" else "POST", delay=0.02)
    placed: str | None = None
    error: GopaxError | None = None
    with Stopwatch() as watch:
        try:
            placed = _place(bot)
        except GopaxError as caught:
            error = caught
    assert [met[0] for met in proxy.met] == [kind]
    assert watch.elapsed <= DEADLINE + OVERSHOOT or not watch.calm
    if kind == "late":
        _until(lambda: len(proxy.passed) == 1)
    seen = _seen(account)
    if kind in NEVER_SEEN:
        assert placed is None or kind == "reset_on_accept"
        assert seen == ({placed} if placed else set())
    else:
        assert len(seen) == 1
        assert (error is None) == (kind in HARMLESS)
        assert placed is None or seen == {placed}
    if error is not None:
        assert error.outcome == "unknown"
        assert isinstance(error, OutcomeUnknown)
        assert (kind in ENDLESS) == (getattr(error.cause, "kind", "") == "timeout")
        assert (kind in UNREADABLE) == (type(error.cause).__name__ == "DecodeError")
    proxy.clear()
    assert {order.id for order in _patiently(bot, "list_orders")} == seen


@pytest.mark.parametrize("kind", sorted(set(KINDS) - UNREADABLE - ENDLESS))
def test_a_query_survives_one_fault(open_bot: OpenBot, proxy: FaultProxy, kind: str) -> None:
    """What only reads is asked again until a trustworthy answer comes."""
    bot = open_bot(deadline=5)
    proxy.add(kind, delay=0.02)
    balances = {each.asset: each.avail for each in bot.call("list_balances")}
    assert (balances["KRW"], balances["BTC"]) == (100_000_000, 2)
    assert [met[0] for met in proxy.met] == [kind]


@pytest.mark.parametrize("kind", sorted(UNREADABLE | ENDLESS))
def test_a_query_that_gets_no_answer_says_so(
    open_bot: OpenBot, proxy: FaultProxy, kind: str
) -> None:
    """An answer that never ends meets the deadline, one to another call is no answer."""
    bot = open_bot(deadline=DEADLINE)
    bot.call("list_balances")
    proxy.add(kind, times=None, delay=0.02)
    with pytest.raises(GopaxError) as caught:
        bot.call("get_balance", "KRW")
    assert caught.value.outcome == "unknown"
    assert isinstance(caught.value, TransportError) == (kind in ENDLESS)
    proxy.clear()
    assert _patiently(bot, "get_balance", "KRW").asset == "KRW"


def test_bytes_after_an_answer_never_become_the_next_answer(
    open_bot: OpenBot, proxy: FaultProxy
) -> None:
    """A connection that is out of step is not used again."""
    bot = open_bot()
    for size in (1, 5, 60_000):
        proxy.add("extra", size=size)
        assert bot.call("get_balance", "KRW").asset == "KRW"
        assert bot.call("get_balance", "BTC").asset == "BTC"


def test_an_order_that_comes_late_is_fenced_off_by_the_next_call(
    open_bot: OpenBot, proxy: FaultProxy, account: Account
) -> None:
    """Once a later nonce was accepted, the exchange refuses the earlier one."""
    bot = open_bot(deadline=DEADLINE)
    proxy.add("late", method="POST", delay=0.3)
    with pytest.raises(OutcomeUnknown):
        _place(bot)
    bot.call("list_balances")
    _until(lambda: len(proxy.passed) == 2)
    assert proxy.passed[-1] == ("POST", "/orders", 401)
    assert _seen(account) == set()


def test_an_order_that_is_delivered_twice_is_one_order(
    open_bot: OpenBot, proxy: FaultProxy, account: Account
) -> None:
    """Its nonce makes the second delivery worthless."""
    bot = open_bot()
    proxy.add("duplicate", method="POST")
    order = _place(bot)
    assert [status for *_, status in proxy.passed] == [200, 401]
    assert _seen(account) == {order}


def test_a_connection_refused_is_not_sent(open_bot: OpenBot, proxy: FaultProxy) -> None:
    """Nobody listens: the order never left, and the error says that it may be repeated."""
    bot = open_bot(deadline=DEADLINE)
    proxy.stop()
    with pytest.raises(NotSent):
        _place(bot)


@pytest.fixture
def growth() -> Iterator[Callable[[], int]]:
    """Say how many bytes more than at the start were held at most, by client and proxy together."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    yield lambda: tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("gzip_bomb", 200 * MIB),
        ("big_header", 100 * MIB),
        ("continue_flood", 0),
        ("garbage", MIB),
        ("extra", MIB),
    ],
)
def test_a_hostile_answer_costs_no_memory(
    open_bot: OpenBot, proxy: FaultProxy, growth: Callable[[], int], kind: str, size: int
) -> None:
    """At most 16 MiB, whatever the server sends."""
    bot = open_bot(deadline=5, attempts=1)
    proxy.add(kind, size=size)
    kept = "ok"
    try:
        bot.call("get_ticker", PAIR)
    except TransportError as error:
        kept = error.kind
    assert kept in ({"ok"} if kind == "extra" else {"protocol", "too_large"})
    assert growth() <= 16 * MIB
    assert bot.call("get_ticker", PAIR).price > 0


@pytest.mark.slow
def test_a_storm_of_faults_loses_and_doubles_no_order(
    open_bot: OpenBot, proxy: FaultProxy, account: Account
) -> None:
    """One request in four meets a fault of some kind; every attempt ends as the exchange saw it."""
    bot = open_bot(deadline=DEADLINE, attempts=1)
    kinds = sorted(set(KINDS) - {"reset_on_accept", "late"})
    for kind in kinds:
        proxy.add(kind, times=None, chance=0.25 / len(kinds), method="POST", delay=0.02)
    ends: dict[str, str] = {}
    for number in range(1, 101):
        amount = f"0.01{number:03}"
        try:
            _place(bot, amount)
            ends[amount] = "placed"
        except GopaxError as error:
            ends[amount] = error.outcome
    open_orders = account.owner.open.values()
    seen = sorted(f"{order.amount:.5f}" for order in open_orders)
    assert len(seen) == len(set(seen))
    assert set(ends.values()) == {"placed", "unknown"}
    assert {amount for amount, end in ends.items() if end == "placed"} <= set(seen)
    assert len(proxy.met) > 15
