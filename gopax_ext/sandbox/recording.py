"""Recorded trades, to be played again: what `GET /trading-pairs/.../trades` once answered."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from attrs import frozen

from .clock import to_ms
from .syntax import parse_number

__all__ = ["RecordedTrade", "load_recording", "read_recording"]


@frozen
class RecordedTrade:
    """One trade; `after_ms` counts milliseconds from the first of its recording."""

    after_ms: int
    price: Decimal
    amount: Decimal
    side: Literal["buy", "sell"]


def load_recording(path: Path) -> tuple[RecordedTrade, ...]:
    """The trades in a file: one JSON array of rows, or one row a line."""
    text = path.read_text("utf-8").strip()
    if text.startswith("["):
        rows = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    else:
        rows = [
            json.loads(line, parse_float=Decimal, parse_int=Decimal)
            for line in text.splitlines()
            if line.strip()
        ]
    return read_recording(rows)


def read_recording(rows: Iterable[Mapping[str, object]]) -> tuple[RecordedTrade, ...]:
    """Trades from rows with `time`, `price`, `amount` and `side`, in whatever order they come."""
    found = sorted(
        (_read(number, row) for number, row in enumerate(rows, 1)), key=lambda it: it[:2]
    )
    if not found:
        raise ValueError("the recording is empty: it needs at least one trade")
    first_ms = found[0][0]
    return tuple(
        RecordedTrade(time_ms - first_ms, price, amount, side)
        for time_ms, _, price, amount, side in found
    )


def _read(
    number: int, row: Mapping[str, object]
) -> tuple[int, int, Decimal, Decimal, Literal["buy", "sell"]]:
    """Time, id, price, amount and side of one row; within a millisecond the id decides."""
    price, amount = _number(row.get("price")), _number(row.get("amount"))
    side, moment = row.get("side"), row.get("time")
    if not price or not amount or side not in {"buy", "sell"} or not isinstance(moment, str):
        raise ValueError(f"row {number} of the recording is no trade: {dict(row)!r}")
    try:
        time_ms = to_ms(datetime.fromisoformat(moment))
    except ValueError as error:
        raise ValueError(f"row {number} of the recording has no time: {moment!r}") from error
    trade_id = _number(row.get("id", number))
    return time_ms, int(trade_id or number), price, amount, "buy" if side == "buy" else "sell"


def _number(value: object) -> Decimal | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return parse_number(Decimal(value))
    return parse_number(value)
