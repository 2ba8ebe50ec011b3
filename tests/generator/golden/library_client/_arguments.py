# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Checks of arguments before anything is sent: strict, and with the fix in the message.

Each takes the operation and the parameter that a value is for, and gives the value as it is sent.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from ._call import Operation, Parameter
from ._values import LARGEST_EXPONENT, ORDERS, aware, iso, microseconds, plain, utc
from .enums import OpenInt, OpenText
from .errors import ArgumentError, ArgumentTypeError

E = TypeVar("E", bound=OpenText | OpenInt)
N = TypeVar("N", int, Decimal)
Of = Operation[Any]

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,9})?", re.ASCII)
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+", re.ASCII)
_NOT_A_NUMBER = Decimal("NaN")
_NUMBERS = (Decimal, int, str)
_MICROSECONDS = 1_000_000

_named: dict[type, dict[object, Any]] = {}
"""The members that the document names, by value, of each enum that was asked for."""


def segment(
    check: Callable[..., object], operation: Of, parameter: Parameter, value: object, *more: object
) -> str:
    """A value for the path, in which nothing needs encoding: what is signed is what is sent."""
    written = str(check(operation, parameter, value, *more))
    if _UNRESERVED.fullmatch(written) is None or written in (".", ".."):
        raise ArgumentError(
            f"{parameter.name}={written!r} cannot stand in a path",
            operation=operation.name,
            fix="Use letters, digits, '.', '_', '~' and '-' alone.",
        )
    return written


def text(operation: Of, parameter: Parameter, value: object) -> str:
    """A text; where it is made of digits, an int is taken for them."""
    if not isinstance(value, str):
        if not parameter.digits or not isinstance(value, int) or isinstance(value, bool):
            wanted = "a str or an int" if parameter.digits else "a str"
            raise _wrong_type(operation, parameter, value, wanted)
        value = str(value)
    least, most = parameter.min_length, parameter.max_length
    if len(value) < least or (most is not None and len(value) > most):
        raise ArgumentError(
            f"{parameter.name}={value!r} has {len(value)} characters",
            operation=operation.name,
            fix=f"Give at least {least}{'' if most is None else f' and at most {most}'}.",
        )
    if parameter.pattern is not None and _compiled(parameter.pattern).search(value) is None:
        raise ArgumentError(
            f"{parameter.name}={value!r} has the wrong form",
            operation=operation.name,
            fix=_like(parameter),
        )
    return str(value)


def integer(operation: Of, parameter: Parameter, value: object) -> int:
    """A whole number within its bounds."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong_type(operation, parameter, value, "an int")
    return _bounded(operation, parameter, int(value))


def boolean(operation: Of, parameter: Parameter, value: object) -> bool:
    """True or False, and nothing that only looks like it."""
    if isinstance(value, bool):
        return value
    raise _wrong_type(operation, parameter, value, "a bool")


def number(operation: Of, parameter: Parameter, value: object) -> Decimal:
    """An exact number within its bounds; a float is refused, since it is not what was typed."""
    if not isinstance(value, _NUMBERS) or isinstance(value, bool):
        raise _no_number(operation, parameter, value)
    # Decimal would take "NaN", "1_0" and blanks too
    written = not isinstance(value, str) or _NUMBER.fullmatch(value) is not None
    exact = Decimal(value) if written else _NOT_A_NUMBER
    if exact.adjusted() not in ORDERS or not exact.is_finite():
        raise ArgumentError(
            f"{parameter.name}={value!r} is not a number of at most {LARGEST_EXPONENT} orders of "
            "magnitude",
            operation=operation.name,
            fix='Give a Decimal, an int or a text such as "0.1".',
        )
    return _bounded(operation, parameter, exact)


def stamp(operation: Of, parameter: Parameter, value: object) -> int:
    """A moment as the number the API counts it by; a datetime is cut to that precision."""
    if isinstance(value, datetime):
        moment = time(operation, parameter, value)
        value = microseconds(moment) // _microseconds(parameter)
    elif not isinstance(value, int) or isinstance(value, bool):
        counted = f"an aware datetime, or an int that counts 1/{parameter.per_second} s since 1970"
        raise _wrong_type(operation, parameter, value, counted)
    return integer(operation, parameter, value)


def time(operation: Of, parameter: Parameter, value: object) -> datetime:
    """A moment, in UTC."""
    try:
        return utc(aware(value))
    except ArgumentError as error:
        told = f"{parameter.name}: {error.args[0]}"
        raise type(error)(told, operation=operation.name, fix=error.fix) from None
    except OverflowError:
        raise ArgumentError(
            f"{parameter.name}={value!s} is no moment between the years 1 and 9999 in UTC",
            operation=operation.name,
        ) from None


def day(operation: Of, parameter: Parameter, value: object) -> date:
    """A date without a time."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise _wrong_type(operation, parameter, value, "a date")


def choice(operation: Of, parameter: Parameter, value: Any, kind: type[E]) -> E:
    """A value that the document names; what only a later server knows is not sent."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        member: E | None = (_named.get(kind) or _name(kind)).get(value)
        if member is not None:
            return member
    raise ArgumentError(
        f"{parameter.name}={value!r} is not a {kind.__name__}",
        operation=operation.name,
        fix=f"Give one of {', '.join(repr(member.value) for member in kind)}.",
    )


def missing(operation: Of, name: str, reason: str) -> ArgumentError:
    """The error for a member that another member's value makes necessary."""
    return ArgumentError(
        f"{name} is missing", operation=operation.name, fix=f"Give {name}: {reason}."
    )


def query(*pairs: tuple[str, str | int | Decimal | date | None]) -> str:
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


def _name(kind: type[E]) -> dict[object, Any]:
    members = _named[kind] = {member.value: member for member in kind}
    return members


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _microseconds(parameter: Parameter) -> int:
    return _MICROSECONDS // (parameter.per_second or _MICROSECONDS)


def _bounded(operation: Of, parameter: Parameter, value: N) -> N:
    if parameter.minimum is not None and value < parameter.minimum:
        wanted = f"at least {plain(Decimal(parameter.minimum))}"
    elif parameter.maximum is not None and value > parameter.maximum:
        wanted = f"at most {plain(Decimal(parameter.maximum))}"
    elif parameter.above is not None and value <= parameter.above:
        wanted = f"more than {plain(Decimal(parameter.above))}"
    elif parameter.below is not None and value >= parameter.below:
        wanted = f"less than {plain(Decimal(parameter.below))}"
    else:
        return value
    raise ArgumentError(
        f"{parameter.name}={value} is out of bounds",
        operation=operation.name,
        fix=f"Give {wanted}.",
    )


def _no_number(operation: Of, parameter: Parameter, value: object) -> ArgumentTypeError:
    if isinstance(value, float):
        return ArgumentTypeError(
            f"{parameter.name}={value!r} is a float, which is not the number you typed",
            operation=operation.name,
            fix=f'Give Decimal("{value!r}"), the text "{value!r}" or an int.',
        )
    return _wrong_type(operation, parameter, value, 'a Decimal, an int or a text such as "0.1"')


def _wrong_type(
    operation: Of, parameter: Parameter, value: object, wanted: str
) -> ArgumentTypeError:
    found = f"{parameter.name}={value!r} is a {type(value).__name__}"
    return ArgumentTypeError(found, operation=operation.name, fix=f"Give {wanted}.")


def _like(parameter: Parameter) -> str:
    """What to give instead, by the example of the document."""
    if parameter.example is None:
        return f"It has to match {parameter.pattern}"
    return f"Give a text like {str(parameter.example)!r}."
