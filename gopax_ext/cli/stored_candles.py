"""Candles of a downloaded dataset, for whoever asks no exchange."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal, localcontext
from itertools import groupby
from pathlib import Path
from typing import Final

from gopax_generated.models import Candle

from ..history.folder import History
from ..history.schema import DIGITS
from ..history.series import Series
from .spans import Span, minutes_of

__all__ = ["stored_candles"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def stored_candles(
    folder: Path,
    pair: str,
    interval: str,
    bounds: tuple[str | None, str | None],
    *,
    most: int,
    zone: tzinfo,
) -> list[Candle]:
    """Return the latest candles of a pair, or those from `--since` until `--until`.

    Of an interval that is not stored they are made of the longest stored one that fits.
    """
    history, minutes = History(folder), minutes_of(interval)
    fitting = [
        each.interval
        for each in history.series()
        if each.kind == "candles" and each.pair == pair and minutes % each.interval == 0
    ]
    source = max(fitting, default=minutes)
    last = history.stored(Series.candles(pair, source)).last or 0
    newest = _EPOCH + timedelta(milliseconds=last, minutes=source)
    span = Span.read(*bounds, interval=interval, rows=most, zone=zone, newest=newest)
    step = timedelta(minutes=minutes)
    start = span.start - (span.start - _EPOCH) % step
    found = history.candles(pair, interval=source, start=start, end=span.end)
    candles = list(_longer(found.to_list(), step))
    return candles if bounds[0] else candles[-most:]


def _longer(candles: list[Candle], step: timedelta) -> Iterator[Candle]:
    """Yield candles of `step`, which begin at its multiples in UTC as the exchange's own do."""
    for number, group in groupby(candles, lambda each: (each.time - _EPOCH) // step):
        inner = list(group)
        yield Candle(
            time=_EPOCH + number * step,
            low=min(each.low for each in inner),
            high=max(each.high for each in inner),
            open=inner[0].open,
            close=inner[-1].close,
            volume=_total(inner),
        )


def _total(candles: list[Candle]) -> Decimal:
    """Return the volume of all, exact however many digits the columns of a dataset hold."""
    with localcontext(prec=2 * DIGITS):
        return sum((each.volume for each in candles), Decimal())
