# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""How single values pass between JSON and Python: exactly, or not at all."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import cast

import msgspec

from .errors import ArgumentError, ArgumentTypeError

LARGEST_EXPONENT = 64
"""Numbers of more orders of magnitude are refused: written out they would fill the memory."""

ORDERS = frozenset(range(-LARGEST_EXPONENT, LARGEST_EXPONENT + 1))
"""All orders of magnitude that are sane."""

USUAL = ORDERS - {0}
"""Orders of magnitude that are sane at a glance; at 0 NaN and Infinity hide among the digits."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment that stamps are counted from."""

_NEAR = 2.0**32
"""Fewer seconds than these a float holds to a quarter of a microsecond."""

_MICROSECOND = timedelta(microseconds=1)
_FLOAT_FIX = 'Use Decimal("0.1"), a text or an int: a float is not the number you typed.'

text_json = msgspec.json.Encoder().encode


def sane(number: Decimal) -> bool:
    """Is this a finite number of a sensible order of magnitude."""
    return number.adjusted() in ORDERS and number.is_finite()


def exact(number: Decimal) -> Decimal:
    """The number itself; ValueError if it is NaN, infinite or absurdly large or small."""
    refuse(number)
    return number


def refuse(*numbers: Decimal | None) -> None:
    """ValueError if one of the numbers is NaN, infinite or absurdly large or small."""
    for number in numbers:
        if number is not None and not sane(number):
            raise ValueError(f"{number} is beyond {LARGEST_EXPONENT} orders of magnitude")


def utc(moment: datetime) -> datetime:
    """The same moment in UTC; ValueError if it does not say which one it is."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def digits(value: str) -> int:
    """The number that a text of digits alone says; ValueError for any other text."""
    if value.isascii() and value.isdigit():
        return int(value)
    raise ValueError(f"{value!r} is not made of digits")


def moment(count: int, per_second: int) -> datetime:
    """The moment so many parts of a second after 1970-01-01 UTC."""
    return EPOCH + timedelta(seconds=1) // per_second * count


def seconds(count: int, per_second: int) -> float | datetime:
    """Seconds since 1970 that say the moment exactly, or the moment where a float is too coarse.

    msgspec makes a datetime of them in a fifth of the time.
    """
    since = count / per_second
    return since if -_NEAR < since < _NEAR else moment(count, per_second)


def seconds_told(count: str, per_second: int) -> float | datetime:
    """The same of a text of digits; ValueError for any other text."""
    if count.isdigit() and count.isascii() and (since := float(count) / per_second) < _NEAR:
        return since
    return moment(digits(count), per_second)


def microseconds(value: datetime) -> int:
    """Microseconds from 1970-01-01 UTC to an aware datetime."""
    return (aware(value) - EPOCH) // _MICROSECOND


def plain(number: Decimal) -> str:
    """All digits of a number: no exponent, no trailing zeros, no sign on zero."""
    written = str(number)
    if written.isdigit():
        return written
    if "E" in written or "e" in written:
        written = f"{number:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def text(value: object) -> bytes:
    """JSON of a text."""
    if isinstance(value, str):
        return text_json(value)
    raise ArgumentTypeError(f"{value!r} is not a str", fix="Give a text.")


def number(value: object) -> bytes:
    """JSON of an exact number, all digits written out."""
    if isinstance(value, Decimal):
        if value.adjusted() in ORDERS and value.is_finite():
            return plain(value).encode()
        raise ArgumentError(
            f"{value} is not a finite number of at most {LARGEST_EXPONENT} orders of magnitude",
            fix="Give an amount or a price in plain digits.",
        )
    if isinstance(value, int) and not isinstance(value, bool):
        return b"%d" % value
    raise ArgumentTypeError(f"{value!r} is a {type(value).__name__}, not a Decimal", fix=_FLOAT_FIX)


def integer(value: object) -> bytes:
    """JSON of a whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return b"%d" % value
    raise ArgumentTypeError(f"{value!r} is not an int", fix="Give a whole number.")


def boolean(value: object) -> bytes:
    """JSON of a truth value."""
    if isinstance(value, bool):
        return b"true" if value else b"false"
    raise ArgumentTypeError(f"{value!r} is not a bool", fix="Give True or False.")


def member(value: object) -> bytes:
    """JSON of an enum value, known or not."""
    return text_json(value) if isinstance(value, str) else integer(value)


def iso(value: datetime) -> str:
    """ISO 8601 in UTC with milliseconds, or microseconds where there are any."""
    moment = utc(aware(value))
    parts = "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return moment.isoformat(timespec=parts).replace("+00:00", "Z")


def time(value: datetime) -> bytes:
    """JSON of a moment."""
    return b'"%b"' % iso(value).encode()


def day(value: date) -> bytes:
    """JSON of a date: ISO 8601."""
    return b'"%b"' % value.isoformat().encode()


def array(items: list[bytes]) -> bytes:
    """JSON of an array whose items are JSON already."""
    return b"[%b]" % b",".join(items)


def anything(value: object) -> bytes:
    """JSON of any value made of None, bool, int, Decimal, str, mappings and sequences."""
    match value:
        case None:
            return b"null"
        case bool():
            return boolean(value)
        case int() | Decimal() | float():
            return number(value)
        case str():
            return text(value)
        case Mapping():
            members = cast(Mapping[object, object], value).items()
            pairs = [b"%b:%b" % (text(key), anything(inner)) for key, inner in members]
            return b"{" + b",".join(pairs) + b"}"
        case list() | tuple():
            items = cast(Sequence[object], value)
            return array([anything(inner) for inner in items])
        case _:
            raise ArgumentTypeError(
                f"{value!r} has no JSON form", fix="Use texts, numbers, mappings and lists."
            )


def aware(value: object) -> datetime:
    """The datetime itself, if it says which moment it means."""
    if not isinstance(value, datetime):
        raise ArgumentTypeError(f"{value!r} is not a datetime", fix="Give a datetime with a zone.")
    if value.tzinfo is None:
        raise ArgumentError(
            f"{value.isoformat()} has no time zone",
            fix="Say which moment is meant: datetime(..., tzinfo=UTC).",
        )
    return value
