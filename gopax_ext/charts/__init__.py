"""Candles with volume, and your own orders on them, to be looked at.

`write_html` makes one file that any browser shows without a network, `write_image` a PNG or SVG
(extra `charts`), and `candle_text` what a terminal shows (extra `cli`).

    from gopax_ext.charts import Chart, write_html

    write_html(Chart(pair="BTC-KRW", minutes=5, candles=candles, fills=trades), "chart.html")

Nothing of this is loaded by trading code.
"""

from typing import TYPE_CHECKING

from .._lazy import lazy

if TYPE_CHECKING:
    from .chart import Chart
    from .image import write_image
    from .page import write_html
    from .palette import PALETTES, Palette
    from .terminal import candle_text

__all__ = ["PALETTES", "Chart", "Palette", "candle_text", "write_html", "write_image"]

__getattr__ = lazy(
    __name__,
    {
        "PALETTES": ".palette",
        "Chart": ".chart",
        "Palette": ".palette",
        "candle_text": ".terminal",
        "write_html": ".page",
        "write_image": ".image",
    },
)
