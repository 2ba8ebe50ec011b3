"""A chart as one HTML file that needs no network: data, drawing code and library are in it.

Its content policy forbids every request and every script but the two it was written with.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal
from hashlib import sha256
from html import escape
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Final

from gopax_generated.models import Candle

from .chart import Chart
from .words import WORDS, Language

__all__ = ["page", "write_html"]

_LIBRARY: Final = ("assets", "lightweight-charts.standalone.production.js")
_CREDIT: Final = (
    '<a href="https://www.tradingview.com/" rel="noreferrer">TradingView Lightweight Charts™</a>'
)


def write_html(
    chart: Chart, path: str | PathLike[str], *, language: Language = "en", title: str | None = None
) -> None:
    """Write `chart` as one HTML file of about 250 KB. Raises OSError where it cannot be written."""
    Path(path).write_text(page(chart, language=language, title=title), "utf-8")


def page(chart: Chart, *, language: Language = "en", title: str | None = None) -> str:
    """Return the HTML of `chart`, with its words in `language`."""
    words = WORDS[language]
    scripts = [_file(*_LIBRARY), _file("charts", "page.js")]
    name = title or words["title"].format(pair=chart.pair, interval=chart.interval)
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src 'unsafe-inline'; script-src {' '.join(map(_fingerprint, scripts))}"
    )
    palette = chart.palette
    colors = {each: getattr(palette, each) for each in ("up", "down", "buy", "sell")}
    variables = "".join(f"--{each}:{color};" for each, color in colors.items())
    # No text of the data may end the script that it stands in.
    data = json.dumps(_data(chart, colors, words, language)).replace("<", "\\u003c")
    drawn = words["drawn"].format(library=_CREDIT)
    empty = "" if chart.candles else f'<div class="empty">{escape(words["empty"])}</div>'
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<link rel="icon" href="data:,">',
            f"<title>{escape(name)}</title>",
            f"<style>\n:root{{{variables}}}\n{_file('charts', 'page.css')}</style>",
            "</head>\n<body>",
            f"<h1>{escape(name)}<small>{escape(_range(chart, words))}</small></h1>",
            '<div id="legend"></div>',
            f'<div id="chart" role="img" aria-label="{escape(name)}">{empty}</div>',
            f"<noscript><p>{escape(words['no_script'])}</p></noscript>",
            *_tables(chart, words),
            f"<footer>{drawn}</footer>",
            f'<script type="application/json" id="data">{data}</script>',
            *(f"<script>{script}</script>" for script in scripts),
            "</body>\n</html>\n",
        )
    )


def _data(
    chart: Chart, colors: Mapping[str, str], words: Mapping[str, str], language: Language
) -> dict[str, object]:
    """Return what the page draws; amounts are texts of all their digits."""
    last = chart.candles[-1].time.astimezone(chart.zone) if chart.candles else None
    offset = last.utcoffset() if last else None
    shift = int(offset.total_seconds()) if offset else 0
    numbers = ("low", "high", "open", "close", "volume")
    return {
        "language": language,
        "minutes": chart.minutes,
        "digits": max((_digits(candle) for candle in chart.candles), default=0),
        "colors": colors,
        "words": words,
        # The library knows no zones: it is given times that read as local ones in UTC.
        "candles": [
            [
                int(candle.time.timestamp()) + shift,
                *(f"{getattr(candle, name):f}" for name in numbers),
                _moment(chart, candle),
            ]
            for candle in chart.candles
        ],
        "marks": [
            {
                "place": mark.place,
                "side": mark.side,
                "text": f"{mark.sign} {_short(_about(mark.amount))}"
                + (f" ({mark.count})" if mark.count > 1 else ""),
            }
            for mark in chart.marks()
        ],
        "orders": [
            {
                "side": str(order.side),
                "price": f"{order.price:f}",
                "text": f"{words[str(order.side)]} {_short(order.amount)}",
            }
            for order in chart.near_orders
        ],
    }


def _range(chart: Chart, words: Mapping[str, str]) -> str:
    if not chart.candles:
        return ""
    start = chart.candles[0].time.astimezone(chart.zone)
    end = chart.candles[-1].time.astimezone(chart.zone)
    return words["range"].format(
        start=f"{start:%Y-%m-%d %H:%M}",
        end=f"{end:%Y-%m-%d %H:%M} {chart.zone_name}",
        count=len(chart.candles),
    )


def _tables(chart: Chart, words: Mapping[str, str]) -> Iterable[str]:
    """Return one's own trades and orders as tables, which can be read without seeing the chart."""
    base, _, quote = chart.pair.partition("-")
    sides = {"buy": f"▲ {words['buy']}", "sell": f"▼ {words['sell']}"}
    if fills := chart.own_fills:
        heads = (words["time"], words["side"], f"{words['price']} ({quote})")
        rows = [
            (
                f"{fill.timestamp.astimezone(chart.zone):%Y-%m-%d %H:%M:%S}",
                *(sides[str(fill.side)], f"{fill.price:,f}", f"{fill.base_amount:f}"),
                *(f"{fill.quote_amount:,f}", f"{fill.fee:f}"),
            )
            for fill in fills
        ]
        more = (f"{words['amount']} ({base})", quote, words["fee"])
        yield _table(words["fills"], (*heads, *more), rows)
    if orders := chart.own_orders:
        heads = (words["time"], words["side"], f"{words['price']} ({quote})")
        open_orders = [
            (
                f"{order.created_at.astimezone(chart.zone):%Y-%m-%d %H:%M:%S}",
                *(sides[str(order.side)], f"{order.price:,f}", f"{order.amount:f}"),
            )
            for order in orders
        ]
        yield _table(words["orders"], (*heads, f"{words['amount']} ({base})"), open_orders)


def _table(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    kinds = ["", "", *[' class="number"'] * (len(heads) - 2)]
    head = "".join(
        f'<th scope="col"{k}>{escape(h)}</th>' for h, k in zip(heads, kinds, strict=True)
    )
    lines = [
        "".join(f"<td{k}>{escape(cell)}</td>" for cell, k in zip(row, kinds, strict=True))
        for row in rows
    ]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f'<h2>{escape(name)}</h2>\n<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _moment(chart: Chart, candle: Candle) -> str:
    time = candle.time.astimezone(chart.zone)
    return f"{time:%Y-%m-%d}" if chart.minutes >= 1440 else f"{time:%Y-%m-%d %H:%M}"


def _digits(candle: Candle) -> int:
    prices = (candle.low, candle.high, candle.open, candle.close)
    exponents = (int(price.normalize().as_tuple().exponent) for price in prices)
    return max(0, *(-exponent for exponent in exponents))


def _short(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _about(amount: Decimal) -> Decimal:
    """Return four digits of an amount, for where room is scarce; the table has them all."""
    return amount.to_integral_value() if amount > 9999 else Context(prec=4).plus(amount)


def _file(*parts: str) -> str:
    return files(__name__.partition(".")[0]).joinpath(*parts).read_text("utf-8")


def _fingerprint(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
