# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Checks of arguments before anything is sent: strict, and with the fix in the message."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, cast

from ._values import LARGEST_EXPONENT, aware, iso, microseconds, plain, sane, utc
from .enums import OpenInt, OpenText
from .errors import ArgumentError, ArgumentTypeError

E = TypeVar("E", bound=OpenText | OpenInt)

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,9})?", re.ASCII)
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+", re.ASCII)
_NOT_A_NUMBER = Decimal("NaN")
_MICROSECONDS = 1_000_000


def segment(operation: str, name: str, value: str | int, **limits: Any) -> str:
    """A value for the path, in which nothing needs encoding: what is signed is what is sent."""
    written = text(operation, name, value, **limits)
    if _UNRESERVED.fullmatch(written) is None or written in (".", ".."):
        raise ArgumentError(
            f"{name}={written!r} cannot stand in a path",
            operation=operation,
            fix="Use letters, digits, '.', '_', '~' and '-' alone.",
        )
    return written


def text(
    operation: str,
    name: str,
    value: object,
    *,
    pattern: str | None = None,
    min_length: int = 0,
    max_length: int | None = None,
    digits: bool = False,
) -> str:
    """A text; with `digits` an int is taken for its digits."""
    if digits and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        wanted = "a text or an int" if digits else "a text"
        raise ArgumentTypeError(
            f"{name}={value!r} is a {type(value).__name__}",
            operation=operation,
            fix=f"Give {wanted}.",
        )
    value = str(value)
    if len(value) < min_length or (max_length is not None and len(value) > max_length):
        most = "" if max_length is None else f" and at most {max_length}"
        raise ArgumentError(
            f"{name}={value!r} has {len(value)} characters",
            operation=operation,
            fix=f"Give at least {min_length}{most}.",
        )
    if pattern is not None and _compiled(pattern).search(value) is None:
        raise ArgumentError(
            f"{name}={value!r} has the wrong form",
            operation=operation,
            fix=f"It has to match {pattern}",
        )
    return value


def integer(operation: str, name: str, value: object, **bounds: Any) -> int:
    """A whole number within its bounds."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ArgumentTypeError(
            f"{name}={value!r} is a {type(value).__name__}", operation=operation, fix="Give an int."
        )
    return _bounded(operation, name, int(value), **bounds)


def boolean(operation: str, name: str, value: object) -> bool:
    """True or False, and nothing that only looks like it."""
    if isinstance(value, bool):
        return value
    raise ArgumentTypeError(
        f"{name}={value!r} is a {type(value).__name__}", operation=operation, fix="Give a bool."
    )


def number(operation: str, name: str, value: object, **bounds: Any) -> Decimal:
    """An exact number within its bounds; a float is refused, since it is not what was typed."""
    if isinstance(value, float):
        raise ArgumentTypeError(
            f"{name}={value!r} is a float, which is not the number you typed",
            operation=operation,
            fix=f'Give Decimal("{value!r}"), the text "{value!r}" or an int.',
        )
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise ArgumentTypeError(
            f"{name}={value!r} is a {type(value).__name__}",
            operation=operation,
            fix='Give a Decimal, an int or a text such as "0.1".',
        )
    # Decimal would take "NaN", "1_0" and blanks too
    written = not isinstance(value, str) or _NUMBER.fullmatch(value) is not None
    exact = Decimal(value) if written else _NOT_A_NUMBER
    if not sane(exact):
        raise ArgumentError(
            f"{name}={value!r} is not a number of at most {LARGEST_EXPONENT} orders of magnitude",
            operation=operation,
            fix='Give a Decimal, an int or a text such as "0.1".',
        )
    return _bounded(operation, name, exact, **bounds)


def stamp(operation: str, name: str, value: object, per_second: int, **bounds: Any) -> int:
    """A moment as the number the API counts it by; a datetime is cut to that precision."""
    if isinstance(value, datetime):
        moment = time(operation, name, value)
        value = microseconds(moment) // (_MICROSECONDS // per_second)
    elif not isinstance(value, int) or isinstance(value, bool):
        raise ArgumentTypeError(
            f"{name}={value!r} is a {type(value).__name__}",
            operation=operation,
            fix=f"Give an aware datetime, or an int that counts 1/{per_second} s since 1970.",
        )
    return integer(operation, name, value, **bounds)


def time(operation: str, name: str, value: object) -> datetime:
    """A moment, in UTC."""
    try:
        return utc(aware(value))
    except ArgumentError as error:
        text_ = f"{name}: {error.args[0]}"
        raise type(error)(text_, operation=operation, fix=error.fix) from None


def day(operation: str, name: str, value: object) -> date:
    """A date without a time."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ArgumentTypeError(
        f"{name}={value!r} is a {type(value).__name__}", operation=operation, fix="Give a date."
    )


def choice(operation: str, name: str, value: Any, kind: type[E]) -> E:
    """A value that the document names; what only a later server knows is not sent."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        with suppress(ValueError):  # a text for an enum of numbers, or the reverse
            member = kind(cast(Any, value))
            if member.known:
                return member
    raise ArgumentError(
        f"{name}={value!r} is not a {kind.__name__}",
        operation=operation,
        fix=f"Give one of {', '.join(repr(member.value) for member in kind)}.",
    )


def needed(operation: str, reason: str, **members: object) -> None:
    """Members that another member's value makes necessary."""
    for name, value in members.items():
        if value is None:
            raise ArgumentError(
                f"{name} is missing", operation=operation, fix=f"Give {name}: {reason}."
            )


def query(pairs: Iterable[tuple[str, str | int | Decimal | date | None]]) -> str:
    """The encoded query of what was given; None means not sent."""
    return "&".join([f"{name}={_in_query(value)}" for name, value in pairs if value is not None])


def _in_query(value: str | int | Decimal | date) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return _quoted(iso(value))
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:d}" if isinstance(value, int) else plain(value)


def _quoted(value: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - costly to load, and few queries hold texts

    return quote(value, safe="")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


N = TypeVar("N", int, Decimal)


def _bounded(
    operation: str,
    name: str,
    value: N,
    *,
    minimum: int | Decimal | None = None,
    maximum: int | Decimal | None = None,
    above: int | Decimal | None = None,
    below: int | Decimal | None = None,
) -> N:
    if minimum is not None and value < minimum:
        wanted = f"at least {plain(Decimal(minimum))}"
    elif maximum is not None and value > maximum:
        wanted = f"at most {plain(Decimal(maximum))}"
    elif above is not None and value <= above:
        wanted = f"more than {plain(Decimal(above))}"
    elif below is not None and value >= below:
        wanted = f"less than {plain(Decimal(below))}"
    else:
        return value
    raise ArgumentError(
        f"{name}={value} is out of bounds", operation=operation, fix=f"Give {wanted}."
    )
