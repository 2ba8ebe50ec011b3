# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Vessel`; name it by `models`."""

from datetime import date, datetime
from decimal import Decimal

from attrs import frozen

from ..enums import Kind

__all__ = ["Vessel"]


@frozen(kw_only=True)
class Vessel:
    """A ship in a list. All members are single values."""

    id: str
    """Number of the ship."""

    class_: Kind
    """Kind of ship."""

    unit_price: Decimal
    """Price of a day. A "hot" one has \\ in it. Unit: EUR."""

    launched: date | None = None
    """Day of the launch."""

    seen: datetime | None = None
    """Last seen."""
