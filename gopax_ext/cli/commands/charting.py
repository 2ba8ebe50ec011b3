"""Candles with volume, drawn in the terminal."""

import sys
from typing import TYPE_CHECKING

from ..define import command
from ..options import Interval, Pair
from ..output.answers import Answer, columns
from ..run import Run
from ..spans import INTERVALS, Span
from .market import Since, Until

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gopax_generated.models import Candle

    from ..output.theme import Theme

__all__ = ["chart"]

_MOST_COLUMNS = 160
_BESIDE = 18  # columns that prices take


@command("chart", safety="reads")
def chart(
    run: Run, pair: Pair, *, interval: Interval = "5m", since: Since = None, until: Until = None
) -> Answer:
    """Draw candles."""
    from ..output.terminal import console_on

    name = run.pair(pair)
    room = max(10, min(console_on(sys.stdout).width - _BESIDE, _MOST_COLUMNS))
    span = Span.read(since, until, interval=interval, rows=room, zone=run.zone)
    with run.client() as gopax:
        found = list(
            gopax.iter_candles(name, start=span.start, end=span.end, interval=INTERVALS[interval])
        )[-room:]
    heads = columns(
        time="time", open="price", high="price", low="price", close="price", volume="amount"
    )
    rows = [(c.time, c.open, c.high, c.low, c.close, c.volume) for c in found]
    return Answer(heads, rows, view=lambda theme: _drawn(found, theme))


def _drawn(candles: "list[Candle]", theme: "Theme") -> "RenderableType":
    from ..chart import candle_chart

    return candle_chart(
        candles, zone=theme.zone, unicode=theme.unicode, up=theme.up, down=theme.down
    )
