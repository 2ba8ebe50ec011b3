"""What a trade leaves behind is the same wherever it is shown: pages, book, candles and the day.

On a pair where nobody else trades, and at moments at which the clock stands still, so that every
answer is known beforehand.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..admin import Admin
from ..bench import Bench, Caller
from ..oracles import milliseconds
from ..seen import Seen
from ..target import QUIET_PAIRS
from .calls import PAIR, order
from .inputs import pages

__all__ = ["probe"]

_QUIET = QUIET_PAIRS[0]
_PATH = f"/trading-pairs/{_QUIET}"
_CHECK = "a trade is the same wherever it is shown"
_MINUTE_MS = 60_000
_DAY_MS = 86_400_000
_PRICE = 300_000
_MOST_PAGES = 40


def probe(bench: Bench, admin: Admin) -> None:
    """Needs the administration API for an account and the clock."""
    caller, public = bench.caller(admin.open_account()), bench.caller()
    if any(public.get(f"{_PATH}/book").answer.values()):
        bench.result.skipped.append(f"trading: somebody else trades {_QUIET} here")
        return
    _at_one_moment(bench, admin, caller, public)
    _own_pages(bench, caller)
    _filters(bench, caller)
    _whole_book(bench, caller, public)
    _day(bench, admin, public)


def _same(bench: Bench, seen: Seen, what: str, shown: object, known: object) -> None:
    if shown != known:
        bench.find(_CHECK, seen, f"{what} is {shown}, expected {known}")


def _ours(side: str, amount: object, price: object = _PRICE) -> dict[str, Any]:
    return order(side=side, amount=amount, price=price, tradingPairName=_QUIET)


def _at_one_moment(bench: Bench, admin: Admin, caller: Caller, public: Caller) -> None:
    """Everything that happens while the clock stands still has the same time."""
    with admin.frozen_clock():
        now = public.get(f"{_PATH}/ticker").answer["time"]
        start = milliseconds(now) // _MINUTE_MS * _MINUTE_MS
        candles = f"{_PATH}/candles?start={start}&end={start}&interval=1"
        public.get(candles)
        empty = public.get(f"{_PATH}/book").answer
        offer = caller.call("POST", "/orders", _ours("sell", 3))
        bid = caller.call("POST", "/orders", _ours("buy", 2, _PRICE + 1))
        for seen in (offer, bid):
            _same(bench, seen, "createdAt", seen.answer["createdAt"], now)
        own, trades = caller.get("/trades?limit=2"), public.get(f"{_PATH}/trades?limit=1")
        _same(bench, own, "the times", [row["timestamp"] for row in own.answer], [now] * 2)
        (row,) = trades.answer
        shown = row["time"], row["price"], row["amount"], row["side"]
        _same(bench, trades, "the trade", shown, (now, _PRICE, 2, "buy"))
        ticker, day = public.get(f"{_PATH}/ticker"), public.get(f"{_PATH}/stats")
        listed = public.get("/trading-pairs/stats")
        alone = next(other for other in listed.answer if other["name"] == _QUIET)
        for seen, time in ((ticker, ticker.answer), (day, day.answer), (listed, alone)):
            _same(bench, seen, "the time", time["time"], now)
        candle = public.get(candles)
        values = [list(row) for row in candle.answer]
        _same(bench, candle, "the minute", values, [[start, *[_PRICE] * 4, 2]])
        _one_row(bench, public.get(f"{_PATH}/book"), empty, milliseconds(now))
    _cancel_what_is_left(bench, caller, offer)
    for number in (f"0{offer.answer['id']}", f"{offer.answer['id']}.0", f"+{offer.answer['id']}"):
        seen = caller.get(f"/orders/{number}")
        bench.expect("errors come as the reference says", f"the order {number}", seen, 404)


def _cancel_what_is_left(bench: Bench, caller: Caller, offer: Seen) -> None:
    """An order that is partly filled gives back what it still holds, and no more."""
    asset = f"/balances/{_QUIET.partition('-')[0]}"
    path, before = f"/orders/{offer.answer['id']}", caller.get(asset).answer
    _same(bench, offer, "the rest", caller.get(path).answer["remaining"], 1)
    cancelled = caller.call("DELETE", path)
    bench.expect(_CHECK, "cancelling what is left of an order", cancelled, 200)
    after = caller.get(asset)
    shown = after.answer["avail"], after.answer["hold"]
    _same(bench, after, "avail and hold", shown, (before["avail"] + 1, before["hold"] - 1))
    row = caller.get(path)
    left = row.answer["status"], row.answer["remaining"]
    _same(bench, row, "status and rest", left, ("cancelled", 1))


def _one_row(bench: Bench, book: Seen, before: dict[str, Any], now: int) -> None:
    """What is left of the offer, with the time of its change and a new sequence, if there are."""
    rows = book.answer["bid"], [row[1:3] for row in book.answer["ask"]]
    _same(bench, book, "the book", rows, ([], [[_PRICE, 1]]))
    for row in book.answer["ask"]:
        _same(bench, book, "the time of the row", list(row[3:]), [str(now)][: len(row) - 3])
    if "sequence" in book.answer and not book.answer["sequence"] > before["sequence"]:
        text = f"the book changed, its sequence stayed at {before['sequence']}"
        bench.find("the book moves forward", book, text)


def _own_pages(bench: Bench, caller: Caller) -> None:
    """Pages of own trades, which a new account has none of."""
    caller.call("POST", "/orders", _ours("sell", 6))
    for _ in range(6):
        caller.call("POST", "/orders", _ours("buy", 1))
    pages(bench, caller, "/trades")
    seen = caller.get("/trades")
    rows = seen.answer
    _same(bench, seen, "the number of own trades", len(rows), 14)  # both sides of seven
    times = [milliseconds(row["timestamp"]) for row in rows]
    for name, fits in (
        ("before", [time < times[5] for time in times]),
        ("after", [time > times[5] for time in times]),
    ):
        seen = caller.get(f"/trades?{name}={times[5]}")
        known = [row["id"] for row, fit in zip(rows, fits, strict=True) if fit]
        _same(bench, seen, f"the page {name} {times[5]}", [row["id"] for row in seen.answer], known)


def _filters(bench: Bench, caller: Caller) -> None:
    """Older documents name `trading-pair-name`, which clients of that time send."""
    kept = caller.call("POST", "/orders", _ours("sell", 1)).answer["id"]
    for target in ("/orders", "/trades"):
        rows = caller.get(target).answer
        for pair, known in ((_QUIET, rows), (PAIR, [])):
            seen = caller.get(f"{target}?trading-pair-name={pair}")
            _same(bench, seen, f"{target} of {pair}", seen.answer, known)
    caller.call("DELETE", f"/orders/{kept}")


def _whole_book(bench: Bench, caller: Caller, public: Caller) -> None:
    """The last row of a deep book is the bid of somebody who expects the worst."""
    placed = caller.call("POST", "/orders", order(price="0.5", amount=1)).answer["id"]
    book = public.get(f"/trading-pairs/{PAIR}/book")
    _same(bench, book, "the last bid", book.answer["bid"][-1][1:3], [Decimal("0.5"), 1])
    fifty = public.get(f"/trading-pairs/{PAIR}/book?level=2")
    if len(book.answer["bid"]) > 51 and fifty.answer["bid"][-1][1] == Decimal("0.5"):
        bench.find(_CHECK, fifty, "level 2 shows the last bid of a deep book")
    caller.call("DELETE", f"/orders/{placed}")


def _day(bench: Bench, admin: Admin, public: Caller) -> None:
    """The last 24 hours are what their trades say."""
    with admin.frozen_clock():
        ticker, day = public.get(f"{_PATH}/ticker"), public.get(f"{_PATH}/stats")
    since = milliseconds(ticker.answer["time"]) - _DAY_MS
    rows = list(_trades(public, since))
    inside = [row for row in rows if milliseconds(row["time"]) >= since]
    prices = [row["price"] for row in inside]
    known = {
        "high": max(prices),
        "low": min(prices),
        "close": prices[0],
        "volume": sum((row["amount"] for row in inside), start=Decimal(0)),
    }
    _same(bench, day, "the day", {name: day.answer[name] for name in known}, known)
    first = {row["price"] for row in rows[len(inside) - 1 : len(inside) + 1]}
    if day.answer["open"] not in first:
        bench.find(_CHECK, day, f"open is {day.answer['open']}, the day began at {first}")
    for name, value in (("price", known["close"]), ("volume", known["volume"])):
        _same(bench, ticker, name, ticker.answer[name], value)


def _trades(public: Caller, since: int) -> Iterator[dict[str, Any]]:
    """All trades of the pair, newest first, until one is older than `since`."""
    page = public.get(f"{_PATH}/trades").answer
    for _ in range(_MOST_PAGES):
        yield from page
        if not page or milliseconds(page[-1]["time"]) < since:
            return
        page = public.get(f"{_PATH}/trades?pastmax={page[-1]['id']}").answer
