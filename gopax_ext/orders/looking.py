"""One look at the exchange for orders that may have come of an attempt, as steps."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from gopax_generated import operations
from gopax_generated.enums import OrderStatus
from gopax_generated.errors import NotFound
from gopax_generated.models import MyTrade, Order, OrderDetail
from gopax_generated.operations import Call

from ..gate import Urgency
from ..paging import my_trade_pager
from ..pipeline import Trace
from ..server_clock import http_date
from ..steps import Steps
from .attempts import Attempt
from .decide import Candidate
from .desk import Desk
from .matching import detail_from_trades, fits_as_asked, fits_as_listed, fits_as_traded
from .noting import Note

__all__ = ["Watch"]

T = TypeVar("T")

_MARGIN: Final = timedelta(seconds=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Watch:
    """Looks for the order of one attempt.

    `fenced_at` is set once the exchange has accepted a later nonce of the same key: from then on a
    strict exchange accepts the attempt's no more.
    """

    def __init__(self, desk: Desk, attempt: Attempt) -> None:
        self._desk = desk
        self._attempt = attempt
        self._asked = attempt.request
        self._key = desk.key_named(attempt.key)
        self._newest_trade = attempt.highest_trade_id or 0
        self.twins: list[Attempt] = [attempt]
        """The open attempts like this one, as they were after the last look."""
        self._known: dict[str, Candidate | None] = {}
        self.fenced_at: datetime | None = None
        self.fenced_after = 0.0
        """When that was, in monotonic seconds."""
        self.looked_at = attempt.started_at
        """When the last look was over, by this machine's clock."""
        self.skew = timedelta()

    @property
    def is_fence(self) -> bool:
        """Whether the client still has the key: without it, no nonce of it can be used up."""
        return self._key is not None

    def candidates(self) -> Steps[list[Candidate]]:
        """Look once; every error of a call comes out."""
        desk = self._desk
        trace = Trace(urgency=Urgency.RECONCILE, only_key=self._key)
        answer = yield from desk.pipeline.execute(
            operations.list_orders(), desk.call_options(), trace
        )
        if self.fenced_at is None and (trace.nonce or 0) > self._attempt.nonce:
            self.fenced_at = _now(desk)
            self.fenced_after = desk.seam.monotonic()
            self.skew = _skew(answer.headers.get("date"), self.fenced_at)
            yield self._note(lambda: desk.journal.fenced(self._attempt.id))
        listed = {o.id: o for o in answer.value if fits_as_listed(self._asked, o)}
        trades = yield from self._trades()
        ids = sorted({*listed, *trades})
        # In this order: whose answer comes after the first has not claimed its order by the second.
        self.twins = yield self._note(lambda: desk.journal.twins(self._attempt.id))
        claimed: set[str] = set()
        if ids:
            claimed = yield self._note(lambda: desk.journal.claimed(ids))
        found: list[Candidate] = []
        for order_id in ids:
            if order_id in claimed or not (order_id.isascii() and order_id.isdigit()):
                continue
            candidate = yield from self._confirm(
                order_id, listed.get(order_id), trades.get(order_id)
            )
            if candidate is not None:
                found.append(candidate)
        self.looked_at = _now(desk)
        return found

    def _trades(self) -> Steps[dict[str, list[MyTrade]]]:
        """Return the trades since the attempt, by order, of the orders they fit."""
        attempt = self._attempt
        earliest = attempt.sent_at - _MARGIN - self.skew
        pager = my_trade_pager(attempt.highest_trade_id, None)
        by_order: dict[str, list[MyTrade]] = defaultdict(list)
        newest = 0
        while (call := pager.next_call()) is not None:
            rows = pager.rows((yield from self._call(call)))
            for row in rows:
                by_order[str(row.order_id)].append(row)
                newest = max(newest, row.id)
            if rows and rows[-1].timestamp < earliest:
                break
        if newest > self._newest_trade:
            self._newest_trade = newest
            yield self._note(lambda: self._desk.journal.saw_trade(newest))
        return {
            order_id: trades
            for order_id, trades in by_order.items()
            if fits_as_traded(self._asked, trades)
        }

    def _confirm(
        self, order_id: str, listed: Order | None, trades: list[MyTrade] | None
    ) -> Steps[Candidate | None]:
        """Look an order up by its id; None where it is not what was asked for."""
        if order_id in self._known:
            return self._known[order_id]
        candidate: Candidate | None
        try:
            detail: OrderDetail = yield from self._call(operations.get_order(order_id))
        except NotFound:
            # Finished orders may not be kept: what was seen of it has to do, for this look.
            return self._from_what_was_seen(listed, trades)
        candidate = Candidate(detail) if fits_as_asked(self._asked, detail) else None
        self._known[order_id] = candidate
        return candidate

    def _from_what_was_seen(
        self, listed: Order | None, trades: list[MyTrade] | None
    ) -> Candidate | None:
        if trades:
            # Another order at a better limit trades at prices that fit as well.
            return Candidate(detail_from_trades(self._asked, trades), certain=False)
        if listed is None:
            return None
        detail = OrderDetail(
            id=listed.id,
            price=listed.price,
            amount=listed.amount,
            trading_pair_name=listed.trading_pair_name,
            side=listed.side,
            type=listed.type,
            created_at=listed.created_at,
            status=OrderStatus.PLACED,
            remaining=listed.amount,
        )
        return Candidate(detail, certain=False)

    def _note(self, action: Callable[[], T]) -> Note[T]:
        seam = self._desk.seam
        return Note(seam, seam.monotonic() + self._desk.options.deadline, action)

    def _call(self, call: Call[T]) -> Steps[T]:
        trace = Trace(urgency=Urgency.RECONCILE)
        desk = self._desk
        answer = yield from desk.pipeline.execute(call, desk.call_options(), trace)
        return answer.value


def _now(desk: Desk) -> datetime:
    return _EPOCH + timedelta(microseconds=desk.seam.time_ns() // 1000)


def _skew(date: str | None, now: datetime) -> timedelta:
    """Return how far this machine's clock may be from the exchange's, by an answer's Date."""
    told = http_date(date or "")
    return timedelta() if told is None else abs(_EPOCH + timedelta(seconds=told) - now)
