"""Cancelling for certain: the order itself says what became of it. As steps."""

from gopax_generated.errors import GopaxError, NotFound
from gopax_generated.models import OrderDetail

from ..errors import OutcomeUnknown
from ..steps import Rest, Steps
from .desk import Desk
from .resolving import look_up, resting

__all__ = ["resolve_cancel", "verify_cancel"]

_OPEN = ("placed", "updated")


def resolve_cancel(desk: Desk, order_id: str) -> Steps[OrderDetail | None]:
    """Return the order as it is once no cancel can be on its way; None where it is not kept.

    A `status` of "cancelled" or "completed" is final. "placed" or "updated" says that the cancel
    did not arrive, and will not. Raises `OutcomeUnknown` where that cannot be proven, because the
    exchange takes nonces in any order.
    """
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
        if order.status not in _OPEN:
            return order
        if waited >= terms.settle:
            if terms.strict_nonce or terms.settle >= terms.max_inflight:
                return order
            raise _unknown(order_id, GopaxError(f"it is still open after {terms.settle} s"))
        yield Rest(desk.seam, resting(waited, terms.settle))


def verify_cancel(desk: Desk, order_id: str) -> Steps[None]:
    """Return once an order whose cancel was answered is no longer open.

    The answer to a cancel names no order, so it proves nothing by itself. Raises `OutcomeUnknown`
    where the order stays open.
    """
    order = yield from resolve_cancel(desk, order_id)
    if order is not None and order.status in _OPEN:
        message = f"the cancel was answered, yet order {order_id} is {order.status}"
        raise _unknown(order_id, GopaxError(message))


def _unknown(order_id: str, cause: GopaxError) -> OutcomeUnknown:
    return OutcomeUnknown(
        cause, operation="cancel_order", request=None, path=f"/orders/{order_id}", nonce=None
    )
