"""`JSON.stringify(JSON.parse(body))`, as a server written in JavaScript would check a signature.

Whether the real one signs the bytes it received or what it made of them is unknown; see
`Config.body_check`.
"""

import json
from decimal import Decimal
from typing import cast

__all__ = ["stringify"]

_LARGEST_PLAIN = 21  # ECMAScript: Number::toString, from 1e21 on there is an exponent
_SMALLEST_PLAIN = -6


def stringify(body: bytes) -> bytes:
    """The body as JavaScript would write it again; unchanged where it is no JSON."""
    try:
        value: object = json.loads(body.decode("utf-8"), parse_int=float)
        return _text(value).encode("utf-8")
    except (ValueError, RecursionError):
        return body


def _text(value: object) -> str:
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        members = cast(dict[str, object], value).items()
        return "{" + ",".join(f"{_text(name)}:{_text(item)}" for name, item in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, cast(list[object], value))) + "]"
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """The shortest digits that mean the same double, plain between 1e-7 and 1e21."""
    number = Decimal(repr(value))
    if not number.is_finite():
        return "null"
    if not number:
        return "0"
    sign, digits, _ = number.normalize().as_tuple()
    point = number.adjusted() + 1
    if _SMALLEST_PLAIN < point <= _LARGEST_PLAIN:
        return format(number.normalize(), "f")
    text = "".join(map(str, digits))
    mantissa = text[0] + ("." + text[1:] if len(text) > 1 else "")
    return f"{'-' if sign else ''}{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"
