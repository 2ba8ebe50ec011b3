# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `OrderDetail`; name it by `models`."""

from decimal import Decimal

from attrs import frozen

from ..enums import OrderStatus
from . import Order

__all__ = ["OrderDetail"]


@frozen(kw_only=True)
class OrderDetail(Order):
    """An order with its status and the amount that is still open."""

    status: OrderStatus
    """Order status: placed, updated (partly filled), completed (filled) or cancelled."""

    remaining: Decimal
    """The part of the amount that is still open.

    The reference shows it without describing it. Unit: base asset.
    """
