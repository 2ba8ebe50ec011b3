"""How candles and trades are stored: the columns, their types and why.

Amounts are decimal128 with 38 digits, 18 of them after the point: the most decimals that GOPAX
ever documented, and 20 digits before the point. Every engine of the field reads that width as an
exact number. What does not fit is refused, never rounded. Times are milliseconds in UTC, which is
what the exchange counts in.
"""

from typing import Any, Final

from .packages import load

__all__ = [
    "CANDLE_COLUMNS",
    "DIGITS",
    "SCALE",
    "TRADE_COLUMNS",
    "amount_type",
    "candle_schema",
    "time_type",
    "trade_schema",
]

DIGITS: Final = 38
"""All digits of a stored amount."""
SCALE: Final = 18
"""Digits after the point."""

CANDLE_COLUMNS: Final = ("time", "low", "high", "open", "close", "volume")
"""As in a row of the exchange's answer (reference: Get historic rates)."""
TRADE_COLUMNS: Final = ("id", "time", "price", "amount", "side")


def amount_type() -> Any:
    """Return the Arrow type of amounts and prices."""
    return load().decimal128(DIGITS, SCALE)


def time_type() -> Any:
    """Return the Arrow type of moments."""
    return load().timestamp("ms", tz="UTC")


def candle_schema() -> Any:
    """Return the Arrow schema of candles: `time` is when each began."""
    pa, amount = load(), amount_type()
    numbers = [pa.field(name, amount, nullable=False) for name in CANDLE_COLUMNS[1:]]
    return pa.schema([pa.field("time", time_type(), nullable=False), *numbers])


def trade_schema() -> Any:
    """Return the Arrow schema of trades: `side` is the taker's."""
    pa, amount = load(), amount_type()
    return pa.schema(
        [
            pa.field("id", pa.int64(), nullable=False),
            pa.field("time", time_type(), nullable=False),
            pa.field("price", amount, nullable=False),
            pa.field("amount", amount, nullable=False),
            pa.field("side", pa.string(), nullable=False),
        ]
    )
