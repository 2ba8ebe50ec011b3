"""Watches a call from outside: its steps pass through here on their way to whoever waits for them.

So the pipeline knows nothing of it, and a call that nobody watches takes no step more.
"""

from collections.abc import Sequence
from typing import Any, Literal, TypeVar

from gopax_generated.errors import ApiError, GopaxError
from gopax_generated.operations import Call

from ..errors import OutcomeUnknown
from ..limits import RateSlots
from ..seam import Seam
from ..steps import Enter, Exchange, Rest, Step, Steps
from ..transport.base import TransportFailure
from .events import (
    AttemptEnded,
    CallEnded,
    CallInfo,
    CallStarted,
    Event,
    Observer,
    Repeating,
    Waited,
)
from .records import log_broken, log_event

__all__ = ["watched"]

T = TypeVar("T")

_Outcome = Literal["ok", "not_sent", "rejected", "unknown", "cancelled"]


def watched(
    steps: Steps[T],
    call: Call[Any],
    *,
    base_url: str,
    deadline: float,
    seam: Seam,
    observers: Sequence[Observer],
) -> Steps[T]:
    """Pass on the steps of `call`, which may take `deadline` seconds, and tell what happens."""
    watch = _Watch(call, base_url, deadline, seam, observers)
    try:
        result = yield from watch.pass_on(steps)
    except BaseException as error:
        watch.ended(error)
        raise
    watch.ended(None)
    return result


class _Watch:
    """What is known so far of one call."""

    def __init__(
        self,
        call: Call[Any],
        base_url: str,
        deadline: float,
        seam: Seam,
        observers: Sequence[Observer],
    ) -> None:
        operation = call.operation
        self._call = CallInfo(
            operation=operation.name,
            method=operation.method,
            template=operation.path,
            target=call.target,
            base_url=base_url,
            private=operation.private,
        )
        self._seam = seam
        self._observers = observers
        self._deadline = deadline
        self._began = seam.monotonic()
        self._attempts = 0
        self._waited = {"slot": 0.0, "lane": 0.0}
        self._status: int | None = None
        self._slots: RateSlots | None = None
        self._tell(CallStarted, deadline=deadline)

    def pass_on(self, steps: Steps[T]) -> Steps[T]:
        """Hand each step on and its result back."""
        try:
            step = next(steps)
            while True:
                if isinstance(step, Rest):
                    self._tell(Repeating, attempt=self._attempts, seconds=step.seconds)
                began = self._seam.monotonic()
                try:
                    reply = yield step
                except BaseException as error:  # noqa: BLE001 - the steps have to see it
                    self._saw(step, began, None, error)
                    step = steps.throw(error)
                else:
                    self._saw(step, began, reply, None)
                    step = steps.send(reply)
        except StopIteration as stop:
            result: T = stop.value
            return result

    def _saw(self, step: Step, began: float, reply: Any, error: BaseException | None) -> None:
        seconds = self._seam.monotonic() - began
        if isinstance(step, Enter):
            gate: Literal["slot", "lane"] = "lane"
            if isinstance(step.gate, RateSlots):
                gate = "slot"
                self._slots = step.gate
            self._waited[gate] += seconds
            self._tell(Waited, gate=gate, seconds=seconds, entered=error is None)
        elif isinstance(step, Exchange) and step.request.target == self._call.target:
            self._attempts += 1
            self._status = None if error is not None else reply.status
            self._tell(
                AttemptEnded,
                attempt=self._attempts,
                seconds=seconds,
                status=self._status,
                failure=_failure(error),
                sent=step.progress.sent,
            )

    def ended(self, error: BaseException | None) -> None:
        """Tell how the call ended."""
        seconds = self._seam.monotonic() - self._began
        cause = error.cause if isinstance(error, OutcomeUnknown) else error
        self._tell(
            CallEnded,
            outcome=_outcome(error),
            seconds=seconds,
            attempts=self._attempts,
            slot_seconds=self._waited["slot"],
            lane_seconds=self._waited["lane"],
            status=self._status,
            error=None if error is None else type(error).__name__,
            code=cause.code if isinstance(cause, ApiError) else None,
            seconds_left=self._deadline - seconds,
            slots_left=None if self._slots is None else self._slots.left(),
        )

    def _tell(self, kind: type[Event], **about: Any) -> None:
        event = kind(call=self._call, time_ns=self._seam.time_ns(), **about)
        log_event(event)
        for observer in self._observers:
            try:
                observer(event)
            except Exception:  # noqa: BLE001 - a broken metric must not become a lost order
                log_broken(event)


def _outcome(error: BaseException | None) -> _Outcome:
    if error is None:
        return "ok"
    return error.outcome if isinstance(error, GopaxError) else "cancelled"


def _failure(error: BaseException | None) -> str | None:
    if error is None:
        return None
    return error.kind if isinstance(error, TransportFailure) else type(error).__name__
