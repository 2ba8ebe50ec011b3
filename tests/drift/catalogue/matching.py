"""Matching: priority, prices, books, tickers, statistics and candles that do not fit the trades."""

from decimal import ROUND_DOWN, Context, Decimal
from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox.engine import Engine, Level, Order, Tape
from gopax_ext.sandbox.engine.book import BookSide

from ..drift import Group

__all__ = ["group"]

group = Group("matching")
_SHORT = Decimal("0.0001")


@group.patch(layers="model")
def last_come_first(patch: pytest.MonkeyPatch) -> None:
    """Of two orders at a price, the later trades first."""
    patch.setattr(Level, "first", property(lambda self: next(reversed(self.orders.values()))))


@group.patch(layers="model")
def largest_first(patch: pytest.MonkeyPatch) -> None:
    """Of two orders at a price, the larger trades first."""
    largest = lambda self: max(self.orders.values(), key=lambda order: order.remaining)  # noqa: E731
    patch.setattr(Level, "first", property(largest))


@group.patch(layers="plan model")
def worst_price_first(patch: pytest.MonkeyPatch) -> None:
    """The worst price in the book trades first."""

    def worst(self: Any) -> Any:
        prices = self._prices
        return self._levels[prices[-1 - self._best]] if prices else None

    patch.setattr(BookSide, "best", property(worst))


@group.patch(layers="probes model")
def trades_at_the_limit(patch: pytest.MonkeyPatch) -> None:
    """Trades happen at the price of the order that came in."""
    right = Engine._settle

    def settle(self: Any, trade: Any, buy: Order, sell: Order, *rates: Decimal) -> None:
        taker = buy if trade.side == "buy" else sell
        if taker.price is not None and taker.owner.keeps_records:
            maker = sell if trade.side == "buy" else buy
            if maker.side == "sell":
                trade.price = taker.price
        right(self, trade, buy, sell, *rates)

    patch.setattr(Engine, "_settle", settle)


@group.patch(layers="probes model")
def equal_prices_do_not_meet(patch: pytest.MonkeyPatch) -> None:
    """Orders trade only when their prices cross, not when they are equal."""
    right = Engine._match

    def match(self: Any, taker: Order, now_ms: int) -> None:
        book = taker.venue.book
        best = (book.asks if taker.side == "buy" else book.bids).best
        equal = best is not None and best.price == taker.price and taker.owner.keeps_records
        if not equal:
            right(self, taker, now_ms)

    patch.setattr(Engine, "_match", match)


@group.patch(layers="probes model")
def own_orders_do_not_meet(patch: pytest.MonkeyPatch) -> None:
    """An order that would trade with one of the same owner rests instead."""
    right = Engine._match

    def match(self: Any, taker: Order, now_ms: int) -> None:
        book = taker.venue.book
        best = (book.asks if taker.side == "buy" else book.bids).best
        own = best is not None and best.first.owner is taker.owner and taker.owner.keeps_records
        if not own:
            right(self, taker, now_ms)

    patch.setattr(Engine, "_match", match)


@group.patch(layers="model")
def one_trade_an_order(patch: pytest.MonkeyPatch) -> None:
    """An order trades once and then rests."""
    right = BookSide.best.fget  # type: ignore[attr-defined]
    matched = Engine._match

    def match(self: Any, taker: Order, now_ms: int) -> None:
        before = taker.remaining

        def best(side: Any) -> Any:
            done = taker.remaining != before and taker.owner.keeps_records
            return None if done else right(side)

        with pytest.MonkeyPatch.context() as once:
            once.setattr(BookSide, "best", property(best))
            matched(self, taker, now_ms)

    patch.setattr(Engine, "_match", match)


@group.rows("listTrades", layers="probes model")
def trade_side_of_maker(row: Any) -> Any:
    """The side of a public trade is that of the order that rested."""
    return {**row, "side": "buy" if row["side"] == "sell" else "sell"}


@group.patch(layers="probes model")
def users_trades_not_public(patch: pytest.MonkeyPatch) -> None:
    """Trades of users are not among the public ones."""
    right, settled = Tape.add, Engine._settle
    private_ones: set[int] = set()

    def settle(self: Any, trade: Any, buy: Order, sell: Order, *rates: Decimal) -> None:
        settled(self, trade, buy, sell, *rates)
        if buy.owner.keeps_records or sell.owner.keeps_records:
            private_ones.add(trade.id)

    def add(self: Any, trade: Any) -> None:
        if trade.id not in private_ones:
            right(self, trade)

    patch.setattr(Engine, "_settle", settle)
    patch.setattr(Tape, "add", add)


@group.patch(layers="model")
def trades_cut_to_four_decimals(patch: pytest.MonkeyPatch) -> None:
    """The amount of a public trade is cut to four decimals."""
    right = Tape.add

    def add(self: Any, trade: Any) -> None:
        amount = max(trade.amount.quantize(_SHORT, ROUND_DOWN, Context(prec=100)), _SHORT)
        right(self, evolve(trade, amount=amount))

    patch.setattr(Tape, "add", add)
