"""Rows of Arrow tables by their keys: in order, within a range, each once."""

import struct
from collections.abc import Iterable
from typing import Any

from .packages import load
from .ranges import Range
from .series import Series

__all__ = ["ascends", "column_ms", "keys_of", "ordered", "text_scalar", "whole_numbers", "within"]


def column_ms(table: Any, name: str = "time") -> Any:
    """Return a column as one array of int64: a time in ms since 1970, or an id."""
    return table[name].cast(load().int64()).combine_chunks()


def keys_of(table: Any, series: Series) -> Any:
    """Return what orders the rows of a series, as int64."""
    return column_ms(table, series.key)


def ascends(keys: Any) -> bool:
    """Tell if each key is above the one before."""
    compute = load("pyarrow.compute")
    later = compute.greater(keys.slice(1), keys.slice(0, max(0, len(keys) - 1)))
    found: bool = compute.all(later, min_count=0).as_py()
    return found


def within(table: Any, span: Range, name: str = "time") -> Any:
    """Return the rows whose key is within `span`."""
    compute = load("pyarrow.compute")
    keys = column_ms(table, name)
    start, end = whole_numbers(*span)
    inside = compute.and_(compute.greater_equal(keys, start), compute.less(keys, end))
    return table if compute.all(inside, min_count=0).as_py() else table.filter(inside)


def whole_numbers(*numbers: int) -> Any:
    """Return numbers as Arrow's own.

    Given Python's, pyarrow loads pandas to see whether they are some of its: half a second in which
    a download makes no call, and most of what a short command takes.
    """
    pa = load()
    values = struct.pack(f"={len(numbers)}q", *numbers)
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(values)])


def text_scalar(text: str) -> Any:
    """Return a text as Arrow's own, as `whole_numbers` does with numbers."""
    pa, data = load(), text.encode()
    ends = struct.pack("=2i", 0, len(data))
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.string(), 1, buffers)[0]


def ordered(tables: Iterable[Any], series: Series) -> tuple[Any, int]:
    """Return the rows of tables in order, each key once, and how many were there twice.

    Of two rows of one key the first stays: what is stored is final.
    """
    pa, compute = load(), load("pyarrow.compute")
    rows = pa.concat_tables([each.cast(series.schema) for each in tables]).combine_chunks()
    if ascends(keys_of(rows, series)):
        return rows, 0
    rows = rows.take(compute.sort_indices(rows[series.key])).combine_chunks()
    keys = keys_of(rows, series)
    fresh = compute.not_equal(keys.slice(1), keys.slice(0, len(keys) - 1))
    kept = rows.filter(pa.concat_arrays([pa.array([True]), fresh])).combine_chunks()
    return kept, rows.num_rows - kept.num_rows
