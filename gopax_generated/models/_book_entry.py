# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `BookEntry`; name it by `models`."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

__all__ = ["BookEntry"]


class BookEntry(NamedTuple):
    """One row of the order book.

    The reference shows no answer (source: recorded traffic).
    """

    id: str
    """Identifies the row."""

    price: Decimal
    """Price. Unit: quote asset per base asset."""

    amount: Decimal
    """Sum of the amounts of all orders at this price. Unit: base asset."""

    updated_at: datetime | None = None
    """Time of the last update of the row, in milliseconds, as a text.

    Optional. Here a datetime in UTC. Sent by later servers alone (source: recorded traffic).
    """
