"""Orders as rows, records and sentences."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, Literal

import attrs

from gopax_generated.errors import ArgumentError, GopaxError

from .messages import say
from .output.answers import Answer, Kind, columns, record
from .output.text import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gopax_generated.models import Order, OrderDetail

    from ..client import Gopax

__all__ = ["Ask", "amount_of", "order_answer", "orders_answer", "placed_answer"]

_KINDS: Final[dict[str, Kind]] = {"side": "side", "price": "price"}


@attrs.frozen(kw_only=True)
class Ask:
    """An order as somebody asked for it; a market order has no price."""

    pair: str
    side: Literal["buy", "sell"]
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
    def type(self) -> Literal["limit", "market"]:
        """What the exchange calls it."""
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


def order_answer(order: "Order | OrderDetail", note: str = "") -> Answer:
    """Return one order; one that was just placed says neither status nor what remains."""
    status = getattr(order, "status", None)
    values = {
        "id": order.id,
        "status": None if status is None else str(status),
        "pair": order.trading_pair_name,
        "side": str(order.side),
        "type": str(order.type),
        "price": order.price,
        "amount": order.amount,
        "remaining": getattr(order, "remaining", None),
        "created_at": order.created_at,
    }
    return record(values, _KINDS, note=note)


def placed_answer(gopax: "Gopax", order: "Order") -> Answer:
    """Return an order that was just placed, as it is now; whatever keeps that away, it is there."""
    try:
        return order_answer(gopax.get_order(order.id))
    except GopaxError:
        return order_answer(order, note=say("order.state_unread", id=order.id))


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
