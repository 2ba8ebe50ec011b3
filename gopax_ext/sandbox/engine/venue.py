"""Where one pair trades: its assets, its rules, its book and its tape."""

from decimal import Decimal

from attrs import define, field

from .book import Book
from .tape import Tape

__all__ = ["Venue"]


@define(eq=False)
class Venue:
    """One trading pair and its switches; rules are checked by `rules.py`, not by the engine."""

    name: str
    base: str
    quote: str
    min_amount: Decimal
    """Smallest order, in base units."""
    tick: Decimal
    """Smallest step of a price, in quote units; enforced only when the exchange is told to."""
    max_value: Decimal
    """Largest price x amount of an order, in quote units (error 203)."""
    active: bool = True
    """False: every order is refused (error 105)."""
    buy_enabled: bool = True
    """False: buy orders are refused (error 204)."""
    tape: Tape = field(factory=Tape, repr=False)
    book: Book = field(factory=Book, repr=False)
