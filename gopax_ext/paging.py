"""Long lists, page by page: which call comes next and which rows of its answer are new.

A pager makes no calls itself, so the same one serves `Gopax` and `AsyncGopax`. It relies on nothing
that the reference leaves open: bounds may be inclusive or not, pages may be clipped.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from gopax_generated import operations
from gopax_generated.enums import CandleInterval
from gopax_generated.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gopax_generated.models import Candle, MyTrade, Trade
    from gopax_generated.operations import Call

__all__ = [
    "CANDLES_A_CALL",
    "CandlePager",
    "Pager",
    "TradePager",
    "milliseconds",
    "my_trade_pager",
    "trade_pager",
]

Row = TypeVar("Row")


class _HasId(Protocol):
    @property
    def id(self) -> int: ...


AnyTrade = TypeVar("AnyTrade", bound=_HasId)

CANDLES_A_CALL: Final = 1_000
"""How many candles one call asks for: below the 1,024 that the exchange gives today."""

_MINUTE: Final = timedelta(minutes=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class Pager(Protocol[Row]):
    """A list in pages."""

    def next_call(self) -> Call[list[Row]] | None:
        """Return the call for the next page, None when there are no more."""
        ...

    def rows(self, page: list[Row]) -> Sequence[Row]:
        """Return the rows of that call's answer that have not been given before, in order."""
        ...


class TradePager(Generic[AnyTrade]):
    """Trades from the newest to the oldest, each once, also while new ones come in.

    `call(pastmax)` makes the call for the page older than an id. Only ids above `newer_than`
    and below `older_than` are given.
    """

    def __init__(
        self,
        call: Callable[[int | None], Call[list[AnyTrade]]],
        *,
        newer_than: int | None,
        older_than: int | None,
    ) -> None:
        self._call = call
        self._floor = newer_than
        self._below = older_than
        self._done = False

    def next_call(self) -> Call[list[AnyTrade]] | None:
        return None if self._done else self._call(self._below)

    def rows(self, page: Sequence[AnyTrade]) -> list[AnyTrade]:
        below, floor = self._below, self._floor
        new = [
            row
            for row in page
            if (below is None or row.id < below) and (floor is None or row.id > floor)
        ]
        new.sort(key=lambda row: row.id, reverse=True)
        reached_floor = floor is not None and any(row.id <= floor for row in page)
        # No new row on a page: the exchange has nothing older, or it ignores the bound.
        self._done = reached_floor or not new
        if new:
            self._below = new[-1].id
        return new


def trade_pager(
    trading_pair: str, newer_than: int | None, older_than: int | None
) -> TradePager[Trade]:
    """Return the pager over a pair's public trades."""
    return TradePager(
        lambda pastmax: operations.list_trades(trading_pair, pastmax=pastmax),
        newer_than=newer_than,
        older_than=older_than,
    )


def my_trade_pager(newer_than: int | None, older_than: int | None) -> TradePager[MyTrade]:
    """Return the pager over the account's own trades."""
    return TradePager(
        lambda pastmax: operations.list_my_trades(pastmax=pastmax),
        newer_than=newer_than,
        older_than=older_than,
    )


class CandlePager:
    """Candles with `start <= time < end`, oldest first, each once.

    `start` and `end` are aware datetimes or milliseconds since 1970.
    """

    def __init__(
        self,
        trading_pair: str,
        *,
        start: datetime | int,
        end: datetime | int,
        interval: CandleInterval | int,
    ) -> None:
        self._pair = trading_pair
        self._interval = CandleInterval(interval)
        self._next = milliseconds(start, "start")
        self._end = milliseconds(end, "end")
        self._start = _EPOCH + self._next * _MILLISECOND
        self._stop = _EPOCH + self._end * _MILLISECOND
        self._span = CANDLES_A_CALL * int(self._interval) * (_MINUTE // _MILLISECOND)
        if self._next > self._end:
            message = f"start ({self._start.isoformat()}) is after end ({self._stop.isoformat()})"
            raise ArgumentError(message, fix="Give the earlier time as start.")
        self._last: datetime | None = None

    def next_call(self) -> Call[list[Candle]] | None:
        if self._next >= self._end:
            return None
        start = self._next
        self._next = min(start + self._span, self._end)
        return operations.list_candles(
            self._pair,
            # One earlier: whether the exchange counts the bound itself in is not documented.
            start=max(start - 1, 0),
            end=self._next,
            interval=self._interval,
        )

    def rows(self, page: Sequence[Candle]) -> list[Candle]:
        new: list[Candle] = []
        for candle in sorted(page):
            in_range = self._start <= candle.time < self._stop
            if in_range and (self._last is None or candle.time > self._last):
                self._last = candle.time
                new.append(candle)
        return new


def milliseconds(value: datetime | int, name: str) -> int:
    """Return a time as milliseconds since 1970; one without a zone is an `ArgumentError`."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            message = f"{name} is a datetime without a time zone: {value.isoformat()}"
            raise ArgumentError(message, fix="Add one, for example tzinfo=UTC.")
        return (value - _EPOCH) // _MILLISECOND
    return value
