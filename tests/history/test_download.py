"""Downloads of candles: what is stored is what the exchange has, once and for all."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from gopax_ext.history.dataset import Dataset
from gopax_ext.history.errors import FolderBusy, HistoryDamaged, HistoryError
from gopax_ext.history.folder import History
from gopax_ext.history.lock import locked
from gopax_ext.history.plan import SETTLE_MS
from gopax_ext.history.series import Series
from gopax_ext.sandbox import Sandbox
from gopax_generated.errors import ArgumentError, InvalidTradingPair
from tests.history.conftest import BTC, DAY_MS, ETH, World, files, in_world, plain

CANDLES = [Series.candles(BTC, 1), Series.candles(ETH, 1)]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"candle_rows": 1024},
        {"candle_rows": 300},
        {"candle_rows": 7, "history_minutes": 40},
        {"history_minutes": 3 * 1440},
    ],
    ids=str,
)
def test_what_is_stored_is_what_the_exchange_has(tmp_path: Path, options: dict[str, Any]) -> None:
    """To the last digit, dense or sparse, however few rows an answer may have."""

    async def story(world: World) -> None:
        span = (world.now_ms - 3 * DAY_MS, world.now_ms - 60_000)
        await world.fetch(tmp_path, CANDLES, span)
        for pair in (BTC, ETH):
            found = plain(History(tmp_path).candles(pair).table)
            assert found == world.candles(pair, span)
            assert len(found) > 100

    in_world(story, limit=None, rate_limit=1000, **options)


@pytest.mark.parametrize("minutes", [5, 30, 1440])
def test_every_interval_can_be_downloaded(tmp_path: Path, minutes: int) -> None:
    """Each into a folder of its own."""

    async def story(world: World) -> None:
        now = world.now_ms
        await world.fetch(tmp_path, [Series.candles(BTC, minutes)], (now - 50 * DAY_MS, now))
        found = plain(History(tmp_path).candles(BTC, interval=minutes).table)
        last = now - SETTLE_MS - minutes * 60_000
        assert found == world.candles(BTC, (0, last + 1), minutes)

    in_world(story, history_days=40)


def test_quiet_times_cost_hardly_more_calls_than_busy_ones(tmp_path: Path) -> None:
    """An answer that ends early is doubted only while longer ones have not been seen whole."""

    async def story(world: World) -> None:
        span = (world.now_ms - 60 * DAY_MS, world.now_ms)
        done = await world.fetch(tmp_path, CANDLES, span)
        assert done.calls < 1.15 * done.plan.calls

    in_world(story, history_days=60, limit=None, rate_limit=1000)


def test_a_candle_that_still_forms_is_not_stored(tmp_path: Path) -> None:
    """Nor one that ended a moment ago: a late trade may change it. Later it is, as it became."""

    async def story(world: World) -> None:
        minute = 60_000
        for _ in range(4):
            now = world.now_ms
            await world.fetch(tmp_path, CANDLES[:1], (now - 30 * minute, 2**53))
            times = [row[0] for row in plain(History(tmp_path).candles(BTC).table)]
            assert max(times) + minute <= world.now_ms - SETTLE_MS
            await world.seam.async_sleep(25.0)
        await world.seam.async_sleep(180.0)
        done = await world.fetch(tmp_path, CANDLES[:1], (now - 30 * minute, 2**53))
        start, end = done.plan.tasks[0].wanted
        assert end > world.now_ms - SETTLE_MS - 2 * minute
        assert plain(History(tmp_path).candles(BTC, start=start).table) == world.candles(
            BTC, (start, end)
        )

    in_world(story, market=True, limit=None)


def test_nothing_is_asked_for_twice(tmp_path: Path) -> None:
    """A second download asks for what is new, and a longer one for what lies before."""

    async def story(world: World) -> None:
        now = world.now_ms
        await world.fetch(tmp_path, CANDLES, (now - DAY_MS, now))
        before = files(tmp_path)
        again = await world.fetch(tmp_path, CANDLES, (now - DAY_MS, now))
        assert (again.plan.calls, again.calls) == (0, len(CANDLES))
        assert files(tmp_path) == before
        longer = await world.fetch(tmp_path, CANDLES, (now - 2 * DAY_MS, now))
        assert longer.plan.calls == len(CANDLES) * 2
        found = plain(History(tmp_path).candles(ETH).table)
        assert found == world.candles(ETH, (now - 2 * DAY_MS, longer.plan.tasks[1].wanted[1]))

    in_world(story)


def test_an_unknown_pair_is_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    """With the exchange's own error."""

    async def story(world: World) -> None:
        with pytest.raises(InvalidTradingPair):
            await world.fetch(tmp_path, [Series.candles(BTC, 1), Series.candles("NO-KRW", 1)])
        assert files(tmp_path) == {}

    in_world(story)


