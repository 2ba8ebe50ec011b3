"""Candles with volume: in the terminal, as a page for a browser, or as a picture."""

import sys
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..candle_rows import candle_columns, candle_rows, fetch
from ..define import command
from ..messages import language, say
from ..options import Interval, Pair
from ..output.answers import Answer
from ..pairs import canonical
from ..run import Run
from ..spans import Span, minutes_of
from .market import Since, Until

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gopax_generated.models import MyTrade, Order

    from ...charts.chart import Chart
    from ..output.theme import Theme

__all__ = ["chart"]

Mine = Annotated[bool, typer.Option("--mine/--no-mine", help=say("option.mine"))]
FromHistory = Annotated[
    Path | None, typer.Option("--from-history", help=say("option.from_history"))
]

_MOST_COLUMNS = 160
_BESIDE = 18  # columns that prices take
_DRAWN = 200  # candles of a page or a picture


@command("chart", safety="reads_account", draws=("html", "png", "svg"))
def chart(
    run: Run,
    pair: Pair,
    *,
    interval: Interval = "5m",
    since: Since = None,
    until: Until = None,
    mine: Mine = True,
    from_history: FromHistory = None,
) -> Answer:
    """Draw candles, in a file with one's own orders and trades."""
    from ...charts.chart import Chart
    from ...charts.palette import PALETTES
    from ..output.terminal import console_on

    most = _DRAWN
    if run.output is None:
        most = max(10, min(console_on(sys.stdout).width - _BESIDE, _MOST_COLUMNS))
    minutes = minutes_of(interval)
    fills: list[MyTrade] = []
    orders: list[Order] = []
    if from_history is not None:
        from ..stored_candles import stored_candles

        name, bounds = canonical(pair), (since, until)
        found = stored_candles(from_history, name, interval, bounds, most=most, zone=run.zone)
    else:
        name = run.pair(pair)
        span = Span.read(since, until, interval=interval, rows=most, zone=run.zone)
        with_own = mine and run.drawing is not None and run.may_sign
        keep = None if since and run.output else most
        with run.client(signed=with_own) as gopax:
            found = fetch(gopax, name, span, minutes, most=keep)
            if with_own:
                orders = list(gopax.list_orders())
                newest_first = gopax.iter_my_trades()
                fills = list(takewhile(lambda each: each.timestamp >= span.start, newest_first))
    drawing = Chart(
        pair=name,
        minutes=minutes,
        candles=found,
        fills=fills,
        orders=orders,
        zone=run.zone,
        palette=PALETTES[str(run.settings["colors"])],
    )
    return Answer(
        candle_columns(),
        candle_rows(found),
        view=lambda theme: _drawn(drawing, theme),
        note=_written(run, drawing),
    )


def _written(run: Run, drawing: "Chart") -> str:
    """Draw into the file that was asked for, if any; return what to say of it."""
    if run.drawing is None or run.output is None:
        return ""
    if run.drawing == "html":
        from ...charts.page import write_html

        write_html(drawing, run.output, language=language())
    else:
        from ...charts.image import write_image

        write_image(drawing, run.output)
    return say("chart.drawn", path=str(run.output), count=len(drawing.candles))


def _drawn(drawing: "Chart", theme: "Theme") -> "RenderableType":
    if not drawing.candles:
        from rich.text import Text

        from ...charts.words import WORDS

        return Text(WORDS[language()]["empty"], style="dim")
    from ...charts.terminal import candle_text

    return candle_text(
        drawing.candles, zone=theme.zone, unicode=theme.unicode, up=theme.up, down=theme.down
    )
