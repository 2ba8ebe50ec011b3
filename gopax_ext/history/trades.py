"""Downloading trades by their ids, without holes and without repeats.

`pastmax` answers the 100 trades below an id, so whoever follows it down misses nothing, however
many trades share a time. The ids asked for are cut into slices that are followed side by side; a
slice counts as complete when its page has passed its lower end.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

import attrs

from gopax_generated.models import Trade
from gopax_generated.operations import list_trades

from ..paging import milliseconds
from .background import Background
from .columns import trade_table
from .dataset import Dataset
from .download import Done, Progress, Watcher, in_parallel
from .errors import HistoryError
from .packages import load
from .patience import Caller
from .plan import SETTLE_MS, Plan, Task, exchange_time
from .ranges import Range, cut, total, without
from .rows import column_ms, within
from .series import Series, months_within

__all__ = ["TradeSource", "download_trades", "plan_trades"]

_PAGE: Final = 100
_PAGES_A_SLICE: Final = 20
_CHECKPOINT_SECONDS: Final = 30.0


@attrs.define
class TradeSource:
    """Where the trades of a pair come from."""

    caller: Caller
    pair: str

    async def page(self, below: int | None = None, *, limit: int | None = None) -> list[Trade]:
        """Return the newest trades, or those just below an id."""
        call = list_trades(self.pair, pastmax=below, limit=limit)
        rows = (await self.caller.send(call)).value
        if below is not None and rows and all(row.id >= below for row in rows):
            raise HistoryError(
                f"asked for trades below {below}, the exchange gave {rows[0].id} and others above",
                fix="Its pages cannot be followed; nothing of them was stored.",
            )
        return rows

    async def within(self, ids: Range) -> list[Trade]:
        """Return every trade whose id is within `ids`."""
        start, below = ids
        found: list[Trade] = []
        while below > start:
            page = await self.page(below)
            new = [row for row in page if start <= row.id < below]
            found += new
            lowest = min((row.id for row in page), default=start)
            below = lowest if new else start
        return found

    async def first_at(self, time_ms: int, newest: Sequence[Trade]) -> int:
        """Return an id that no trade before `time_ms` reaches, and every later one does.

        By halving: a trade with a higher id is never older.
        """
        older = [row.id for row in newest if milliseconds(row.time, "time") < time_ms]
        if older:
            return max(older) + 1
        low, high = 0, min((row.id for row in newest), default=0)
        # Every trade from `high` on is late enough; the newest one below `low` is too early.
        while low < high:
            middle = (low + high + 1) // 2
            page = await self.page(middle, limit=1)
            if page and milliseconds(page[0].time, "time") >= time_ms:
                high = page[0].id
            else:
                low = middle
        return low


async def plan_trades(
    caller: Caller, dataset: Dataset, wanted: Sequence[Series], span: Range, *, rate: int
) -> Plan:
    """Return what is missing of the trades of a time range (ms); its figures are estimates."""
    tasks: list[Task] = []
    for series in wanted:
        source = TradeSource(caller, series.pair)
        now = await exchange_time(caller, series.pair)
        newest = await source.page()
        end = await source.first_at(min(span[1], now - SETTLE_MS), newest)
        start = await source.first_at(span[0], newest)
        missing = tuple(without((start, max(start, end)), dataset.covered(series)))
        rows = round(total(missing) / _ids_a_row(newest))
        calls = -(-rows // _PAGE) + len(missing)
        tasks.append(Task(series, (start, end), missing, calls, rows, _slice_of(newest)))
    return Plan(tuple(tasks), rate, tuple(dataset.lost), exact=False)


def _ids_a_row(newest: Sequence[Trade]) -> float:
    ids = [row.id for row in newest]
    return max(1.0, (max(ids) - min(ids)) / max(1, len(ids) - 1)) if ids else 1.0


def _slice_of(newest: Sequence[Trade]) -> int:
    return max(_PAGE, round(_ids_a_row(newest) * _PAGE * _PAGES_A_SLICE))


@attrs.define
class _Store:
    """What has come in and is not on the disk yet."""

    dataset: Dataset
    background: Background
    since: float
    slices: dict[Series, list[tuple[Range, Any]]] = attrs.Factory(lambda: defaultdict(list))
    doubles: int = 0

    def flush(self, now: float) -> None:
        """Leave everything to the disk."""
        self.since = now
        for series, slices in self.slices.items():
            self.background.do(partial(self._add, series, slices))
        self.slices = defaultdict(list)

    def _add(self, series: Series, slices: list[tuple[Range, Any]]) -> None:
        months: dict[str, list[Any]] = defaultdict(list)
        for _, table in slices:
            for month, rows in _by_month(table):
                months[month].append(rows)
        self.doubles += self.dataset.add(series, months, [ids for ids, _ in slices])


def _by_month(table: Any) -> Iterator[tuple[str, Any]]:
    if not table.num_rows:
        return
    bounds = load("pyarrow.compute").min_max(column_ms(table)).as_py()
    for month, part in months_within((bounds["min"], bounds["max"] + 1)):
        rows = within(table, part)
        if rows.num_rows:
            yield month, rows


async def download_trades(
    caller: Caller, dataset: Dataset, plan: Plan, watcher: Watcher
) -> tuple[list[Done], int]:
    """Fetch what a plan says is missing; return what came of each series, and doubles."""
    state = {task.series: Progress(task.series, 0, total(task.missing), 0) for task in plan.tasks}
    seam = caller.seam
    with Background() as background:
        store = _Store(dataset, background, seam.monotonic())

        async def fetch(source: TradeSource, series: Series, ids: Range) -> None:
            rows = await source.within(ids)
            store.slices[series].append((ids, trade_table(rows)))
            now = state[series]
            done, count = now.done + ids[1] - ids[0], now.rows + len(rows)
            state[series] = attrs.evolve(now, done=done, rows=count)
            watcher.progressed(state[series])
            if seam.monotonic() - store.since > _CHECKPOINT_SECONDS:
                store.flush(seam.monotonic())

        try:
            await in_parallel(
                fetch(TradeSource(caller, task.series.pair), task.series, ids)
                for task in plan.tasks
                for span in reversed(task.missing)
                for ids in reversed(list(cut(span, task.slice)))
            )
        finally:
            store.flush(seam.monotonic())
    dataset.close()
    return [Done(each.series, each.rows) for each in state.values()], store.doubles
