"""Orders and cancels that something goes wrong with: what both clients make of it."""

import asyncio
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from gopax_ext import (
    AsyncGopax,
    Gopax,
    GopaxError,
    NotSent,
    OrderNotFound,
    OutcomeUnknown,
    Terms,
)
from gopax_ext.sandbox import Account, Sandbox
from gopax_ext.testing import AppTransport, FaultProxy, VirtualSeam, run_virtual
from tests.testing.conftest import Bot
from tests.unit.scripted import Bench, an_order, answer, refused

OpenBot = Callable[..., Bot]

PAIR = "BTC-KRW"
QUICK = Terms(settle=0.2)
ORDER: dict[str, Any] = {"side": "buy", "type": "limit", "price": 1000000, "amount": "0.01"}
PAGE = "<html><body><h1>Down for maintenance</h1>" + "<p>sorry</p>" * 500 + "</body></html>"


BEST: dict[str, Any] = {**ORDER, "price": 3000000}
"""Above what other tests have left in the book, so it is filled first."""


def _lost(bot: Bot, order: dict[str, Any] = ORDER) -> OutcomeUnknown:
    with pytest.raises(OutcomeUnknown) as caught:
        bot.call("place_order", PAIR, **order)
    return caught.value


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error", "status": 500},
        {"kind": "html", "status": 502},
        {"kind": "html", "status": 503},
        {"kind": "html", "status": 504},
        {"kind": "html", "status": 200},
        {"kind": "body", "body": "{}"},
        {"kind": "body", "body": '{"id":null}'},
        {
            "kind": "body",
            "body": an_order(amount="0.01", price="1000000", pair=PAIR).replace("98723", "x1"),
        },
        {"kind": "body", "body": '[{"id":"1"}]'},
    ],
    ids=["500", "502", "503", "504", "200 html", "empty", "null id", "no number", "list"],
)
def test_an_order_without_a_trustworthy_answer_is_unknown_until_it_is_found_or_proven_absent(
    open_bot: OpenBot, sandbox: Sandbox, account: Account, when: str, fault: dict[str, Any]
) -> None:
    """A server error, a page of a CDN, an answer of another shape: each before and after."""
    bot = open_bot()
    sandbox.faults.add(method="POST", when=when, **fault)
    error = _lost(bot)
    assert len(str(error)) < 600
    assert bot.call("resolve", error, terms=QUICK) is None or when == "after"
    assert len(account.owner.open) == (when == "after")
    found = bot.call("list_orders")
    assert {order.id for order in found} == {str(number) for number in account.owner.open}


@pytest.mark.parametrize("status", [200, 502])
def test_a_page_in_place_of_an_answer_is_quoted_in_short(
    open_bot: OpenBot, sandbox: Sandbox, status: int
) -> None:
    """200 letters of it at most, in one line."""
    bot = open_bot(attempts=1)
    sandbox.faults.add("body", status=status, body=PAGE, path="/balances")
    with pytest.raises(GopaxError) as caught:
        bot.call("list_balances")
    assert caught.value.outcome == "unknown"
    assert len(str(caught.value)) < 400
    assert "\n" not in str(caught.value)


def test_an_order_that_another_hand_cancelled_after_a_part_of_it_was_filled_is_found(
    open_bot: OpenBot, sandbox: Sandbox, account: Account
) -> None:
    """It is no longer open, but its trades name it, and its own page says what became of it."""
    seller = sandbox.create_account({"BTC": "1"})
    bot = open_bot()
    sandbox.faults.add("drop", method="POST", when="after")
    error = _lost(bot, BEST)
    (number,) = account.owner.open
    with Gopax(
        key=seller.api_key, secret=seller.secret_key, base_url=sandbox.base_url, journal=False
    ) as other:
        other.place_order(PAIR, side="sell", type="limit", price=3000000, amount="0.004")
    sandbox.cancel(str(number))

    order = bot.call("resolve", error, terms=QUICK)

    assert order is not None
    assert (order.id, order.status) == (str(number), "cancelled")
    assert str(order.remaining) == "0.006"


@pytest.mark.parametrize("flavour", ["sync", "async"])
async def test_each_page_of_trades_takes_a_nonce_of_its_own(flavour: str) -> None:
    """And a signature over it: the exchange takes no nonce twice."""
    row = (
        '{"id":%d,"orderId":1,"baseAmount":1,"quoteAmount":1,"fee":0,"price":1,'
        '"timestamp":"2018-01-09T10:43:10.000Z","side":"buy","tradingPairName":"ETH-KRW"}'
    )
    pages = [range(300, 200, -1), range(200, 100, -1), range(100, 99, -1), range(0)]
    bench = Bench(flavour, *(answer(f"[{','.join(row % n for n in page)}]") for page in pages))
    rows = await bench.rows(lambda g: g.iter_my_trades())
    assert [each.id for each in rows] == list(range(300, 99, -1))
    nonces = [int(dict(each.headers)["NONCE"]) for each in bench.wire.requests]
    assert len(nonces) >= 3
    assert nonces == sorted(set(nonces))
    assert len({dict(each.headers)["SIGNATURE"] for each in bench.wire.requests}) == len(nonces)


@pytest.mark.parametrize("flavour", ["sync", "async"])
async def test_an_order_that_was_not_sent_goes_out_with_a_fresh_nonce(flavour: str) -> None:
    """Nothing of the first attempt is used again but what was asked."""
    bench = Bench(flavour, refused(), answer(an_order(amount="1", price="10")))
    await bench.call(
        lambda g: g.place_order("ETH-KRW", side="buy", type="limit", price=10, amount=1)
    )
    first, second = (dict(each.headers) for each in bench.wire.requests)
    assert int(second["NONCE"]) > int(first["NONCE"])
    assert second["SIGNATURE"] != first["SIGNATURE"]
    assert bench.wire.requests[0].body == bench.wire.requests[1].body


