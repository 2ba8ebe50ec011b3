"""A range as one file: every digit, in the zone asked for."""

import csv
import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest

from gopax_ext.history.folder import History
from gopax_ext.history.series import Series
from gopax_generated.errors import ArgumentError
from tests.history.conftest import BTC, DAY_MS, World, in_world, plain

CANDLES, TRADES = Series.candles(BTC, 1), Series.trades(BTC)
NAMES = ["time", "low", "high", "open", "close", "volume"]


@pytest.fixture
def history(tmp_path: Path) -> History:
    """Two days that lie in two months."""

    async def story(world: World) -> None:
        now = world.now_ms
        for series in (CANDLES, TRADES):
            await world.fetch(tmp_path / "data", [series], (now - 30 * DAY_MS, now))

    in_world(story, limit=None, rate_limit=1000, history_days=30)
    return History(tmp_path / "data")


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=9), "KST"), ZoneInfo("America/New_York")], ids=str
)
def test_csv_says_every_digit(history: History, tmp_path: Path, zone: timezone) -> None:
    """Plain decimals without zeros at the end; times with the offset of the zone."""
    path = tmp_path / "rows.csv"
    start = plain(history.candles(BTC).table)[100][0]
    count = history.export(CANDLES, path, start=start, zone=zone)
    head, *rows = list(csv.reader(path.read_text().splitlines()))
    expected = history.candles(BTC, start=start).table.to_pylist()
    assert head == NAMES
    assert count == len(rows) == len(expected)
    for row, values in zip(rows, expected, strict=True):
        time = datetime.fromisoformat(row[0])
        assert time == values["time"]
        assert time.utcoffset() == values["time"].astimezone(zone).utcoffset()
        assert [Decimal(each) for each in row[1:]] == list(values.values())[1:]
        assert row[1] == f"{values['low'].normalize():f}"


def test_json_lines_say_every_digit(history: History, tmp_path: Path) -> None:
    """One object a line; amounts are texts, ids numbers."""
    path = tmp_path / "rows.jsonl"
    history.export(TRADES, path)
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    for row, values in zip(rows, history.trades(BTC).table.to_pylist(), strict=True):
        assert row["id"] == values["id"]
        assert Decimal(row["amount"]) == values["amount"]
        assert list(row) == list(values)


def test_parquet_holds_the_same_table(history: History, tmp_path: Path) -> None:
    """All months in one file."""
    path = tmp_path / "rows.parquet"
    history.export(CANDLES, path)
    assert pq.read_table(path) == history.candles(BTC).table


def test_an_empty_range_is_an_empty_file(history: History, tmp_path: Path) -> None:
    """With its header."""
    path = tmp_path / "rows.csv"
    assert history.export(CANDLES, path, start=0, end=1) == 0
    assert path.read_text() == ",".join(NAMES) + "\n"


def test_a_name_without_a_known_form_is_refused(history: History, tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(ArgumentError, match=r"rows\.xlsx"):
        history.export(CANDLES, tmp_path / "rows.xlsx")
    assert not (tmp_path / "rows.xlsx").exists()
