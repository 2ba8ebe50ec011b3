"""A change of price in percent."""

from decimal import Decimal

__all__ = ["percent"]


def percent(before: Decimal, after: Decimal) -> Decimal | None:
    """Return the change in percent to four digits, None where there was no price before."""
    if not before:
        return None
    return ((after - before) * 100 / before).quantize(Decimal("0.0001"))
