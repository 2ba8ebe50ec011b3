"""Placing and cancelling that wait for the verdict where the answer is lost. As steps.

Both keep to the call's deadline as a whole: half of it for the call itself, and what is left then
to find out what became of it.
"""

import attrs

from gopax_generated.errors import GopaxError
from gopax_generated.models import Order
from gopax_generated.operations import Call

from ..errors import NotPlaced, OutcomeUnknown
from ..pipeline import Options, Trace
from ..steps import Steps
from .cancelling import is_open, resolve_cancel, verify_cancel
from .desk import Desk
from .noting import Note, keep, keep_at_once
from .placing import place
from .resolving import resolve

__all__ = ["cancel", "place_for_certain"]


def place_for_certain(desk: Desk, call: Call[Order], *, allow_twin: bool) -> Steps[Order]:
    """Place an order; where its answer is lost, return the order that was found.

    Raises `NotPlaced` where it is proven that there is none, and `OutcomeUnknown` where the
    deadline comes before a proof.
    """
    patient = _with_patience(desk)
    try:
        answer = yield from place(_hasty(desk), call, allow_twin=allow_twin)
    except OutcomeUnknown as error:
        name = error.attempt or ""
        order = yield from resolve(patient, name)
        if order is not None:
            return order
        attempt = yield Note(desk.seam, patient.until, lambda: desk.journal.find(name))
        raise NotPlaced(str(attempt), attempt=name) from error.cause
    return answer.value


def cancel(desk: Desk, call: Call[None], *, verify: bool, certain: bool) -> Steps[None]:
    """Cancel an order, and with `verify` look whether it is.

    A cancel whose answer is lost goes on record, and `certain` looks what became of it: one that
    is proven not to have arrived is sent once more.
    """
    order_id = call.path.rpartition("/")[2]
    patient = _with_patience(desk) if certain else desk
    try:
        yield from _send(_hasty(desk) if certain else desk, call, order_id)
    except OutcomeUnknown:
        if not certain:
            raise
        if is_open((yield from resolve_cancel(patient, order_id))):
            yield from _send(patient, call, order_id)
        else:
            return
    if verify:
        yield from verify_cancel(patient, order_id)


def _send(desk: Desk, call: Call[None], order_id: str) -> Steps[None]:
    trace = Trace()
    what = f"the cancel of order {order_id}"
    try:
        yield from desk.pipeline.execute(call, desk.call_options(), trace)
    except OutcomeUnknown:
        yield from keep(desk.seam, 0.0, what, lambda: desk.journal.note_cancel(order_id))
        raise
    except GopaxError:
        raise
    except BaseException:
        if trace.sent:
            keep_at_once(what, lambda: desk.journal.note_cancel(order_id))
        raise


def _hasty(desk: Desk) -> Desk:
    options = Options(desk.options.deadline / 2, desk.options.attempts)
    return attrs.evolve(desk, options=options)


def _with_patience(desk: Desk) -> Desk:
    return attrs.evolve(desk, until=desk.seam.monotonic() + desk.options.deadline)
