"""Who keeps the market of one pair alive: a maker who quotes both sides, and noise that trades.

They are one ordinary owner in the ledger whose wallets are topped up from outside, so that every
sum still adds up.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from .chance import Chance
from .engine import BookSide, Engine, Order, Venue
from .engine.numbers import EXACT, UNIT, ZERO
from .engine.orders import Side
from .pairs import PairSpec
from .recording import RecordedTrade

__all__ = ["Trader"]

_DEPTH = 60
"""Prices quoted on each side: more than the 50 that an order book of level 2 shows."""
_THIN = 10
"""With fewer prices than this on a side, the maker quotes again at once."""
_LOWEST = 2
"""The lowest middle, in ticks: there must be room for a bid below it."""


class Trader:
    """The maker and the noise of one pair."""

    def __init__(self, engine: Engine, venue: Venue, spec: PairSpec, seed: int) -> None:
        self._engine = engine
        self._venue = venue
        self._tick = spec.tick
        self._lot_units = int(spec.lot / UNIT)
        self._chance = Chance(seed, spec.name, "market")
        self._start = self._middle = max(_LOWEST, int(spec.price / spec.tick))
        self.owner = engine.ledger.open(f"market-{spec.name}", keeps_records=False)
        self._quotes: dict[Side, dict[int, Order]] = {"buy": {}, "sell": {}}

    def is_thin(self) -> bool:
        """Whether a side of the book is close to empty."""
        book = self._venue.book
        return len(book.bids) < _THIN or len(book.asks) < _THIN

    def quote(self, now_ms: int) -> None:
        """Quote both sides around the middle, taking whatever users offer beyond it."""
        bid, ask = self._middle - 1, self._middle + 1
        self._withdraw("buy", range(bid - 2 * _DEPTH, bid + 1), now_ms)
        self._withdraw("sell", range(ask, ask + 2 * _DEPTH + 1), now_ms)
        self._clear(self._venue.book.asks, "buy", self._tick * bid, now_ms)
        self._clear(self._venue.book.bids, "sell", self._tick * ask, now_ms)
        for distance in range(_DEPTH):
            if distance < bid:
                self._offer("buy", bid - distance, now_ms)
            self._offer("sell", ask + distance, now_ms)

    def move(self, now_ms: int) -> None:
        """Let the middle wander, quote there, and let noise trade."""
        stride = max(1, self._start // 4000)
        pull = 1 if self._middle < self._start else -1
        step = stride * (self._chance.between(-2, 2)) + (pull if self._chance.happens(200) else 0)
        self._middle = min(max(self._middle + step, self._start // 2, _LOWEST), self._start * 2)
        self.quote(now_ms)
        if self._chance.happens(600):
            self._trade("buy" if self._chance.happens(500) else "sell", now_ms)

    def follow(self, trade: RecordedTrade, now_ms: int) -> None:
        """Move the market to a recorded trade and let it happen again.

        Users' orders at its price or a better one come first; without any, the same trade prints.
        """
        buys = trade.side == "buy"
        beyond = (trade.price / self._tick).to_integral_value(
            ROUND_CEILING if buys else ROUND_FLOOR
        )
        self._middle = max(_LOWEST, int(beyond) + (-1 if buys else 1))
        self._start = self._middle  # from here it wanders on when the recording ends
        self.quote(now_ms)
        other: Side = "sell" if buys else "buy"
        at_price = self._quotes[other].pop(int(trade.price / self._tick), None)
        if at_price is not None and at_price.price == trade.price and at_price.is_open:
            self._engine.cancel(at_price, now_ms)
        offer = self._place(other, trade.amount, trade.price, now_ms)
        self._place(trade.side, trade.amount, trade.price, now_ms, rests=False)
        if offer.is_open:
            self._engine.cancel(offer, now_ms)

    def _trade(self, side: Side, now_ms: int) -> None:
        """Take from the best price, like somebody in a hurry."""
        book = self._venue.book
        best = (book.asks if side == "buy" else book.bids).best
        if best is not None:
            self._place(side, self._amount(), best.price, now_ms, rests=False)

    def _clear(self, opposite: BookSide, side: Side, limit: Decimal, now_ms: int) -> None:
        """Take every order that is offered at `limit` or better."""
        offered = ZERO
        for level in opposite:
            if (level.price > limit) if side == "buy" else (level.price < limit):
                break
            offered = EXACT.add(offered, level.amount)
        if offered:
            self._place(side, offered, limit, now_ms, rests=False)

    def _withdraw(self, side: Side, kept: range, now_ms: int) -> None:
        """Cancel quotes on the wrong side of the middle, and those too far away."""
        quotes = self._quotes[side]
        for ticks, order in list(quotes.items()):
            if order.finished_ms is not None:
                del quotes[ticks]
            elif ticks not in kept:
                self._engine.cancel(order, now_ms)
                del quotes[ticks]

    def _offer(self, side: Side, ticks: int, now_ms: int) -> None:
        if ticks not in self._quotes[side]:
            order = self._place(side, self._amount(), self._tick * ticks, now_ms)
            self._quotes[side][ticks] = order

    def _place(
        self, side: Side, amount: Decimal, price: Decimal, now_ms: int, *, rests: bool = True
    ) -> Order:
        venue = self._venue
        needed = EXACT.multiply(amount, price) if side == "buy" else amount
        asset = venue.quote if side == "buy" else venue.base
        if self.owner.wallet(asset).avail < needed:
            self._engine.ledger.deposit(self.owner, asset, EXACT.multiply(needed, Decimal(100)))
        order = self._engine.place(
            self.owner,
            venue,
            side=side,
            kind="limit",
            amount=amount,
            price=price,
            now_ms=now_ms,
        )
        if not rests and order.is_open:
            self._engine.cancel(order, now_ms)
        return order

    def _amount(self) -> Decimal:
        coarse = 10_000  # four decimals less than an amount may have
        units = self._chance.between(1, max(1, self._lot_units // coarse)) * coarse
        return UNIT * units
