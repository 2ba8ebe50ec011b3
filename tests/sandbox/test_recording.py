"""Recorded trades are played again, at their own pace, with users in between."""

import json
from pathlib import Path

import pytest

from gopax_ext.sandbox import Clock, load_recording, read_recording

from .caller import Caller
from .conftest import Make

# The reference's own example of recent trades, and two more.
ROWS = [
    {
        "time": "2018-03-14T04:01:17.000Z",
        "date": 1521000077,
        "id": 6436174,
        "price": 10163000,
        "amount": "0.38115097",
        "side": "sell",
    },
    {
        "time": "2018-03-14T04:01:17.000Z",
        "date": 1521000077,
        "id": 6436173,
        "price": 10164500,
        "amount": "0.12818829",
        "side": "sell",
    },
    {
        "time": "2018-03-14T04:01:11.000Z",
        "date": 1521000071,
        "id": 6436171,
        "price": 10163000,
        "amount": "0.098",
        "side": "sell",
    },
    {"time": "2018-03-14T04:02:00Z", "id": 7, "price": "10170250", "amount": "1", "side": "buy"},
    {"time": "2018-03-14T04:02:01Z", "id": 8, "price": "10170000", "amount": "2", "side": "buy"},
]
TRADES = "/trading-pairs/BTC-KRW/trades?after=1520999999999"


@pytest.fixture
def caller(make: Make) -> Caller:
    """Somebody on an exchange that plays the example again."""
    return make(recordings={"BTC-KRW": read_recording(ROWS)})


def test_the_same_trades_print_at_the_same_pace(caller: Caller, clock: Clock) -> None:
    """Prices, amounts, sides and order of arrival; the first one at the opening."""
    for seconds, prices in ((0, 1), (5.999, 1), (0.001, 3), (43, 4), (1, 5)):
        clock.step(seconds)
        assert len(caller.get(TRADES).json) == prices
    rows = list(reversed(caller.get(TRADES).json))
    expected = sorted(ROWS, key=lambda row: (row["time"], row["id"]))
    for row, recorded in zip(rows, expected, strict=True):
        assert str(row["price"]) == str(recorded["price"])
        assert str(row["amount"]) == recorded["amount"]
        assert row["side"] == recorded["side"]
    assert rows[0]["time"] == "2018-03-14T04:00:00.000Z"
    assert rows[-1]["time"] == "2018-03-14T04:00:50.000Z"


def test_the_book_goes_with_them(caller: Caller, clock: Clock) -> None:
    """Two-sided, around the price of the last trade."""
    for _ in range(50):
        clock.step(1)
        book = caller.get("/trading-pairs/BTC-KRW/book?level=1").json
        price = caller.get(TRADES).json[0]["price"]
        assert book["bid"][0][1] <= price <= book["ask"][0][1]


def test_a_user_s_order_in_the_way_is_filled(caller: Caller, clock: Clock) -> None:
    """As it would have been on the day."""
    caller.get("/assets")
    order = caller.place(price=10_163_500, amount="0.05").json["id"]
    clock.step(6)
    assert caller.get(f"/orders/{order}").json["status"] == "completed"


def test_after_the_recording_the_market_goes_on(caller: Caller, clock: Clock) -> None:
    """From the last price."""
    for _ in range(60):
        clock.step(10)
        rows = caller.get(TRADES).json
    assert len(rows) > 8
    assert 9_000_000 < rows[0]["price"] < 11_500_000


@pytest.mark.parametrize("lines", [False, True])
def test_a_recording_is_read_from_a_file(tmp_path: Path, lines: bool) -> None:
    """One array, or one row a line."""
    path = tmp_path / "trades.json"
    text = "\n".join(map(json.dumps, ROWS)) if lines else json.dumps(ROWS)
    path.write_text(text)
    assert load_recording(path) == read_recording(ROWS)


@pytest.mark.parametrize(
    "wrong", [{"price": 0}, {"amount": None}, {"side": "up"}, {"time": 5}, {"time": "now"}]
)
def test_a_row_that_is_no_trade_is_named(wrong: dict[str, object]) -> None:
    """With its number."""
    with pytest.raises(ValueError, match="row 2"):
        read_recording([ROWS[0], {**ROWS[1], **wrong}])


def test_an_empty_recording_is_refused() -> None:
    """It has no price to open at."""
    with pytest.raises(ValueError, match="empty"):
        read_recording([])
