"""Trades by id: none left out, none twice, however they are distributed."""

from pathlib import Path

import pytest

from gopax_ext.history.errors import HistoryError
from gopax_ext.history.folder import History
from gopax_ext.history.series import Series
from tests.history.conftest import BTC, DAY_MS, ETH, World, in_world, plain

BOTH = [Series.trades(BTC), Series.trades(ETH)]


@pytest.mark.parametrize("minutes", [10, 60, 3000])
def test_what_is_stored_is_what_was_traded(tmp_path: Path, minutes: int) -> None:
    """Each trade once, in the order of the ids, from the first of the range to its end."""

    async def story(world: World) -> None:
        span = (world.now_ms - 2 * DAY_MS, world.now_ms - 90_000)
        await world.fetch(tmp_path, BOTH, span)
        for pair in (BTC, ETH):
            found = plain(History(tmp_path).trades(pair).table)
            assert found == [row for row in world.trades(pair) if span[0] <= row[1] < span[1]]
            assert len(found) > 50

    in_world(story, history_days=4, history_minutes=minutes, limit=None, rate_limit=1000)


def test_trades_go_on_where_the_last_download_ended(tmp_path: Path) -> None:
    """While the market trades on; the newest seconds wait, for a lower id may still show up."""

    async def story(world: World) -> None:
        start = world.now_ms - 3_600_000
        for _ in range(4):
            await world.fetch(tmp_path, BOTH[:1], (start, 2**53))
            await world.seam.async_sleep(100.0)
        now = world.now_ms
        await world.fetch(tmp_path, BOTH[:1], (start - DAY_MS, 2**53))
        found = plain(History(tmp_path).trades(BTC).table)
        last = found[-1][0]
        expected = [row for row in world.trades(BTC) if start - DAY_MS <= row[1]]
        assert found == [row for row in expected if row[0] <= last]
        assert now - found[-1][1] < 120_000

    in_world(story, market=True, limit=None, rate_limit=1000)


def test_a_pair_that_was_never_traded_has_none(tmp_path: Path) -> None:
    """And that is no error."""

    async def story(world: World) -> None:
        done = await world.fetch(tmp_path, BOTH)
        assert [each.rows for each in done.done] == [0, 0]
        assert len(History(tmp_path).trades(BTC)) == 0

    in_world(story, history_days=0)


def test_pages_that_do_not_go_down_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that ignores the id would give the same page for ever, or holes."""

    async def story(world: World) -> None:
        from gopax_ext.history import trades  # noqa: PLC0415
        from gopax_generated.operations import list_trades  # noqa: PLC0415

        def ignoring(pair: str, *, pastmax: int | None, limit: int | None) -> object:
            del pastmax
            return list_trades(pair, limit=limit)

        monkeypatch.setattr(trades, "list_trades", ignoring)
        with pytest.raises(HistoryError, match="asked for trades below"):
            await world.fetch(tmp_path, BOTH[:1])

    in_world(story)
