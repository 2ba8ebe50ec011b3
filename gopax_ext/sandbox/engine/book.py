"""The order book: price levels in order, and within a level the order of arrival."""

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Iterator
from decimal import Decimal

from .numbers import ZERO
from .orders import Order

__all__ = ["Book", "BookSide", "Level"]


class Level:
    """All open orders at one price, first come first."""

    __slots__ = ("amount", "changed_ms", "orders", "price")

    def __init__(self, price: Decimal) -> None:
        self.price = price
        self.orders: OrderedDict[int, Order] = OrderedDict()
        self.amount = ZERO
        self.changed_ms = 0

    @property
    def first(self) -> Order:
        """The order that trades next."""
        return next(iter(self.orders.values()))


class BookSide:
    """One side of a book; `best` is the highest bid or the lowest ask."""

    __slots__ = ("_best", "_levels", "_prices")

    def __init__(self, *, bids: bool) -> None:
        self._best = -1 if bids else 0
        self._levels: dict[Decimal, Level] = {}
        self._prices: list[Decimal] = []  # ascending on both sides

    def __len__(self) -> int:
        return len(self._prices)

    def __iter__(self) -> Iterator[Level]:
        """The levels, best first."""
        levels = self._levels
        prices = reversed(self._prices) if self._best else self._prices
        return (levels[price] for price in prices)

    @property
    def best(self) -> Level | None:
        """The level that trades next."""
        return self._levels[self._prices[self._best]] if self._prices else None

    def add(self, order: Order, price: Decimal, now_ms: int) -> None:
        """Put an order behind all others at its price."""
        level = self._levels.get(price)
        if level is None:
            level = self._levels[price] = Level(price)
            insort(self._prices, price)
        level.orders[order.id] = order
        level.amount += order.remaining
        level.changed_ms = now_ms

    def take(self, level: Level, order: Order, amount: Decimal, now_ms: int) -> None:
        """Lower a level by `amount` traded or given up, and drop the order if it is done."""
        level.amount -= amount
        level.changed_ms = now_ms
        if order.finished_ms is None:
            return
        del level.orders[order.id]
        if not level.orders:
            del self._levels[level.price]
            del self._prices[bisect_left(self._prices, level.price)]

    def at(self, price: Decimal) -> Level:
        """The level of `price`, which must exist."""
        return self._levels[price]


class Book:
    """Both sides of one pair; `sequence` counts its changes."""

    __slots__ = ("asks", "bids", "sequence")

    def __init__(self) -> None:
        self.bids = BookSide(bids=True)
        self.asks = BookSide(bids=False)
        self.sequence = 0
