"""The public operations: their shapes, and that they agree with each other."""

from datetime import datetime
from decimal import Decimal

import pytest

from gopax_ext.sandbox import PAIRS, Clock

from .caller import Caller
from .conftest import Make

PAIR = "/trading-pairs/BTC-KRW"
NOW_MS = 1_521_000_000_000
DAY_MS = 86_400_000


def test_assets_have_ids_and_korean_names(caller: Caller) -> None:
    """As the reference lists them."""
    rows = caller.get("/assets").json
    assert rows[0] == {"id": "KRW", "name": "대한민국 원"}
    assert {"id": "BTC", "name": "비트코인"} in rows


def test_trading_pairs_name_their_assets(caller: Caller) -> None:
    """KRW and BTC quoted; all assets are listed ones."""
    rows = caller.get("/trading-pairs").json
    assets = {row["id"] for row in caller.get("/assets").json}
    assert [row["name"] for row in rows] == [spec.name for spec in PAIRS]
    assert all(row["name"] == f"{row['baseAsset']}-{row['quoteAsset']}" for row in rows)
    assert {row["quoteAsset"] for row in rows} == {"KRW", "BTC"}
    assert {row["baseAsset"] for row in rows} | {"KRW"} == assets


def test_the_ticker_is_the_top_of_the_book_and_the_last_trade(trader: Caller) -> None:
    """And its volume is that of the last 24 hours."""
    ticker = trader.get(f"{PAIR}/ticker").json
    book = trader.get(f"{PAIR}/book?level=1").json
    assert list(ticker) == ["price", "ask", "bid", "volume", "time"]
    assert (ticker["bid"], ticker["ask"]) == (book["bid"][0][1], book["ask"][0][1])
    assert ticker["price"] == trader.get(f"{PAIR}/trades?limit=1").json[0]["price"]
    assert ticker["volume"] == trader.get(f"{PAIR}/stats").json["volume"]
    assert ticker["time"] == "2018-03-14T04:00:00.000Z"


@pytest.mark.parametrize(
    ("query", "rows"),
    [("?level=1", 1), ("?level=2", 50), ("", 60), ("?level=3", 60), ("?level=-7", 60)],
)
def test_the_book_has_as_many_rows_as_its_level_says(trader: Caller, query: str, rows: int) -> None:
    """One on each side, fifty, or all."""
    book = trader.get(f"{PAIR}/book{query}").json
    assert [len(book["bid"]), len(book["ask"])] == [rows, rows]


def test_the_book_is_sorted_aggregated_and_not_crossed(caller: Caller) -> None:
    """A row is id, price, amount; bids descend, asks ascend, one row per price."""
    for amount, price in (("0.1", 9_000_000), ("0.2", 9_000_000), ("0.3", 9_100_000)):
        caller.place(amount=amount, price=price)
        caller.place(side="sell", amount=amount, price=price + 1_000_000)
    assert caller.get(f"{PAIR}/book").body == (
        b'{"bid":[["5",9100000,0.3],["1",9000000,0.3]],'
        b'"ask":[["2",10000000,0.3],["6",10100000,0.3]]}'
    )


def test_today_s_book_counts_its_changes_and_dates_its_rows(make: Make) -> None:
    """A top-level sequence, and the last change as a string of milliseconds."""
    caller = make(profile="current", limit=None, market=False)
    caller.place()
    first = caller.get(f"{PAIR}/book").json
    assert first == {
        "sequence": 1,
        "bid": [["1", 9_000_000, Decimal("0.01"), str(NOW_MS)]],
        "ask": [],
    }
    caller.call("DELETE", "/orders/1")
    assert caller.get(f"{PAIR}/book").json["sequence"] == 2


