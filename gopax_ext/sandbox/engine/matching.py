"""Matching by price, then by time of arrival, with exact holds, refunds and fees."""

from decimal import Decimal, localcontext

from .ledger import Ledger, NotEnoughError, Owner
from .numbers import EXACT, ZERO, floor8, quotient8
from .orders import Fill, Kind, Order, Side, Status
from .tape import Trade
from .venue import Venue

__all__ = ["Engine"]


class Engine:
    """All venues of one exchange over one ledger.

    A buy pays its fee in base units out of what it receives, a sell in quote units; fees are cut to
    8 decimals in the trader's favour. An order may trade with another of the same owner.
    """

    def __init__(
        self,
        *,
        maker_fee: Decimal,
        taker_fee: Decimal,
        first_trade_id: int = 1,
        keep: int = 20_000,
    ) -> None:
        self.ledger = Ledger()
        self.venues: dict[str, Venue] = {}
        self.maker_fee = maker_fee
        self.taker_fee = taker_fee
        self._keep = keep
        self._next_order = 1
        self._next_trade = first_trade_id
        self._next_fill = 1

    def place(
        self,
        owner: Owner,
        venue: Venue,
        *,
        side: Side,
        kind: Kind,
        amount: Decimal,
        price: Decimal | None,
        now_ms: int,
    ) -> Order:
        """Take an order in, trade what crosses and rest or give up the remainder.

        A limit order rests; a market order gives the remainder up. Raises `NotEnoughError` before
        anything changed.
        """
        with localcontext(EXACT):
            held = amount if price is None or side == "sell" else amount * price
            wallet = owner.wallet(venue.quote if side == "buy" else venue.base)
            if wallet.avail < held:
                asset = venue.quote if side == "buy" else venue.base
                raise NotEnoughError(asset, held, wallet.avail)
            wallet.avail -= held
            wallet.hold += held
            order = Order(
                self._next_order,
                owner,
                venue,
                side,
                kind,
                price,
                amount,
                amount,
                held,
                now_ms,
                changed_ms=now_ms,
            )
            self._next_order += 1
            if owner.keeps_records:
                owner.orders[order.id] = order
                owner.open[order.id] = order
            self._match(order, now_ms)
            if order.finished_ms is None:
                if price is None:
                    self._finish(order, "cancelled", now_ms)
                else:
                    own = venue.book.bids if side == "buy" else venue.book.asks
                    own.add(order, price, now_ms)
                    venue.book.sequence += 1
            return order

    def cancel(self, order: Order, now_ms: int) -> None:
        """Take an open order out of the book and give its hold back."""
        if order.price is None or order.finished_ms is not None:
            msg = f"order {order.id} is {order.status}: only an open limit order can be cancelled"
            raise ValueError(msg)
        with localcontext(EXACT):
            book = order.venue.book
            own = book.bids if order.side == "buy" else book.asks
            self._finish(order, "cancelled", now_ms)
            own.take(own.at(order.price), order, order.remaining, now_ms)
            book.sequence += 1

    def _match(self, taker: Order, now_ms: int) -> None:
        venue, limit = taker.venue, taker.price
        book = venue.book
        buys = taker.side == "buy"
        opposite = book.asks if buys else book.bids
        while taker.finished_ms is None:
            level = opposite.best
            if level is None:
                return
            price = level.price
            if limit is None:
                wanted = quotient8(taker.remaining, price) if buys else taker.remaining
                if not wanted:  # what is left buys less than one unit
                    self._finish(taker, "completed", now_ms)
                    return
            elif (price > limit) if buys else (price < limit):
                return
            else:
                wanted = taker.remaining
            maker = level.first
            amount = min(wanted, maker.remaining)
            trade = Trade(self._next_trade, now_ms, price, amount, taker.side)
            self._next_trade += 1
            if buys:
                self._settle(trade, taker, maker, self.taker_fee, self.maker_fee)
            else:
                self._settle(trade, maker, taker, self.maker_fee, self.taker_fee)
            opposite.take(level, maker, amount, now_ms)
            book.sequence += 1
            venue.tape.add(trade)

    def _settle(
        self, trade: Trade, buy: Order, sell: Order, buy_rate: Decimal, sell_rate: Decimal
    ) -> None:
        venue, amount = buy.venue, trade.amount
        cost = trade.price * amount
        fees = self.ledger.fees
        base_fee = floor8(amount * buy_rate)
        quote_fee = floor8(cost * sell_rate)

        released = cost if buy.price is None else buy.price * amount
        paying = buy.owner.wallet(venue.quote)
        paying.hold -= released
        paying.avail += released - cost  # a better price than the limit is given back
        buy.held -= released
        buy.owner.wallet(venue.base).avail += amount - base_fee
        fees.wallet(venue.base).avail += base_fee

        sell.owner.wallet(venue.base).hold -= amount
        sell.held -= amount
        sell.owner.wallet(venue.quote).avail += cost - quote_fee
        fees.wallet(venue.quote).avail += quote_fee

        self._filled(buy, trade, cost if buy.price is None else amount, base_fee)
        self._filled(sell, trade, amount, quote_fee)

    def _filled(self, order: Order, trade: Trade, amount: Decimal, fee: Decimal) -> None:
        order.remaining -= amount
        order.changed_ms = trade.time_ms
        if order.remaining:
            order.status = "updated"
        else:
            self._finish(order, "completed", trade.time_ms)
        if order.owner.keeps_records:
            order.owner.fills.append(Fill(self._next_fill, order, trade, fee))
            self._next_fill += 1
            _bound(order.owner.fills, self._keep)

    def _finish(self, order: Order, status: Status, now_ms: int) -> None:
        """Close an order and free what it still holds."""
        order.status = status
        order.changed_ms = order.finished_ms = now_ms
        owner, venue = order.owner, order.venue
        if order.held:
            wallet = owner.wallet(venue.quote if order.side == "buy" else venue.base)
            wallet.hold -= order.held
            wallet.avail += order.held
            order.held = ZERO
        if status == "completed":
            order.remaining = ZERO  # of a market buy, less than one unit's price may be left
        if owner.keeps_records:
            del owner.open[order.id]
            if len(owner.orders) > self._keep:
                _forget_finished(owner)


def _bound(fills: list[Fill], keep: int) -> None:
    if len(fills) > keep:
        del fills[: keep // 2]


def _forget_finished(owner: Owner) -> None:
    """Forget the older half of the finished orders, so that memory stays bounded."""
    finished = [order.id for order in owner.orders.values() if order.finished_ms is not None]
    for order_id in finished[: len(finished) // 2 + 1]:
        del owner.orders[order_id]
