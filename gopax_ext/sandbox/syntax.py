"""Reading what a request says: query strings, JSON bodies and numbers."""

import json
import re
from decimal import Decimal
from typing import cast
from urllib.parse import unquote_plus

from .refusals import Reason, Refusal

__all__ = ["Query", "parse_body", "parse_number"]

_INTEGER = re.compile(r"[0-9]{1,19}\Z", re.ASCII)
_NUMBER = re.compile(r"(\d{1,24})?(\.\d{1,40})?([eE][+-]?\d{1,2})?\Z", re.ASCII)
_MOST_DECIMALS = 18
_MOST_DIGITS = 24  # before the decimal point


class Query:
    """The query parameters of a request; unknown ones are ignored, known ones may come once."""

    def __init__(self, text: bytes) -> None:
        self._values: dict[str, list[str]] = {}
        if text:
            for part in text.decode("latin-1").split("&"):
                name, _, value = part.partition("=")
                self._values.setdefault(unquote_plus(name), []).append(unquote_plus(value))

    def text(self, name: str) -> str | None:
        """The value of `name`, None when it is not there."""
        values = self._values.get(name)
        if values is None:
            return None
        if len(values) > 1:
            raise Refusal(Reason.BAD_REQUEST, f"{name} is given {len(values)} times")
        return values[0]

    def integer(self, name: str, *, signed: bool = False) -> int | None:
        """The value of `name` as a whole number, None when it is not there."""
        text = self.text(name)
        if text is None:
            return None
        if _INTEGER.match(text.removeprefix("-") if signed else text) is None:
            raise Refusal(Reason.BAD_REQUEST, f"{name} is not an integer of 1 to 19 digits")
        return int(text)


def parse_body(body: bytes) -> dict[str, object]:
    """The JSON object in `body`, numbers as `Decimal`; whatever the Content-Type says."""
    try:
        value: object = json.loads(
            body.decode("utf-8"),
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except (ValueError, RecursionError) as error:
        raise Refusal(Reason.BAD_REQUEST, "the body is not JSON in UTF-8") from error
    if not isinstance(value, dict):
        raise Refusal(Reason.BAD_REQUEST, "the body is not a JSON object")
    return cast(dict[str, object], value)


def parse_number(value: object) -> Decimal | None:
    """A number given as a JSON number or a string; None when it is neither.

    At most 24 digits before the decimal point and 18 behind it, an exponent counted in.
    """
    if isinstance(value, str):
        match = _NUMBER.match(value)
        if match is None or not (match[1] or match[2]):
            return None
        value = Decimal(value)
    if not isinstance(value, Decimal):
        return None
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or sign:
        return None
    if not any(digits):
        return Decimal(0)
    while exponent < 0 and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    if exponent < -_MOST_DECIMALS or len(digits) + exponent > _MOST_DIGITS:
        return None
    return Decimal((0, digits, exponent))


def _refuse_constant(text: str) -> object:
    msg = f"{text} is not JSON"
    raise ValueError(msg)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        msg = "a name is given twice"
        raise ValueError(msg)
    return found