def test_trades_come_newest_first_with_the_page_s_ids_in_headers(trader: Caller) -> None:
    """`Pastmax` is the lowest id and `Latestmin` the highest."""
    answer = trader.get(f"{PAIR}/trades?limit=3")
    ids = [row["id"] for row in answer.json]
    assert ids == sorted(ids, reverse=True)
    assert answer.headers["latestmin"] == str(ids[0])
    assert answer.headers["pastmax"] == str(ids[2])
    assert list(answer.json[0]) == ["time", "date", "id", "price", "amount", "side"]
    for row in answer.json:
        moment = datetime.fromisoformat(row["time"])
        assert int(moment.timestamp()) == row["date"]
        assert row["time"].endswith("Z")
        assert len(row["time"]) == len("2018-03-14T03:50:41.184Z")


def test_paging_through_trades_shows_each_once(trader: Caller) -> None:
    """Backwards by `pastmax` until nothing is left, forwards by `latestmin`."""
    seen: list[int] = []
    target = f"{PAIR}/trades?limit=100"
    while rows := trader.get(target).json:
        seen += [int(row["id"]) for row in rows]
        target = f"{PAIR}/trades?limit=100&pastmax={seen[-1]}"
    assert len(seen) > 1500
    assert seen == sorted(set(seen), reverse=True)
    newer = trader.get(f"{PAIR}/trades?latestmin={seen[5]}").json
    assert [row["id"] for row in newer] == seen[:5]


def test_a_taker_s_trade_shows_with_the_taker_s_side(caller: Caller) -> None:
    """At the resting price."""
    caller.place(side="sell", price=10_000_000)
    caller.place(price=11_000_000)
    (row,) = caller.get(f"{PAIR}/trades?limit=1").json
    assert (row["side"], row["price"], str(row["amount"])) == ("buy", 10_000_000, "0.01")


def test_an_empty_page_has_no_ids_in_its_headers(trader: Caller) -> None:
    """There is nothing to go on from."""
    answer = trader.get(f"{PAIR}/trades?pastmax=1")
    assert (answer.json, answer.headers.get("pastmax")) == ([], None)


@pytest.mark.parametrize("interval", [1, 5, 30, 1440])
def test_candles_are_what_the_trades_say(trader: Caller, interval: int) -> None:
    """Time, low, high, open, close, volume; ascending, aligned, each made of real trades."""
    span = interval * 60_000
    trades = [
        trade
        for trade in trader.sandbox.venue("BTC-KRW").tape.trades
        if trade.time_ms >= NOW_MS - 3 * DAY_MS // 2
    ]
    start = trades[0].time_ms - trades[0].time_ms % span + span
    rows = trader.get(f"{PAIR}/candles?start={start}&end={NOW_MS}&interval={interval}").json
    times = [row[0] for row in rows]
    assert times == sorted(set(times))
    assert all(time % span == 0 for time in times)
    for time, low, high, first, last, volume in rows:
        inside = [trade for trade in trades if time <= trade.time_ms < time + span]
        prices = [trade.price for trade in inside]
        assert (low, high) == (min(prices), max(prices))
        assert (first, last) == (prices[0], prices[-1])
        assert volume == sum(trade.amount for trade in inside)


def test_candles_follow_new_trades(caller: Caller, clock: Clock) -> None:
    """The last candle grows, and a new minute starts a new one."""
    target = f"{PAIR}/candles?start={NOW_MS}&end={NOW_MS + DAY_MS}&interval=1"
    for price, step in ((10_000_000, 1), (9_990_000, 1), (10_020_000, 60), (10_010_000, 0)):
        caller.place(side="sell", price=price)
        caller.place(price=price)
        clock.step(step)
    assert caller.get(target).body == (
        b"[[1521000000000,9990000,10020000,10000000,10020000,0.03],"
        b"[1521000060000,10010000,10010000,10010000,10010000,0.01]]"
    )


