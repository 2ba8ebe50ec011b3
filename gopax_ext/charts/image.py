"""A chart as PNG or SVG, for documents; the same chart gives the same bytes."""

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import SettingsError
from .chart import Chart, Mark
from .zone import SEOUL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gopax_generated.models import Candle

__all__ = ["FORMS", "write_image"]

FORMS: Final = ("png", "svg")
_INCHES: Final = (10.0, 5.6)
_DOTS_PER_INCH: Final = 150
_BODY: Final = 0.7
_MOST_TIMES: Final = 8
_SETTINGS: Final = {
    "font.family": ["DejaVu Sans"],
    "font.size": 10,
    "svg.hashsalt": "gopax-client",  # names within an SVG are drawn by chance otherwise
    "svg.fonttype": "path",
    "axes.spines.top": False,
    "axes.spines.left": False,
    "axes.edgecolor": "#9aa4b1",
    "xtick.color": "#5b6470",
    "ytick.color": "#5b6470",
}


def write_image(chart: Chart, path: str | PathLike[str]) -> None:
    """Write `chart` to a file that ends in .png or .svg.

    Raises `SettingsError` without the extra `charts`, ValueError for another ending and OSError
    where it cannot be written.
    """
    form = Path(path).suffix.lower().removeprefix(".")
    if form not in FORMS:
        message = f"{path} ends in none of .png, .svg"
        raise ValueError(message)
    matplotlib = _library()
    from matplotlib.figure import Figure  # noqa: PLC0415 - only whoever draws pays for it

    with matplotlib.rc_context(_SETTINGS):
        figure: Any = Figure(figsize=_INCHES, layout="constrained")
        prices, volumes = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        _draw(chart, prices, volumes)
        about = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(path, format=form, dpi=_DOTS_PER_INCH, metadata=about)


def _library() -> Any:
    try:
        import matplotlib as mpl  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        message = "pictures need matplotlib, which is not installed"
        raise SettingsError(message, fix='Run: pip install "gopax-client[charts]"') from error
    return mpl


def _draw(chart: Chart, prices: Any, volumes: Any) -> None:
    """Draw candles one beside the other: minutes without a trade take no room."""
    for rises, color, name in (
        (True, chart.palette.up, "▲ up"),
        (False, chart.palette.down, "▼ down"),
    ):
        found = [(n, c) for n, c in enumerate(chart.candles) if chart.rises(c) is rises]
        places = [number for number, _ in found]
        candles = [candle for _, candle in found]
        _bodies(prices, places, candles, color, name)
        volumes.bar(places, [float(c.volume) for c in candles], _BODY, color=color, alpha=0.6)
    for side, color in (("buy", chart.palette.buy), ("sell", chart.palette.sell)):
        marks = [mark for mark in chart.marks() if mark.side == side]
        if marks:
            prices.scatter(
                [mark.place for mark in marks],
                [_beside(chart, mark) for mark in marks],
                marker="^" if side == "buy" else "v",
                s=70,
                color=color,
                edgecolor="white",
                zorder=5,
                label=f"my {side}",
            )
    for order in chart.near_orders:
        color = chart.palette.buy if order.side == "buy" else chart.palette.sell
        price = float(order.price or 0)
        prices.axhline(price, color=color, linestyle="--", linewidth=1)
        text = f"{order.side} {order.amount.normalize():f}"
        prices.annotate(text, (0, price), color=color, fontsize=8, va="bottom")
    _label(chart, prices, volumes)


def _beside(chart: Chart, mark: Mark) -> float:
    """Return a price just below the candle of a buy, or just above that of a sell."""
    low, high = chart.range
    candle, gap = chart.candles[mark.place], float(high - low) / 30
    return float(candle.low) - gap if mark.side == "buy" else float(candle.high) + gap


def _bodies(
    axes: Any, places: "list[int]", candles: "Sequence[Candle]", color: str, name: str
) -> None:
    low = [float(candle.low) for candle in candles]
    high = [float(candle.high) for candle in candles]
    ends = [sorted((float(candle.open), float(candle.close))) for candle in candles]
    axes.vlines(places, low, high, color=color, linewidth=1)
    heights = [top - bottom for bottom, top in ends]
    # The edge keeps a body without height in sight.
    axes.bar(
        *(places, heights, _BODY),
        bottom=[bottom for bottom, _ in ends],
        color=color,
        edgecolor=color,
        linewidth=1,
        label=name,
    )


def _grouped(value: float, _place: int) -> str:
    return f"{value:,.10g}"


def _label(chart: Chart, prices: Any, volumes: Any) -> None:
    count = len(chart.candles)
    step = max(1, -(-count // _MOST_TIMES))
    form = "%Y-%m-%d" if chart.minutes >= 1440 else "%m-%d\n%H:%M"
    texts = [f"{each.time.astimezone(chart.zone):{form}}" for each in chart.candles[::step]]
    volumes.set_xticks(range(0, count, step), texts)
    prices.use_sticky_edges = False  # else the lowest body stands on the edge
    prices.margins(x=0.02, y=0.08)
    for axes in (prices, volumes):
        axes.yaxis.tick_right()
        axes.grid(axis="y", color="#d9dee4", linewidth=0.6)
        axes.set_axisbelow(True)
    prices.yaxis.set_major_formatter(_grouped)
    zone = chart.zone_name or str(SEOUL)
    prices.set_title(f"{chart.pair} · {chart.interval} · {zone}", loc="left")
    volumes.set_title(f"volume ({chart.pair.partition('-')[0]})", loc="left", fontsize=9)
    if count:
        prices.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4, frameon=False, fontsize=9)
    else:
        prices.text(0.5, 0.5, "no candles in this range", ha="center", transform=prices.transAxes)
