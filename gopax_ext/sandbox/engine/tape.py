"""The tape: all trades of one pair, oldest first, and pages cut out of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Literal, Protocol, Self, TypeVar

from attrs import define, frozen

__all__ = ["Page", "Tape", "Trade", "cut"]


@define(eq=False)
class Trade:
    """A trade as everybody sees it; `side` is the side of the order that came in and took."""

    id: int
    time_ms: int
    price: Decimal
    amount: Decimal
    side: Literal["buy", "sell"]
    text: str = ""
    """Its answer text, kept by whoever shows it: a trade never changes."""

    def __deepcopy__(self, memo: object) -> Self:
        """Itself: a copy of an exchange shares its past."""
        return self


@frozen
class Page:
    """Which rows to show: bounds are exclusive, `None` is no bound, times are milliseconds."""

    limit: int
    older_than: int | None = None
    newer_than: int | None = None
    after_ms: int | None = None
    before_ms: int | None = None


class _Row(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def time_ms(self) -> int: ...


R = TypeVar("R", bound=_Row)
_id = attrgetter("id")
_time = attrgetter("time_ms")


def cut(rows: Sequence[R], page: Page) -> list[R]:
    """The newest rows inside the bounds of `page`, newest first; `rows` ascend by id and time."""
    low, high = 0, len(rows)
    if page.newer_than is not None:
        low = max(low, bisect_right(rows, page.newer_than, key=_id))
    if page.older_than is not None:
        high = min(high, bisect_left(rows, page.older_than, key=_id))
    if page.after_ms is not None:
        low = max(low, bisect_right(rows, page.after_ms, key=_time))
    if page.before_ms is not None:
        high = min(high, bisect_left(rows, page.before_ms, key=_time))
    low = max(low, high - page.limit)
    return list(reversed(rows[low:high]))


class Tape:
    """All trades of one pair, oldest first; the seeded past is written when first looked at."""

    def __init__(
        self, past: Callable[[], list[Trade]] | None = None, *, keep: int = 200_000
    ) -> None:
        self._past = past
        self._live: list[Trade] = []
        self._keep = keep
        self.dropped = 0
        """How many of the oldest trades were forgotten to bound the memory."""

    @property
    def trades(self) -> list[Trade]:
        """Every trade known, oldest first."""
        if self._past is not None:
            self._live[:0] = self._past()
            self._past = None
        return self._live

    def add(self, trade: Trade) -> None:
        """Write down a trade that just happened."""
        live = self._live
        live.append(trade)
        if len(live) > self._keep:
            dropped = len(live) // 2
            del live[:dropped]
            self.dropped += dropped
