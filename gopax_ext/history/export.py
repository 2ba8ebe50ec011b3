"""A range of a dataset as one file: CSV, JSON lines or Parquet, every digit as it is stored."""

from collections.abc import Iterator
from datetime import UTC, timezone, tzinfo
from pathlib import Path
from typing import IO, Any, Final

from gopax_generated.errors import ArgumentError

from .files import replace, write_beside
from .packages import load
from .rows import text_scalar

__all__ = ["FORMS", "export", "text_columns"]

FORMS: Final = (".csv", ".jsonl", ".parquet")
"""Ends of file names, each of which says a form."""
_NUMBERS: Final = ("id",)


def export(tables: Iterator[Any], schema: Any, path: Path, *, zone: tzinfo = UTC) -> int:
    """Write tables of one schema to `path`, whole or not at all; return how many rows.

    The form follows from the name: `.csv` with a header, `.jsonl` with amounts as texts,
    `.parquet`. Amounts are plain decimals without zeros at the end; times are RFC 3339 in `zone`,
    in Parquet UTC.
    """
    if path.suffix not in FORMS:
        raise ArgumentError(
            f"{path.name} names no form", fix=f"End it with one of {', '.join(FORMS)}."
        )
    count = 0

    def counted() -> Iterator[Any]:
        nonlocal count
        for table in tables:
            count += table.num_rows
            yield table

    def write(name: str) -> None:
        if path.suffix == ".parquet":
            with load("pyarrow.parquet").ParquetWriter(name, schema, compression="zstd") as writer:
                for table in counted():
                    writer.write_table(table)
            return
        with Path(name).open("w", encoding="utf-8", newline="\n") as file:
            if path.suffix == ".csv":
                file.write(",".join(schema.names) + "\n")
            for table in counted():
                _write_lines(file, table, zone, objects=path.suffix == ".jsonl")

    replace(write_beside(path, write), path)
    return count


def _write_lines(file: IO[str], table: Any, zone: tzinfo, *, objects: bool) -> None:
    if not table.num_rows:
        return
    columns = text_columns(table, zone)
    parts: list[Any] = []
    for place, (name, column) in enumerate(columns.items()):
        if not objects:
            parts += [*([","] if place else []), column]
            continue
        quote = "" if name in _NUMBERS else '"'
        parts += [f'{", " if place else "{"}"{name}": {quote}', column, quote]
    if objects:
        parts.append("}")
    parts = [text_scalar(part) if isinstance(part, str) else part for part in (*parts, "")]
    lines = load("pyarrow.compute").binary_join_element_wise(*parts)
    file.write("\n".join(lines.to_pylist()) + "\n")


def text_columns(table: Any, zone: tzinfo) -> dict[str, Any]:
    """Return the columns of a table as text: plain decimals, times with their offset."""
    pa, compute = load(), load("pyarrow.compute")
    found: dict[str, Any] = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        column = column.combine_chunks()  # noqa: PLW2901
        if pa.types.is_decimal(column.type):
            digits = compute.utf8_rtrim(column.cast(pa.string()), "0")
            found[name] = compute.utf8_rtrim(digits, ".")
        elif pa.types.is_timestamp(column.type):
            local = column.cast(pa.timestamp("ms", tz=_arrow_zone(zone)))
            text = compute.strftime(local, format="%Y-%m-%dT%H:%M:%S%z")
            found[name] = compute.replace_substring_regex(
                text, pattern=r"(\d\d)(\d\d)$", replacement=r"\1:\2"
            )
        else:
            found[name] = column.cast(pa.string())
    return found


def _arrow_zone(zone: tzinfo) -> str:
    """Return a zone as Arrow names it: a fixed one by its offset, else by its name."""
    if isinstance(zone, timezone):
        seconds = zone.utcoffset(None).total_seconds()
        sign = "-" if seconds < 0 else "+"
        hours, minutes = divmod(int(abs(seconds)) // 60, 60)
        return f"{sign}{hours:02}:{minutes:02}"
    return str(zone)
