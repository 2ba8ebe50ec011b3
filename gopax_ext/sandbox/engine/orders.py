"""An order and what happened to it."""

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from attrs import define, field

from .numbers import EXACT, ZERO
from .tape import Trade

if TYPE_CHECKING:
    from .ledger import Owner
    from .venue import Venue

__all__ = ["Fill", "Kind", "Order", "Side", "Status"]

Side = Literal["buy", "sell"]
Kind = Literal["limit", "market"]
Status = Literal["placed", "updated", "completed", "cancelled"]


@define(eq=False)
class Order:
    """One order; `updated` means partly filled (reference: Get order by order ID).

    `amount` and `remaining` count base units, but quote units for a market buy, whose amount is
    what it pays. `held` is what it still keeps in the owner's hold, in the asset it pays with.
    """

    id: int
    owner: "Owner" = field(repr=False)
    venue: "Venue" = field(repr=False)
    side: Side
    kind: Kind
    price: Decimal | None
    amount: Decimal
    remaining: Decimal
    held: Decimal
    created_ms: int
    status: Status = "placed"
    changed_ms: int = 0
    finished_ms: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can still trade."""
        return self.finished_ms is None


@define(eq=False)
class Fill:
    """One side of a trade as its owner sees it (reference: Get the user's trade history).

    `fee` counts base units on a buy and quote units on a sell. `id` is a sequence of its own: in
    the reference's examples, ids of own trades and of public trades are far apart.
    """

    id: int
    order: Order
    trade: Trade
    fee: Decimal = ZERO

    @property
    def time_ms(self) -> int:
        """When the trade happened."""
        return self.trade.time_ms

    @property
    def quote_amount(self) -> Decimal:
        """Price x amount, exact."""
        return EXACT.multiply(self.trade.price, self.trade.amount)
