"""Public data agrees with itself: ticker, book, trades, statistics and candles of one pair."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..bench import Bench, Caller
from ..oracles import milliseconds
from ..seen import Seen

__all__ = ["lists", "look"]

_AGREE = "operations agree with each other"
_PAGES = "pages join"
_MINUTE_MS = 60_000
_HALF_HOUR_MS = 30 * _MINUTE_MS
_DAY_MS = 86_400_000
_SKEW_MS = 120_000
_TRIES = 3
_SPARE = 50
"""Above so many calls nothing is tried again, so that the plan stays small on a busy market."""

Row = Mapping[str, Any]


def lists(at: Bench, public: Caller) -> list[str]:
    """The pairs listed; assets, pairs and statistics name the same things."""
    assets = {row["id"] for row in public.get("/assets").answer}
    pairs = public.get("/trading-pairs")
    days = public.get("/trading-pairs/stats")
    names = [row["name"] for row in pairs.answer]
    used = {row[side] for row in pairs.answer for side in ("baseAsset", "quoteAsset")}
    if not used <= assets:
        at.find(_AGREE, pairs, f"not among the assets: {sorted(used - assets)}")
    if {row["name"] for row in days.answer} != set(names):
        at.find(_AGREE, days, f"statistics and pairs differ; pairs are {names}")
    unknown = public.get("/trading-pairs/NOPE-KRW/ticker")
    at.expect("errors come as the reference says", "an unknown pair", unknown, 404)
    return names


def look(at: Bench, public: Caller, pair: str) -> None:
    """Everything that is public about one pair, in about twenty calls."""
    path = f"/trading-pairs/{pair}"
    _ticker(at, public, path)
    _stats(at, public, path, pair)
    _levels(at, public, path)
    rows = public.get(f"{path}/trades").answer
    if len(rows) >= 4:
        _pages(at, public, path, rows)
    if rows:
        _candles(at, public, path, rows)


def _tries(at: Bench) -> Iterator[int]:
    """One try, and more while there are calls to spare."""
    for number in range(_TRIES):
        if not number or at.result.calls < _SPARE:
            yield number


def _ticker(at: Bench, public: Caller, path: str) -> None:
    """Between two looks at book and trades that are the same, the ticker says the same too."""
    for _ in _tries(at):
        book, last = public.get(f"{path}/book?level=1"), public.get(f"{path}/trades?limit=1")
        ticker = public.get(f"{path}/ticker")
        again = public.get(f"{path}/trades?limit=1"), public.get(f"{path}/book?level=1")
        if (last.answer, book.answer) == (again[0].answer, again[1].answer):
            _ticker_says(at, ticker, book.answer, last.answer)
            return


def _ticker_says(at: Bench, ticker: Seen, book: Row, trades: Sequence[Row]) -> None:
    for name in ("bid", "ask"):
        if book[name] and ticker.answer[name] != book[name][0][1]:
            at.find(_AGREE, ticker, f"{name}: the book says {book[name][0][1]}")
    if not trades:
        return
    if ticker.answer["price"] != trades[0]["price"]:
        at.find(_AGREE, ticker, f"the newest trade was at {trades[0]['price']}")
    behind = milliseconds(trades[0]["time"]) - milliseconds(ticker.answer["time"])
    if behind > _SKEW_MS:
        at.find(_AGREE, ticker, f"the newest trade is of {trades[0]['time']}, which is later")


def _stats(at: Bench, public: Caller, path: str, pair: str) -> None:
    """One pair's day is the same in its own answer and in the list, when nothing traded between."""
    for _ in _tries(at):
        first = public.get(f"{path}/stats")
        rows = {row["name"]: row for row in public.get("/trading-pairs/stats").answer}
        second = public.get(f"{path}/stats")
        if first.answer == second.answer:
            listed = {name: value for name, value in rows[pair].items() if name in first.answer}
            if listed != first.answer:
                at.find(_AGREE, first, f"the list of statistics says {listed}")
            return


