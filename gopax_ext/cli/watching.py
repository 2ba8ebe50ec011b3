"""What `gopax watch` looks at: one moment of a pair, and of one's own orders in it."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from .change import percent
from .output.answers import Answer, Value, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gopax_generated.models import BookEntry, Order, Trade

    from ..client import Gopax

__all__ = ["Look", "look"]

_TRADES = 50


@attrs.frozen(kw_only=True)
class Look:
    """A pair as it was at `time`; `orders` is None where no key is there to ask with."""

    pair: str
    time: datetime
    price: Decimal
    change: Decimal | None
    """Percent within 24 hours."""
    bid: "Sequence[BookEntry]"
    ask: "Sequence[BookEntry]"
    trades: "Sequence[Trade]"
    orders: "Sequence[Order] | None"

    def answer(self, depth: int) -> Answer:
        """Return it for programs, with `depth` prices of each side."""
        asks, bids = self.ask[:depth], self.bid[:depth]
        rows: list[tuple[Value, ...]] = [
            *(("ask", None, each.price, each.amount, None) for each in reversed(asks)),
            *(("bid", None, each.price, each.amount, None) for each in bids),
            *(("trade", str(t.side), t.price, t.amount, t.time) for t in self.trades[:depth]),
            *(("order", str(o.side), o.price, o.amount, o.created_at) for o in self.orders or ()),
        ]
        document = {
            "pair": self.pair,
            "time": self.time,
            "price": self.price,
            "change": self.change,
            "ask": [{"price": each.price, "amount": each.amount} for each in asks],
            "bid": [{"price": each.price, "amount": each.amount} for each in bids],
            "trades": [
                {"id": t.id, "time": t.time, "side": str(t.side), "price": t.price}
                | {"amount": t.amount}
                for t in self.trades[:depth]
            ],
            "orders": None
            if self.orders is None
            else [
                {"id": o.id, "created_at": o.created_at, "side": str(o.side), "price": o.price}
                | {"amount": o.amount}
                for o in self.orders
            ],
        }
        heads = columns(kind="text", side="side", price="price", amount="amount", time="time")
        return Answer(heads, rows, document=document, streams=True)


def look(gopax: "Gopax", pair: str, *, own: bool) -> Look:
    """Look at a pair once: four public calls, and one private one where `own` asks for it."""
    now = gopax.get_ticker(pair)
    day = gopax.get_stats(pair)
    book = gopax.get_order_book(pair, level=2)
    trades = gopax.list_trades(pair, limit=_TRADES)
    orders = None
    if own:
        orders = [each for each in gopax.list_orders() if each.trading_pair_name == pair]
    return Look(
        pair=pair,
        time=now.time,
        price=now.price,
        change=percent(day.open, now.price),
        bid=book.bid,
        ask=book.ask,
        trades=trades,
        orders=orders,
    )
