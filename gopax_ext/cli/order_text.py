"""Orders as rows, records and sentences."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

import attrs

from gopax_generated.errors import ArgumentError

from .messages import say
from .output.answers import Answer, Kind, columns, record
from .output.text import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gopax_generated.models import Order, OrderDetail

__all__ = ["Ask", "amount_of", "order_answer", "orders_answer", "placed_answer"]

_KINDS: Final[dict[str, Kind]] = {"side": "side", "price": "price"}


@attrs.frozen(kw_only=True)
class Ask:
    """An order as somebody asked for it; a market order has no price."""

    pair: str
    side: str
    amount: Decimal
    price: Decimal | None

    @property
    def base(self) -> str:
        """What is traded."""
        return self.pair.partition("-")[0]

    @property
    def quote(self) -> str:
        """What it is paid with."""
        return self.pair.partition("-")[2]

    @property
    def type(self) -> str:
        """`limit` or `market`."""
        return "market" if self.price is None else "limit"

    @property
    def pays_quote(self) -> bool:
        """Whether the amount of a market order counts the quote asset."""
        return self.price is None and self.side == "buy"

    @property
    def needs(self) -> tuple[str, Decimal]:
        """What must be available for it: asset and amount."""
        if self.side == "sell":
            return self.base, self.amount
        return self.quote, self.amount if self.price is None else self.amount * self.price

    def told(self) -> str:
        """Return it as one line."""
        unit = self.quote if self.pays_quote else self.base
        size = f"{grouped(self.amount)} {unit}"
        if self.price is None:
            return say(f"order.market.{self.side}", pair=self.pair, size=size)
        price = f"{grouped(self.price)} {self.quote}"
        return say(f"order.limit.{self.side}", pair=self.pair, size=size, price=price)


def amount_of(name: str, text: str) -> Decimal:
    """Return a positive number; thousands may be apart by commas or underlines."""
    try:
        number = Decimal(text.replace(",", "").replace("_", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number <= 0:
        raise ArgumentError(say("mistake.number", name=name, text=text), fix=say("fix.number"))
    return number


def order_answer(order: "OrderDetail", note: str = "") -> Answer:
    """Return one order as it is."""
    values = {
        "id": order.id,
        "status": str(order.status),
        "pair": order.trading_pair_name,
        "side": str(order.side),
        "type": str(order.type),
        "price": order.price,
        "amount": order.amount,
        "remaining": order.remaining,
        "created_at": order.created_at,
    }
    return record(values, _KINDS, note=note)


def placed_answer(order: "Order") -> Answer:
    """Return an order that was placed and whose state could not be read afterwards."""
    values = {
        "id": order.id,
        "status": None,
        "pair": order.trading_pair_name,
        "side": str(order.side),
        "type": str(order.type),
        "price": order.price,
        "amount": order.amount,
        "remaining": None,
        "created_at": order.created_at,
    }
    return record(values, _KINDS, note=say("order.state_unread", id=order.id))


def orders_answer(orders: "Sequence[Order]") -> Answer:
    """Return open orders."""
    heads = columns(
        id="text",
        created_at="time",
        pair="text",
        side="side",
        type="text",
        price="price",
        amount="amount",
    )
    return Answer(
        heads,
        [
            (o.id, o.created_at, o.trading_pair_name, str(o.side), str(o.type), o.price, o.amount)
            for o in orders
        ],
    )
