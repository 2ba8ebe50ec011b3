"""Candles with volume: in the terminal, as a page for a browser, or as a picture."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ..define import command
from ..messages import language, say
from ..options import Interval, Pair
from ..output.answers import Answer, columns
from ..run import Run
from ..spans import INTERVALS, Span
from .market import Since, Until

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from gopax_generated.models import MyTrade, Order

    from ...charts.chart import Chart
    from ..output.theme import Theme

__all__ = ["chart"]

Mine = Annotated[bool, typer.Option("--mine/--no-mine", help=say("option.mine"))]

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
) -> Answer:
    """Draw candles, in a file with one's own orders and trades."""
    from ...charts.chart import Chart
    from ...charts.palette import PALETTES
    from ..output.terminal import console_on

    name = run.pair(pair)
    room = _DRAWN
    if run.output is None:
        room = max(10, min(console_on(sys.stdout).width - _BESIDE, _MOST_COLUMNS))
    span = Span.read(since, until, interval=interval, rows=room, zone=run.zone)
    minutes = INTERVALS[interval]
    with_own = mine and run.drawing is not None and run.may_sign
    fills: list[MyTrade] = []
    orders: list[Order] = []
    with run.client(signed=with_own) as gopax:
        found = list(gopax.iter_candles(name, start=span.start, end=span.end, interval=minutes))
        if since is None or run.output is None:
            found = found[-room:]
        if with_own:
            orders = list(gopax.list_orders())
            for fill in gopax.iter_my_trades():
                if fill.timestamp < span.start:
                    break
                fills.append(fill)
    drawing = Chart(
        pair=name,
        minutes=minutes,
        candles=found,
        fills=fills,
        orders=orders,
        zone=run.zone,
        palette=PALETTES[str(run.settings["colors"])],
    )
    note = ""
    if run.drawing is not None and run.output is not None:
        _write(drawing, run.output, run.drawing)
        note = say("chart.drawn", path=str(run.output), count=len(found))
    heads = columns(
        time="time", open="price", high="price", low="price", close="price", volume="amount"
    )
    rows = [(c.time, c.open, c.high, c.low, c.close, c.volume) for c in found]
    return Answer(heads, rows, view=lambda theme: _drawn(drawing, theme), note=note)


def _write(drawing: "Chart", path: "Path", form: str) -> None:
    if form == "html":
        from ...charts.page import write_html

        write_html(drawing, path, language=language())
        return
    from ...charts.image import write_image

    write_image(drawing, path)


def _drawn(drawing: "Chart", theme: "Theme") -> "RenderableType":
    from ...charts.terminal import candle_text

    return candle_text(
        drawing.candles, zone=theme.zone, unicode=theme.unicode, up=theme.up, down=theme.down
    )
