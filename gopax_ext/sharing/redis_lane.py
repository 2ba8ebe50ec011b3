"""The nonce lane that many machines share over Redis.

A lease is renewed while its holder lives and ends by itself soon after its holder does. It needs no
more guarantee than that: the nonce is the fencing token. Whoever lost the lease without knowing has
a nonce below the next holder's, and a strict exchange refuses it when it comes too late.
"""

from collections.abc import Callable
from typing import Any, Final

from gopax_generated.errors import GopaxError

from ..errors import ClockError, NotSent
from ..gate import Turn, Urgency, Waiter
from ..nonce import NonceLane
from ..seam import Seam
from ..server_clock import ServerClock
from .redis_scripts import CLAIM, RELEASE, RENEW
from .redis_worker import Epoch, RedisWorker

__all__ = ["GRACE_MS", "RedisLane"]

_LEASE_MS: Final = 2_000
GRACE_MS: Final = 2_000
"""How long everyone keeps still when Redis was started anew; calls under way renew meanwhile."""
_SHORTEST_POLL_SECONDS: Final = 0.0005
_LONGEST_POLL_SECONDS: Final = 0.005
_FAIL_FAST_SECONDS: Final = 0.5


class RedisLane(NonceLane):
    """A lane that is leased, nonce included, for one signed call of one machine at a time.

    While Redis does not answer no nonce can be had: signed calls raise `NotSent`.
    """

    reach = "all who share it over the same Redis"

    def __init__(
        self, name: str, seam: Seam, clock: ServerClock, *, worker: RedisWorker, scope: str
    ) -> None:
        self._worker = worker
        self._keys = tuple(f"gopax:{{{scope}}}:{part}" for part in ("lease", "lane", "wish"))
        self._make_name = seam.new_id
        super().__init__(name, seam, clock)

    def _start_anew(self) -> None:
        super()._start_anew()
        self._me = self._make_name()
        self._asking = False
        self._leased: int | None = None
        self._again_at = 0.0
        self._failure: Callable[[], GopaxError] | None = None
        self._failed_until = 0.0

    def enter_at_once(self, deadline: float, urgency: Urgency) -> Turn | None:
        del deadline, urgency
        return None  # an answer that comes before its asker queues would find nobody

    def _admit(self, now: float, turn: Turn) -> float | None:
        if self._held:
            return None
        if self._leased is not None:
            return super()._admit(now, turn)
        if self._failure is not None and now < self._failed_until:
            raise self._failure()
        if now < self._again_at:
            return self._again_at - now
        if not self._asking:
            self._asking = True
            self._worker.submit(CLAIM, self._keys, self._claim, self._answered)
        return None

    def _claim(self, epoch: Epoch) -> list[str | int]:
        return [self._me, _LEASE_MS, self._last, self._now_ms(), epoch.name, epoch.age_ms, GRACE_MS]

    def _answered(self, answer: list[Any] | Exception) -> None:
        with self._mutex:
            now = self._seam.monotonic()
            self._asking = False
            self._failure = None
            if isinstance(answer, Exception):
                message = f"Redis, which keeps nonces in order, does not answer: {answer}"
                self._fail(lambda: NotSent(message, kind="sharing"), now)
            elif answer[0] == "clock":
                times = (self._now_ms(), int(answer[1]), self._last)
                self._fail(lambda: ClockError(*times), now)
            elif answer[0] == "held":
                spread = _LONGEST_POLL_SECONDS - _SHORTEST_POLL_SECONDS
                self._again_at = now + _SHORTEST_POLL_SECONDS + spread * self._seam.random()
            else:
                self._leased = self._last = int(answer[1])
                self._worker.keep(self._me, RENEW, self._keys[:1], self._me, _LEASE_MS)
                self._release_unused()
            self._wake_first()

    def _fail(self, make: Callable[[], GopaxError], now: float) -> None:
        self._failure, self._failed_until = make, now + _FAIL_FAST_SECONDS

    def needs_witness(self) -> bool:
        return False  # two clocks, this machine's and the server's, have agreed

    def next_nonce(self) -> int:
        if self._leased is None:
            message = "a nonce was asked for without holding the lane"
            raise RuntimeError(message)
        return self._leased

    def leave(self) -> None:
        with self._mutex:
            self._held = False
            self._release()
            self._wake_first()

    def _abandon(self, waiter: Waiter) -> None:
        super()._abandon(waiter)
        with self._mutex:
            self._release_unused()

    def _release_unused(self) -> None:
        if self._leased is not None and not self._held and not any(self._queues):
            self._release()

    def _release(self) -> None:
        self._leased = None
        me = self._me
        self._worker.let_go(me)
        self._worker.submit(RELEASE, self._keys[:1], lambda _: [me])
