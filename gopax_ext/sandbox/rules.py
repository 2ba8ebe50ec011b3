"""The rules an order must keep before the engine sees it, in the order they are checked."""

from decimal import Decimal

from attrs import frozen

from .config import Config
from .engine import Venue
from .engine.numbers import EXACT, UNIT, plain
from .engine.orders import Kind, Side
from .refusals import Reason, Refusal
from .syntax import parse_number

__all__ = ["Proposal", "check_proposal", "find_pair"]


@frozen
class Proposal:
    """An order that keeps the rules; a market order has no price."""

    venue: Venue
    side: Side
    kind: Kind
    amount: Decimal
    price: Decimal | None


def find_pair(venues: dict[str, Venue], name: object) -> Venue:
    """The pair a body or query names: 104 when it cannot be a name, 101 when it is not listed."""
    if not isinstance(name, str):
        raise Refusal(Reason.MALFORMED_PAIR, "tradingPairName is missing or not a string")
    venue = venues.get(name)
    if venue is None:
        looks_right = name.isascii() and name.replace("-", "", 1).isalnum() and name.isupper()
        reason = Reason.UNKNOWN_PAIR if looks_right and "-" in name else Reason.MALFORMED_PAIR
        raise Refusal(reason, "no such trading pair")
    return venue


def check_proposal(body: dict[str, object], venues: dict[str, Venue], config: Config) -> Proposal:
    """The order that `body` describes (reference: Place order); raises `Refusal`."""
    kind, side = body.get("type"), body.get("side")
    if kind not in ("limit", "market") or (kind == "market" and not config.market_orders):
        raise Refusal(Reason.ORDER_TYPE, "type is not one of those taken")
    if side not in ("buy", "sell"):
        raise Refusal(Reason.BAD_REQUEST, "side is neither buy nor sell")
    venue = find_pair(venues, body.get("tradingPairName"))
    amount = _step(body.get("amount"), Reason.ORDER_AMOUNT)
    price = _step(body.get("price"), Reason.ORDER_PRICE) if kind == "limit" else None
    if not venue.active:
        raise Refusal(Reason.INACTIVE_PAIR, f"{venue.name} is inactive")
    if side == "buy" and not venue.buy_enabled:
        raise Refusal(Reason.NO_BUYING, f"buying {venue.base} is switched off")
    if config.tick_rules and price is not None and EXACT.remainder(price, venue.tick):
        raise Refusal(Reason.ORDER_PRICE, f"price is not a multiple of {venue.tick}")
    _check_size(venue, pays_quote=side == "buy" and kind == "market", amount=amount, price=price)
    return Proposal(venue, side, kind, amount, price)


def _step(value: object, reason: Reason) -> Decimal:
    number = parse_number(value)
    if number is None or number <= 0:
        raise Refusal(reason, "not a positive number")
    if EXACT.remainder(number, UNIT):
        raise Refusal(reason, "more than 8 decimals")
    return number


def _check_size(venue: Venue, *, pays_quote: bool, amount: Decimal, price: Decimal | None) -> None:
    """Smallest amount and largest value; a market buy is measured at the best ask."""
    if pays_quote:
        best = venue.book.asks.best
        smallest = EXACT.multiply(venue.min_amount, best.price) if best else Decimal(0)
        value = amount
    else:
        smallest = venue.min_amount
        value = EXACT.multiply(amount, price) if price is not None else Decimal(0)
    if amount < smallest:
        raise Refusal(Reason.ORDER_AMOUNT, f"the smallest amount is {plain(smallest)}")
    if value > venue.max_value:
        raise Refusal(Reason.TOO_MUCH_VALUE, f"the largest value is {plain(venue.max_value)}")
