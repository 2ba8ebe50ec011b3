"""Traders that place, lose answers, crash, restart and resolve, in virtual time, from one seed."""

import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import gopax_ext as gx
from gopax_ext.orders.acts import resubmit, unresolved
from gopax_ext.orders.attempts import State
from gopax_ext.orders.decide import Terms
from gopax_ext.orders.desk import Desk
from gopax_ext.orders.journal import Journal
from gopax_ext.orders.placing import place
from gopax_ext.orders.resolving import resolve
from gopax_ext.pipeline import Options, Trace
from gopax_ext.steps import Rest
from gopax_generated.operations import Call
from tests.seams import StillSeam

from .conftest import asking
from .model import Exchange, Habits

WRITE_FAULTS = ("refused", "drop_before", "drop_after", "late", "5xx_before", "5xx_after")
CRASHES = ("crash_before", "crash_after")
WRITE_FAULTS += ("html_after", "truncated", "swapped", *CRASHES)
READ_FAULTS = ("drop", "late", "5xx", "html", "truncated")
CALLS = tuple(
    asking(pair=pair, price=price, amount="0.04", side=side)
    for pair in ("BTC-KRW", "ETH-KRW")
    for price in ("5000000", "6000000")
    for side in ("buy", "sell")
)
DEAD = 2**22 + 1
"""A process id above the kernel's largest."""


class Crash:
    """The step at which a process is killed."""


CRASH = Crash()


@dataclass(slots=True)
class Trader:
    """One program: places an order, finds out what is unclear, places the next one."""

    steps: Generator[Any, Any, None] | None = None
    """What it is at; None when it is about to begin with something."""


@dataclass
class Report:
    """How a run ended."""

    calls: int
    faults: int
    orders: int
    attempts: int
    lost: int
    doubled: int
    phantom: int
    undecided: int
    confidences: Counter[str]
    history: str


class VirtualSeam(StillSeam):
    """The exchange's time, and chance from the seed."""

    def __init__(self, exchange: Exchange, rng: Random) -> None:
        super().__init__()
        self._exchange = exchange
        self._rng = rng

    def time_ns(self) -> int:
        return int(self._exchange.now * 1e9)

    def monotonic(self) -> float:
        return self._exchange.now

    def random(self) -> float:
        return self._rng.random()


@dataclass(slots=True)
class Answer:
    """As `Response`, with the one header that is looked at."""

    value: Any
    headers: "Wire"


