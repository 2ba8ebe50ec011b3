"""The live screen of `gopax watch`, as large as the terminal is at that moment."""

from typing import TYPE_CHECKING, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .ladder import ladder
from .messages import say
from .output.text import grouped

if TYPE_CHECKING:
    from datetime import datetime

    from .output.theme import Theme
    from .watching import Look

__all__ = ["screen"]

_WIDE: Final = 76
_MOST_ORDERS: Final = 6
_MOST_DEPTH: Final = 15


def screen(
    look: "Look", theme: "Theme", *, width: int, height: int, foot: str, trouble: str = ""
) -> RenderableType:
    """Draw a moment in `width` columns and `height` rows; `trouble` says why it is an old one."""
    orders = _orders(look, theme, width)
    taken = 5 + (orders.row_count + 2 if orders else 1)  # head, its gap, heads, foot
    room = max(7, height - taken)
    wide = width >= _WIDE
    depth = (room - 2) // 2 if wide else (room - 4) // 3
    depth = max(1, min(_MOST_DEPTH, depth))
    mine = {each.price for each in look.orders or () if each.price is not None}
    beside = width // 2 + 4 if wide else width
    book = ladder(look.ask, look.bid, depth=depth, theme=theme, width=beside, mine=mine)
    rows = 2 * depth + 1 if wide else max(1, room - 2 * depth - 3)
    trades = _trades(look, theme, rows)
    if wide:
        both = Table.grid(padding=(0, 4))
        both.add_row(book, trades)
        parts: list[RenderableType] = [both]
    else:
        parts = [book, trades]
    if orders:
        parts += [Text(say("watch.orders"), style="bold"), orders]
    elif look.orders is not None:
        parts.append(Text(say("watch.no_orders"), style="dim"))
    last = Text(trouble, style="yellow") if trouble else Text(foot, style="dim")
    last.truncate(width)
    return Group(_head(look, theme, width), "", *parts, last)


def _head(look: "Look", theme: "Theme", width: int) -> Text:
    head = Text(f"{look.pair}  ", style="bold", no_wrap=True)
    head.append(grouped(look.price), style=f"bold {theme.of_change(look.change or look.price * 0)}")
    if look.change is not None:
        change = f"  {theme.sign(look.change)} {abs(look.change):.2f}%"
        head.append(change, style=theme.of_change(look.change))
    clock = f"  {_time(look.time, theme)}"
    if len(head) + len(clock) <= width:
        head.append(clock, style="dim")
    head.truncate(width)
    return head


def _trades(look: "Look", theme: "Theme", rows: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("time", no_wrap=True)
    table.add_column("price", justify="right", no_wrap=True)
    table.add_column("amount", justify="right", no_wrap=True)
    for each in look.trades[:rows]:
        color, sign = _side(str(each.side), theme)
        table.add_row(
            Text(f"{each.time.astimezone(theme.zone):%H:%M:%S}", style="dim"),
            Text(f"{sign} {grouped(each.price)}", style=color),
            grouped(each.amount),
        )
    return table


def _orders(look: "Look", theme: "Theme", width: int) -> Table | None:
    if not look.orders:
        return None
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    if width >= _WIDE:
        table.add_column(no_wrap=True)
    for each in look.orders[:_MOST_ORDERS]:
        color, sign = _side(str(each.side), theme)
        price = "-" if each.price is None else grouped(each.price)
        cells = [
            Text(f"{sign} {each.id}", style=color),
            Text(price, style=color),
            Text(grouped(each.amount)),
        ]
        if width >= _WIDE:
            cells.append(Text(_time(each.created_at, theme), style="dim"))
        table.add_row(*cells)
    if len(look.orders) > _MOST_ORDERS:
        table.add_row(Text(say("watch.more", count=len(look.orders) - _MOST_ORDERS), style="dim"))
    return table


def _side(side: str, theme: "Theme") -> tuple[str, str]:
    buys = side == "buy"
    signs = ("▲", "▼") if theme.unicode else ("+", "-")
    return (theme.up, signs[0]) if buys else (theme.down, signs[1])


def _time(time: "datetime", theme: "Theme") -> str:
    return f"{time.astimezone(theme.zone):%H:%M:%S %Z}"
