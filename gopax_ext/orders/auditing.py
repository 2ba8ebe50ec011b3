"""An audit: everything whose outcome nobody knows is looked for, and cancels are checked. As steps.

It also looks for orders that came after all, for as long as one can: terms that the exchange does
not keep to show here, and nowhere else.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, TypeVar

import attrs

from gopax_generated.errors import GopaxError, NotFound
from gopax_generated.models import OrderDetail

from ..errors import OutcomeUnknown
from ..steps import Steps
from .attempts import Attempt, State
from .cancelling import is_open, resolve_cancel
from .decide import Ambiguous, Found, Look, decide
from .desk import Desk
from .looking import Watch
from .noting import Note
from .resolving import resolve

__all__ = ["Finding", "Verdict", "audit", "is_anything_left", "report"]

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Verdict(StrEnum):
    """What an audit says of an attempt, or of a cancel whose answer was lost."""

    PLACED = "placed"
    """An order came of the attempt."""
    ABSENT = "absent"
    """None did, and none will."""
    UNKNOWN = "unknown"
    """Nothing is proven; the next audit looks again. `Finding.error` says why."""
    LATE = "late"
    """An order that fits an attempt that was called absent has shown: the exchange breaks the
    terms, or somebody else placed the same. If the attempt was resubmitted, there are two."""
    CANCELLED = "cancelled"
    """The order is open no more: cancelled, filled, or not kept any longer."""
    NOT_CANCELLED = "not_cancelled"
    """The cancel did not arrive and never will: the order is open. Cancel it again."""


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that an audit has found out."""

    verdict: Verdict
    attempt: Attempt | None = None
    """The attempt as it was before, None where it is about a cancel."""
    order_id: str | None = None
    order: OrderDetail | None = None
    """The order as it is now, None where there is none or the exchange keeps it no more."""
    error: GopaxError | None = None
    """What keeps the outcome unknown."""

    def __str__(self) -> str:
        about = f"the cancel of order {self.order_id}" if self.attempt is None else self.attempt
        name = "" if self.attempt is None or not self.order_id else f", order {self.order_id}"
        reason = "" if self.error is None else f": {self.error.args[0]}"
        return f"{self.verdict}: {about}{name}{reason}"


def audit(desk: Desk) -> Steps[list[Finding]]:
    """Look after all that is open and return what was found, in order of age.

    Raises `JournalError` alone: that a call fails is a finding.
    """
    journal = desk.journal
    findings: list[Finding | None] = []
    attempts: list[Attempt] = yield _note(desk, journal.unresolved)
    for attempt in attempts:
        found = yield from _of_attempt(desk, attempt)
        findings.append(found)
    order_ids: list[str] = yield _note(desk, journal.lost_cancels)
    for order_id in order_ids:
        found = yield from _of_cancel(desk, order_id)
        findings.append(found)
    attempts = yield _note(desk, lambda: journal.absent_since(_horizon(desk)))
    for attempt in attempts:
        late = yield from _late(desk, attempt)
        findings.append(late)
    return [finding for finding in findings if finding is not None]


def is_anything_left(desk: Desk) -> bool:
    """Tell if another audit may find something."""
    journal = desk.journal
    return bool(
        journal.unresolved() or journal.lost_cancels() or journal.absent_since(_horizon(desk))
    )


def report(findings: Iterable[Finding], on_finding: Callable[[Finding], object] | None) -> None:
    """Log findings, and hand each to `on_finding`, whose own failure is logged as well."""
    for finding in findings:
        quiet = finding.verdict in {Verdict.PLACED, Verdict.ABSENT, Verdict.CANCELLED}
        _LOG.log(
            logging.INFO if quiet else logging.WARNING,
            "audit: %s",
            finding,
            extra={"gopax": _about(finding)},
        )
        if on_finding is not None:
            try:
                on_finding(finding)
            except Exception:  # noqa: BLE001 - whatever somebody else's code raises
                _LOG.exception("on_finding failed at %s; the audit goes on", finding.verdict)


def _of_attempt(desk: Desk, attempt: Attempt) -> Steps[Finding]:
    try:
        order = yield from resolve(desk, attempt.id)
    except NotFound:
        # It was found, and the exchange keeps it no more.
        known: Attempt = yield _note(desk, lambda: desk.journal.find(attempt.id))
        return Finding(verdict=Verdict.PLACED, attempt=attempt, order_id=known.order_id)
    except GopaxError as error:
        return Finding(verdict=Verdict.UNKNOWN, attempt=attempt, error=error)
    if order is None:
        return Finding(verdict=Verdict.ABSENT, attempt=attempt)
    return Finding(verdict=Verdict.PLACED, attempt=attempt, order_id=order.id, order=order)


def _of_cancel(desk: Desk, order_id: str) -> Steps[Finding]:
    try:
        order = yield from resolve_cancel(desk, order_id)
    except GopaxError as error:
        return Finding(verdict=Verdict.UNKNOWN, order_id=order_id, error=error)
    verdict = Verdict.NOT_CANCELLED if is_open(order) else Verdict.CANCELLED
    return Finding(verdict=verdict, order_id=order_id, order=order)


def _late(desk: Desk, attempt: Attempt) -> Steps[Finding | None]:
    """Look once for an order of an attempt that is taken for absent."""
    watch = Watch(desk, attempt)
    try:
        candidates = yield from watch.candidates()
    except GopaxError as error:
        _LOG.info("audit: nobody could look for late orders of %s: %s", attempt, error)
        return None
    if watch.twins or not candidates:
        return None  # what is there may be that of an open attempt like it, which comes first
    look = Look(
        candidates=candidates,
        fenced_at=watch.fenced_at or watch.looked_at,
        looked_at=watch.looked_at,
        skew=watch.skew,
        waited=desk.terms.settle,
        polls=2,
    )
    # Wide: what has come in spite of the proof came at any time since.
    terms = attrs.evolve(desk.terms, strict_nonce=False)
    match decide(attempt, [attempt], look, terms):
        case Found(order):
            mine = yield _note(desk, lambda: desk.journal.came_late(attempt.id, order.id))
            if not mine:
                return None
            return Finding(verdict=Verdict.LATE, attempt=attempt, order_id=order.id, order=order)
        case Ambiguous(orders):
            names = ", ".join(order.id for order in orders)
            reason = GopaxError(f"it was taken for absent, and any of these may be it: {names}")
            return Finding(verdict=Verdict.UNKNOWN, attempt=attempt, error=reason)
        case _:
            return None


def _horizon(desk: Desk) -> datetime:
    """Return the time before which nothing was sent that can still arrive and show."""
    terms = desk.terms
    now = _EPOCH + timedelta(microseconds=desk.seam.time_ns() // 1000)
    return now - timedelta(seconds=terms.max_inflight + terms.settle)


def _about(finding: Finding) -> dict[str, Any]:
    attempt, error = finding.attempt, finding.error
    return {
        "event": "audit",
        "verdict": finding.verdict.value,
        "attempt": None if attempt is None else attempt.id,
        "resubmitted": attempt is not None and attempt.state is State.RESUBMITTED,
        "order_id": finding.order_id,
        "error": None if error is None else type(error).__name__,
        "candidates": [order.id for order in getattr(error, "candidates", ())]
        if isinstance(error, OutcomeUnknown)
        else [],
    }


def _note(desk: Desk, action: Callable[[], T]) -> Note[T]:
    return Note(desk.seam, desk.seam.monotonic() + desk.options.deadline, action)
