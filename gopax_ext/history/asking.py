"""Asking for candles so that none is missed, whatever the exchange leaves open.

How many rows it gives at most is not documented (1,024 today), whether bounds count is not either.
An answer that ends before its range does may be cut off, or nothing was traded there. It can only
be cut off if it has more rows than any answer that is known to be whole; then the rest is asked
for once more.
"""

import asyncio
from typing import Any

import attrs

from gopax_generated.enums import CandleInterval
from gopax_generated.operations import list_candles

from ..paging import CANDLES_A_CALL
from .columns import as_columns
from .packages import load
from .patience import Caller
from .ranges import Range
from .rows import column_ms, within
from .series import Series

__all__ = ["CANDLES_A_CALL", "CandleSource"]


@attrs.define
class CandleSource:
    """Where the candles of one interval come from."""

    caller: Caller
    _whole: int = 0
    """Answers of so many rows are known to be whole."""
    _looking: asyncio.Lock = attrs.Factory(asyncio.Lock)

    async def between(self, series: Series, span: Range) -> list[Any]:
        """Return tables with the candles that begin within `span` (ms), in any order."""
        count, rows = await self._ask(series, span)
        edges = _edges(rows, series, span)
        if self._is_whole(count, rows, edges):
            return [rows] if rows.num_rows else []
        async with self._looking:  # what one of many learns spares the others the second look
            if self._is_whole(count, rows, edges):
                return [rows]
            return await self._look_again(series, count, rows, edges)

    def _is_whole(self, count: int, rows: Any, edges: list[Range]) -> bool:
        if rows.num_rows and not edges:
            self._whole = max(self._whole, count)
        return not edges or count <= self._whole

    async def _look_again(
        self, series: Series, count: int, rows: Any, edges: list[Range]
    ) -> list[Any]:
        found: list[Any] = []
        for edge in edges:
            more, between = await self._ask(series, edge)
            inner = _edges(between, series, edge)
            if self._is_whole(more, between, inner):
                found += [between] if between.num_rows else []
            else:
                found += await self._look_again(series, more, between, inner)
        if not found:
            self._whole = max(self._whole, count)
        return [rows, *found]

    async def _ask(self, series: Series, span: Range) -> tuple[int, Any]:
        """Return how many rows an answer had, and those of them that begin within `span`."""
        start, end = span
        call = list_candles(
            # One earlier: whether the exchange counts the bound itself in is not documented.
            series.pair,
            start=max(start - 1, 0),
            end=end,
            interval=CandleInterval(series.interval),
        )
        answer = (await self.caller.send(as_columns(call))).value
        return answer.num_rows, within(answer, span)


def _edges(rows: Any, series: Series, span: Range) -> list[Range]:
    """Return what of `span` lies before the first and after the last of the candles found."""
    if not rows.num_rows:
        return []
    bounds = load("pyarrow.compute").min_max(column_ms(rows)).as_py()
    first, last = bounds["min"], bounds["max"]
    step = series.step_ms
    early = [(span[0], first)] if first - span[0] >= step else []
    late = [(last + 1, span[1])] if span[1] - last > step else []
    return early + late
