"""An answer as JSON, JSON lines, CSV or TSV: what programs read."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Final, Literal, TextIO, cast

from .answers import Answer
from .text import plain, spaced
from .zones import exact_moment

__all__ = ["FORMS", "Form", "write"]

Form = Literal["table", "tsv", "json", "jsonl", "csv"]
FORMS: Final[tuple[Form, ...]] = ("table", "tsv", "json", "jsonl", "csv")


def write(answer: Answer, form: Form, stream: TextIO, zone: tzinfo, *, header: bool = True) -> None:
    """Write `answer` in any form but `table`."""
    if form == "json":
        document = answer.document
        if document is None:
            document = answer.records()[0] if answer.single else answer.records()
        stream.write(as_json(document, zone, stream, indent=2) + "\n")
    elif form == "jsonl":
        records: Sequence[object] = answer.records()
        if answer.document is not None and (answer.single or answer.streams):
            records = [answer.document]
        stream.writelines(as_json(each, zone, stream) + "\n" for each in records)
    else:
        _lines(answer, form, stream, zone, header=header)


def as_json(value: object, zone: tzinfo, stream: TextIO, indent: int | None = None) -> str:
    """Return JSON in which amounts are texts of all their digits and times name their offset."""
    wide = "utf" not in (stream.encoding or "utf-8").lower()
    separators = (",", ":") if indent is None else None
    return json.dumps(
        _jsonable(value, zone), ensure_ascii=wide, indent=indent, separators=separators
    )


def _lines(answer: Answer, form: Form, stream: TextIO, zone: tzinfo, *, header: bool) -> None:
    names = [column.name for column in answer.columns]
    rows = [[plain(value, zone) for value in row] for row in answer.rows]
    lines = [names, *rows] if header else rows
    if form == "csv":
        csv.writer(stream, lineterminator="\n").writerows(lines)
        return
    stream.writelines("\t".join(spaced(cell) for cell in line) + "\n" for line in lines)


def _jsonable(value: object, zone: tzinfo) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return exact_moment(value, zone)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value)
        return {key: _jsonable(each, zone) for key, each in members.items()}
    if isinstance(value, Sequence):
        return [_jsonable(each, zone) for each in cast("Sequence[object]", value)]
    return value
