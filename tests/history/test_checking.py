"""`verify` finds whatever happened to a file, `compare` what the exchange says otherwise."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gopax_ext.history.comparing import compare
from gopax_ext.history.errors import FolderBusy
from gopax_ext.history.folder import History
from gopax_ext.history.lock import locked
from gopax_ext.history.series import Series
from tests.history.conftest import BTC, DAY_MS, World, files, in_world, plain

CANDLES, TRADES = Series.candles(BTC, 1), Series.trades(BTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A day of candles and trades."""

    async def story(world: World) -> None:
        span = (world.now_ms - DAY_MS, world.now_ms)
        await world.fetch(tmp_path, [CANDLES], span)
        await world.fetch(tmp_path, [TRADES], span)

    in_world(story, limit=None, rate_limit=1000)
    return tmp_path


def rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    """Change the rows of a file."""
    pq.write_table(change(pq.read_table(path, partitioning=None)), path)


def flip(path: Path) -> None:
    """Change one byte in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0xFF
    path.write_bytes(data)


def month_later(table: Any) -> Any:
    """The same rows with times of another month."""
    times = pa.array([each.replace(month=5) for each in table["time"].to_pylist()])
    return table.set_column(
        table.schema.get_field_index("time"),
        table.schema.field("time"),
        times.cast(table.schema.field("time").type),
    )


def test_a_sound_dataset_has_no_finding(folder: Path) -> None:
    """And its figures are those of its rows."""
    reports, findings = History(folder).verify()
    assert findings == []
    candles, trades = reports
    rows = plain(History(folder).candles(BTC).table)
    assert (candles.series, candles.rows, candles.files) == (CANDLES, len(rows), 1)
    assert (candles.first_ms, candles.last_ms) == (rows[0][0], rows[-1][0])
    assert (candles.holes, trades.holes, trades.gaps) == ((), (), 0)
    (covered,) = candles.covered
    times = {row[0] for row in rows}
    first = covered[0] + -covered[0] % 60_000
    assert candles.empty == sum(each not in times for each in range(first, covered[1], 60_000))


@pytest.mark.parametrize(
    ("damage", "problems"),
    [
        (lambda path: path.unlink(), {"missing"}),
        (flip, {"changed"}),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), {"changed", "unreadable"}),
        (lambda path: rewrite(path, lambda t: t.slice(5)), {"changed", "count"}),
        (lambda path: rewrite(path, lambda t: t.take([1, 0, *range(2, len(t))])), {"order"}),
        (lambda path: rewrite(path, lambda t: pa.concat_tables([t, t.slice(0, 1)])), {"double"}),
        (lambda path: rewrite(path, lambda t: t.drop_columns(["price"])), {"columns"}),
        (lambda path: rewrite(path, month_later), {"month"}),
    ],
)
def test_damage_is_found(
    folder: Path, damage: Callable[[Path], object], problems: set[str]
) -> None:
    """Each kind by its name, with the file."""
    (name,) = [each for each in files(folder) if each.startswith("trades")]
    damage(folder / name)
    findings = History(folder).verify()[1]
    assert problems <= {finding.problem for finding in findings}
    assert {finding.file for finding in findings} == {name}


def test_a_stray_file_is_found(folder: Path) -> None:
    """Engines that read all files of a folder would take it for data."""
    (name,) = [each for each in files(folder) if each.startswith("candles")]
    stray = (folder / name).with_name("copy.parquet")
    stray.write_bytes(files(folder)[name])
    (finding,) = History(folder).verify()[1]
    assert (finding.problem, finding.file) == ("stray", stray.relative_to(folder).as_posix())


def test_what_was_never_asked_for_is_a_hole(tmp_path: Path) -> None:
    """Unlike an interval without a trade, which the exchange was asked for."""

    async def story(world: World) -> None:
        now = world.now_ms - world.now_ms % 60_000
        for days in (3, 1):
            await world.fetch(
                tmp_path, [CANDLES], (now - days * DAY_MS, now - days * DAY_MS + 3_600_000)
            )
        (report,) = History(tmp_path).verify()[0]
        assert report.holes == ((now - 3 * DAY_MS + 3_600_000, now - DAY_MS),)

    in_world(story)


def test_verifying_waits_for_no_download(folder: Path) -> None:
    """It says who works there."""
    with locked(folder), pytest.raises(FolderBusy):
        History(folder).verify()


@pytest.mark.parametrize("series", [CANDLES, TRADES], ids=str)
def test_the_exchange_is_asked_for_every_digit(tmp_path: Path, series: Series) -> None:
    """Equal as it is; a row more, a row less and a digit are each noticed."""

    async def story(world: World) -> None:
        await world.fetch(tmp_path, [series], (world.now_ms - DAY_MS, world.now_ms))
        history = History(tmp_path)
        find = history.candles if series.kind == "candles" else history.trades
        table = find(BTC).table.combine_chunks()
        covered = history.verify()[0][0].covered
        price = table.schema.get_field_index("close" if series.kind == "candles" else "price")
        values = table.columns[price].to_pylist()
        changed = pa.array([values[0] + Decimal("1e-18"), *values[1:]], table.schema.types[price])
        tables = {
            (0, 0, 0): table,
            (1, 0, 0): table.slice(1),
            (0, 1, 0): pa.concat_tables(
                [table.slice(0, 1), one_more(table, series), table.slice(1)]
            ),
            (0, 0, 1): table.set_column(price, table.schema.field(price), changed),
        }
        for expected, ours in tables.items():
            async with world.access.open() as caller:
                (found,) = await compare(caller, lambda _, ours=ours: ours, [(series, covered)])
            assert (found.missing, found.extra, found.different) == expected
            assert found.equal == (expected == (0, 0, 0))
            assert bool(found.first) != found.equal

    in_world(story, limit=None, rate_limit=1000)


def one_more(table: Any, series: Series) -> Any:
    """The first row with the key after its own."""
    row = table.slice(0, 1)
    place = row.schema.get_field_index(series.key)
    key = pa.compute.add(row[series.key].cast(pa.int64()), 1).cast(row.schema.types[place])
    return row.set_column(place, row.schema.field(place), key)
