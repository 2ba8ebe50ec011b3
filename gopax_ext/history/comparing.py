"""Comparing what is stored with what the exchange says now, to the last digit."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from ..paging import CANDLES_A_CALL
from .asking import CandleSource
from .columns import trade_table
from .download import in_parallel
from .packages import load
from .patience import Caller
from .ranges import Range, cut
from .rows import keys_of, ordered, within
from .series import Series
from .trades import TradeSource

__all__ = ["Compared", "compare"]

_TRADES_AT_ONCE = 5_000  # ids


@attrs.frozen
class Compared:
    """How many stored rows of a series were compared, and what differs."""

    series: Series
    rows: int
    missing: int
    """Rows that the exchange has and the dataset has not."""
    extra: int
    """Rows that the dataset has and the exchange has not."""
    different: int
    """Rows of one key whose values differ."""
    first: str = ""
    """The first key that differs."""

    @property
    def equal(self) -> bool:
        """Whether everything is as the exchange says."""
        return not (self.missing or self.extra or self.different)


async def compare(
    caller: Caller,
    stored: Callable[[Series], Any],
    wanted: Sequence[tuple[Series, Sequence[Range]]],
) -> list[Compared]:
    """Ask the exchange for ranges of keys and compare them with the rows that are `stored`."""
    results: list[Compared] = []
    for series, ranges in wanted:
        rows = stored(series)
        parts: list[Compared] = []
        candles, trades = CandleSource(caller), TradeSource(caller, series.pair)

        async def one(
            span: Range,
            series: Series = series,
            rows: Any = rows,
            parts: list[Compared] = parts,
            sources: tuple[CandleSource, TradeSource] = (candles, trades),
        ) -> None:
            if series.kind == "candles":
                tables = await sources[0].between(series, span)
            else:
                tables = [trade_table(await sources[1].within(span))]
            theirs = ordered(tables, series)[0] if tables else series.schema.empty_table()
            parts.append(_difference(within(rows, span, series.key), theirs, series))

        size = series.step_ms * CANDLES_A_CALL or _TRADES_AT_ONCE
        await in_parallel(one(span) for whole in ranges for span in cut(whole, size))
        results.append(_sum(series, parts))
    return results


def _difference(ours: Any, theirs: Any, series: Series) -> Compared:
    count = ours.num_rows
    if ours.equals(theirs):
        return Compared(series, count, 0, 0, 0)
    compute = load("pyarrow.compute")
    keys = keys_of(ours, series), keys_of(theirs, series)
    in_both = [compute.is_in(mine, value_set=other) for mine, other in (keys, keys[::-1])]
    shared = [table.filter(mask) for table, mask in zip((ours, theirs), in_both, strict=True)]
    same = None
    for name in shared[0].column_names:
        equal = compute.equal(shared[0][name], shared[1][name])
        same = equal if same is None else compute.and_(same, equal)
    differ = compute.invert(same)
    odd = [
        *keys[0].filter(compute.invert(in_both[0])).to_pylist(),
        *keys[1].filter(compute.invert(in_both[1])).to_pylist(),
        *keys_of(shared[0].filter(differ), series).to_pylist(),
    ]
    return Compared(
        series,
        count,
        missing=theirs.num_rows - shared[1].num_rows,
        extra=count - shared[0].num_rows,
        different=compute.sum(differ).as_py() or 0,
        first=str(min(odd)),
    )


def _sum(series: Series, parts: Sequence[Compared]) -> Compared:
    firsts = [int(part.first) for part in parts if part.first]
    return Compared(
        series,
        sum(part.rows for part in parts),
        sum(part.missing for part in parts),
        sum(part.extra for part in parts),
        sum(part.different for part in parts),
        str(min(firsts)) if firsts else "",
    )
