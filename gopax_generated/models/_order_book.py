# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `OrderBook`; name it by `models`."""

from attrs import frozen

from . import BookEntry

__all__ = ["OrderBook"]


@frozen(kw_only=True)
class OrderBook:
    """The order book of one trading pair, one row per price.

    The reference shows no answer (source: recorded traffic).
    """

    sequence: int | None = None
    """Number of the state of the book.

    Servers of the reference's era do not send it. Sent by later servers alone (source: recorded
    traffic).
    """

    bid: tuple[BookEntry, ...]
    """Bids, highest price first."""

    ask: tuple[BookEntry, ...]
    """Asks, lowest price first."""
