"""Columns in the hand of an analyst: any library of the field takes them without a copy."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import attrs

from gopax_generated.models import Candle

from .export import text_columns
from .packages import load
from .ranges import Range
from .rows import column_ms, whole_numbers
from .schema import CANDLE_COLUMNS
from .series import Series

__all__ = ["Candles", "Columns", "Gap", "Trades", "gaps_in"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@attrs.frozen(repr=False, eq=False)
class Columns:
    """Rows of one series as Arrow columns.

    Amounts are decimal128(38, 18), times timestamp[ms, UTC]. `polars.DataFrame(it)`,
    `pyarrow.table(it)` and `duckdb.sql("from it")` take it as it is, through the Arrow stream that
    it offers.
    """

    series: Series
    table: Any = attrs.field(repr=False)
    """The `pyarrow.Table`."""

    @property
    def pair(self) -> str:
        """The trading pair."""
        return self.series.pair

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        stream: object = self.table.__arrow_c_stream__(requested_schema)
        return stream

    def __len__(self) -> int:
        count: int = self.table.num_rows
        return count

    def to_arrow(self) -> Any:
        """Return a `pyarrow.Table`."""
        return self.table

    def to_polars(self) -> Any:
        """Return a `polars.DataFrame`; `SettingsError` where polars is not installed."""
        return load("polars").from_arrow(self.table)

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame` whose columns stay exact (`ArrowDtype`).

        `astype(float)` makes floats of those that need not be. `SettingsError` where pandas is not
        installed.
        """
        return self.table.to_pandas(types_mapper=load("pandas").ArrowDtype)

    def __repr__(self) -> str:
        if not len(self):
            return f"{type(self).__name__}({self.series}, empty)"
        first, last = (self.table["time"][place].as_py().isoformat() for place in (0, -1))
        return f"{type(self).__name__}({self.series}, {len(self):,} rows, {first} to {last})"


@attrs.frozen
class Gap:
    """Intervals one after another that have no candle."""

    start_ms: int
    """When the first of them begins."""
    candles: int
    """How many there are."""


class Candles(Columns):
    """Candles, oldest first: time, low, high, open, close, volume. `time` is when each began."""

    @property
    def interval(self) -> int:
        """Minutes of a candle."""
        return self.series.interval

    def gaps(self) -> list[Gap]:
        """Return where intervals between two candles have none.

        The exchange makes no candle where nothing was traded, so a gap is no error by itself.
        """
        return gaps_in(self.table, self.series.step_ms)

    def to_list(self) -> list[Candle]:
        """Return them as `Gopax.list_candles` does."""
        texts = text_columns(self.table.select(CANDLE_COLUMNS[1:]), UTC)
        numbers = [map(Decimal, column.to_pylist()) for column in texts.values()]
        times = (_EPOCH + timedelta(milliseconds=ms) for ms in column_ms(self.table).to_pylist())
        return [Candle(*row) for row in zip(times, *numbers, strict=True)]


class Trades(Columns):
    """Trades, oldest first: id, time, price, amount, side (of the taker)."""


def gaps_in(table: Any, step_ms: int, span: Range | None = None) -> list[Gap]:
    """Return the gaps between candles, with `span` (ms) also those before and after them all."""
    compute = load("pyarrow.compute")
    if not table.num_rows:
        return [Gap(span[0], (span[1] - span[0]) // step_ms)] if span else []
    times = column_ms(table)
    steps = compute.subtract(times.slice(1), times.slice(0, len(times) - 1))
    wide = compute.greater(steps, whole_numbers(step_ms)[0])
    before = times.slice(0, len(times) - 1).filter(wide).to_pylist()
    found = [
        Gap(start + step_ms, width // step_ms - 1)
        for start, width in zip(before, steps.filter(wide).to_pylist(), strict=True)
    ]
    if span is not None:
        first, last = times[0].as_py(), times[-1].as_py()
        early, late = (first - span[0]) // step_ms, (span[1] - last - 1) // step_ms
        found = [
            *([Gap(first - early * step_ms, early)] if early > 0 else []),
            *found,
            *([Gap(last + step_ms, late)] if late > 0 else []),
        ]
    return [gap for gap in found if gap.candles > 0]
