"""Candles with volume as text, one column a candle.

A row of text shows two steps of price, since a glyph can differ in its upper and lower half.
"""

from collections.abc import Sequence
from datetime import tzinfo
from decimal import Decimal
from typing import Final

from rich.style import Style
from rich.text import Text

from gopax_generated.models import Candle

__all__ = ["candle_text"]

_NONE, _WICK, _BODY = 0, 1, 2
_GLYPHS: Final = {
    (_NONE, _NONE): " ",
    (_WICK, _WICK): "│",
    (_BODY, _BODY): "┃",
    (_NONE, _WICK): "╷",
    (_WICK, _NONE): "╵",
    (_NONE, _BODY): "╻",
    (_BODY, _NONE): "╹",
    (_WICK, _BODY): "╽",
    (_BODY, _WICK): "╿",
}
_BARS: Final = " ▁▂▃▄▅▆▇█"
_VOLUME_ROWS: Final = 2
_FAINT: Final = Style(dim=True)


def candle_text(
    candles: Sequence[Candle],
    *,
    height: int = 12,
    zone: tzinfo,
    unicode: bool = True,
    up: str = "red",
    down: str = "blue",
) -> Text:
    """Draw `candles`, oldest first, as `height` rows of price, one of signs and two of volume.

    The signs, ▲ where a candle rose and ▼ where it fell, say without colours what colours say.
    `up` and `down` are colours; red and blue are those of Korea. Prices stand at the right, times
    (in `zone`) below. `unicode=False` uses ASCII alone. No candles give a text that says so.
    """
    if not candles:
        return Text("no candles in this range")
    low = min(candle.low for candle in candles)
    high = max(candle.high for candle in candles)
    columns = [_column(candle, low, high, height * 2) for candle in candles]
    labels = _labels(low, high, height)
    styles = [Style(color=up if each.close >= each.open else down) for each in candles]
    chart = Text()
    for row in range(height):
        for style, column in zip(styles, columns, strict=True):
            halves = (column[2 * row], column[2 * row + 1])
            chart.append(_glyph(halves, unicode=unicode), style)
        chart.append(f"  {labels[row]}\n", _FAINT)
    for style, candle in zip(styles, candles, strict=True):
        chart.append(_sign(candle, unicode=unicode), style)
    chart.append("\n")
    most = max(candle.volume for candle in candles)
    for row in range(_VOLUME_ROWS):
        for style, candle in zip(styles, candles, strict=True):
            chart.append(_bar(candle.volume, most, row, unicode=unicode), style)
        chart.append(f"  {most:f} at most\n" if row == 0 else "\n", _FAINT)
    first = f"{candles[0].time.astimezone(zone):%m-%d %H:%M}"
    last = f"{candles[-1].time.astimezone(zone):%m-%d %H:%M %Z}"
    chart.append(first + last.rjust(max(len(candles) - len(first), len(last) + 1)), _FAINT)
    return chart


def _column(candle: Candle, low: Decimal, high: Decimal, steps: int) -> list[int]:
    """Return what each step of price shows of a candle, from the top down."""
    span = high - low

    def step(price: Decimal) -> int:
        return 0 if span == 0 else int((high - price) * (steps - 1) / span)

    column = [_NONE] * steps
    for index in range(step(candle.high), step(candle.low) + 1):
        column[index] = _WICK
    ends = sorted((step(candle.open), step(candle.close)))
    for index in range(ends[0], ends[1] + 1):
        column[index] = _BODY
    return column


def _glyph(halves: tuple[int, int], *, unicode: bool) -> str:
    if unicode:
        return _GLYPHS[halves]
    return " |#"[max(halves)]


def _sign(candle: Candle, *, unicode: bool) -> str:
    if candle.close == candle.open:
        return "·" if unicode else "="
    rose = candle.close > candle.open
    return ("▲" if rose else "▼") if unicode else ("+" if rose else "-")


def _bar(volume: Decimal, most: Decimal, row: int, *, unicode: bool) -> str:
    """Return one glyph of a volume bar; row 0 is the upper one."""
    eighths = int(volume * 8 * _VOLUME_ROWS / most) if most else 0
    part = min(max(eighths - 8 * (_VOLUME_ROWS - 1 - row), 0), 8)
    if row == _VOLUME_ROWS - 1 and volume and not part:
        part = 1
    if unicode:
        return _BARS[part]
    return "#" if part >= 4 else ("." if part else " ")


def _labels(low: Decimal, high: Decimal, height: int) -> list[str]:
    labels = [""] * height
    labels[0] = f"{high:,f}"
    if high != low:
        labels[-1] = f"{low:,f}"
    return labels
