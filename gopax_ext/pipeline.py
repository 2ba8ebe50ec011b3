"""One call from arguments to result: slot -> lane -> sign -> transport -> classify -> decode.

Written once, as a generator of steps, for `Gopax` and `AsyncGopax` alike.
"""

import math
from collections.abc import Callable, Generator
from datetime import timedelta
from typing import Any, Final, TypeVar

import attrs

from gopax_generated.errors import ApiError, GopaxError, TooManyRequests
from gopax_generated.operations import Call

from .errors import MissingCredentials, NotSent, OutcomeUnknown, SettingsError, TransportError
from .gate import Turn, Urgency
from .limits import RateSlots
from .nonce import NonceLane
from .outcome import may_repeat
from .reading import Reading
from .response import Response
from .seam import Seam
from .settings import Credentials
from .steps import Enter, Exchange, Rest, Step, Steps
from .transport.base import Phase, TransportFailure, WireRequest, WireResponse

__all__ = ["Options", "Pipeline", "Trace"]

T = TypeVar("T")

_FIRST_REST_SECONDS: Final = 0.1
_LONGEST_REST_SECONDS: Final = 2.0
_LONGEST_RETRY_AFTER_SECONDS: Final = 60.0


@attrs.frozen
class Options:
    """What `with_options` can change."""

    deadline: float
    """Seconds that a call may take in all: queues, connection, answer and repeats."""
    attempts: int
    """How often a call that may be repeated is tried at most; 1 is never to repeat."""

    def __attrs_post_init__(self) -> None:
        if not 0 < self.deadline < math.inf:
            message = f"deadline={self.deadline!r} is not a finite number of seconds above 0"
            raise SettingsError(message, fix="Give the seconds a call may take in all, say 10.")
        if self.attempts < 1:
            message = f"attempts={self.attempts!r} is below 1"
            raise SettingsError(message, fix="1 means that nothing is repeated.")


@attrs.define
class Trace:
    """What a caller adds to one call on its way, and learns of it."""

    urgency: Urgency | None = None
    """How urgent it is; None goes by its method."""
    before_sending: Callable[[int], Step] | None = None
    """Makes the step to take when the nonce is known and not a byte has left."""
    nonce: int | None = None
    """The nonce of the last attempt."""
    sent: bool = False
    """Whether a byte of the last attempt can have left."""


