"""One call from arguments to result: slot -> lane -> sign -> transport -> classify -> decode.

Written once, as a generator of steps, for `Gopax` and `AsyncGopax` alike.
"""

import functools
import math
import sys
from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args

from msgspec import Struct

from gopax_generated.errors import ApiError, GopaxError, TooManyRequests, Unauthorized
from gopax_generated.operations import Call, list_assets

from .budget import RetryBudget
from .errors import (
    ClockError,
    MissingCredentials,
    NotSent,
    OutcomeUnknown,
    SettingsError,
    TransportError,
)
from .gate import Turn, Urgency
from .limits import RateSlots
from .outcome import may_repeat
from .reading import Reading
from .refused import explain, may_be_about_the_nonce
from .registry import Registry
from .response import Response
from .seam import Seam
from .server_clock import ServerClock
from .settings import Credentials
from .sharing.pool import KeyPool, PooledKey
from .steps import Enter, Exchange, Rest, Step, Steps
from .transport.base import Phase, TransportFailure, WireRequest, WireResponse

if TYPE_CHECKING:
    from logging import Logger

    from .observe import Observer

__all__ = ["OnUnknown", "Options", "Pipeline", "Trace"]

T = TypeVar("T")

_FIRST_REST_SECONDS: Final = 0.1
_LONGEST_REST_SECONDS: Final = 2.0
_LONGEST_RETRY_AFTER_SECONDS: Final = 60.0
_QUERY: Final = Urgency.QUERY  # an enum looks its members up slowly, and every call asks
_URGENCIES: Final = {"DELETE": Urgency.CANCEL, "POST": Urgency.PLACE}


OnUnknown = Literal["raise", "resolve"]
"""Raise `OutcomeUnknown` at once, or find out first what became of the call."""


class Options(Struct, frozen=True):
    """What `with_options` can change."""

    deadline: float
    """Seconds that a call may take in all: queues, connection, answer and repeats."""
    attempts: int
    """How often a call that may be repeated is tried at most; 1 is never to repeat."""
    on_unknown: OnUnknown = "raise"
    """What a call that changes something does when its answer is lost."""

    def __post_init__(self) -> None:
        if not 0 < self.deadline < math.inf:
            message = f"deadline={self.deadline!r} is not a finite number of seconds above 0"
            raise SettingsError(message, fix="Give the seconds a call may take in all, say 10.")
        if self.attempts < 1:
            message = f"attempts={self.attempts!r} is below 1"
            raise SettingsError(message, fix="1 means that nothing is repeated.")
        if self.on_unknown not in get_args(OnUnknown):
            message = f"on_unknown={self.on_unknown!r} is no policy"
            raise SettingsError(message, fix='Give "raise" or "resolve".')


class Trace(Struct):
    """What a caller adds to one call on its way, and learns of it."""

    urgency: Urgency | None = None
    """How urgent it is; None goes by its method."""
    before_sending: Callable[[int], Step | None] | None = None
    """Called when the nonce is known and not a byte has left; gives a step where it has to wait."""
    nonce: int | None = None
    """The nonce of the last attempt."""
    sent: bool = False
    """Whether a byte of the last attempt can have left."""
    only_key: PooledKey | None = None
    """The API key that every attempt must use; None leaves the choice to the pool."""
    key: PooledKey | None = None
    """The API key of the last attempt."""
    refused: bool = False
    """Whether a 401 came: after a second one there is never another attempt."""
    watched: bool = False
    """Whether somebody wants to see every step, those too that need no waiting."""
    queued: bool = False
    """Whether it had to wait for its turn, or may have had to where somebody looks on."""


