"""Candles and 24 hour statistics, computed from the trades on the tape and nothing else."""

from bisect import bisect_left, bisect_right
from collections import deque
from decimal import Decimal
from operator import attrgetter

from attrs import define, frozen

from .engine import Tape, Trade
from .engine.numbers import EXACT, ZERO

__all__ = ["Candle", "CandleChart", "DayStats", "DayWindow"]

_DAY_MS = 86_400_000
_MINUTE_MS = 60_000
_start = attrgetter("start_ms")


@define
class Candle:
    """What was traded within one interval; an interval without a trade has no candle."""

    start_ms: int
    low: Decimal
    high: Decimal
    open: Decimal
    close: Decimal
    volume: Decimal


class CandleChart:
    """The candles of one pair at one interval (in minutes), kept up with the tape."""

    def __init__(self, tape: Tape, minutes: int) -> None:
        self._tape = tape
        self._span_ms = minutes * _MINUTE_MS
        self._seen = 0
        self._candles: list[Candle] = []

    def between(self, start_ms: int, end_ms: int) -> list[Candle]:
        """The candles that begin at or after `start_ms` and at or before `end_ms`, ascending."""
        self._catch_up()
        candles = self._candles
        low = bisect_left(candles, start_ms, key=_start)
        return candles[low : bisect_right(candles, end_ms, key=_start)]

    def _catch_up(self) -> None:
        trades = self._tape.trades
        candles, span = self._candles, self._span_ms
        for trade in trades[max(0, self._seen - self._tape.dropped) :]:
            start = trade.time_ms - trade.time_ms % span
            price, last = trade.price, candles[-1] if candles else None
            if last is None or last.start_ms < start:
                candles.append(Candle(start, price, price, price, price, trade.amount))
            else:
                last.low = min(last.low, price)
                last.high = max(last.high, price)
                last.close = price
                last.volume = EXACT.add(last.volume, trade.amount)
        self._seen = len(trades) + self._tape.dropped


@frozen
class DayStats:
    """The last 24 hours of one pair; `time_ms` is when they last changed."""

    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal
    volume: Decimal
    time_ms: int


class DayWindow:
    """The trades of the last 24 hours of one pair, kept up with the tape and the clock."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._seen = 0
        self._window: deque[Trade] = deque()
        self._lows: deque[Trade] = deque()
        self._highs: deque[Trade] = deque()
        self._volume = ZERO
        self._last: Trade | None = None

    def at(self, now_ms: int) -> DayStats:
        """The statistics at `now_ms`.

        After 24 hours without a trade all prices are the last one and the volume is 0; before the
        first trade all are 0.
        """
        self._enter()
        self._leave(now_ms - _DAY_MS)
        last = self._last
        if last is None:
            return DayStats(ZERO, ZERO, ZERO, ZERO, ZERO, now_ms)
        if not self._window:
            return DayStats(last.price, last.price, last.price, last.price, ZERO, last.time_ms)
        return DayStats(
            self._window[0].price,
            self._highs[0].price,
            self._lows[0].price,
            last.price,
            self._volume,
            last.time_ms,
        )

    def _enter(self) -> None:
        trades, dropped = self._tape.trades, self._tape.dropped
        fresh = trades[max(0, self._seen - dropped) :]
        self._seen = len(trades) + dropped
        if not fresh:
            return
        self._last = fresh[-1]
        lows, highs = self._lows, self._highs
        for trade in fresh:
            self._window.append(trade)
            self._volume = EXACT.add(self._volume, trade.amount)
            while lows and lows[-1].price >= trade.price:
                lows.pop()
            lows.append(trade)
            while highs and highs[-1].price <= trade.price:
                highs.pop()
            highs.append(trade)

    def _leave(self, oldest_ms: int) -> None:
        window = self._window
        while window and window[0].time_ms < oldest_ms:
            gone = window.popleft()
            self._volume = EXACT.subtract(self._volume, gone.amount)
            if self._lows[0] is gone:
                self._lows.popleft()
            if self._highs[0] is gone:
                self._highs.popleft()
