# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""The values that Harbour names.

The enums are open: a value that a later server sends is kept as a member whose `known` is False
and whose `value` is what came.
"""

from enum import IntEnum, StrEnum
from typing import Self

__all__ = ["Flag", "Grade", "Kind", "OpenInt", "OpenText"]


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


class Kind(OpenText):
    """Kind of ship."""

    TUG = "tug"
    FERRY = "ferry"
    NOT_ANY = "None"
    CLASS = "class"
    TWO_WORDS = "two words"
    THIRD = "3rd"


class Grade(OpenInt):
    """How good it is; the names come from the values.

    Unit: stars.

    Nobody has seen a 1 (source: what sailors say).
    """

    VALUE_NEGATIVE_1 = -1
    VALUE_0 = 0
    VALUE_2 = 2


class Flag(OpenText):
    """Flag, without names of its own."""

    RED_WHITE = "red-white"
    BLUE = "BLUE"
    VALUE_2 = "2"