def test_a_task_that_is_cancelled_after_its_order_left_leaves_it_on_record(
    account: Account, proxy: FaultProxy
) -> None:
    """Its outcome is unknown; the next start finds it, and so does this one."""

    async def main() -> None:
        async with AsyncGopax(
            key=account.api_key, secret=account.secret_key, base_url=proxy.base_url
        ) as client:
            proxy.add("silence", method="POST")
            task = asyncio.create_task(client.place_order(PAIR, **ORDER))
            while not proxy.passed:  # noqa: ASYNC110 - the proxy runs in a thread
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            (attempt,) = await client.unresolved()
            assert attempt.state == "unknown"
            order = await client.resolve(attempt, terms=QUICK)
            assert order is not None
            assert {order.id} == {str(number) for number in account.owner.open}

    asyncio.run(main())


def test_ctrl_c_after_an_order_left_leaves_it_on_record(
    account: Account, proxy: FaultProxy, request: pytest.FixtureRequest
) -> None:
    """An interrupt is no answer: nothing is taken for not sent."""
    # What a shell starts in its background has interrupts ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    proxy.add("silence", method="POST")
    with Gopax(key=account.api_key, secret=account.secret_key, base_url=proxy.base_url) as client:
        main = threading.get_ident()

        def interrupt() -> None:
            while not proxy.passed:
                time.sleep(0.01)
            signal.pthread_kill(main, signal.SIGINT)

        threading.Thread(target=interrupt, daemon=True).start()
        with pytest.raises(KeyboardInterrupt):
            client.place_order(PAIR, **ORDER)
        (attempt,) = client.unresolved()
        assert attempt.state == "unknown"
        assert client.resolve(attempt, terms=QUICK) is not None


def test_a_cancel_may_be_sent_twice(open_bot: OpenBot, account: Account) -> None:
    """The second one says that there is nothing to cancel; the order itself says why."""
    bot = open_bot()
    order = bot.call("place_order", PAIR, **ORDER)
    bot.call("cancel_order", order.id, verify=True)
    with pytest.raises(OrderNotFound) as caught:
        bot.call("cancel_order", order.id)
    assert caught.value.outcome == "rejected"
    assert bot.call("get_order", order.id).status == "cancelled"
    assert not account.owner.open


def test_a_cancel_of_a_filled_order_changes_nothing(open_bot: OpenBot, sandbox: Sandbox) -> None:
    """It is answered 202, and the order stays completed."""
    seller = sandbox.create_account({"BTC": "1"})
    bot = open_bot()
    order = bot.call("place_order", PAIR, **BEST)
    with Gopax(
        key=seller.api_key, secret=seller.secret_key, base_url=sandbox.base_url, journal=False
    ) as other:
        other.place_order(PAIR, side="sell", type="limit", price=3000000, amount="0.01")
    with pytest.raises(OrderNotFound):
        bot.call("cancel_order", order.id)
    assert bot.call("get_order", order.id).status == "completed"
    assert bot.call("get_balance", "BTC").avail > 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["same path", "other path", "other scheme", "other host"])
def test_no_redirect_is_followed(
    open_bot: OpenBot, proxy: FaultProxy, status: int, target: str
) -> None:
    """Not even to the same host: one request, one error."""
    host = proxy.base_url
    location = {
        "same path": f"{host}/balances",
        "other path": "/orders",
        "other scheme": f"https{host.removeprefix('http')}/balances",
        "other host": f"http://localhost{host[host.rindex(':') :]}/balances",
    }[target]
    bot = open_bot(attempts=1)
    proxy.add("redirect", status=status, location=location, times=None, when="before")
    for call in (("list_balances",), ("cancel_order", "1"), ("get_ticker", PAIR)):
        with pytest.raises(GopaxError) as caught:
            bot.call(*call)
        assert caught.value.outcome == "unknown"
    assert [met[0] for met in proxy.met] == ["redirect"] * 3
    assert proxy.passed == []


def test_a_cancel_goes_before_five_hundred_queries() -> None:
    """It is let in with the next free slot; and a query gives up in its own time."""
    arrivals: list[tuple[float, str]] = []

    async def main(seam: VirtualSeam) -> tuple[float, float, float]:
        sandbox = Sandbox(seed=3, seam=seam, market=False)
        account = sandbox.create_account({"KRW": "1000000000"})

        async def app(scope: Any, receive: Any, send: Any) -> None:
            arrivals.append((seam.monotonic(), scope["method"]))
            await sandbox.app(scope, receive, send)

        client = AsyncGopax(
            key=account.api_key,
            secret=account.secret_key,
            base_url="http://127.0.0.1:1",
            transport=AppTransport(app, seam=seam, latency=(0.01, 0.02)),
            seam=seam,
            deadline=600,
            attempts=1,
        )
        async with client:
            order = await client.place_order(PAIR, **ORDER)
            queries = [asyncio.create_task(client.list_balances()) for _ in range(500)]
            await seam.async_sleep(3)
            hurried = client.with_options(deadline=0.5)
            began = seam.monotonic()
            with pytest.raises(NotSent):
                await hurried.list_balances()
            gave_up = seam.monotonic() - began
            asked = seam.monotonic()
            await client.cancel_order(order.id)
            await asyncio.gather(*queries)
        return asked, seam.monotonic(), gave_up

    asked, ended, gave_up = run_virtual(main, seed=5)
    (cancelled,) = (at for at, method in arrivals if method == "DELETE")
    assert len(arrivals) == 502
    assert cancelled - asked < 0.1
    assert ended - cancelled > 10
    assert gave_up == pytest.approx(0.5, abs=0.001)