def test_rows_of_two_exchanges_never_mix(tmp_path: Path) -> None:
    """A folder belongs to the exchange of its first download."""
    with Dataset.held(tmp_path, "http://127.0.0.1:2") as dataset:
        dataset.add(CANDLES[0], {}, [(0, 1)])

    async def story(world: World) -> None:
        with pytest.raises(HistoryError, match=r"127\.0\.0\.1:2"):
            await world.fetch(tmp_path, CANDLES)

    in_world(story)


def test_two_downloads_do_not_tangle_in_one_folder(tmp_path: Path) -> None:
    """The second is told who works there."""

    async def story(world: World) -> None:
        with locked(tmp_path), pytest.raises(FolderBusy, match="process"):
            await world.fetch(tmp_path, CANDLES)

    in_world(story)


def test_a_file_that_is_gone_is_fetched_again(tmp_path: Path) -> None:
    """And so is one that was cut short; the others stay."""

    async def story(world: World) -> None:
        span = (world.now_ms - 3 * DAY_MS, world.now_ms)
        await world.fetch(tmp_path, CANDLES, span)
        whole = files(tmp_path)
        gone, short = sorted(whole)
        (tmp_path / gone).unlink()
        (tmp_path / short).write_bytes(whole[short][:100])
        done = await world.fetch(tmp_path, CANDLES, span)
        assert set(done.plan.lost) == {gone, short}
        assert files(tmp_path) == whole

    in_world(story)


def test_a_file_that_was_changed_is_not_built_upon(tmp_path: Path) -> None:
    """A download that would add to it stops and says what to do."""

    async def story(world: World) -> None:
        now = world.now_ms
        await world.fetch(tmp_path, CANDLES[:1], (now - DAY_MS, now))
        (name,) = files(tmp_path)
        path = tmp_path / name
        data = bytearray(path.read_bytes())
        data[100] ^= 1
        path.write_bytes(data)
        with pytest.raises(HistoryDamaged, match=r"candles\.parquet"):
            await world.fetch(tmp_path, CANDLES[:1], (now - 2 * DAY_MS, now))

    in_world(story)


def test_a_manifest_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Instead of starting anew over the files that are there."""
    path = tmp_path / "manifest.json"
    path.write_text("{")
    with pytest.raises(HistoryDamaged):
        History(tmp_path).candles(BTC)
    path.write_text(json.dumps({"format": "gopax-history-9"}))
    with pytest.raises(HistoryError, match="gopax-history-9"):
        History(tmp_path).candles(BTC)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """No dataset, no such series, no such interval, no pairs: each with what to do."""
    with pytest.raises(HistoryError, match="no dataset"):
        History(tmp_path).candles(BTC)
    with Dataset.held(tmp_path, "http://127.0.0.1:2") as dataset:
        dataset.add(CANDLES[0], {}, [(0, 1)])
    with pytest.raises(HistoryError, match="it has BTC-KRW 1m") as told:
        History(tmp_path).candles(ETH)
    assert told.value.fix.startswith("gopax history download ETH-KRW")
    assert len(History(tmp_path).candles(BTC)) == 0
    with pytest.raises(ArgumentError, match="interval 7"):
        History(tmp_path).candles(BTC, interval=7)
    with pytest.raises(ArgumentError, match="no trading pair"):
        History(tmp_path).download([], start=0)
    with pytest.raises(ArgumentError, match="not before"):
        History(tmp_path).candles(BTC, start=5, end=5)


def test_a_download_blocks_until_it_is_done_in_a_notebook_too(tmp_path: Path) -> None:
    """Where an event loop runs already, it gets a thread of its own."""
    with Sandbox(seed=7, limit=None, history_days=1, market=False) as sandbox:
        start = sandbox.exchange.now_ms() - DAY_MS
        done = History(tmp_path).download(
            BTC, start=start, base_url=sandbox.base_url, sharing="process"
        )
        assert done.done[0].rows > 1000
        assert asyncio.run(_nothing_new(tmp_path, sandbox.base_url, start)) == 0


async def _nothing_new(folder: Path, base_url: str, start: int) -> int:
    done = History(folder).download(
        BTC, start=start, end=start + 60_000, base_url=base_url, sharing="process"
    )
    return done.done[0].rows
