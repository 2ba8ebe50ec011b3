"""Rate slots that many machines share over Redis: they have one key, or one address."""

from typing import Any, Final

from ..gate import Turn, Urgency, Waiter
from ..limits import RESERVED_FRACTION, RateSlots, SlotTable
from ..seam import Seam
from .redis_lane import GRACE_MS
from .redis_scripts import EXTEND, GIVE_BACK, SLOW_DOWN, TAKE
from .redis_worker import Epoch, RedisWorker

__all__ = ["RedisSlots"]

_SHARE: Final = 4
"""While Redis does not answer each process uses one slot of so many, and counts alone."""
_ALONE_SECONDS: Final = 1.0
_LOOK_AGAIN_SECONDS: Final = 0.25


class RedisSlots(RateSlots):
    """Slots in a sorted set, each under a name of its own and with the time at which it is free.

    Whoever dies leaves slots that end by themselves. While Redis does not answer, each process goes
    on with a quarter of the slots: a call too many is refused and does no harm.
    """

    def __init__(
        self,
        name: str,
        seam: Seam,
        *,
        limit: int,
        window: float,
        worker: RedisWorker,
        scope: str,
    ) -> None:
        self._worker = worker
        self._keys = (f"gopax:{{{scope}}}:slots", f"gopax:{{{scope}}}:rate")
        super().__init__(name, seam, limit=limit, window=window)

    def _start_anew(self) -> None:
        super()._start_anew()
        self._asking = False
        self._granted: str | None = None
        self._granted_until = 0.0
        self._again_at = dict.fromkeys(Urgency, 0.0)
        self._alone_until = 0.0

    def _admit(self, now: float, turn: Turn) -> float | None:
        if self._granted is not None:
            turn.name, self._granted = self._granted, None
            if turn.deadline > self._granted_until:
                lasts = self._ms(turn.deadline - now + self._rest)
                self._worker.submit(EXTEND, self._keys[:1], lambda _: [turn.name, lasts])
            return 0.0
        if now < self._alone_until:
            return super()._admit(now, turn)
        again_at = self._again_at[turn.urgency]
        if now < again_at:
            return again_at - now
        if not self._asking:
            self._ask(now, turn)
        return None

    def _has_room(self, now: float, turn: Turn) -> bool:
        return now >= self._again_at[turn.urgency]

    def enter_at_once(self, deadline: float, urgency: Urgency) -> Turn | None:
        del deadline, urgency
        return None  # an answer that comes before its asker queues would find nobody

    def _ask(self, now: float, turn: Turn) -> None:
        self._asking = True
        self._granted_until = turn.deadline
        member = self._seam.new_id()
        lasts = self._ms(max(turn.deadline - now, 0.0) + self._rest)
        kept = self._limit // RESERVED_FRACTION
        rank = "now" if turn.urgency <= Urgency.RECONCILE else "later"
        trades = "trades" if turn.urgency in {Urgency.CANCEL, Urgency.PLACE} else "reads"
        window = self._ms(self.window)

        def arguments(epoch: Epoch) -> list[str | int]:
            about = (epoch.name, epoch.age_ms, GRACE_MS, trades)
            return [member, self._limit, kept, lasts, window, rank, *about]

        def answered(answer: list[Any] | Exception) -> None:
            self._answered(answer, turn.urgency)

        self._worker.submit(TAKE, self._keys, arguments, answered)

    def _answered(self, answer: list[Any] | Exception, urgency: Urgency) -> None:
        with self._mutex:
            now = self._seam.monotonic()
            self._asking = False
            if isinstance(answer, Exception):
                self._alone_until = now + _ALONE_SECONDS
            elif answer[0] == "wait":
                wait = float(answer[1]) / 1000
                self._again_at[urgency] = now + min(wait, _LOOK_AGAIN_SECONDS)
            else:
                self._granted = str(answer[1])
                self._return_unused()
            self._wake_first()

    def _allowed(self, table: SlotTable, now: float, urgency: Urgency) -> int:
        return max(1, min(super()._allowed(table, now, urgency), self._limit // _SHARE))

    def _left(self, now: float) -> int | None:
        return super()._left(now) if now < self._alone_until else None

    def _give_back(self, turn: Turn, free_from: float) -> None:
        if not turn.name:
            super()._give_back(turn, free_from)
            return
        rests = self._ms(free_from - self._seam.monotonic()) if free_from else 0
        self._worker.submit(GIVE_BACK, self._keys[:1], lambda _: [turn.name, rests])

    def _slow_down(self, now: float, seconds: float) -> None:
        super()._slow_down(now, seconds)
        arguments = [self._ms(seconds), self._limit, self._ms(self.window)]
        self._worker.submit(SLOW_DOWN, self._keys[1:], lambda _: arguments)

    def _abandon(self, waiter: Waiter) -> None:
        super()._abandon(waiter)
        with self._mutex:
            self._return_unused()

    def _return_unused(self) -> None:
        if self._granted is not None and not any(self._queues):
            member, self._granted = self._granted, None
            self._worker.submit(GIVE_BACK, self._keys[:1], lambda _: [member, 0])

    @staticmethod
    def _ms(seconds: float) -> int:
        return max(1, round(seconds * 1000))
