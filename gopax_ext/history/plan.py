"""What a download has to ask for: known, with its calls and its time, before it begins."""

from collections.abc import Sequence
from typing import Final

import attrs

from gopax_generated.operations import get_ticker

from ..paging import CANDLES_A_CALL, milliseconds
from .dataset import Dataset
from .patience import Caller
from .ranges import Range, cut, total, without
from .series import MINUTE_MS, Series

__all__ = ["SETTLE_MS", "Plan", "Task", "exchange_time", "last_final", "plan_candles"]

SETTLE_MS: Final = 10_000
"""A candle counts as final this long after its end: until then a late trade may change it."""


@attrs.frozen
class Task:
    """What is missing of one series."""

    series: Series
    wanted: Range
    """What was asked for, as far as it can be final: ms since 1970, of trades their ids."""
    missing: tuple[Range, ...]
    calls: int
    """How many calls it takes."""
    rows: int
    """How many candles there can be at most, or about how many trades."""
    slice: int
    """How much of `missing` is asked for at once."""


@attrs.frozen
class Plan:
    """What a download will do."""

    tasks: tuple[Task, ...]
    rate: int
    """Calls a second that the exchange allows."""
    lost: tuple[str, ...] = ()
    """Files that were gone or cut short, and are fetched again."""
    exact: bool = True
    """Whether the figures are known; of trades they are estimated."""

    @property
    def calls(self) -> int:
        """How many calls it takes."""
        return sum(task.calls for task in self.tasks)

    @property
    def rows(self) -> int:
        """How many candles there can be at most; what was not traded has none."""
        return sum(task.rows for task in self.tasks)

    @property
    def seconds(self) -> float:
        """How long it takes at the rate that the exchange allows, if nobody else uses it."""
        return self.calls / self.rate


async def plan_candles(
    caller: Caller, dataset: Dataset, wanted: Sequence[Series], span: Range, *, rate: int
) -> Plan:
    """Return what is missing of `span` in a dataset; an unknown pair is refused before all else."""
    tasks: list[Task] = []
    for series in wanted:
        end = min(span[1], last_final(await exchange_time(caller, series.pair), series))
        part = (span[0], max(span[0], end))
        missing = tuple(without(part, dataset.covered(series)))
        size = series.step_ms * CANDLES_A_CALL
        calls = sum(1 for each in missing for _ in cut(each, size))
        rows = -(-total(missing) // series.step_ms)
        tasks.append(Task(series, part, missing, calls, rows, size))
    return Plan(tuple(tasks), rate, tuple(dataset.lost))


async def exchange_time(caller: Caller, pair: str) -> int:
    """Return the exchange's time in ms: the earliest of all clocks that tell it.

    A clock that is ahead would make a candle final that still changes.
    """
    answer = await caller.send(get_ticker(pair))
    told = [caller.seam.time_ns() // 1_000_000, milliseconds(answer.value.time, "time")]
    stamp = answer.headers.get("date")
    if stamp:
        from email.utils import parsedate_to_datetime  # noqa: PLC0415 - once in a download

        told.append(milliseconds(parsedate_to_datetime(stamp), "date"))
    return min(told)


def last_final(now_ms: int, series: Series) -> int:
    """Return until when candles may begin so that none of them can change any more."""
    latest = now_ms - SETTLE_MS - series.step_ms
    return max(0, latest - latest % MINUTE_MS + MINUTE_MS)
