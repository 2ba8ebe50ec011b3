"""Downloading candles: many calls in flight, at the rate that the exchange allows."""

import asyncio
from collections.abc import Coroutine, Iterable, Iterator
from typing import Any, Final, Protocol

import attrs

from .asking import CandleSource
from .background import Background
from .collect import Collector
from .dataset import Dataset
from .patience import Caller
from .plan import Plan
from .ranges import Range, cut
from .series import Series

__all__ = ["IN_FLIGHT", "Done", "Progress", "Watcher", "download_candles", "in_parallel"]

IN_FLIGHT: Final = 32
"""Calls under way or waiting for a slot: enough for 20 a second at half a second each."""


@attrs.frozen
class Progress:
    """How far a series has come, counted in candles, traded or not; trades are counted in ids."""

    series: Series
    done: int
    total: int
    rows: int
    """Rows received."""


@attrs.frozen
class Done:
    """What came of a series."""

    series: Series
    rows: int
    """Rows received in this run."""


class Watcher(Protocol):
    """Who wants to know how a download goes on."""

    def planned(self, plan: Plan) -> None:
        """Called once, before the first row is asked for."""

    def progressed(self, progress: Progress) -> None:
        """Called after each answer."""


async def download_candles(
    caller: Caller, dataset: Dataset, plan: Plan, watcher: Watcher
) -> tuple[list[Done], int]:
    """Fetch what a plan says is missing; return what came of each series, and doubles.

    Whatever ends it early, all that has come in is stored before the error goes on.
    """
    sources = {task.series.interval: CandleSource(caller) for task in plan.tasks}
    state = {task.series: Progress(task.series, 0, task.rows, 0) for task in plan.tasks}
    with Background() as background:
        collector = Collector(dataset, background, caller.seam)
        for task in plan.tasks:
            collector.expect(task.series, task.missing)

        async def fetch(series: Series, span: Range) -> None:
            tables = await sources[series.interval].between(series, span)
            collector.add(series, span, tables)
            now = state[series]
            state[series] = attrs.evolve(
                now,
                done=min(now.total, now.done + -(-(span[1] - span[0]) // series.step_ms)),
                rows=now.rows + sum(table.num_rows for table in tables),
            )
            watcher.progressed(state[series])

        try:
            await in_parallel(fetch(*piece) for piece in _pieces(plan))
        finally:
            collector.store_all()
    dataset.close()
    return [Done(each.series, each.rows) for each in state.values()], collector.doubles


def _pieces(plan: Plan) -> Iterator[tuple[Series, Range]]:
    for task in plan.tasks:
        for span in task.missing:
            for piece in cut(span, task.slice):
                yield task.series, piece


async def in_parallel(work: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Await `work`, `IN_FLIGHT` at a time; the first failure ends the rest and is raised."""
    waiting = iter(work)

    async def take() -> None:
        for each in waiting:
            await each

    tasks = [asyncio.create_task(take()) for _ in range(IN_FLIGHT)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
