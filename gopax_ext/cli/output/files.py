"""An answer in a file: the end of its name says in which form."""

import os
from collections.abc import Sequence
from datetime import datetime, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Final, cast

from gopax_generated.errors import ArgumentError

from ...history.files import replace, write_beside
from ...history.packages import load
from ..messages import say
from .answers import Answer, Column, Kind
from .formats import Form, write

__all__ = ["FILES", "checked_file", "write_file"]

FILES: Final = ("csv", "tsv", "json", "jsonl", "parquet")
"""What every answer with rows can become."""
_TYPES: Final[dict[Kind, type]] = {
    "amount": Decimal,
    "price": Decimal,
    "change": Decimal,
    "number": int,
    "time": datetime,
}


def checked_file(path: Path, forms: Sequence[str] = FILES) -> str:
    """Return the form that a file's name asks for, once it is clear that it can be written.

    Looked at before anything is asked of an exchange: an order must not be placed only to find
    that its answer has nowhere to go. Raises `ArgumentError`, and `SettingsError` where the library
    for the form is not installed.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in forms:
        raise ArgumentError(
            say("mistake.file_form", path=path),
            fix=say("fix.file_form", forms=", ".join(f".{each}" for each in forms)),
        )
    if not path.parent.is_dir():
        folder = path.parent
        raise ArgumentError(
            say("mistake.folder", folder=folder), fix=say("fix.folder", folder=folder)
        )
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise ArgumentError(say("mistake.file", path=path), fix=say("fix.file"))
    if form == "parquet":
        load("pyarrow.parquet")
    return form


def write_file(answer: Answer, path: Path, form: str, zone: tzinfo, *, header: bool = True) -> None:
    """Write `answer` to a file in one of `FILES`; the file appears whole or not at all."""
    if form == "parquet":
        from ...history.tables import write_parquet

        types = {each.name: _type(each, place, answer) for place, each in enumerate(answer.columns)}
        write_parquet(answer.records(), path, types=types)
        return

    def text(name: str) -> None:
        with Path(name).open("w", encoding="utf-8", newline="") as stream:
            write(answer, cast("Form", form), stream, zone, header=header)

    replace(write_beside(path, text), path)


def _type(column: Column, place: int, answer: Answer) -> type:
    """Return what a column holds, which no row tells where all are empty."""
    if known := _TYPES.get(column.kind):
        return known
    return next((type(row[place]) for row in answer.rows if row[place] is not None), str)
