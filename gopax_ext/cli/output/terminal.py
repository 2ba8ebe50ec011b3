"""An answer for people: a table as wide as the terminal, or what the command draws itself."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..messages import say
from .answers import Answer, Column, Value
from .text import grouped, spaced
from .theme import Theme
from .zones import moment

__all__ = ["console_on", "drawn", "show"]

_GAP = 2
_RIGHT = {"number", "amount", "price", "change"}


def console_on(stream: TextIO) -> Console:
    """Return a console that colours nothing by itself and obeys NO_COLOR and TERM."""
    return Console(file=stream, highlight=False, markup=False, emoji=False)


def show(answer: Answer, console: Console, theme: Theme) -> None:
    """Draw `answer` on a console."""
    console.print(drawn(answer, theme))


def drawn(answer: Answer, theme: Theme) -> RenderableType:
    """Return an answer as people see it."""
    if answer.view is not None:
        return answer.view(theme)
    if answer.single:
        return _record(answer.columns, answer.rows[0], theme)
    if answer.rows:
        return _table(answer, theme)
    return Text(say("nothing"), style="dim")


def _table(answer: Answer, theme: Theme) -> RenderableType:
    rows = [_cells(answer.columns, row, theme) for row in answer.rows]
    titles = [_title(column) for column in answer.columns]
    if _least_width(titles, rows) > theme.width:
        records = [_record(answer.columns, row, theme) for row in answer.rows]
        return Group(*[part for each in records for part in (each, "")][:-1])
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, title in zip(answer.columns, titles, strict=True):
        right = column.kind in _RIGHT
        table.add_column(title, justify="right" if right else "left", overflow="fold")
    for cells in rows:
        table.add_row(*cells)
    return table


def _least_width(titles: Sequence[str], rows: Sequence[Sequence[Text]]) -> int:
    """Return how wide a table is in which no word is broken."""
    columns = zip(titles, *([cell.plain for cell in cells] for cells in rows), strict=True)
    widths = [max(cell_len(word) for text in each for word in text.split(" ")) for each in columns]
    return sum(widths) + _GAP * (len(widths) - 1)


def _record(columns: Sequence[Column], row: Sequence[Value], theme: Theme) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for column, cell in zip(columns, _cells(columns, row, theme), strict=True):
        table.add_row(_title(column), cell)
    return table


def _title(column: Column) -> str:
    return column.name.replace("_", " ")


def _cells(columns: Sequence[Column], row: Sequence[Value], theme: Theme) -> list[Text]:
    return [_cell(column, value, theme) for column, value in zip(columns, row, strict=True)]


def _cell(column: Column, value: Value, theme: Theme) -> Text:
    if column.kind == "change" and isinstance(value, Decimal):
        return Text(f"{theme.sign(value)} {abs(value):.2f}%", style=theme.of_change(value))
    if column.kind == "side" and value is not None:
        return Text(str(value), style=theme.up if value == "buy" else theme.down)
    if column.kind == "mark":
        return Text(*theme.mark(str(value)))
    return _plain_cell(value, theme)


def _plain_cell(value: Value, theme: Theme) -> Text:
    if value is None:
        return Text("-", style="dim")
    if isinstance(value, datetime):
        return Text(moment(value, theme.zone))
    if isinstance(value, Decimal):
        return Text(grouped(value))
    return Text(spaced(str(value).lower() if isinstance(value, bool) else str(value)))
