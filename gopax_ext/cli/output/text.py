"""Values as plain text. An amount is never rounded, and never written with an exponent."""

from datetime import datetime, tzinfo
from decimal import Decimal

from .answers import Value
from .zones import exact_moment

__all__ = ["grouped", "plain", "spaced"]


def plain(value: Value, zone: tzinfo) -> str:
    """Return a value for a program: every digit, no separators, empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return exact_moment(value, zone)
    return str(value)


def grouped(value: Decimal) -> str:
    """Return a number for people: its thousands apart, and without zeros that say nothing."""
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def spaced(text: str) -> str:
    """Return a text as one cell of a line: no tabs, no line ends, no control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
