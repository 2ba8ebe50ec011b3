"""Exact decimal arithmetic and the one place where anything is rounded."""

from decimal import (
    ROUND_DOWN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)

__all__ = ["EXACT", "UNIT", "ZERO", "floor8", "plain", "quotient8"]

ZERO = Decimal(0)
UNIT = Decimal("0.00000001")
"""The smallest step of an amount: 8 decimals."""

_DIGITS = 160  # two 64-digit factors and a fee rate still fit

EXACT = Context(
    prec=_DIGITS,
    rounding=ROUND_DOWN,
    traps=[DivisionByZero, Inexact, InvalidOperation, Overflow],
)
"""The context of all bookkeeping: a result that would have to be rounded raises."""

_FLOOR = Context(
    prec=_DIGITS, rounding=ROUND_DOWN, traps=[DivisionByZero, InvalidOperation, Overflow]
)


def floor8(value: Decimal) -> Decimal:
    """`value` cut to 8 decimals, towards zero."""
    return value.quantize(UNIT, context=_FLOOR)


def quotient8(dividend: Decimal, divisor: Decimal) -> Decimal:
    """How much of a thing costing `divisor` each `dividend` buys, cut to 8 decimals."""
    return _FLOOR.divide(dividend, divisor).quantize(UNIT, context=_FLOOR)


def plain(value: Decimal) -> str:
    """The digits of `value`: exact, without exponent, trailing zeros or a minus before zero."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
