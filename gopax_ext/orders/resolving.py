"""What became of an attempt, found out: fence, look, settle, decide. As steps."""

import logging
from collections.abc import Callable
from typing import Final, TypeVar

import attrs

from gopax_generated import operations
from gopax_generated.errors import GopaxError
from gopax_generated.models import OrderDetail

from ..errors import AmbiguousOutcome, JournalError, OutcomeUnknown
from ..gate import Urgency
from ..pipeline import Trace
from ..steps import Rest, Steps
from .attempts import Attempt, State
from .decide import Absent, Ambiguous, Candidate, Found, Look, Undecided, Verdict, decide
from .desk import Desk
from .looking import Watch
from .noting import Note

__all__ = ["look_up", "resolve", "resting"]

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)
_FIRST_REST_SECONDS: Final = 0.5
_LONGEST_REST_SECONDS: Final = 5.0
_FAILURES: Final = 3
"""How many looks may fail, each after the repeats that a call has anyway."""


def resolve(desk: Desk, attempt_id: str) -> Steps[OrderDetail | None]:
    """Return the order that came of an attempt, None where it is proven that there is none.

    Raises `AmbiguousOutcome` where more orders fit than were placed with this journal, and
    `OutcomeUnknown` where nothing is proven: both leave the attempt open.
    """
    case = _Case(desk, attempt_id)
    yield from case.open()
    while case.attempt.is_open:
        order = yield from case.advance()
        if order is not None:
            return order
    if case.attempt.order_id is None:
        return None
    return (yield from look_up(desk, case.attempt.order_id))


def look_up(desk: Desk, order_id: str) -> Steps[OrderDetail]:
    """Return an order as it is now, ahead of calls that only read."""
    trace = Trace(urgency=Urgency.RECONCILE)
    call = operations.get_order(order_id)
    answer = yield from desk.pipeline.execute(call, desk.call_options(), trace)
    return answer.value


def resting(waited: float, settle: float) -> float:
    """Return the seconds until the next look: few at first, and one look at the very end."""
    pause = min(max(_FIRST_REST_SECONDS, waited), _LONGEST_REST_SECONDS)
    return min(pause, settle - waited) if settle > waited else pause


class _Case:
    """One attempt while it is being resolved."""

    attempt: Attempt

    def __init__(self, desk: Desk, attempt_id: str) -> None:
        self._desk = desk
        self._id = attempt_id
        self._journal = desk.journal
        self._watch: Watch | None = None
        self._polls = 0
        self._failures = 0
        patience = desk.terms.settle + 4 * desk.options.deadline
        self._give_up = min(desk.seam.monotonic() + patience, desk.until)

    def open(self) -> Steps[None]:
        """Read the attempt, and let the twins that were there before have their orders first."""
        twins: list[Attempt] = yield self._note(lambda: self._journal.twins(self._id))
        own = next((place for place, twin in enumerate(twins) if twin.id == self._id), None)
        if own is None:
            yield from self.read()
            return
        self.attempt = twins[own]
        for twin in twins[:own]:
            if not twin.in_flight:
                try:
                    yield from resolve(self._desk, twin.id)
                except OutcomeUnknown as error:
                    _LOG.info("an older twin stays open: %s", error)

    def read(self) -> Steps[None]:
        """Read the attempt as it stands: whoever made it may have settled it meanwhile."""
        self.attempt = yield self._note(lambda: self._journal.find(self._id))

    def advance(self) -> Steps[OrderDetail | None]:
        """Look once and act on the verdict; return the order when it has been found."""
        verdict: Verdict = Undecided.WAIT
        waited = 0.0
        # Whoever is sending it at this moment will settle it.
        if not self.attempt.in_flight:
            watch = self._watch = self._watch or Watch(self._desk, self.attempt)
            began = self._desk.seam.monotonic()
            candidates = yield from self._candidates(watch)
            if candidates is not None and watch.fenced_at is not None:
                self._polls += 1
                waited = max(began - watch.fenced_after, 0.0)
                look = Look(
                    candidates=candidates,
                    fenced_at=watch.fenced_at,
                    looked_at=watch.looked_at,
                    skew=watch.skew,
                    waited=waited,
                    polls=self._polls,
                    twin_in_flight=any(twin.in_flight for twin in watch.twins),
                )
                terms = self._desk.terms
                if not watch.is_fence:
                    terms = attrs.evolve(terms, strict_nonce=False)
                twins = [twin for twin in watch.twins if not twin.in_flight]
                verdict = decide(self.attempt, twins, look, terms)
        return (yield from self._act(verdict, waited))

    def _candidates(self, watch: Watch) -> Steps[list[Candidate] | None]:
        """Look once; None when a call failed and there is patience left."""
        try:
            return (yield from watch.candidates())
        except JournalError:
            raise
        except GopaxError as error:
            self._failures += 1
            if self._failures > _FAILURES:
                raise self._unknown(error) from error
            return None

    def _act(self, verdict: Verdict, waited: float) -> Steps[OrderDetail | None]:
        terms = self._desk.terms
        match verdict:
            case Found(order):
                mine = yield self._note(lambda: self._journal.adopt(self._id, order.id))
                if mine:
                    about = {"event": "order_found", "attempt": self._id, "order_id": order.id}
                    _LOG.info(
                        "found: %s is order %s", self.attempt, order.id, extra={"gopax": about}
                    )
                    return order
                yield from self.read()
            case Absent(confidence):
                new = yield self._note(
                    lambda: self._journal.finish(self._id, State.ABSENT, confidence)
                )
                if new:
                    about = {
                        "event": "order_absent",
                        "attempt": self._id,
                        "confidence": str(confidence),
                    }
                    _LOG.info("no order: %s (%s)", self.attempt, confidence, extra={"gopax": about})
                    self.attempt = attrs.evolve(
                        self.attempt, state=State.ABSENT, confidence=confidence
                    )
                else:
                    yield from self.read()
            case Ambiguous(orders):
                raise self._ambiguous(orders)
            case Undecided.UNPROVEN:
                reason = f"none shows after {terms.settle} s, and a late arrival is not ruled out"
                raise self._unknown(GopaxError(reason))
            case Undecided.WAIT:
                rest = resting(waited, terms.settle)
                if self._desk.seam.monotonic() + rest > self._give_up:
                    raise self._unknown(GopaxError("there was no time left to find out more"))
                yield Rest(self._desk.seam, rest)
                yield from self.read()
        return None

    def _unknown(self, cause: GopaxError) -> OutcomeUnknown:
        attempt = self.attempt
        return OutcomeUnknown(
            cause,
            operation="place_order",
            request=attempt.request,
            path="/orders",
            nonce=attempt.nonce,
            attempt=attempt.id,
        )

    def _ambiguous(self, orders: tuple[OrderDetail, ...]) -> AmbiguousOutcome:
        attempt = self.attempt
        names = ", ".join(order.id for order in orders)
        return AmbiguousOutcome(
            GopaxError(f"it may be any of {len(orders)}: {names}"),
            operation="place_order",
            request=attempt.request,
            path="/orders",
            nonce=attempt.nonce,
            attempt=attempt.id,
            candidates=orders,
        )

    def _note(self, action: Callable[[], T]) -> Note[T]:
        seam = self._desk.seam
        return Note(seam, seam.monotonic() + self._desk.options.deadline, action)
