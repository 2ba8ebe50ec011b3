"""Any table of exact values as one Parquet file: what `-o file.parquet` writes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Any, Final

from .errors import NumberTooFine
from .files import replace, write_beside
from .packages import load
from .schema import DIGITS, SCALE, time_type

__all__ = ["read_table", "save_table", "write_parquet"]

_WIDEST: Final = 76


def write_parquet(
    rows: Iterable[Mapping[str, object]],
    path: str | PathLike[str],
    *,
    types: Mapping[str, type] | None = None,
) -> int:
    """Write rows of equal keys to a Parquet file, exactly, and return how many there were.

    `Decimal` becomes decimal128(38, 18), or the narrowest decimal that holds every digit of the
    column where that one does not; an aware `datetime` becomes timestamp[ms, UTC]; `int`, `bool`
    and `str` (enums too) become int64, bool and string; None becomes null. No value is rounded.

    `types` gives columns, in order, and the Python type of each (`{"time": datetime, "price":
    Decimal}`): needed where `rows` may be empty, or a column all None; else the first row's keys
    and the values say it. The file is written beside its place and renamed: it is whole, or the
    old one stays.

    Raises `SettingsError` without the extra `history`, `NumberTooFine` for a number of more than
    76 digits, `OSError` for a disk that cannot take it.
    """
    listed = list(rows)
    names = list(types or (listed[0] if listed else {}))
    pa = load()
    columns = [[row[name] for row in listed] for name in names]
    arrays = [
        _array(pa, name, column, (types or {}).get(name))
        for name, column in zip(names, columns, strict=True)
    ]
    save_table(pa.table(dict(zip(names, arrays, strict=True))), Path(path))
    return len(listed)


def read_table(path: Path) -> Any:
    """Return a Parquet file as an Arrow table."""
    # Not with pyarrow's own `read_table`: that loads pandas, which takes longer than most commands.
    with load("pyarrow.parquet").ParquetFile(path) as file:
        return file.read()


def save_table(table: Any, path: Path) -> None:
    """Write an Arrow table to a Parquet file, whole or not at all."""
    parquet = load("pyarrow.parquet")
    replace(
        write_beside(path, lambda name: parquet.write_table(table, name, compression="zstd")), path
    )


def _array(pa: Any, name: str, values: Sequence[object], kind: type | None) -> Any:
    present = [value for value in values if value is not None]
    kind = kind or (type(present[0]) if present else str)
    if issubclass(kind, Decimal):
        return pa.array(values, _decimal(pa, name, present))
    if issubclass(kind, datetime):
        return pa.array(values, time_type())
    if issubclass(kind, bool):
        return pa.array(values, pa.bool_())
    if issubclass(kind, int):
        return pa.array(values, pa.int64())
    return pa.array([None if value is None else str(value) for value in values], pa.string())


def _decimal(pa: Any, name: str, values: Sequence[object]) -> Any:
    """Return the decimal type of a column: the usual one, else the narrowest that is exact."""
    whole, places = 1, 0
    for value in values:
        if not isinstance(value, Decimal) or not value.is_finite():
            raise NumberTooFine(f"column {name!r} holds {value!r}, which is no finite number")
        exponent = int(value.as_tuple().exponent)
        places = max(places, -exponent)
        whole = max(whole, value.adjusted() + 1)
    if whole <= DIGITS - SCALE and places <= SCALE:
        return pa.decimal128(DIGITS, SCALE)
    if whole + places <= DIGITS:
        return pa.decimal128(DIGITS, places)
    if whole + places <= _WIDEST:
        return pa.decimal256(_WIDEST, places)
    raise NumberTooFine(f"column {name!r} needs {whole + places} digits; Parquet has {_WIDEST}")
