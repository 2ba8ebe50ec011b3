"""An order book as people read it: asks above bids, each with a bar as long as its amount."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from .output.text import grouped

if TYPE_CHECKING:
    from gopax_generated.models import BookEntry

    from .output.theme import Theme

__all__ = ["ladder"]

_BESIDE = 36
_MOST_BAR = 30


def ladder(
    ask: "Sequence[BookEntry]",
    bid: "Sequence[BookEntry]",
    *,
    depth: int,
    theme: "Theme",
    width: int | None = None,
    mine: Collection[Decimal] = (),
) -> Table:
    """Draw `depth` prices of each side, the best ones in the middle with their spread.

    `width` is how many columns there are, the terminal's unless given; prices of `mine` are marked.
    """
    asks, bids = ask[:depth], bid[:depth]
    most = max((each.amount for each in (*asks, *bids)), default=Decimal(1)) or Decimal(1)
    room = max(4, min(_MOST_BAR, (width or theme.width) - _BESIDE))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("price", justify="right")
    table.add_column("amount", justify="right")
    table.add_column("")
    block = "█" if theme.unicode else "#"
    star = "★" if theme.unicode else "*"
    sides = [(each, theme.down) for each in reversed(asks)], [(each, theme.up) for each in bids]
    for number, entries in enumerate(sides):
        for each, color in entries:
            bar = block * max(1, int(each.amount * room / most))
            own = f" {star}" if each.price in mine else ""
            table.add_row(
                Text(grouped(each.price), style=color),
                grouped(each.amount),
                Text(bar + own, style=color, no_wrap=True, overflow="crop"),
            )
        if number == 0 and asks and bids:
            spread = asks[0].price - bids[0].price
            table.add_row(Text(grouped(spread), style="dim"), Text("spread", style="dim"), "")
    return table
