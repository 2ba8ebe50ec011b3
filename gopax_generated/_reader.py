# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Reads JSON into the structs of `_wire`: msgspec's speed, and an explanation when it fails."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Final, Generic, TypeVar

import msgspec

from .errors import DecodeError

__all__ = ["UNREADABLE", "Reader", "Values", "rows_of"]

T = TypeVar("T")

UNREADABLE: Final = (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError)
"""All that reading foreign bytes can raise: wrong shape, bad UTF-8, absurd numbers, depth."""

Values = Iterator[tuple[object, ...]]
"""What rows are made of."""

_AT_ONCE = 250
"""Rows whose values wait at a time: too few to set off the garbage collector."""


class Reader(Generic[T]):
    """Reads one kind of body; type and decoder of it are made when the first one arrives."""

    __slots__ = ("_kind", "_name", "decode")

    decode: Callable[[bytes], T]
    """Bytes to structs; raises anything of UNREADABLE."""

    def __init__(self, name: str, kind: Callable[[], type[T]]) -> None:
        self._name = name
        self._kind = kind
        self.decode = self._first

    def _first(self, body: bytes) -> T:
        self.decode = msgspec.json.Decoder(self._kind(), float_hook=Decimal).decode
        return self.decode(body)

    def explain(self, body: bytes, failure: BaseException) -> DecodeError:
        """The error that names the place, what belongs there and what was found."""
        from ._explain import locate  # noqa: PLC0415 - only a body that cannot be read needs it

        problem = locate(body, self._kind(), failure)
        return DecodeError(
            operation=self._name, path=problem.path, expected=problem.expected, found=problem.found
        )


def rows_of(kind: type[list[T]], values: Values, *, strict: bool) -> list[T]:
    """Rows made of their values; unless `strict`, seconds since 1970 stand for a moment."""
    made: list[T] = []
    while some := list(islice(values, _AT_ONCE)):
        made += msgspec.convert(some, kind, strict=strict)
    return made
