"""Candles straight from the bytes of an answer into Arrow columns, exact.

An answer of nothing but plain numbers, which is what the exchange sends, is read as a table of
text by Arrow, without a Python object for each value. Whatever else comes (exponents, numbers as
text, longer rows, blanks, nonsense) goes to the generated codec, which either understands it or
raises the `DecodeError` that says where it fails: so both ways accept the same and say the same.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import msgspec

from gopax_generated.models import Candle, Trade
from gopax_generated.operations import LIST_CANDLES, Call, Operation

from .errors import NumberTooFine
from .packages import load
from .schema import CANDLE_COLUMNS, DIGITS, SCALE, amount_type, candle_schema, trade_schema

__all__ = ["as_columns", "candle_table", "decode_candles", "trade_table"]

_LATEST_MS: Final = 253_402_300_799_999  # the last millisecond of the year 9999
_BLOCK_BYTES: Final = 1 << 20
_PLAIN: Final = b"0123456789.,\n"
_DIGITS_ALIKE: Final = bytes.maketrans(b"123456789", b"000000000")
_LONG: Final = b"0" * (DIGITS - SCALE + 1)
_is_json: Final = msgspec.json.Decoder(msgspec.Raw).decode


def as_columns(call: Call[list[Candle]]) -> Call[Any]:
    """Return the same call with an answer of columns in place of rows."""
    return Call(_columnar(), call.path, call.query)


def decode_candles(body: bytes) -> Any:
    """Read the answer of `list_candles` into an Arrow table of `candle_schema()`.

    Raises `DecodeError` as the codec does, and `NumberTooFine` for a number that the columns
    cannot hold exactly.
    """
    table = _plain_table(body)
    return candle_table(LIST_CANDLES.decode(body)) if table is None else table


def candle_table(rows: Sequence[Candle]) -> Any:
    """Return candles as an Arrow table."""
    return _table(candle_schema(), list(zip(*rows, strict=True)) or [()] * len(CANDLE_COLUMNS))


def trade_table(rows: Sequence[Trade]) -> Any:
    """Return trades as an Arrow table."""
    columns = (
        [row.id for row in rows],
        [row.time for row in rows],
        [row.price for row in rows],
        [row.amount for row in rows],
        [str(row.side) for row in rows],
    )
    return _table(trade_schema(), columns)


def _table(schema: Any, columns: Sequence[Sequence[object]]) -> Any:
    pa = load()
    try:
        arrays = [
            pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)
        ]
    except pa.ArrowInvalid as error:
        raise NumberTooFine(
            f"a number does not fit decimal128({DIGITS}, {SCALE}): {error}"
        ) from error
    return pa.Table.from_arrays(arrays, schema=schema)


@cache
def _columnar() -> Operation[Any]:
    parts: dict[str, Any] = {
        each: getattr(LIST_CANDLES, each) for each in Operation.__annotations__
    }
    decode: Any = decode_candles
    parts["decode"] = decode
    return Operation(**parts)


@cache
def _options() -> tuple[Any, Any, Any]:
    pa, csv = load(), load("pyarrow.csv")
    types = {name: amount_type() for name in CANDLE_COLUMNS}
    types["time"] = pa.int64()
    return (
        csv.ReadOptions(column_names=CANDLE_COLUMNS, use_threads=False, block_size=_BLOCK_BYTES),
        csv.ParseOptions(ignore_empty_lines=False, quote_char=False),
        csv.ConvertOptions(
            column_types=types, check_utf8=False, null_values=[], strings_can_be_null=False
        ),
    )


def _plain_table(body: bytes) -> Any | None:
    """Return the table of an answer of plain numbers, None where the codec has to look at it."""
    text = _plain_text(body)
    if text is None:
        return None
    pa = load()
    try:
        read = load("pyarrow.csv").read_csv(pa.py_buffer(text), *_options())
    except pa.ArrowInvalid:
        return None
    if load("pyarrow.compute").max(read["time"]).as_py() > _LATEST_MS:
        return None
    schema = candle_schema()
    time = read["time"].cast(schema.field("time").type)
    return pa.Table.from_arrays([time, *read.columns[1:]], schema=schema)


def _plain_text(body: bytes) -> bytes | None:
    """Return an array of arrays of plain numbers as lines, None for anything else."""
    try:
        _is_json(body)  # Arrow reads numbers that JSON does not have: 01, .5 and 5.
    except (msgspec.MsgspecError, RecursionError):
        return None
    if not (body.startswith(b"[[") and body.endswith(b"]]")) or b"\n" in body:
        return None
    text = body[2:-2].replace(b"],[", b"\n")
    # Arrow passes over a last empty line, and does not notice a 39th digit.
    plain = not text.translate(None, _PLAIN) and not text.endswith(b"\n")
    return text if plain and _LONG not in text.translate(_DIGITS_ALIKE) else None
