"""Orders whose answer was lost: find out, place again, or put on record what one found out."""

from typing import TYPE_CHECKING, Annotated

import typer

from gopax_generated.errors import ArgumentError, GopaxError

from ..confirming import confirm, must_be_asked
from ..define import command
from ..messages import say
from ..order_text import order_answer, placed_answer
from ..output.answers import Answer, columns, record
from ..run import Run
from .order import Yes

if TYPE_CHECKING:
    from gopax_generated.models import OrderDetail

    from ...client import Gopax

__all__ = ["resolve", "resubmit", "settle"]

Attempt = Annotated[str, typer.Argument(help=say("option.attempt"))]
AttemptOrOrder = Annotated[str | None, typer.Argument(help=say("option.attempt_or_order"))]
OrderIdOption = Annotated[str | None, typer.Option("--order-id", help=say("option.settle_id"))]
NoOrder = Annotated[bool, typer.Option("--no-order", help=say("option.no_order"))]


@command("order resolve", safety="reads_account")
def resolve(run: Run, attempt: AttemptOrOrder = None) -> Answer:
    """Find out what became of an attempt or a cancel, or list those that nobody knows of."""
    with run.client(signed=True) as gopax:
        if attempt is None:
            return _unresolved(gopax)
        if attempt.isdigit():
            return _after_cancel(gopax, attempt)
        order = gopax.resolve(attempt)
    if order is not None:
        return order_answer(order, note=say("resolved.order"))
    return _none(attempt, say("resolved.none", attempt=attempt))


@command("order resubmit", safety="trades")
def resubmit(run: Run, attempt: Attempt, *, yes: Yes = False) -> Answer:
    """Place an order again that is proven not to have been placed."""
    run.must_write()
    must_be_asked(run, yes=yes)
    with run.client(signed=True) as gopax:
        confirm(run, say("order.again", order=str(gopax.attempt(attempt))), yes=yes)
        order = gopax.resubmit(attempt)
        return placed_answer(gopax, order)


@command("order settle", safety="reads_account")
def settle(
    run: Run, attempt: Attempt, *, order_id: OrderIdOption = None, no_order: NoOrder = False
) -> Answer:
    """Put on record what somebody has found out about an attempt."""
    if no_order == (order_id is not None):
        raise ArgumentError(say("error.settle"), fix=say("fix.settle"))
    with run.client(signed=True) as gopax:
        order = gopax.settle(attempt, order_id=order_id)
    if order is not None:
        return order_answer(order, note=say("settled.order"))
    if order_id is None:
        return _none(attempt, say("settled.none", attempt=attempt))
    values = {"attempt": attempt, "order_id": order_id, "outcome": "placed"}
    return record(values, note=say("settled.gone"))


def _after_cancel(gopax: "Gopax", order_id: str) -> Answer:
    """Look an order up until no cancel of it can be under way any more."""
    from ...errors import OutcomeUnknown

    lost = OutcomeUnknown(
        GopaxError(say("resolved.asked")),
        operation="cancel_order",
        request=None,
        path=f"/orders/{order_id}",
        nonce=None,
    )
    order: OrderDetail | None = gopax.resolve(lost)
    if order is None:
        values = {"attempt": None, "order_id": order_id, "outcome": "closed"}
        return record(values, note=say("resolved.gone"))
    still = str(order.status) in {"placed", "updated"}
    return order_answer(order, note=say("resolved.open") if still else say("resolved.closed"))


def _none(attempt: str, note: str) -> Answer:
    return record({"attempt": attempt, "order_id": None, "outcome": "rejected"}, note=note)


def _unresolved(gopax: "Gopax") -> Answer:
    rows = [
        (
            *(each.id, str(each.state), each.started_at, each.request.trading_pair_name),
            *(str(each.request.side), each.request.amount, each.request.price),
        )
        for each in gopax.unresolved()
    ]
    heads = columns(
        attempt="text",
        state="text",
        started_at="time",
        pair="text",
        side="side",
        amount="amount",
        price="price",
    )
    return Answer(heads, rows)
