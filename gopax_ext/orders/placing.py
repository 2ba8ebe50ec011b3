"""Placing an order through the journal, as steps: on record, sent, and what became of it."""

from typing import Any, Final, TypeVar

from gopax_generated.errors import GopaxError
from gopax_generated.operations import Call

from ..errors import JournalError, OutcomeUnknown
from ..pipeline import Trace
from ..response import Response
from ..steps import Step, Steps
from .attempts import State
from .desk import Desk, name_of
from .noting import Note, keep, keep_at_once
from .precision import check_precision
from .storage import Busy

__all__ = ["place"]

T = TypeVar("T")

_NS_PER_US: Final = 1_000


def place(
    desk: Desk, call: Call[T], *, allow_twin: bool = False, origin: str | None = None
) -> Steps[Response[T]]:
    """Place the order of `call`, in the place of the attempt `origin` where that is given.

    Raises what a call raises, and `PrecisionError`, `TwinInFlight` or `JournalError` where nothing
    was sent. `OutcomeUnknown.attempt` is what `resolve` takes.
    """
    check_precision(call.request)
    seam, journal, seconds = desk.seam, desk.journal, desk.options.deadline
    asked_us = seam.time_ns() // _NS_PER_US
    deadline = seam.monotonic() + seconds
    attempt = ""
    trace = Trace()

    def leaving(nonce: int) -> Step:
        def note() -> None:
            nonlocal attempt
            key = name_of(trace.key)
            if attempt:
                journal.leaves_again(attempt, nonce, key)
                return
            # Who is held up by somebody else's write has waited as well.
            queued, trace.queued = trace.queued, True
            attempt = journal.begin(
                call.body,
                nonce=nonce,
                key=key,
                asked_us=asked_us,
                seconds=seconds,
                queued=queued,
                allow_twin=allow_twin,
                origin=origin,
            )

        return Note(seam, deadline, note)

    trace.before_sending = leaving
    try:
        response = yield from desk.pipeline.execute(call, desk.options, trace)
    except GopaxError as error:
        if attempt:
            if isinstance(error, OutcomeUnknown):
                error.attempt = attempt
            state = _STATES[error.outcome]
            what = f"attempt {attempt}"
            yield from keep(seam, deadline, what, lambda: journal.finish(attempt, state))
        raise
    except BaseException:
        if attempt:
            # Interrupted: this is no time to wait for anybody.
            state = State.UNKNOWN if trace.sent else State.NOT_SENT
            keep_at_once(f"attempt {attempt}", lambda: journal.finish(attempt, state))
        raise
    order: Any = response.value
    try:
        journal.placed(attempt, order.id)
    except (Busy, JournalError):
        what = f"attempt {attempt}"
        yield from keep(seam, deadline, what, lambda: journal.placed(attempt, order.id))
    return response


_STATES: Final = {
    "not_sent": State.NOT_SENT,
    "rejected": State.REJECTED,
    "unknown": State.UNKNOWN,
}
