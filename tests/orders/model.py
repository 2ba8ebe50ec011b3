"""An exchange small enough to be believed: orders, fills, nonces, and requests that come late."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from random import Random
from typing import Any

from gopax_generated.enums import OrderStatus, Side
from gopax_generated.errors import NonceTooLow, OrderNotFound
from gopax_generated.models import MyTrade, Order, OrderDetail, PlaceOrderRequest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Habits:
    """What the reference leaves open about an exchange."""

    strict: bool = True
    lag: float = 1.0
    """Most seconds until a change shows in the lists."""
    late: float = 30.0
    """Most seconds that a request spends on its way after its sender has given up."""
    vanish: bool = False
    """Whether finished orders are forgotten at once."""
    whole_seconds: bool = False
    clock_error: float = 0.0
    """Seconds by which its clock is ahead; the Date header says so."""
    remaining: bool = False
    """Whether listed amounts are what remains."""


@dataclass(slots=True)
class Placed:
    """An order and when it shows."""

    detail: OrderDetail
    nonce: int
    shows_at: float
    is_open: bool
    listed: Order


@dataclass(slots=True)
class Exchange:
    """One account on one exchange, in virtual time."""

    habits: Habits
    rng: Random
    now: float = 1_520_994_527.0
    orders: dict[str, Placed] = field(default_factory=dict)
    open: dict[str, Placed] = field(default_factory=dict)
    trades: list[tuple[float, MyTrade]] = field(default_factory=list)
    refused: int = 0
    _highest: int = 0
    _used: set[int] = field(default_factory=set)
    _late: list[tuple[float, int, int, Callable[[int], Any]]] = field(default_factory=list)
    _tickets: Any = field(default_factory=itertools.count)
    _ids: Any = field(default_factory=lambda: itertools.count(10_000))

    def pass_time(self, seconds: float) -> None:
        """Let time pass; whatever arrives meanwhile is served in order of arrival."""
        until = self.now + seconds
        while self._late and self._late[0][0] <= until:
            self.now, _, nonce, request = heapq.heappop(self._late)
            self._serve_late(nonce, request)
        self.now = until

    def send_late(self, after: float, nonce: int, request: Callable[[int], Any]) -> None:
        """Let a request arrive some time after nobody waits for its answer any more."""
        heapq.heappush(self._late, (self.now + after, next(self._tickets), nonce, request))

    def serve(self, nonce: int, request: Callable[[int], Any]) -> Any:
        """Answer a request, or raise as the exchange refuses."""
        fresh = nonce > self._highest if self.habits.strict else nonce not in self._used
        if not fresh:
            self.refused += 1
            raise NonceTooLow("Nonce Too Low", status=401, code=10108)
        self._highest = max(self._highest, nonce)
        if not self.habits.strict:
            self._used.add(nonce)
        return request(nonce)

    def place(self, asked: PlaceOrderRequest, nonce: int) -> Order:
        """Take an order; some are filled at once, wholly or in part."""
        order_id = str(next(self._ids))
        share = self.rng.random()
        filled = asked.amount if share < 0.35 else asked.amount / 4 if share < 0.5 else Decimal(0)
        cancelled = bool(filled) and share >= 0.45 and not self.habits.vanish
        wall = self.now + self.habits.clock_error
        created = _EPOCH + timedelta(seconds=int(wall) if self.habits.whole_seconds else wall)
        remaining = asked.amount - filled
        status = OrderStatus.PLACED
        if filled:
            status = OrderStatus.UPDATED if remaining else OrderStatus.COMPLETED
        detail = OrderDetail(
            id=order_id,
            price=asked.price,
            amount=asked.amount,
            trading_pair_name=asked.trading_pair_name,
            side=asked.side,
            type=asked.type,
            created_at=created,
            status=OrderStatus.CANCELLED if cancelled else status,
            remaining=remaining,
        )
        shows_at = self.now + self.rng.random() * self.habits.lag
        is_open = bool(remaining) and not cancelled
        listed = _listed(detail, remaining if self.habits.remaining else asked.amount)
        placed = self.orders[order_id] = Placed(detail, nonce, shows_at, is_open, listed)
        if is_open:
            self.open[order_id] = placed
        if filled:
            self._trade(asked, order_id, filled, created, shows_at)
        return listed if not self.habits.remaining else _listed(detail, asked.amount)

    def list_orders(self) -> list[Order]:
        """The open orders that show by now."""
        return [each.listed for each in self.open.values() if each.shows_at <= self.now]

    def list_trades(self, older_than: int | None) -> list[MyTrade]:
        """A page of own trades that show by now, newest first."""
        page: list[MyTrade] = []
        for shows_at, trade in reversed(self.trades):
            if shows_at <= self.now and (older_than is None or trade.id < older_than):
                page.append(trade)
                if len(page) == 20:
                    break
        return page

    def get_order(self, order_id: str) -> OrderDetail:
        """An order by its id."""
        placed = self.orders.get(order_id)
        if placed is None or (self.habits.vanish and not placed.is_open):
            raise OrderNotFound("no such order", status=404, code=202)
        return placed.detail

    def cancel(self, order_id: str) -> None:
        """Take an order off the book."""
        placed = self.open.pop(order_id, None)
        if placed is not None:
            placed.is_open = False

    @property
    def date(self) -> str:
        """The Date header."""
        return format_datetime(
            _EPOCH + timedelta(seconds=int(self.now + self.habits.clock_error)), usegmt=True
        )

    def _trade(
        self,
        asked: PlaceOrderRequest,
        order_id: str,
        amount: Decimal,
        at: datetime,
        shows_at: float,
    ) -> None:
        worse = Decimal("0.99") if asked.side is Side.BUY else Decimal("1.01")
        price = (asked.price or Decimal(1)) * worse
        trade = MyTrade(
            id=len(self.trades) + 1,
            order_id=int(order_id),
            base_amount=amount,
            quote_amount=amount * price,
            fee=Decimal(0),
            price=price,
            timestamp=at,
            side=asked.side,
            trading_pair_name=asked.trading_pair_name,
        )
        self.trades.append((shows_at, trade))

    def _serve_late(self, nonce: int, request: Callable[[int], Any]) -> None:
        try:
            self.serve(nonce, request)
        except (NonceTooLow, OrderNotFound):
            return  # nobody waits for the answer


def _listed(detail: OrderDetail, amount: Decimal) -> Order:
    return Order(
        id=detail.id,
        price=detail.price,
        amount=amount,
        trading_pair_name=detail.trading_pair_name,
        side=detail.side,
        type=detail.type,
        created_at=detail.created_at,
    )