@attrs.frozen
class Pipeline:
    """What every call of one client goes through; it holds no state of its own."""

    seam: Seam
    public_slots: RateSlots
    private_slots: RateSlots | None
    lane: NonceLane | None
    credentials: Credentials | None
    headers: tuple[tuple[str, str], ...]

    def execute(
        self, call: Call[T], options: Options, trace: Trace | None = None
    ) -> Steps[Response[T]]:
        """Make `call`; raise a `GopaxError` that says what became of it, or return its answer."""
        start = self.seam.monotonic()
        deadline = start + options.deadline
        attempt = 0
        trace = Trace() if trace is None else trace
        while True:
            attempt += 1
            reading = Reading(call)
            try:
                answer = yield from self._attempt(call, deadline, reading, trace)
                value: T = reading.value_of(answer)
            except GopaxError as error:
                rest = self._rest_before_repeating(call, error, attempt, deadline, options)
                if rest is None:
                    raise _as_raised(call, error, trace.nonce) from error.__cause__
                yield Rest(self.seam, rest)
                continue
            return Response(
                value=value,
                status=answer.status,
                headers=answer.headers,
                body=answer.body,
                elapsed=timedelta(seconds=self.seam.monotonic() - start),
                attempts=attempt,
            )

    def _attempt(
        self, call: Call[Any], deadline: float, reading: Reading, trace: Trace
    ) -> Generator[Step, Any, WireResponse]:
        slots = self._slots(call)
        urgency = _urgency(call) if trace.urgency is None else trace.urgency
        trace.nonce, trace.sent = None, False
        used_until: float | None = None
        slot: Turn = yield Enter(slots, deadline, urgency)
        try:
            if call.operation.private:
                answer = yield from self._in_lane(call, deadline, urgency, reading, trace)
            else:
                request = self._request(call, ())
                answer = yield Exchange(request, deadline, reading)
            used_until = self.seam.monotonic()
        except TransportFailure as failure:
            was_sent = failure.phase is Phase.SENT
            used_until = deadline if was_sent else None
            raise _transport_error(call, failure, sent=was_sent) from failure
        except BaseException:
            used_until = deadline if reading.sent else None
            raise
        else:
            return answer
        finally:
            trace.sent = reading.sent
            slots.leave(slot, used_until=used_until)

    def _in_lane(
        self,
        call: Call[Any],
        deadline: float,
        urgency: Urgency,
        reading: Reading,
        trace: Trace,
    ) -> Generator[Step, Any, WireResponse]:
        lane, credentials = self.lane, self.credentials
        if lane is None or credentials is None:
            raise MissingCredentials(call.operation.name)
        yield Enter(lane, deadline, urgency)
        try:
            trace.nonce = nonce = lane.next_nonce()
            if trace.before_sending is not None:
                yield trace.before_sending(nonce)
            signature = credentials.signer.sign(nonce, call.operation.method, call.path, call.body)
            identity = (
                ("API-KEY", credentials.key),
                ("SIGNATURE", signature),
                ("NONCE", str(nonce)),
            )
            answer: WireResponse = yield Exchange(self._request(call, identity), deadline, reading)
        finally:
            lane.leave()
        return answer

    def _request(self, call: Call[Any], identity: tuple[tuple[str, str], ...]) -> WireRequest:
        return WireRequest(
            call.operation.method, call.target, (*self.headers, *identity), call.body
        )

    def _slots(self, call: Call[Any]) -> RateSlots:
        if not call.operation.private:
            return self.public_slots
        if self.private_slots is None:
            raise MissingCredentials(call.operation.name)
        return self.private_slots

    def _rest_before_repeating(
        self, call: Call[Any], error: GopaxError, attempt: int, deadline: float, options: Options
    ) -> float | None:
        """Return the seconds to wait before the next attempt, None when there is none."""
        if isinstance(error, TooManyRequests):
            rest = _retry_after(error)
            self._slots(call).pause(rest)
            repeatable = call.operation.retry == "safe"
        else:
            backoff = min(_FIRST_REST_SECONDS * 2.0 ** (attempt - 1), _LONGEST_REST_SECONDS)
            rest = backoff * self.seam.random()
            repeatable = may_repeat(error.outcome, call.operation.retry) and isinstance(
                error, TransportError | ApiError
            )
        if not repeatable or attempt >= options.attempts:
            return None
        return rest if self.seam.monotonic() + rest < deadline else None


def _transport_error(call: Call[Any], failure: TransportFailure, *, sent: bool) -> TransportError:
    cls = TransportError if sent else NotSent
    return cls(failure.detail, kind=failure.kind, operation=call.operation.name)


def _as_raised(call: Call[Any], error: GopaxError, nonce: int | None) -> GopaxError:
    """Return `error`, or the `OutcomeUnknown` it amounts to for a call that changes something."""
    if error.outcome != "unknown" or call.operation.retry == "safe":
        return error
    return OutcomeUnknown(
        error, operation=call.operation.name, request=call.request, path=call.path, nonce=nonce
    )


def _urgency(call: Call[Any]) -> Urgency:
    match call.operation.method:
        case "DELETE":
            return Urgency.CANCEL
        case "POST":
            return Urgency.PLACE
        case _:
            return Urgency.QUERY


def _retry_after(error: TooManyRequests) -> float:
    """Return how long to keep still: what the answer asks for, within reason, else one window."""
    asked = error.retry_after
    return 1.0 if asked is None or asked > _LONGEST_RETRY_AFTER_SECONDS else asked
