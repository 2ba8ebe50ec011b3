"""Lifecycle: orders that do not become, stay or end what the reference says."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox.engine import Engine, Order
from gopax_ext.sandbox.exchange import Exchange
from gopax_ext.sandbox.refusals import Reason, Refusal
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import answered, dump, load, operation_of
from .parts import handle

__all__ = ["group"]

group = Group("lifecycle")
_ORDERS = ("placeOrder", "listOrders", "getOrder")


@group.patch(layers="plan probes model")
def cancel_does_nothing(patch: pytest.MonkeyPatch) -> None:
    """A cancelled order stays open."""
    patch.setattr(Exchange, "cancel", lambda *_: None)


@group.patch(layers="probes model")
def cancel_leaves_the_book(patch: pytest.MonkeyPatch) -> None:
    """A cancelled order stays in the book."""
    right = Exchange.cancel

    def cancel(self: Any, order: Order) -> None:
        side = order.venue.book.bids if order.side == "buy" else order.venue.book.asks
        price = order.price
        right(self, order)
        ghost = evolve(order, finished_ms=None, status="placed")
        if price is not None:
            side.add(ghost, price, order.changed_ms)

    patch.setattr(Exchange, "cancel", cancel)


@group.patch(layers="plan model")
def cancel_twice(patch: pytest.MonkeyPatch) -> None:
    """A finished order can be cancelled again."""

    def again(right: Any, request: Any) -> str:
        order = request.owner.orders.get(int(request.name)) if request.name.isdigit() else None
        return "{}" if order is not None and not order.is_open else str(right(request))

    handle(patch, "cancelOrder", again)


@group.tell(layers="plan probes model")
def cancel_of_nothing(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """An order that never was can be cancelled."""
    lost = operation_of(asked) == "cancelOrder" and answer.status == 404
    return answered({}) if lost else answer


@group.patch(layers="probes model")
def partly_filled_cannot_be_cancelled(patch: pytest.MonkeyPatch) -> None:
    """An order that is partly filled cannot be cancelled."""
    right = Exchange.cancel

    def cancel(self: Any, order: Order) -> None:
        if order.status == "updated":
            raise Refusal(Reason.UNKNOWN_ORDER)
        right(self, order)

    patch.setattr(Exchange, "cancel", cancel)


group.switch("finished_gone", "A finished order cannot be read.", "plan model", keep_finished=0.0)


@group.patch(layers="plan model")
def cancelled_gone(patch: pytest.MonkeyPatch) -> None:
    """A cancelled order cannot be read."""

    def gone(right: Any, request: Any) -> str:
        order = request.owner.orders.get(int(request.name)) if request.name.isdigit() else None
        if order is not None and order.status == "cancelled":
            raise Refusal(Reason.UNKNOWN_ORDER)
        return str(right(request))

    handle(patch, "getOrder", gone)


def _listing(patch: pytest.MonkeyPatch, choose: Callable[[Any], list[Order]]) -> None:
    """Let the list of orders hold others than the open ones."""

    def listed(right: Any, request: Any) -> str:
        orders = {order.id: order for order in choose(request.owner)}
        return str(right(evolve(request, owner=evolve(request.owner, open=orders))))

    handle(patch, "listOrders", listed)


@group.patch(layers="plan probes model")
def newest_not_listed(patch: pytest.MonkeyPatch) -> None:
    """The newest open order is not listed."""
    _listing(patch, lambda owner: list(owner.open.values())[:-1])


@group.patch(layers="model")
def partly_filled_not_listed(patch: pytest.MonkeyPatch) -> None:
    """An order that is partly filled is not listed."""
    _listing(patch, lambda owner: [o for o in owner.open.values() if o.status == "placed"])


@group.patch(layers="model")
def finished_listed(patch: pytest.MonkeyPatch) -> None:
    """Completed orders are listed as open."""
    _listing(patch, lambda owner: [o for o in owner.orders.values() if o.status != "cancelled"])


@group.patch(layers="plan probes model")
def cancelled_listed(patch: pytest.MonkeyPatch) -> None:
    """Cancelled orders are listed as open."""
    _listing(patch, lambda owner: [o for o in owner.orders.values() if o.status != "completed"])


@group.patch(layers="plan probes model")
def first_order_listed_for_ever(patch: pytest.MonkeyPatch) -> None:
    """The first order of an account never leaves the list."""
    _listing(
        patch,
        lambda owner: list({**dict(list(owner.orders.items())[:1]), **owner.open}.values()),
    )


group.switch(
    "list_lags", "The list of orders is a second behind.", "plan probes model", list_lag=1.0
)
group.switch(
    "list_shows_rest",
    "The amount in the list is what is left of it.",
    "model",
    list_amount="remaining",
)


@group.rows("getOrder", layers="model")
def remaining_is_amount(row: Any) -> Any:
    """The remaining amount never falls."""
    return {**row, "remaining": row["amount"]}


@group.rows("getOrder", layers="plan probes model")
def remaining_is_filled(row: Any) -> Any:
    """The remaining amount is what was filled."""
    return {**row, "remaining": row["amount"] - row["remaining"]}


def _status(old: str, new: str) -> Callable[[Any], Any]:
    return lambda row: {**row, "status": new if row["status"] == old else row["status"]}


@group.rows("getOrder", layers="model")
def updated_shown_placed(row: Any) -> Any:
    """An order that is partly filled is called placed."""
    return _status("updated", "placed")(row)


@group.rows("getOrder", layers="model")
def completed_shown_updated(row: Any) -> Any:
    """A completed order is called updated."""
    return _status("completed", "updated")(row)


@group.rows("getOrder", layers="plan model")
def cancelled_shown_completed(row: Any) -> Any:
    """A cancelled order is called completed."""
    return _status("cancelled", "completed")(row)


@group.rows("getOrder", layers="plan model")
def cancelled_shown_placed(row: Any) -> Any:
    """A cancelled order is called placed."""
    return _status("cancelled", "placed")(row)


@group.rows("getOrder", layers="plan model")
def cancelled_has_nothing_left(row: Any) -> Any:
    """A cancelled order has nothing left."""
    return {**row, "remaining": 0 if row["status"] == "cancelled" else row["remaining"]}


@group.tell(layers="probes model")
def ids_used_twice(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """Two orders get the same id."""
    if operation_of(asked) != "placeOrder" or answer.status != 200:
        return answer
    row = load(answer.body)
    notes.placed = getattr(notes, "placed", count())
    if next(notes.placed) % 2 == 0:
        notes.id = row["id"]
    return answer.saying(dump({**row, "id": notes.id}))


@group.rows("placeOrder", layers="plan probes model")
def amount_echoed_wrong(row: Any) -> Any:
    """A placed order comes back with another amount."""
    return {**row, "amount": row["amount"] * 2}


@group.rows("placeOrder", layers="plan probes model")
def side_echoed_wrong(row: Any) -> Any:
    """A placed order comes back on the other side."""
    return {**row, "side": "buy" if row["side"] == "sell" else "sell"}


@group.rows("getOrder", layers="model")
def price_shown_is_paid(row: Any) -> Any:
    """A completed order shows another price than its limit."""
    done = row["status"] == "completed" and "price" in row
    return {**row, "price": row["price"] - 1} if done else row


@group.patch(layers="plan probes model")
def placed_twice(patch: pytest.MonkeyPatch) -> None:
    """Each limit order is placed twice."""
    right = Exchange.place

    def place(self: Any, owner: Any, proposal: Any) -> Order:
        order = right(self, owner, proposal)
        if proposal.price is not None:
            right(self, owner, proposal)
        return order

    patch.setattr(Exchange, "place", place)


@group.patch(layers="model")
def market_rest_shown_placed(patch: pytest.MonkeyPatch) -> None:
    """What a market order leaves open is called placed."""
    right = Engine._finish

    def finish(self: Any, order: Order, status: Any, now_ms: int) -> None:
        right(self, order, status, now_ms)
        if order.price is None and status == "cancelled":
            order.status = "placed"

    patch.setattr(Engine, "_finish", finish)


@group.patch(layers="probes")
def refused_order_is_kept(patch: pytest.MonkeyPatch) -> None:
    """An order on an unknown side is refused and placed as a purchase all the same."""

    def place(right: Any, request: Any) -> str:
        try:
            return str(right(request))
        except Refusal:
            body = request.body.replace(b'"side": "bid"', b'"side": "buy"')
            if body != request.body:
                right(evolve(request, body=body))
            raise

    handle(patch, "placeOrder", place)


@group.rows(*_ORDERS, layers="model")
def orders_of_another_pair(row: Any) -> Any:
    """Orders of BCH-BTC are shown as of BCH-KRW."""
    other = {"BCH-BTC": "BCH-KRW"}.get(row["tradingPairName"], row["tradingPairName"])
    return {**row, "tradingPairName": other}