@pytest.mark.parametrize("interval", [1, 5, 30, 1440])
def test_past_days_have_candles_at_every_interval(trader: Caller, interval: int) -> None:
    """A new exchange has a month behind it."""
    start = NOW_MS - 29 * DAY_MS
    target = f"{PAIR}/candles?start={start}&end={NOW_MS}&interval={interval}"
    assert len(trader.get(target).json) >= 29


@pytest.mark.parametrize(
    "query",
    [
        "",
        "start=1&end=2",
        "start=1&interval=1",
        "end=1&interval=1",
        "start=2&end=1&interval=1",
        "start=a&end=1&interval=1",
        "start=1&end=2&interval=0",
        "start=1&end=2&interval=2",
        "start=1&end=2&interval=7",
        "start=1&end=2&interval=60",
        "start=1&end=2&interval=1441",
        "start=1&end=2&interval=1m",
        "start=1&end=2&interval=1&interval=1",
        "start=-1&end=2&interval=1",
    ],
)
def test_candles_that_cannot_be_are_refused(trader: Caller, query: str) -> None:
    """With a 400; neighbouring intervals too."""
    assert trader.get(f"{PAIR}/candles?{query}").status == 400


def test_a_candles_answer_can_have_a_largest_size(make: Make) -> None:
    """1024 rows today, no limit in the reference."""
    target = f"{PAIR}/candles?start=0&end={NOW_MS}&interval=1"
    assert len(make(limit=None).get(target).json) > 1024
    assert len(make(profile="current", limit=None).get(target).json) == 1024


def test_stats_cover_the_last_24_hours_of_trades(trader: Caller) -> None:
    """Open, high, low, close, volume, and the time of their last change."""
    trades = [
        trade
        for trade in trader.sandbox.venue("BTC-KRW").tape.trades
        if trade.time_ms >= NOW_MS - DAY_MS
    ]
    prices = [trade.price for trade in trades]
    stats = trader.get(f"{PAIR}/stats").json
    assert list(stats) == ["open", "high", "low", "close", "volume", "time"]
    assert (stats["open"], stats["close"]) == (prices[0], prices[-1])
    assert (stats["high"], stats["low"]) == (max(prices), min(prices))
    assert stats["volume"] == sum(trade.amount for trade in trades)


def test_stats_forget_what_is_older_than_a_day(caller: Caller, clock: Clock) -> None:
    """A day without trades leaves the last price and no volume."""
    clock.step(23 * 3600)
    caller.place(side="sell", price=5_000_000)
    caller.place(price=5_000_000)
    clock.step(2 * 3600)
    stats = caller.get(f"{PAIR}/stats").json
    assert (stats["open"], stats["high"], str(stats["volume"])) == (5_000_000, 5_000_000, "0.01")
    clock.step(23 * 3600)
    stats = caller.get(f"{PAIR}/stats").json
    assert (stats["open"], stats["volume"]) == (5_000_000, 0)
    assert stats["time"] == "2018-03-15T03:00:00.000Z"


def test_stats_of_all_pairs_are_those_of_each(trader: Caller) -> None:
    """The same objects with a name in front."""
    rows = trader.get("/trading-pairs/stats").json
    assert [row["name"] for row in rows] == [spec.name for spec in PAIRS]
    for row in rows:
        name = row.pop("name")
        assert trader.get(f"/trading-pairs/{name}/stats").json == row


def test_a_pair_without_any_trade_or_order_answers_zeros(make: Make) -> None:
    """There is no price to tell."""
    caller = make(market=False, history_days=0)
    ticker = caller.get(f"{PAIR}/ticker").json
    assert [ticker[name] for name in ("price", "ask", "bid", "volume")] == [0, 0, 0, 0]
    assert caller.get(f"{PAIR}/stats").json["volume"] == 0
    assert caller.get(f"{PAIR}/trades").json == []
    assert caller.get(f"{PAIR}/book").json == {"bid": [], "ask": []}
    assert caller.get(f"{PAIR}/candles?start=0&end={NOW_MS}&interval=1").json == []
