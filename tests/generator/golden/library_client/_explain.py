# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Says in which place a body is not what was expected.

Only a body that msgspec could not read is walked here, value by value, beside the types that
msgspec was given.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, NamedTuple, TypeGuard

import msgspec
from msgspec import inspect

from ._values import digits, moment, sane, utc

__all__ = ["Problem", "locate"]

_LONGEST_EXCERPT = 60
_LARGEST_WALKED = 128 * 1024
"""Bytes; the values of a larger body would take many times as much, so msgspec has to do."""
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


class Problem(NamedTuple):
    """Where a body is not what was expected."""

    path: str
    expected: str
    found: str


class _Token(str):
    """A number as it was written."""

    __slots__ = ()


class _NotJson(str):
    """NaN or Infinity, which some writers send and JSON does not have."""

    __slots__ = ()


def locate(body: bytes, kind: object, failure: BaseException) -> Problem:
    """The first place where a body is not of its type; `failure` if the walk finds none."""
    if len(body) > _LARGEST_WALKED:
        said, _, place = str(failure).partition(" - at `")
        text = f"{type(failure).__name__}: {said}"
        return Problem(place.rstrip("`") or "$", "a readable body", text)
    try:
        value = json.loads(
            body.decode(), parse_float=_Token, parse_int=_Token, parse_constant=_NotJson
        )
        problem = _check(inspect.type_info(kind), value, "$")
    except UnicodeDecodeError as error:
        return Problem("$", "UTF-8", f"byte 0x{body[error.start]:02x} at {error.start}")
    except json.JSONDecodeError as error:
        excerpt = _shown(body[:200].decode("utf-8", "replace").strip()) if body else "no bytes"
        return Problem("$", "JSON", f"{excerpt} ({error.msg} at character {error.pos})")
    except RecursionError:
        return Problem("$", "JSON of sensible depth", "values nested too deeply")
    except (ValueError, ArithmeticError):  # what the walk stumbles over is told as msgspec saw it
        problem = None
    return problem or Problem("$", "a readable body", f"{type(failure).__name__}: {failure}")


def _check(kind: inspect.Type, value: Any, path: str) -> Problem | None:
    """The first place where the value is not of its type, None if there is none."""
    match kind:
        case inspect.UnionType():
            return None if value is None else _check(_without_none(kind), value, path)
        case inspect.StructType(array_like=True):
            return _check_row(kind, value, path)
        case inspect.StructType() | inspect.DataclassType():
            return _check_object(kind, value, path)
        case inspect.ListType():
            return _check_list(kind, value, path)
        case _:
            return None if _fits(kind, value) else Problem(path, _wanted(kind), _shown(value))


def _check_list(kind: inspect.ListType, value: Any, path: str) -> Problem | None:
    if not _is_array(value):
        return Problem(path, _wanted(kind), _shown(value))
    for index, item in enumerate(value):
        if problem := _check(kind.item_type, item, f"{path}[{index}]"):
            return problem
    return None


def _check_object(
    kind: inspect.StructType | inspect.DataclassType, value: Any, path: str
) -> Problem | None:
    if not isinstance(value, dict):
        return Problem(path, _wanted(kind), _shown(value))
    for field in kind.fields:
        place = f"{path}{_step(field.encode_name)}"
        if field.encode_name not in value:
            if field.required:
                return Problem(place, _wanted(field.type), "nothing")
        elif problem := _check(field.type, value[field.encode_name], place):
            return problem
    return None


def _check_row(kind: inspect.StructType, value: Any, path: str) -> Problem | None:
    if not _is_array(value):
        return Problem(path, _wanted(kind), _shown(value))
    for index, field in enumerate(kind.fields):
        place = f"{path}[{index}]"
        if index >= len(value):
            if field.required:
                return Problem(place, _wanted(field.type), "nothing")
        elif problem := _check(field.type, value[index], place):
            return problem
    return None


def _fits(kind: inspect.Type, value: Any) -> bool:
    number = isinstance(value, _Token)
    string = isinstance(value, str) and not isinstance(value, _Token | _NotJson)
    match kind:
        case inspect.Metadata(extra={"per_second": int(per_second)}):
            return _fits(kind.type, value) and _is_moment(value, per_second)
        case inspect.DecimalType():
            return (number or string) and _is_sane(value)
        case inspect.IntType():
            return number and _reads(value, int)
        case inspect.EnumType():
            return string if issubclass(kind.cls, str) else number and _reads(value, int)
        case inspect.DateTimeType():
            return string and _is_time(value)
        case inspect.DateType():
            return string and _reads(json.dumps(value), date)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.StrType():
            return string
        case inspect.DictType():
            return isinstance(value, dict)
        case _:
            return True


def _wanted(kind: inspect.Type) -> str:
    """What belongs in a place, in a word or two."""
    match kind:
        case inspect.Metadata(extra={"per_second": int(per_second)}):
            form = "text of digits" if isinstance(kind.type, inspect.StrType) else "integer"
            return f"{form}, 1/{per_second} s since 1970"
        case inspect.UnionType():
            return _wanted(_without_none(kind))
        case inspect.StructType(array_like=True) | inspect.ListType():
            return "array"
        case inspect.EnumType():
            return "text" if issubclass(kind.cls, str) else "integer"
        case _:
            return _WORDS.get(type(kind), "object")


_WORDS: Mapping[type[inspect.Type], str] = {
    inspect.BoolType: "true or false",
    inspect.DateTimeType: "ISO 8601 time with zone",
    inspect.DateType: "ISO 8601 date",
    inspect.DecimalType: "number",
    inspect.IntType: "integer",
    inspect.StrType: "text",
}


def _without_none(kind: inspect.UnionType) -> inspect.Type:
    return next(one for one in kind.types if not isinstance(one, inspect.NoneType))


def _is_array(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_sane(value: str) -> bool:
    try:
        return _NUMBER.fullmatch(value) is not None and sane(Decimal(value))
    except InvalidOperation:  # an exponent beyond what Decimal itself can hold
        return False


def _reads(written: str, kind: type[object]) -> bool:
    try:
        msgspec.json.decode(written.encode(), type=kind)
    except (msgspec.MsgspecError, ValueError):
        return False
    return True


def _is_time(value: str) -> bool:
    try:
        utc(msgspec.convert(value, Annotated[datetime, msgspec.Meta(tz=True)]))
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return False
    return True


def _is_moment(value: str, per_second: int) -> bool:
    try:
        count = int(value) if isinstance(value, _Token) else digits(value)
        _ = moment(count, per_second)
    except (ValueError, OverflowError):
        return False
    return True


def _step(name: str) -> str:
    return f".{name}" if name.isidentifier() else f"[{json.dumps(name)}]"


def _shown(value: object) -> str:
    """A value as JSON would write it, cut to a length that fits a message."""
    if isinstance(value, dict | list):
        return "object" if isinstance(value, dict) else "array"
    written = value if isinstance(value, _Token | _NotJson) else json.dumps(value)
    if len(written) > _LONGEST_EXCERPT:
        return f"{written[:_LONGEST_EXCERPT]}... ({len(written)} characters)"
    return str(written)
