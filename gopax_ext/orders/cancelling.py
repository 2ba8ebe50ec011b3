"""Cancelling for certain: the order itself says what became of it. As steps."""

from gopax_generated.errors import GopaxError, NotFound
from gopax_generated.models import OrderDetail

from ..errors import OutcomeUnknown
from ..steps import Rest, Steps
from .desk import Desk
from .noting import Note
from .resolving import look_up, resting

__all__ = ["is_open", "resolve_cancel", "verify_cancel"]

_OPEN = ("placed", "updated")


def is_open(order: OrderDetail | None) -> bool:
    """Tell if an order can still be filled, as far as the exchange keeps it."""
    return order is not None and order.status in _OPEN


def resolve_cancel(desk: Desk, order_id: str) -> Steps[OrderDetail | None]:
    """Return the order as it is once no cancel can be on its way; None where it is not kept.

    A `status` of "cancelled" or "completed" is final. "placed" or "updated" says that the cancel
    did not arrive, and will not. Raises `OutcomeUnknown` where that cannot be proven, because the
    exchange takes nonces in any order.
    """
    order = yield from _settled(desk, order_id)
    journal = desk.journal
    until = desk.seam.monotonic() + desk.options.deadline
    yield Note(desk.seam, until, lambda: journal.forget_cancel(order_id))
    return order


def _settled(desk: Desk, order_id: str) -> Steps[OrderDetail | None]:
    start = desk.seam.monotonic()
    terms = desk.terms
    while True:
        began = desk.seam.monotonic()
        try:
            order = yield from look_up(desk, order_id)
        except NotFound:
            return None
        except GopaxError as error:
            raise _unknown(order_id, error) from error
        waited = began - start
        # Looking it up took a later nonce, so a strict exchange refuses the cancel from now on;
        # its effect may still take a moment to show.
        if not is_open(order):
            return order
        if waited >= terms.settle:
            if terms.strict_nonce or terms.settle >= terms.max_inflight:
                return order
            raise _unknown(order_id, GopaxError(f"it is still open after {terms.settle} s"))
        rest = resting(waited, terms.settle)
        if desk.seam.monotonic() + rest > desk.until:
            raise _unknown(order_id, GopaxError("there was no time left to find out more"))
        yield Rest(desk.seam, rest)


def verify_cancel(desk: Desk, order_id: str) -> Steps[None]:
    """Return once an order whose cancel was answered is no longer open.

    The answer to a cancel names no order, so it proves nothing by itself. Raises `OutcomeUnknown`
    where the order stays open.
    """
    order = yield from resolve_cancel(desk, order_id)
    if order is not None and is_open(order):
        message = f"the cancel was answered, yet order {order_id} is {order.status}"
        raise _unknown(order_id, GopaxError(message))


def _unknown(order_id: str, cause: GopaxError) -> OutcomeUnknown:
    return OutcomeUnknown(
        cause, operation="cancel_order", request=None, path=f"/orders/{order_id}", nonce=None
    )