class Pipeline(Struct, frozen=True, eq=False):
    """What every call of one client goes through; it holds no state of its own."""

    seam: Seam
    registry: Registry
    public_slots: RateSlots
    keys: KeyPool | None
    clock: ServerClock
    headers: tuple[tuple[str, str], ...]
    route_limits: Mapping[str, int]
    """Calls in a window for the operations that have a limit of their own besides."""
    base_url: str
    budget: RetryBudget
    observers: "tuple[Observer, ...]" = ()
    """Who is told of every call."""

    def execute(
        self, call: Call[T], options: Options, trace: Trace | None = None
    ) -> Steps[Response[T]]:
        """Make `call`; raise a `GopaxError` that says what became of it, or return its answer."""
        trace = Trace() if trace is None else trace
        steps = self._execute(call, options, trace)
        if not (self.observers or _calls_are_logged()):
            return steps
        trace.watched = True
        from .observe.watching import watched  # noqa: PLC0415 - only where somebody listens

        return watched(
            steps,
            call,
            base_url=self.base_url,
            deadline=options.deadline,
            seam=self.seam,
            observers=self.observers,
        )

    def _execute(self, call: Call[T], options: Options, trace: Trace) -> Steps[Response[T]]:
        start = self.seam.monotonic()
        deadline = start + options.deadline
        attempt = 0
        self.budget.calls += 1
        while True:
            attempt += 1
            reading = Reading(call)
            try:
                answer = yield from self._attempt(call, deadline, reading, trace)
                value: T = reading.value_of(answer)
            except GopaxError as error:
                left = options.attempts - attempt
                rest = self._rest_before_repeating(
                    call, error, trace, attempt=attempt, left=left, deadline=deadline
                )
                if rest is None:
                    raise self._as_raised(call, error, trace) from error.__cause__
                yield Rest(self.seam, rest)
                continue
            return Response(
                value=value,
                status=answer.status,
                headers=answer.headers,
                body=answer.body,
                seconds=self.seam.monotonic() - start,
                attempts=attempt,
            )

    def _attempt(
        self, call: Call[Any], deadline: float, reading: Reading, trace: Trace
    ) -> Generator[Step, Any, WireResponse]:
        if trace.nonce is not None or trace.sent:  # of an attempt before this one
            trace.nonce, trace.sent = None, False
        if not call.operation.private:
            return (yield from self._in_slots(call, deadline, None, reading, trace))
        if self.keys is None:
            raise MissingCredentials(call.operation.name)
        last = trace.key if trace.refused else None
        trace.key = key = self.keys.take(only=trace.only_key, not_this=last)
        try:
            answer = yield from self._in_slots(call, deadline, key, reading, trace)
            self.keys.answered(key, answer.status)
        finally:
            self.keys.give_back(key)
        return answer

    def _in_slots(
        self,
        call: Call[Any],
        deadline: float,
        key: PooledKey | None,
        reading: Reading,
        trace: Trace,
    ) -> Generator[Step, Any, WireResponse]:
        used_until: float | None = None
        turns: list[tuple[RateSlots, Turn]] = []
        urgency = trace.urgency
        if urgency is None:
            urgency = _URGENCIES.get(call.operation.method, _QUERY)
        try:
            for slots in self._slots(call, key):
                # Who need not wait takes no step, unless somebody looks on.
                turn = None if trace.watched else slots.enter_at_once(deadline, urgency)
                if turn is None:
                    trace.queued = True
                    turn = yield Enter(slots, deadline, urgency)
                turns.append((slots, turn))
            if key is None:
                operation = call.operation
                request = WireRequest(operation.method, call.target, (), call.body, self.headers)
                answer: WireResponse = yield Exchange(request, deadline, reading)
            else:
                answer = yield from self._in_lane(
                    call, deadline, key, reading, trace, urgency=urgency
                )
            used_until = self.seam.monotonic()
            self.clock.hear(answer.headers, used_until)
            # It arrived a way back before its answer, and the next one arrives a way there later.
            used_until -= answer.round_trip
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
            for slots, turn in turns:
                slots.leave(turn, used_until=used_until)

    def _in_lane(
        self,
        call: Call[Any],
        deadline: float,
        key: PooledKey,
        reading: Reading,
        trace: Trace,
        *,
        urgency: Urgency,
    ) -> Generator[Step, Any, WireResponse]:
        lane = key.lane
        if trace.watched or lane.enter_at_once(deadline, urgency) is None:
            trace.queued = True
            yield Enter(lane, deadline, urgency)
        try:
            try:
                nonce = lane.next_nonce()
            except ClockError:
                # Far ahead of the last one: the exchange's clock, asked anew, has the last word.
                yield from self._ask_the_time(deadline, trace)
                nonce = lane.next_nonce()
            trace.nonce = nonce
            if trace.before_sending is not None:
                step = trace.before_sending(nonce)
                if step is not None:
                    yield step
            request = self._signed_request(call, key.credentials, nonce)
            answer: WireResponse = yield Exchange(request, deadline, reading)
        finally:
            lane.leave()
        return answer

    def _ask_the_time(self, deadline: float, trace: Trace) -> Steps[None]:
        """Make a public call for its Date header: does the exchange's clock agree with ours?"""
        call = list_assets()
        try:
            asking = Trace(watched=trace.watched)
            yield from self._in_slots(call, deadline, None, Reading(call), asking)
        except TransportError:
            return  # the lane refuses a nonce that nobody vouches for, and says why

    def _signed_request(self, call: Call[Any], credentials: Credentials, nonce: int) -> WireRequest:
        # A function of its own: its locals are gone before anything can fail and show them.
        method, body = call.operation.method, call.body
        signature = credentials.signer.sign(nonce, method, call.path, body)
        identity = (
            ("API-KEY", credentials.key),
            ("SIGNATURE", signature),
            ("NONCE", str(nonce)),
        )
        return WireRequest(method, call.target, identity, body, self.headers)

    def _slots(self, call: Call[Any], key: PooledKey | None) -> tuple[RateSlots, ...]:
        """Return the slots that a call needs, the narrower ones first."""
        general = self.public_slots if key is None else key.slots
        route = call.operation.name
        if route not in self.route_limits:
            return (general,)
        own = self.registry.rate_slots(
            None if key is None else key.credentials.key,
            limit=self.route_limits[route],
            window=self.public_slots.window,
            route=route,
        )
        return (own, general)

    def _rest_before_repeating(
        self,
        call: Call[Any],
        error: GopaxError,
        trace: Trace,
        *,
        attempt: int,
        left: int,
        deadline: float,
    ) -> float | None:
        """Return the seconds to wait before the next attempt, None when there is none."""
        if isinstance(error, TooManyRequests):
            rest = _retry_after(error)
            for slots in self._slots(call, trace.key):
                slots.pause(rest)
            repeatable = call.operation.retry == "safe"
        elif isinstance(error, Unauthorized):
            rest = 0.0
            repeatable = not trace.refused and self._deserves_a_fresh_nonce(error, trace)
            trace.refused = True
        else:
            backoff = min(_FIRST_REST_SECONDS * 2.0 ** (attempt - 1), _LONGEST_REST_SECONDS)
            rest = backoff * self.seam.random()
            repeatable = may_repeat(error.outcome, call.operation.retry) and isinstance(
                error, TransportError | ApiError
            )
        in_time = self.seam.monotonic() + rest < deadline
        if not (repeatable and in_time and left > 0):
            return None
        # A refused nonce and a 429 have limits of their own.
        limited = isinstance(error, TooManyRequests | Unauthorized)
        return rest if limited or self.budget.spend() else None

    def _deserves_a_fresh_nonce(self, error: Unauthorized, trace: Trace) -> bool:
        """Tell if a 401 may be repeated once: it was not accepted, and something will differ."""
        if self.keys is None or trace.key is None or error.outcome != "rejected":
            return False
        other_key = len(self.keys) > 1 and trace.only_key is None
        return other_key or may_be_about_the_nonce(error, trace.key.lane)

    def _as_raised(self, call: Call[Any], error: GopaxError, trace: Trace) -> GopaxError:
        """Return `error`, or the `OutcomeUnknown` it is for a call that changes something."""
        if isinstance(error, ApiError) and trace.key is not None:
            explain(error, trace.nonce, trace.key.lane, self.seam)
        if error.outcome != "unknown" or call.operation.retry == "safe":
            return error
        return OutcomeUnknown(
            error,
            operation=call.operation.name,
            request=call.request,
            path=call.path,
            nonce=trace.nonce,
        )


def _calls_are_logged() -> bool:
    """Tell if somebody has set the logger `gopax_ext.calls` to DEBUG."""
    # Who has not loaded logging has not set it either.
    return "logging" in sys.modules and _calls_log().isEnabledFor(10)


@functools.cache
def _calls_log() -> "Logger":
    import logging  # noqa: PLC0415 - see above

    return logging.getLogger("gopax_ext.calls")


def _transport_error(call: Call[Any], failure: TransportFailure, *, sent: bool) -> TransportError:
    cls = TransportError if sent else NotSent
    return cls(failure.detail, kind=failure.kind, operation=call.operation.name)


def _retry_after(error: TooManyRequests) -> float:
    """Return how long to keep still: what the answer asks for, within reason, else one window."""
    asked = error.retry_after
    return 1.0 if asked is None or asked > _LONGEST_RETRY_AFTER_SECONDS else asked
