"""The colours of rise and fall: red and blue in Korea, green and red in the West."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

__all__ = ["PALETTES", "Palette"]


@attrs.frozen
class Palette:
    """Colours as `#rrggbb`, told apart on light and on dark ground."""

    up: str
    down: str
    buy: str = "#d97706"
    """One's own buys, which must not be taken for candles."""
    sell: str = "#8b5cf6"
    """One's own sells."""


PALETTES: Final[Mapping[str, Palette]] = MappingProxyType(
    {
        "korean": Palette(up="#d63a2f", down="#1f6fd6"),
        "western": Palette(up="#11875d", down="#d63a2f"),
    }
)
"""By name."""
