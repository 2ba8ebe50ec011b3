# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""The values that Town library names.

The enums are open: a value that a later server sends is kept as a member whose `known` is False
and whose `value` is what came.
"""

from enum import IntEnum, StrEnum
from typing import Self

__all__ = ["Grade", "OpenInt", "OpenText", "Shelf"]


class OpenText(StrEnum):
    """A text that may have values we do not know yet."""

    @property
    def known(self) -> bool:
        """Is this one of the values the document names."""
        return self._name_ in type(self).__members__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

    def __reduce_ex__(self, proto: object) -> tuple[type[Self], tuple[str]]:
        return type(self), (self._value_,)  # early releases of Python 3.11 go by the name


class OpenInt(IntEnum):
    """A number that may have values we do not know yet."""

    @property
    def known(self) -> bool:
        """Is this one of the values the document names."""
        return self._name_ in type(self).__members__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

    def __reduce_ex__(self, proto: object) -> tuple[type[Self], tuple[int]]:
        return type(self), (self._value_,)  # early releases of Python 3.11 go by the name


class Shelf(OpenText):
    """Shelf."""

    FICTION = "fiction"
    NON_FICTION = "non-fiction"
    ANSWER = "42"


class Grade(OpenInt):
    """Grade."""

    VALUE_1 = 1
    VALUE_2 = 2
    VALUE_3 = 3
