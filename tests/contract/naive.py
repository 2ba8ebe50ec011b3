"""A naive second exchange for one pair: slow, obvious, and written from the reference alone.

No index, no cache, no incremental sums: every question is answered by looking at all orders. Where
the reference is silent, working clients of its time decide: a fee of 0.04 % in the asset received,
cut to 8 decimals, and the price of the order that rested.
"""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal, localcontext

from attrs import Factory, define

__all__ = ["FEE", "NaiveExchange", "NaiveOrder", "NaiveTrade", "Refused"]

FEE = Decimal("0.0004")
_UNIT = Decimal("0.00000001")
_ZERO = Decimal(0)


class Refused(Exception):  # noqa: N818  it is an answer
    """The exchange says no, with this error code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@define(eq=False)
class NaiveOrder:
    """One order; `number` is its place in the order of arrival."""

    number: int
    owner: int
    side: str
    kind: str
    price: Decimal | None
    amount: Decimal
    remaining: Decimal
    status: str = "placed"

    @property
    def is_open(self) -> bool:
        """Whether it can still trade."""
        return self.status in {"placed", "updated"}

    @property
    def held(self) -> Decimal:
        """What it keeps from being used otherwise, in the asset it pays."""
        if not self.is_open:
            return _ZERO
        if self.side == "buy" and self.price is not None:
            return _exact_product(self.price, self.remaining)
        return self.remaining


@define(eq=False)
class NaiveTrade:
    """One trade; `side` is that of the order that came in."""

    buy: NaiveOrder
    sell: NaiveOrder
    price: Decimal
    amount: Decimal
    side: str

    @property
    def value(self) -> Decimal:
        """Price times amount."""
        return _exact_product(self.price, self.amount)

    def fee(self, side: str) -> Decimal:
        """What this side pays: base asset for a buy, quote asset for a sale."""
        whole = self.amount if side == "buy" else self.value
        return _cut(_exact_product(whole, FEE))


@define
class NaiveExchange:
    """One pair and some accounts, each with an amount of the base and of the quote asset."""

    base: list[Decimal]
    quote: list[Decimal]
    """What each account owns, held or not."""
    orders: list[NaiveOrder] = Factory(list)
    trades: list[NaiveTrade] = Factory(list)

    def held(self, owner: int, side: str) -> Decimal:
        """What open orders of one side hold: quote for buys, base for sales."""
        return _sum(o.held for o in self.orders if o.owner == owner and o.side == side)

    def open_orders(self, owner: int) -> list[NaiveOrder]:
        """The open orders of one account, oldest first."""
        return [order for order in self.orders if order.owner == owner and order.is_open]

    def own_trades(self, owner: int) -> list[tuple[NaiveTrade, NaiveOrder]]:
        """The trades of one account with its order, oldest first; both sides may be its own."""
        return [
            (trade, order)
            for trade in self.trades
            for order in (trade.buy, trade.sell)
            if order.owner == owner
        ]

    def levels(self, side: str) -> list[tuple[Decimal, Decimal]]:
        """Price and amount of one side of the book, best first."""
        found: dict[Decimal, Decimal] = {}
        for order in self.orders:
            if order.is_open and order.side == side and order.price is not None:
                found[order.price] = found.get(order.price, _ZERO) + order.remaining
        return sorted(found.items(), reverse=side == "buy")

    def place(
        self, owner: int, side: str, kind: str, amount: Decimal, price: Decimal | None
    ) -> NaiveOrder:
        """Take an order; raises `Refused` with 201 when the account cannot pay it."""
        order = NaiveOrder(len(self.orders), owner, side, kind, price, amount, amount)
        owned = self.quote[owner] if side == "buy" else self.base[owner]
        if order.held > owned - self.held(owner, side):
            raise Refused(201)
        self.orders.append(order)
        while order.is_open and self._trade_once(order):
            pass
        if order.is_open and price is None:
            order.status = "cancelled"
        return order

    def cancel(self, owner: int, order: NaiveOrder) -> None:
        """Give up what is left; raises `Refused` with 202 when there is nothing of one's own."""
        if order.owner != owner or not order.is_open:
            raise Refused(202)
        order.status = "cancelled"

    def _trade_once(self, taker: NaiveOrder) -> bool:
        maker = self._best_for(taker)
        if maker is None or maker.price is None:
            return False
        price = maker.price
        pays_quote = taker.side == "buy" and taker.price is None
        wanted = _cut(_exact_quotient(taker.remaining, price)) if pays_quote else taker.remaining
        if not wanted:
            taker.status, taker.remaining = "completed", _ZERO
            return False
        amount = min(wanted, maker.remaining)
        buy, sell = (taker, maker) if taker.side == "buy" else (maker, taker)
        trade = NaiveTrade(buy, sell, price, amount, taker.side)
        self.trades.append(trade)
        self.base[buy.owner] += amount - trade.fee("buy")
        self.quote[buy.owner] -= trade.value
        self.base[sell.owner] -= amount
        self.quote[sell.owner] += trade.value - trade.fee("sell")
        for order, less in ((taker, trade.value if pays_quote else amount), (maker, amount)):
            order.remaining -= less
            order.status = "updated" if order.remaining else "completed"
        return True

    def _best_for(self, taker: NaiveOrder) -> NaiveOrder | None:
        """The open order of the other side with the best price; of these the oldest."""
        others = [o for o in self.orders if o.is_open and o.side != taker.side and o is not taker]
        if taker.side == "buy":
            fits = [o for o in others if taker.price is None or _price(o) <= taker.price]
            return min(fits, key=lambda o: (_price(o), o.number), default=None)
        fits = [o for o in others if taker.price is None or _price(o) >= taker.price]
        return min(fits, key=lambda o: (-_price(o), o.number), default=None)


def _price(order: NaiveOrder) -> Decimal:
    if order.price is None:
        raise ValueError("a market order rests in no book")
    return order.price


def _cut(value: Decimal) -> Decimal:
    with localcontext(prec=100):
        return value.quantize(_UNIT, rounding=ROUND_DOWN)


def _exact_product(one: Decimal, other: Decimal) -> Decimal:
    with localcontext(prec=100):
        return one * other


def _exact_quotient(one: Decimal, other: Decimal) -> Decimal:
    with localcontext(prec=100, rounding=ROUND_DOWN):
        return one / other


def _sum(values: Iterable[Decimal]) -> Decimal:
    with localcontext(prec=100):
        return sum(values, start=_ZERO)
