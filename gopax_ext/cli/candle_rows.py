"""Candles of the exchange for `gopax candles` and `gopax chart`, and as rows."""

from typing import TYPE_CHECKING

from .output.answers import Column, Value, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gopax_generated.models import Candle

    from ..client import Gopax
    from .spans import Span

__all__ = ["candle_columns", "candle_rows", "fetch"]


def fetch(
    gopax: "Gopax", pair: str, span: "Span", minutes: int, *, most: int | None
) -> "list[Candle]":
    """Return the candles of a span, oldest first; of more than `most` the latest."""
    found = list(gopax.iter_candles(pair, start=span.start, end=span.end, interval=minutes))
    return found if most is None else found[-most:]


def candle_columns() -> tuple[Column, ...]:
    """Return the heads of candles."""
    return columns(
        time="time", open="price", high="price", low="price", close="price", volume="amount"
    )


def candle_rows(candles: "Sequence[Candle]") -> list[tuple[Value, ...]]:
    """Return candles as rows."""
    return [(c.time, c.open, c.high, c.low, c.close, c.volume) for c in candles]
