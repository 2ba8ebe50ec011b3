"""Colours and signs: red is up in Korea and down in the West; the sign says it without colour."""

from datetime import tzinfo
from decimal import Decimal
from typing import Final

import attrs

__all__ = ["Theme"]

_RED_UP: Final = ("red", "blue")
_GREEN_UP: Final = ("green", "red")


@attrs.frozen
class Theme:
    """How values look on this terminal."""

    zone: tzinfo
    western: bool = False
    unicode: bool = True
    width: int = 80

    @property
    def up(self) -> str:
        """The colour of what rises, and of those who buy."""
        return (_GREEN_UP if self.western else _RED_UP)[0]

    @property
    def down(self) -> str:
        """The colour of what falls, and of those who sell."""
        return (_GREEN_UP if self.western else _RED_UP)[1]

    def of_change(self, change: Decimal) -> str:
        """Return the colour of a change, none where there is none."""
        if not change:
            return ""
        return self.up if change > 0 else self.down

    def sign(self, change: Decimal) -> str:
        """Return the sign of a change, which needs no colour to be read."""
        if not change:
            return "="
        return ("▲" if change > 0 else "▼") if self.unicode else ("+" if change > 0 else "-")

    def mark(self, state: str) -> tuple[str, str]:
        """Return sign and colour of a check: `ok`, `warn` or `bad`."""
        signs = {"ok": ("✓", "green"), "warn": ("!", "yellow"), "bad": ("✗", "red")}
        sign, color = signs.get(state, ("?", ""))
        return (sign if self.unicode else {"✓": "ok", "✗": "x"}.get(sign, sign)), color
