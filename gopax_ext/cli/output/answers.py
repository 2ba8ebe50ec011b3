"""What a command answers, before anybody decides how it is shown."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import attrs

if TYPE_CHECKING:
    from rich.console import RenderableType

    from .theme import Theme

__all__ = ["Answer", "Column", "Kind", "Value", "columns", "record"]

Kind = Literal["text", "number", "amount", "price", "change", "side", "time", "mark"]
Value = Decimal | datetime | str | int | bool | None


@attrs.frozen
class Column:
    """One column: its name for programs and what it holds."""

    name: str
    kind: Kind = "text"


@attrs.frozen
class Answer:
    """Rows of one kind, or one record; `view` draws what a table cannot."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    single: bool = False
    """Whether there is exactly one row, which programs get as an object rather than a list."""
    view: "Callable[[Theme], RenderableType] | None" = None
    """What people see instead of the table."""
    document: object = None
    """What programs get as JSON instead of the rows."""
    note: str = ""
    """A line for people, on standard error."""
    exit_code: int = 0
    streams: bool = False
    """Whether JSON lines are one of the whole document, of which more may follow."""

    def records(self) -> list[dict[str, Value]]:
        """Return the rows as objects."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


def columns(**kinds: Kind) -> tuple[Column, ...]:
    """Return columns from their names and what they hold."""
    return tuple(Column(name, kind) for name, kind in kinds.items())


def record(
    values: Mapping[str, Any],
    kinds: Mapping[str, Kind] | None = None,
    *,
    note: str = "",
    exit_code: int = 0,
) -> Answer:
    """Return one record; the kind of a value follows from its type unless `kinds` says it."""
    kinds = kinds or {}
    heads = tuple(Column(name, kinds.get(name) or _kind(value)) for name, value in values.items())
    return Answer(heads, [tuple(values.values())], single=True, note=note, exit_code=exit_code)


def _kind(value: Value) -> Kind:
    if isinstance(value, Decimal):
        return "amount"
    return "time" if isinstance(value, datetime) else "text"
