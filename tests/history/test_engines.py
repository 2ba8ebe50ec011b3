"""Engines of the field read a downloaded dataset, and take our columns, without this library."""

import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest

from gopax_ext.history.folder import History
from gopax_ext.history.frame import Candles
from gopax_ext.history.live import candles, trades
from gopax_ext.history.series import Series
from gopax_ext.sandbox import Sandbox
from tests.history.conftest import BTC, DAY_MS, ETH, World, in_world, plain
from tests.project.house import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Candles of two pairs over several months, and trades."""

    async def story(world: World) -> None:
        span = (world.now_ms - 80 * DAY_MS, world.now_ms)
        for wanted in (Series.candles, lambda pair, _: Series.trades(pair)):
            await world.fetch(tmp_path, [wanted(BTC, 30), wanted(ETH, 30)], span)

    in_world(story, history_days=80, history_minutes=60, limit=None, rate_limit=1000)
    return tmp_path


def volume(found: Candles) -> Decimal:
    """The volume of all candles, exact."""
    return sum((row[5] for row in plain(found.table)), Decimal(0))


def test_duckdb_reads_the_layout(folder: Path) -> None:
    """Pair, interval and month are columns, by which it passes over files; sums stay decimals."""
    history = History(folder)
    found = duckdb.sql(
        f"""
        select pair, interval, count(*), sum(volume), count(distinct month), min(typeof(close))
        from read_parquet('{folder}/candles/**/*.parquet', hive_partitioning = true)
        group by all order by pair
        """  # noqa: S608 - a folder of this test
    ).fetchall()
    expected = [
        (pair, "30m", len(rows), volume(rows), 4, "DECIMAL(38,18)")
        for pair in (BTC, ETH)
        for rows in [history.candles(pair, interval=30)]
    ]
    assert found == expected
    times = duckdb.sql(
        f"select typeof(time), month from '{folder}/trades/**/*.parquet' limit 1"  # noqa: S608
    ).fetchall()
    assert times[0][0] == "TIMESTAMP WITH TIME ZONE"


def test_polars_reads_the_layout(folder: Path) -> None:
    """Lazily, with the partitions as columns."""
    found = (
        pl.scan_parquet(folder / "candles", hive_partitioning=True)
        .filter(pl.col("pair") == ETH)
        .select("time", "close", "volume", "month")
        .sort("time")
        .collect()
    )
    rows = plain(History(folder).candles(ETH, interval=30).table)
    assert found["close"].to_list() == [row[4] for row in rows]
    assert found["volume"].sum() == sum(row[5] for row in rows)
    assert str(found["time"].dtype) == "Datetime(time_unit='ms', time_zone='UTC')"
    assert found["month"].n_unique() == 4


def test_arrow_reads_the_layout(folder: Path) -> None:
    """As Spark and Dask do: directories named key=value."""
    found = pa.dataset.dataset(folder / "candles", partitioning="hive").to_table()
    assert {"pair", "interval", "month"} < set(found.column_names)
    assert found.num_rows == sum(
        len(History(folder).candles(pair, interval=30)) for pair in (BTC, ETH)
    )


def test_columns_go_to_any_library_without_loss(folder: Path) -> None:
    """Through the Arrow stream or by name; every digit stays."""
    found = History(folder).candles(BTC, interval=30)
    closes = [row[4] for row in plain(found.table)]
    polars: pl.DataFrame = found.to_polars()
    pandas: pd.DataFrame = found.to_pandas()
    assert polars["close"].to_list() == closes
    assert pl.DataFrame(found)["close"].to_list() == closes
    assert list(pandas["close"]) == closes
    assert pa.table(found)["close"].to_pylist() == closes
    assert duckdb.sql("select sum(close) from found").fetchall() == [(sum(closes),)]
    assert found.pair == BTC
    assert found.interval == 30
    assert repr(found).startswith(f"Candles(BTC-KRW 30m, {len(found):,} rows, 20")
    assert found.to_arrow() is found.table


def test_gaps_are_told(folder: Path) -> None:
    """Intervals between two candles that have none, as runs."""
    found = History(folder).candles(BTC, interval=30)
    times = [row[0] for row in plain(found.table)]
    expected = [
        (before + 1_800_000, (after - before) // 1_800_000 - 1)
        for before, after in pairwise(times)
        if after - before > 1_800_000
    ]
    assert [(gap.start_ms, gap.candles) for gap in found.gaps()] == expected


def test_live_columns_are_what_the_client_iterates_over() -> None:
    """`candles(...)` without a folder, the forming one included; `trades(...)` the newest."""
    from gopax_ext import Gopax  # noqa: PLC0415

    with Sandbox(seed=7, limit=None, history_days=2, market=False) as sandbox:
        options: dict[str, Any] = {"base_url": sandbox.base_url, "sharing": "process"}
        start, end = sandbox.exchange.now_ms() - DAY_MS, sandbox.exchange.now_ms() + 60_000
        found = candles(BTC, start=start, end=end, **options)
        with Gopax(**options) as gopax:
            rows = list(gopax.iter_candles(BTC, start=start, end=end, interval=1))
            newest = gopax.list_trades(BTC, limit=30)
        assert [tuple(row.values()) for row in found.table.to_pylist()] == [tuple(r) for r in rows]
        assert len(candles(BTC, start=start, **options)) >= len(rows)
        ids = trades(BTC, limit=30, **options).table["id"].to_pylist()
        assert ids == [row.id for row in reversed(newest)]
        assert len(candles(BTC, start=0, end=60_000, **options)) == 0


def run(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "statement",
    [
        "import gopax_ext; gopax_ext.Gopax",
        "import gopax_ext.history",
        "from gopax_ext.history import History; History('data')",
    ],
)
def test_no_column_library_is_loaded_before_the_first_column(statement: str) -> None:
    """Trading code does not wait for 50 MB of them."""
    unwanted = "[m for m in ('pyarrow', 'pandas', 'polars', 'numpy') if m in sys.modules]"
    assert run(f"import sys\n{statement}\nprint({unwanted})") == "[]"


def test_reading_and_exporting_do_without_pandas(folder: Path) -> None:
    """Which takes longer to load than all that a short command does."""
    code = (
        "import sys\nfrom gopax_ext.history import History\n"
        "from gopax_ext.history.series import Series\n"
        f"folder = {str(folder)!r}\nhistory, btc = History(folder), Series.candles({BTC!r}, 30)\n"
        "history.verify()\nhistory.candles(btc.pair, interval=30).gaps()\n"
        "for end in ('csv', 'jsonl', 'parquet'): history.export(btc, f'{folder}/a.{end}')\n"
        "print('pandas' in sys.modules)"
    )
    assert run(code) == "False"


def test_without_pyarrow_the_error_says_how_to_get_it() -> None:
    """By the extra that brings it, before anything is asked of the exchange."""
    code = (
        "import sys; sys.modules['pyarrow'] = None; sys.modules['pyarrow.parquet'] = None\n"
        "from gopax_ext.history import History\n"
        "from gopax_ext import SettingsError\n"
        "try: History('nowhere').download('BTC-KRW', start=0, base_url='http://127.0.0.1:9')\n"
        "except SettingsError as error: print(error.fix)"
    )
    assert run(code) == 'Run: pip install "gopax-client[history]"'
