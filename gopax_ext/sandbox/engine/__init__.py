"""The matching engine: pure, exact, and knowing nothing of HTTP, clocks or chance.

Every amount is a `Decimal` and every sum is exact: rounding happens in `numbers.floor8` alone, and
anywhere else it raises. Times come in as milliseconds since 1970-01-01 UTC.
"""

from .book import Book, BookSide, Level
from .ledger import Ledger, NotEnoughError, Owner, Wallet
from .matching import Engine
from .orders import Fill, Order
from .tape import Tape, Trade
from .venue import Venue

__all__ = [
    "Book",
    "BookSide",
    "Engine",
    "Fill",
    "Ledger",
    "Level",
    "NotEnoughError",
    "Order",
    "Owner",
    "Tape",
    "Trade",
    "Venue",
    "Wallet",
]