def _levels(at: Bench, public: Caller, path: str) -> None:
    """A deeper level begins with the rows of a shallower one."""
    for _ in _tries(at):
        queries = ("?level=2", "?level=1", "", "?level=2")
        books = [public.get(f"{path}/book{query}") for query in queries]
        if books[0].answer == books[3].answer:
            break
    else:
        return
    for side in ("bid", "ask"):
        fifty, one, whole = (book.answer[side] for book in books[:3])
        prices = [[row[1] for row in rows] for rows in (one, fifty, whole)]
        if prices[0] != prices[1][:1] or prices[1][:10] != prices[2][:10]:
            at.find(_AGREE, books[0], f"levels differ on the {side} side: {prices[0]}")
        if len(prices[2]) >= 50 > len(prices[1]):
            at.find(_AGREE, books[0], f"level 2 has {len(prices[1])} of {len(prices[2])} rows")


def _pages(at: Bench, public: Caller, path: str, rows: Sequence[Row]) -> None:
    """Each parameter cuts the list where it says."""
    ids = [row["id"] for row in rows]
    times = [milliseconds(row["time"]) for row in rows]
    older = public.get(f"{path}/trades?pastmax={ids[0]}&limit=3")
    _is(at, older, ids[1:4])
    newer = public.get(f"{path}/trades?latestmin={ids[2]}")
    _is(at, newer, ids[:2], last=True)
    before = public.get(f"{path}/trades?before={times[2]}&limit=2")
    _is(at, before, [i for i, time in zip(ids, times, strict=True) if time < times[2]][:2])
    after = public.get(f"{path}/trades?after={times[3]}")
    _is(at, after, [i for i, time in zip(ids, times, strict=True) if time > times[3]], last=True)


def _is(at: Bench, seen: Seen, wanted: list[Any], *, last: bool = False) -> None:
    """The page has these ids; with `last` newer ones may have come before them."""
    ids = [row["id"] for row in seen.answer]
    shown = ids[len(ids) - len(wanted) :] if last else ids[: len(wanted)]
    if shown != wanted:
        at.find(_PAGES, seen, f"expected {[str(i) for i in wanted]}, got {[str(i) for i in ids]}")


def _candles(at: Bench, public: Caller, path: str, rows: Sequence[Row]) -> None:
    """Minutes add up to half hours and days, and trades to minutes."""
    newest = milliseconds(rows[0]["time"])
    half = newest - newest % _HALF_HOUR_MS - _HALF_HOUR_MS
    day = newest - newest % _DAY_MS - _DAY_MS
    minutes = public.get(_range(path, half, half + _HALF_HOUR_MS - 1, 1))
    for span, start, parts in ((30, half, 1), (5, half, 1), (1440, day, 30)):
        whole = public.get(_range(path, start, start, span))
        found = [row for row in whole.answer if row[0] == start]
        end = start + span * _MINUTE_MS
        if parts == 1:
            inside = [row for row in minutes.answer if start <= row[0] < end]
        else:
            inside = public.get(_range(path, start, end - 1, parts)).answer
        _adds_up(at, whole, found, inside)
    _trades_add_up(at, minutes, rows)


def _range(path: str, start: int, end: int, minutes: int) -> str:
    return f"{path}/candles?start={start}&end={end}&interval={minutes}"


def _adds_up(at: Bench, seen: Seen, found: list[Any], parts: list[Any]) -> None:
    if bool(found) != bool(parts):
        at.find(_AGREE, seen, f"{len(found)} candles for {len(parts)} shorter ones")
    if not found or not parts:
        return
    sums = [
        min(row[1] for row in parts),
        max(row[2] for row in parts),
        parts[0][3],
        parts[-1][4],
        sum((row[5] for row in parts), start=Decimal(0)),
    ]
    if found[0][1:6] != sums:
        at.find(_AGREE, seen, f"shorter candles say {[str(value) for value in sums]}")


def _trades_add_up(at: Bench, minutes: Seen, rows: Sequence[Row]) -> None:
    """A minute whose trades are all on the page is what they say."""
    timed = [(milliseconds(row["time"]), row["amount"]) for row in rows]
    for candle in minutes.answer:
        start = candle[0]
        if timed[-1][0] < start:
            amounts = [amount for time, amount in timed if 0 <= time - start < _MINUTE_MS]
            volume = sum(amounts, start=Decimal(0))
            if volume != candle[5]:
                at.find(_AGREE, minutes, f"trades of {start} sum to {volume}, not {candle[5]}")
