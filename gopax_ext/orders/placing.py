"""Placing an order through the journal, as steps: on record, sent, and what became of it."""

from typing import Any, Final, TypeVar

from gopax_generated.errors import GopaxError
from gopax_generated.operations import Call

from ..errors import OutcomeUnknown
from ..pipeline import Options, Trace
from ..response import Response
from ..steps import Steps
from .attempts import State
from .desk import Desk, name_of
from .noting import GRACE_SECONDS, Note, keep, keep_at_once
from .precision import check_precision

__all__ = ["place"]

T = TypeVar("T")


def place(
    desk: Desk, call: Call[T], *, allow_twin: bool = False, origin: str | None = None
) -> Steps[Response[T]]:
    """Place the order of `call`, in the place of the attempt `origin` where that is given.

    Raises what a call raises, and `PrecisionError`, `TwinInFlight` or `JournalError` where nothing
    was sent. `OutcomeUnknown.attempt` is what `resolve` takes.
    """
    check_precision(call.request)
    seam, journal = desk.seam, desk.journal
    attempt = seam.new_id()
    seconds = desk.options.deadline
    deadline = seam.monotonic() + seconds
    yield Note(
        seam,
        deadline,
        lambda: journal.begin(
            attempt,
            call.body,
            call.request.trading_pair_name,
            seconds=seconds,
            allow_twin=allow_twin,
            origin=origin,
        ),
    )
    trace = Trace()
    what = f"attempt {attempt}"

    def before_sending(nonce: int) -> Note[None]:
        return Note(seam, deadline, lambda: journal.sent(attempt, nonce, name_of(trace.key)))

    trace.before_sending = before_sending
    # Waiting for the journal has used up some of the time.
    left = max(deadline - seam.monotonic(), GRACE_SECONDS)
    try:
        options = Options(left, desk.options.attempts)
        response = yield from desk.pipeline.execute(call, options, trace)
    except GopaxError as error:
        if isinstance(error, OutcomeUnknown):
            error.attempt = attempt
        state = _STATES[error.outcome]
        yield from keep(seam, deadline, what, lambda: journal.finish(attempt, state))
        raise
    except BaseException:
        # Interrupted: this is no time to wait for anybody.
        state = State.UNKNOWN if trace.sent else State.NOT_SENT
        keep_at_once(what, lambda: journal.finish(attempt, state))
        raise
    order: Any = response.value
    yield from keep(seam, deadline, what, lambda: journal.placed(attempt, order.id))
    return response


_STATES: Final = {
    "not_sent": State.NOT_SENT,
    "rejected": State.REJECTED,
    "unknown": State.UNKNOWN,
}
