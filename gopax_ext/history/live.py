"""Candles and trades right from the exchange, as columns, stored nowhere."""

from typing import Any

from gopax_generated.enums import CandleInterval
from gopax_generated.operations import list_trades

from ..paging import CANDLES_A_CALL
from .access import Access
from .asking import CandleSource
from .blocking import run
from .columns import trade_table
from .download import in_parallel
from .frame import Candles, Trades
from .ranges import Range, cut
from .rows import ordered
from .series import Series
from .span import Moment, span_of

__all__ = ["candles", "trades"]


def candles(
    pair: str,
    *,
    interval: CandleInterval | int = 1,
    start: Moment,
    end: Moment | None = None,
    **client: Any,
) -> Candles:
    """Return a pair's candles with `start <= time < end` (until now without `end`), oldest first.

    Times are aware datetimes or milliseconds since 1970, `interval` is in minutes; the last candle
    may still be forming. `client` are arguments of `AsyncGopax`. Calls are made side by side, as
    many as the exchange allows. Raises what `list_candles` does, `NumberTooFine` and, without
    pyarrow, `SettingsError`. Reference: Get historic rates by trading pair.
    """
    access = Access(client)
    series = Series.candles(pair, interval)
    first, last = span_of(start, end)
    last = min(last, access.seam.time_ns() // 1_000_000 + series.step_ms) if end is None else last

    async def fetch() -> list[Any]:
        found: list[Any] = []
        async with access.open() as caller:
            source = CandleSource(caller)

            async def piece(part: Range) -> None:
                found.extend(await source.between(series, part))

            pieces = cut((first, last), series.step_ms * CANDLES_A_CALL)
            await in_parallel(piece(part) for part in pieces)
        return found

    tables = run(fetch)
    table = ordered(tables, series)[0] if tables else series.schema.empty_table()
    return Candles(series, table)


def trades(pair: str, *, limit: int = 100, **client: Any) -> Trades:
    """Return the newest trades of a pair, at most 100, oldest first.

    Reference: Get recent trades by trading pair. `History.download_trades` fetches all of them.
    """
    access = Access(client)

    async def fetch() -> Any:
        async with access.open() as caller:
            return (await caller.send(list_trades(pair, limit=limit))).value

    series = Series.trades(pair)
    return Trades(series, ordered([trade_table(run(fetch))], series)[0])
