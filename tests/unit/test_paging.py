"""Long lists come whole, in order and once, whichever way the exchange reads its bounds."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import gopax_ext as gx
from gopax_ext.transport.base import Progress, WireRequest, WireResponse

from .scripted import Bench, answer

MINUTE_MS = 60_000


class Lists:
    """Answers /trades and /candles from a list, with bounds inclusive or not."""

    def __init__(self, count: int, *, inclusive: bool, page: int = 100) -> None:
        self.ids = list(range(1, count + 1))
        self.inclusive = inclusive
        self.page = page
        self.calls: list[dict[str, int]] = []

    def __call__(self, request: WireRequest, progress: Progress | None) -> WireResponse:
        del progress
        url = urlsplit(request.target)
        query = {name: int(values[0]) for name, values in parse_qs(url.query).items()}
        self.calls.append(query)
        if url.path.endswith("/candles"):
            return answer(json.dumps(self.candles(query)))
        slack = 1 if self.inclusive else 0
        below = query.get("pastmax", 10**9) + slack
        rows = [i for i in reversed(self.ids) if i < below][: self.page]
        return answer(json.dumps([self.trade(i) for i in rows]))

    @staticmethod
    def trade(i: int) -> dict[str, Any]:
        return {
            "time": "2018-03-14T04:01:17.000Z",
            "date": 1521000077,
            "id": i,
            "price": 1,
            "amount": 1,
            "side": "sell",
        }

    def candles(self, query: dict[str, int]) -> list[list[int]]:
        slack = 1 if self.inclusive else 0
        first, last = query["start"] + 1 - slack, query["end"] - 1 + slack
        step = query["interval"] * MINUTE_MS
        times = range(-(-first // step) * step, last + 1, step)
        return [[time, 1, 1, 1, 1, 1] for time in times][:1024]


def over(flavour: str, lists: Lists) -> Bench:
    """A client whose exchange holds these lists."""
    bench = Bench(flavour, rate_limit=1_000)
    bench.wire.play = lists  # type: ignore[method-assign]
    return bench


@pytest.mark.parametrize("flavour", ["sync", "async"])
@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
async def test_all_trades_come_once_from_new_to_old(
    flavour: str, inclusive: bool, count: int
) -> None:
    """Page borders neither lose nor repeat a row."""
    bench = over(flavour, Lists(count, inclusive=inclusive))

    trades = await bench.rows(lambda g: g.iter_trades("BTC-KRW"))

    assert [trade.id for trade in trades] == list(range(count, 0, -1))


@pytest.mark.parametrize("inclusive", [True, False])
async def test_bounds_are_exclusive_and_stop_the_calls(inclusive: bool) -> None:
    """No call is made for pages that lie wholly outside."""
    lists = Lists(1_000, inclusive=inclusive)
    bench = over("sync", lists)

    trades = await bench.rows(lambda g: g.iter_trades("BTC-KRW", newer_than=850, older_than=990))

    assert [trade.id for trade in trades] == list(range(989, 850, -1))
    assert len(lists.calls) == 2


async def test_trades_of_ones_own_keep_to_the_bounds() -> None:
    """As the public ones do."""
    row = (
        '{"id":%d,"orderId":1,"baseAmount":1,"quoteAmount":1,"fee":0,"price":1,'
        '"timestamp":"2018-01-09T10:43:10.000Z","side":"buy","tradingPairName":"ETH-KRW"}'
    )
    bench = Bench("sync", answer(f"[{','.join(row % i for i in (9, 8, 7, 6))}]"))

    trades = await bench.rows(lambda g: g.iter_my_trades(newer_than=6, older_than=9))

    assert [trade.id for trade in trades] == [8, 7]
    assert [request.target for request in bench.wire.requests] == ["/trades?pastmax=9"]


async def test_a_server_that_ignores_the_bound_does_not_loop_for_ever() -> None:
    """The same page again ends the list."""
    bench = over("sync", Lists(50, inclusive=False))
    ignoring = Lists(50, inclusive=False)
    ignoring.ids = list(range(1, 51))
    bench.wire.play = lambda *_: answer(  # type: ignore[method-assign]
        json.dumps([Lists.trade(i) for i in range(50, 0, -1)])
    )

    trades = await bench.rows(lambda g: g.iter_trades("BTC-KRW"))

    assert len(trades) == 50


@pytest.mark.parametrize("flavour", ["sync", "async"])
@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("interval", [1, 5, 30, 1440])
async def test_all_candles_of_a_range_come_once_from_old_to_new(
    flavour: str, inclusive: bool, interval: int
) -> None:
    """`start` belongs to the range and `end` does not, over several calls."""
    start = datetime(2024, 1, 1, tzinfo=UTC)
    end = start + timedelta(minutes=interval) * 2_500
    bench = over(flavour, Lists(0, inclusive=inclusive))

    candles = await bench.rows(
        lambda g: g.iter_candles("BTC-KRW", start=start, end=end, interval=interval)
    )

    expected = [start + timedelta(minutes=interval) * i for i in range(2_500)]
    assert [candle.time for candle in candles] == expected


async def test_candles_out_of_order_are_put_in_order() -> None:
    """The reference promises none."""
    bench = Bench("sync", answer(f"[{','.join(f'[{at},1,1,1,1,1]' for at in (120000, 0, 60000))}]"))

    candles = await bench.rows(
        lambda g: g.iter_candles("BTC-KRW", start=0, end=180_000, interval=1)
    )

    assert [candle.time.minute for candle in candles] == [0, 1, 2]


async def test_an_empty_range_makes_no_call() -> None:
    """Nothing to ask, nothing asked."""
    lists = Lists(0, inclusive=True)

    assert (
        await over("sync", lists).rows(
            lambda g: g.iter_candles("BTC-KRW", start=0, end=0, interval=1)
        )
        == []
    )
    assert lists.calls == []


NAIVE = datetime(2024, 1, 1)  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("start", "end", "complaint", "fix"),
    [
        (NAIVE, 10**13, "^start is .*without a time zone", "tzinfo=UTC"),
        (0, NAIVE, "^end is .*without a time zone", "tzinfo=UTC"),
        (2, 1, "after end", "earlier time as start"),
    ],
)
async def test_a_range_that_cannot_be_meant_is_refused(
    start: datetime | int, end: datetime | int, complaint: str, fix: str
) -> None:
    """The message names the argument and shows its value, the fix says what to do."""
    bench = over("sync", Lists(0, inclusive=True))

    with pytest.raises(gx.ArgumentError, match=complaint) as caught:
        await bench.rows(lambda g: g.iter_candles("BTC-KRW", start=start, end=end, interval=1))

    assert fix in str(caught.value.fix)


async def test_candles_outside_of_the_range_are_left_out() -> None:
    """Also those of an exchange that knows its own bounds only."""
    start = datetime(2024, 1, 1, tzinfo=UTC)
    first = int(start.timestamp()) * 1000
    times = (first - MINUTE_MS, first, first + MINUTE_MS, first + 2 * MINUTE_MS)
    bench = Bench("sync", answer(json.dumps([[at, 1, 1, 1, 1, 1] for at in times])))

    candles = await bench.rows(
        lambda g: g.iter_candles(
            "BTC-KRW", start=start, end=start + timedelta(minutes=2), interval=1
        )
    )

    assert [candle.time.minute for candle in candles] == [0, 1]


@pytest.mark.parametrize(("start", "asked"), [(0, 0), (1, 0), (2, 1), (MINUTE_MS, MINUTE_MS - 1)])
async def test_candles_are_asked_for_from_a_millisecond_earlier(start: int, asked: int) -> None:
    """It is documented nowhere if the exchange counts the bound in; no time is below zero."""
    lists = Lists(0, inclusive=True)

    await over("sync", lists).rows(
        lambda g: g.iter_candles("BTC-KRW", start=start, end=2 * MINUTE_MS, interval=1)
    )

    assert [call["start"] for call in lists.calls] == [asked]