class Wire:
    """Stands where the pipeline stands: nonces in order, one call at a time, and faults."""

    def __init__(self, exchange: Exchange, rng: Random, fault_rate: float) -> None:
        self.exchange = exchange
        self.rng = rng
        self.seam = VirtualSeam(exchange, rng)
        self.keys = [SimpleNamespace(credentials=SimpleNamespace(key="key"))]
        self.fault_rate = fault_rate
        self.calls = 0
        self.faults = 0
        self.history: list[str] = []
        self._nonce = 0

    def get(self, _: str) -> str:
        """The Date header of an answer."""
        return self.exchange.date

    def execute(self, call: Call[Any], options: Options, trace: Trace) -> Iterator[Any]:
        """As `Pipeline.execute`, up to the faults that stand for the network."""
        trace.key = cast(Any, self.keys[0])
        writes = call.operation.retry == "never"
        for left in range(options.attempts - 1, -1, -1):
            self._nonce = trace.nonce = max(self._nonce + 1, self.seam.time_ns() // 1_000_000)
            trace.sent = False
            if trace.before_sending is not None:
                step = trace.before_sending(trace.nonce)
                if step is not None:
                    yield step
            fault = ""
            if self.rng.random() < self.fault_rate:
                kinds = WRITE_FAULTS if writes else READ_FAULTS
                fault = kinds[int(self.rng.random() * len(kinds))]
                self.faults += 1
            self.calls += 1
            self.history.append(f"{call.operation.name} {self._nonce} {fault}")
            if fault in CRASHES:
                if fault == "crash_after":
                    self._serve(call, self._nonce)
                yield CRASH
            error = self._attempt(call, trace, fault)
            if not isinstance(error, gx.GopaxError):
                return error
            repeatable = error.outcome == "not_sent" or (error.outcome == "unknown" and not writes)
            if not repeatable or not left:
                raise self._raised(call, error, trace)
        raise AssertionError

    def _attempt(self, call: Call[Any], trace: Trace, fault: str) -> Any:
        """The answer, or the error that the fault makes of it."""
        nonce = trace.nonce or 0
        if fault == "refused":
            return gx.NotSent("refused", kind="connect")
        trace.sent = True
        if fault == "late":
            after = self.rng.random() * self.exchange.habits.late
            self.exchange.send_late(after, nonce, lambda n: self._answer(call, n))
            self.exchange.pass_time(self.rng.random() * 2)
        elif fault in {"drop_before", "drop", "5xx_before", "5xx", "html"}:
            self.exchange.pass_time(0.05)
        else:
            self.exchange.pass_time(0.02)
            try:
                value = self._serve(call, nonce)
            except gx.GopaxError as error:
                return error
            self.exchange.pass_time(0.02)
            if not fault:
                return Answer(value, self)
        return gx.TransportError(fault, kind="closed")

    def _serve(self, call: Call[Any], nonce: int) -> Any:
        return self.exchange.serve(nonce, lambda n: self._answer(call, n))

    def _answer(self, call: Call[Any], nonce: int) -> Any:
        match call.operation.name:
            case "place_order":
                return self.exchange.place(call.request, nonce)
            case "list_orders":
                return self.exchange.list_orders()
            case "get_order":
                return self.exchange.get_order(call.path.rpartition("/")[2])
            case _:
                pastmax = call.query.partition("pastmax=")[2]
                return self.exchange.list_trades(int(pastmax) if pastmax else None)

    def _raised(self, call: Call[Any], error: gx.GopaxError, trace: Trace) -> gx.GopaxError:
        if error.outcome != "unknown" or call.operation.retry == "safe":
            return error
        return gx.OutcomeUnknown(
            error, operation="place_order", request=call.request, path="", nonce=trace.nonce
        )


class Simulation:
    """Some traders of one key on one exchange."""

    def __init__(
        self,
        seed: int,
        *,
        calls: int,
        habits: Habits | None = None,
        terms: Terms | None = None,
        fault_rate: float = 0.35,
    ) -> None:
        self.rng = Random(seed)
        self.exchange = Exchange(habits or Habits(), self.rng)
        self.wire = Wire(self.exchange, self.rng, fault_rate)
        self.journal = Journal(None, self.wire.seam)
        options = Options(deadline=10.0, attempts=3)
        self.desk = Desk(cast(Any, self.wire), options, self.journal, terms or Terms())
        self.calls = calls
        self.confidences: Counter[str] = Counter()
        self._buried: list[Any] = []
        self._tickets = itertools.count()

    def run(self) -> Report:
        """Trade until the calls are used up, then audit: resolve whatever is left."""
        now = self.exchange.now
        queue = [(now + self.rng.random(), next(self._tickets), Trader()) for _ in range(3)]
        self._drive(queue, lambda: self.wire.calls < self.calls)
        self._buried += [trader.steps for *_, trader in queue if trader.steps is not None]
        self._die()
        self.exchange.pass_time(100.0)
        self.wire.fault_rate = 0.0
        self._drive([(self.exchange.now, 0, Trader(self._recover()))], lambda: True)
        report = self._report()
        for steps in self._buried:
            steps.close()
        self.journal.close()
        return report

    def _drive(self, queue: list[tuple[float, int, Trader]], going_on: Callable[[], bool]) -> None:
        """Run whoever is due, one step at a time; who rests is due later, who dies restarts."""
        exchange = self.exchange
        while queue and going_on():
            due, _, trader = heapq.heappop(queue)
            if due > exchange.now:
                exchange.pass_time(due - exchange.now)
            pause = self._until_rest(trader)
            if pause is not None:
                heapq.heappush(queue, (exchange.now + pause, next(self._tickets), trader))

    def _until_rest(self, trader: Trader) -> float | None:
        """Carry out what needs no time; the seconds to rest, None when there is nothing more."""
        if trader.steps is None:
            trader.steps = self._one_order()
        advance, reply = trader.steps.send, None
        try:
            while True:
                step = advance(reply)
                if type(step) is Rest:
                    return step.seconds
                if type(step) is Crash:
                    # Nothing of it runs any more, not even what would clean up after it.
                    self._buried.append(trader.steps)
                    self._die()
                    trader.steps = self._recover()
                    return self.rng.random() * 3
                advance = trader.steps.send
                try:
                    reply = step.run(None)
                except gx.GopaxError as error:
                    advance, reply = trader.steps.throw, error
        except StopIteration:
            trader.steps = None
            return self.rng.random() if self.wire.fault_rate else None

    def _die(self) -> None:
        """Let the journal see that whoever sends an order at this moment is no more."""
        with self.journal._storage.writing() as connection:
            connection.execute(
                "UPDATE attempts SET owner = ? WHERE state IN ('sent', 'unknown')",
                (DEAD,),
            )

    def _one_order(self) -> Generator[Any, Any, None]:
        call = self.rng.choice(CALLS)
        try:
            answer = yield from place(self.desk, call, allow_twin=self.rng.random() < 0.05)
            self._note_order(answer.value.id)
        except gx.OutcomeUnknown as error:
            yield from self._find_out(error.attempt or "")
        except (gx.TwinInFlight, gx.NotSent):
            return

    def _recover(self) -> Generator[Any, Any, None]:
        for attempt in (yield from unresolved(self.desk)):
            yield from self._find_out(attempt.id)

    def _find_out(self, attempt: str) -> Generator[Any, Any, None]:
        try:
            order = yield from resolve(self.desk, attempt)
            if order is not None:
                self._note_order(order.id)
                return
            self.confidences[str(self.journal.find(attempt).confidence)] += 1
            if self.rng.random() < 0.5 and self.wire.fault_rate:
                again = yield from resubmit(self.desk, attempt)
                self._note_order(again.id)
        except gx.OutcomeUnknown as error:
            self.wire.history.append("unknown")
            self.confidences["unknown"] += error.attempt == attempt
        except (gx.TwinInFlight, gx.TransportError, gx.ArgumentError, gx.OrderNotFound):
            return  # whoever else resolved it has put it on record

    def _note_order(self, order_id: str) -> None:
        self.wire.history.append(f"order {order_id}")
        if self.rng.random() < 0.97:
            self.exchange.cancel(order_id)

    def _report(self) -> Report:
        rows = self.journal._storage.rows(
            "SELECT started_us || '-' || seq, origin, state, "
            "CASE state WHEN 'placed' THEN subject END, nonce, body FROM attempts"
        )
        origins = {row[0]: row[1] for row in rows}

        def root(name: str) -> str:
            while origins.get(name):
                name = origins[name]
            return name

        claimed = {row[3] for row in rows if row[3]}
        undecided = [row for row in rows if row[2] in {State.UNKNOWN, State.SENT}]
        served = {root(row[0]) for row in rows if row[2] == State.PLACED}
        by_nonce = {row[4]: row for row in rows if row[4]}
        # An order is accounted for by an attempt, or by one like it that is known to be open.
        accounted = Counter(row[5] for row in undecided)
        lost = doubled = 0
        for name, each in self.exchange.orders.items():
            if name in claimed:
                continue
            maker = by_nonce[each.nonce]
            if accounted[maker[5]]:
                accounted[maker[5]] -= 1
            elif root(maker[0]) in served:
                doubled += 1
            else:
                lost += 1
        return Report(
            calls=self.wire.calls,
            faults=self.wire.faults,
            orders=len(self.exchange.orders),
            attempts=len(rows),
            lost=lost,
            doubled=doubled,
            phantom=len(claimed - self.exchange.orders.keys()),
            undecided=len(undecided),
            confidences=self.confidences,
            history=sha256(";".join(self.wire.history).encode()).hexdigest(),
        )
