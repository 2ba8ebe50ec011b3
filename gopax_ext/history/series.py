"""What a dataset holds and where: one series of a pair, in one file for each month."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final, Literal

import attrs

from gopax_generated.enums import CandleInterval
from gopax_generated.errors import ArgumentError

from .ranges import Range
from .schema import candle_schema, trade_schema

__all__ = ["INTERVAL_NAMES", "MINUTE_MS", "Series", "month_of", "month_range", "months_within"]

MINUTE_MS: Final = 60_000
INTERVAL_NAMES: Final = {1: "1m", 5: "5m", 30: "30m", 1440: "1d"}
"""How intervals (in minutes) are called in paths and at the keyboard."""


@attrs.frozen
class Series:
    """The candles of a pair at one interval, or its trades."""

    kind: Literal["candles", "trades"]
    pair: str
    interval: int = 0
    """Minutes of a candle; 0 for trades."""

    @classmethod
    def candles(cls, pair: str, interval: CandleInterval | int) -> "Series":
        """Return the candles of a pair; an interval that the exchange lacks is refused."""
        if int(interval) not in INTERVAL_NAMES:
            raise ArgumentError(
                f"interval {interval!r} is none that the exchange has",
                fix=f"Give minutes: {', '.join(map(str, INTERVAL_NAMES))}.",
            )
        return cls("candles", pair, int(interval))

    @classmethod
    def trades(cls, pair: str) -> "Series":
        """Return the trades of a pair."""
        return cls("trades", pair)

    @classmethod
    def of_name(cls, name: str) -> "Series":
        """Return the series of a `name`; ValueError for any other text."""
        kind, *rest = PurePosixPath(name).parts
        found = dict(part.split("=", 1) for part in rest)
        interval = {text: minutes for minutes, text in INTERVAL_NAMES.items()}
        if kind == "candles" and list(found) == ["pair", "interval"]:
            return cls("candles", found["pair"], interval[found["interval"]])
        if kind == "trades" and list(found) == ["pair"]:
            return cls("trades", found["pair"])
        raise ValueError(name)

    @property
    def name(self) -> str:
        """Its folder within the dataset: `candles/pair=BTC-KRW/interval=1m`."""
        if self.kind == "trades":
            return f"trades/pair={self.pair}"
        return f"candles/pair={self.pair}/interval={INTERVAL_NAMES[self.interval]}"

    @property
    def step_ms(self) -> int:
        """The length of a candle in milliseconds."""
        return self.interval * MINUTE_MS

    @property
    def key(self) -> str:
        """The column that orders the rows and is different in each."""
        return "time" if self.kind == "candles" else "id"

    @property
    def schema(self) -> Any:
        """The columns of its files."""
        return candle_schema() if self.kind == "candles" else trade_schema()

    def file(self, month: str) -> str:
        """Return where a month lies within the dataset."""
        return f"{self.name}/month={month}/{self.kind}.parquet"

    def __str__(self) -> str:
        return f"{self.pair} {INTERVAL_NAMES.get(self.interval, 'trades')}"


def month_of(time_ms: int) -> str:
    """Return the month, in UTC, of a time in milliseconds since 1970: `2024-01`."""
    return f"{datetime.fromtimestamp(time_ms / 1000, UTC):%Y-%m}"


def month_range(month: str) -> Range:
    """Return a month in milliseconds since 1970."""
    year, number = map(int, month.split("-"))
    start, end = (year, number), (year + number // 12, number % 12 + 1)
    first, last = (int(datetime(*each, 1, tzinfo=UTC).timestamp()) * 1000 for each in (start, end))
    return first, last


def months_within(times: Range) -> Iterator[tuple[str, Range]]:
    """Yield each month that a range of milliseconds touches, with its part of the range."""
    start, end = times
    while start < end:
        month = month_of(start)
        part = (start, min(end, month_range(month)[1]))
        yield month, part
        start = part[1]
