"""Placing an order through the journal, as steps: on record, sent, and what became of it."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

from msgspec import Struct

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
from .rows import NOBODY, Numbers, id_of
from .storage import Busy

__all__ = ["place"]

S = TypeVar("S")
T = TypeVar("T")

_NS_PER_US: Final = 1_000


class _Leaving(Struct):
    """An order that is about to leave, and its attempt once that is on record."""

    desk: Desk
    call: Call[Any]
    asked_us: int
    deadline: float
    allow_twin: bool
    origin: str | None
    trace: Trace
    nonce: int = 0
    attempt: Numbers = NOBODY
    """What the id of its attempt is made of, once that is on record."""

    def with_nonce(self, nonce: int) -> Step | None:
        """Put it on record, or return the step for that where somebody looks on or writes."""
        self.nonce = nonce
        if not self.trace.watched:
            try:
                self.note()
            except Busy:
                pass
            else:
                return None
        return Note(self.desk.pipeline.seam, self.deadline, self.note)

    def note(self) -> None:
        """Put it on record, or its next nonce where it is."""
        desk, trace = self.desk, self.trace
        key = name_of(trace.key)
        if self.attempt != NOBODY:
            desk.journal.leaves_again(self.attempt, self.nonce, key)
            return
        # Who is held up by somebody else's write has waited as well.
        queued, trace.queued = trace.queued, True
        self.attempt = desk.journal.begin(
            self.call.body,
            nonce=self.nonce,
            key=key,
            asked_us=self.asked_us,
            seconds=desk.options.deadline,
            queued=queued,
            allow_twin=self.allow_twin,
            origin=self.origin,
        )

    def keep(self, action: Callable[[Numbers, S], object], outcome: S) -> Steps[None]:
        """Put on record what became of it, however busy the journal is."""
        what = f"attempt {id_of(*self.attempt)}"
        return keep(self.desk.seam, self.deadline, what, partial(action, self.attempt, outcome))


def place(
    desk: Desk, call: Call[T], *, allow_twin: bool = False, origin: str | None = None
) -> Steps[Response[T]]:
    """Place the order of `call`, in the place of the attempt `origin` where that is given.

    Raises what a call raises, and `PrecisionError`, `TwinInFlight` or `JournalError` where nothing
    was sent. `OutcomeUnknown.attempt` is what `resolve` takes.
    """
    check_precision(call.request)
    seam, trace = desk.pipeline.seam, Trace()
    asked_us = seam.time_ns() // _NS_PER_US
    deadline = seam.monotonic() + desk.options.deadline
    leaving = _Leaving(desk, call, asked_us, deadline, allow_twin, origin, trace)
    trace.before_sending = leaving.with_nonce
    try:
        response = yield from desk.pipeline.execute(call, desk.options, trace)
    except GopaxError as error:
        if leaving.attempt != NOBODY:
            if isinstance(error, OutcomeUnknown):
                error.attempt = id_of(*leaving.attempt)
            yield from leaving.keep(desk.journal.finish, _STATES[error.outcome])
        raise
    except BaseException:
        if leaving.attempt != NOBODY:
            # Interrupted: this is no time to wait for anybody.
            state = State.UNKNOWN if trace.sent else State.NOT_SENT
            finish = partial(desk.journal.finish, leaving.attempt, state)
            keep_at_once(f"attempt {id_of(*leaving.attempt)}", finish)
        raise
    finally:
        # It knows the trace that knows it: a circle that only a collection would free.
        trace.before_sending = None
    order: Any = response.value
    try:
        desk.journal.placed(leaving.attempt, order.id)
    except (Busy, JournalError):
        yield from leaving.keep(desk.journal.placed, order.id)
    return response


_STATES: Final = {
    "not_sent": State.NOT_SENT,
    "rejected": State.REJECTED,
    "unknown": State.UNKNOWN,
}
