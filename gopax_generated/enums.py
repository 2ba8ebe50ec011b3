# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""The values that GOPAX API names.

The enums are open: a value that a later server sends is kept as a member whose `known` is False
and whose `value` is what came.
"""

from enum import IntEnum, StrEnum
from typing import Self

__all__ = ["CandleInterval", "OpenInt", "OpenText", "OrderStatus", "OrderType", "Side"]


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


class Side(OpenText):
    """Trading type: buy or sell."""

    BUY = "buy"
    SELL = "sell"


class OrderType(OpenText):
    """Order type.

    A limit order has a price. A market order has none, and its amount is the asset that is paid.

    The reference lists limit alone but explains the amount of market orders. A server may refuse
    market with error 103 (source: inference).
    """

    LIMIT = "limit"
    MARKET = "market"


class OrderStatus(OpenText):
    """Order status: placed, updated (partly filled), completed (filled) or cancelled."""

    PLACED = "placed"
    UPDATED = "updated"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class CandleInterval(OpenInt):
    """Length of a candle, in minutes.

    Unit: minutes.
    """

    ONE_MINUTE = 1
    FIVE_MINUTES = 5
    THIRTY_MINUTES = 30
    ONE_DAY = 1440
