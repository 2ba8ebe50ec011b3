"""Numbers that the exchange would change are refused before anything is sent.

The exchange reads numbers as doubles. A number that no double holds to the last digit would be
traded as another one.
"""

from decimal import Context, Decimal, Inexact
from typing import Final

from gopax_generated.models import PlaceOrderRequest

from ..errors import PrecisionError

__all__ = ["MOST_DECIMALS", "check_precision", "survives_a_double"]

MOST_DECIMALS: Final = 18
"""Later documents of GOPAX allow that many; the trading pair may allow fewer."""

_SAFE_DIGITS: Final = 15
"""A double keeps any number of so many significant digits."""
_EXACT: Final = Context(
    prec=_SAFE_DIGITS, Emin=_SAFE_DIGITS - 1 - MOST_DECIMALS, Emax=300, traps=[Inexact]
)
"""Lets through, quickly, what has no more digits than that and no more decimals."""


def survives_a_double(number: Decimal) -> bool:
    """Tell if a server that reads `number` as a double gets the same number, digit for digit."""
    # The one float in this package: it is compared with, and never leaves this function.
    return Decimal(repr(float(number))) == number


def check_precision(request: PlaceOrderRequest) -> None:
    """Raise `PrecisionError` for a price or an amount that would be traded as another number."""
    amount, price = request.amount, request.price
    try:
        _EXACT.plus(amount)
        if price is not None:
            _EXACT.plus(price)
    except Inexact:
        _check("amount", amount)
        if price is not None:
            _check("price", price)


def _check(name: str, number: Decimal) -> None:
    _, digits, exponent = number.as_tuple()
    decimals = -int(exponent)
    while decimals > MOST_DECIMALS and digits[-1:] == (0,):
        digits, decimals = digits[:-1], decimals - 1
    if decimals > MOST_DECIMALS:
        raise PrecisionError(
            f"{name}={number:f} has {decimals} decimals",
            operation="place_order",
            fix=f"Round it to {MOST_DECIMALS} or fewer; MarketRules has helpers.",
        )
    if not survives_a_double(number):
        raise PrecisionError(
            f"{name}={number:f} has more digits than the exchange keeps",
            operation="place_order",
            fix="Round it to 15 significant digits or fewer; MarketRules has helpers.",
        )
