"""What every answer must keep that no schema can say: pure functions over one call and its answer.

They need no server, so they work on recorded traffic as well. A rule yields one text for each thing
that is wrong; its name is the promise it looks after. Rules over several calls are in memory.py.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from attrs import frozen

from .rulebook import Rulebook
from .seen import UNREADABLE, Seen

__all__ = ["Complaint", "complaints", "milliseconds", "readable", "rules"]

_MOST_ROWS = 100
_DAY_MS = 86_400_000
_KOREAN_DAY_MS = 54_000_000  # midnight in Korea, where the exchange is, in UTC
_DEPTHS = {1: 1, 2: 50}
_BOUNDS = (
    ("pastmax", "id", -1),
    ("latestmin", "id", 1),
    ("after", "time", 1),
    ("before", "time", -1),
)
"""Parameter, what it bounds, and whether rows lie above (1) or below (-1) it, exclusively."""


@frozen
class Complaint:
    """A rule that a call and its answer break."""

    rule: str
    operation: str
    text: str


_book: Rulebook[Callable[[Seen], Iterator[str]]] = Rulebook()
"""What is held against the successful answers of an operation."""
_rule, rules = _book.rule, _book.names


def complaints(seen: Seen) -> list[Complaint]:
    """Everything that is wrong with one call and its answer."""
    if not seen.succeeded:
        return [Complaint("error answers fit", seen.operation, text) for text in _error(seen)]
    found: list[Complaint] = []
    for name, rule in _book.of(seen.operation):
        found += readable(name, seen, rule(seen))
    return found


def readable(name: str, seen: Seen, texts: Iterator[str]) -> list[Complaint]:
    """The complaints of one rule; an answer that it cannot even read is one more."""
    try:
        return [Complaint(name, seen.operation, text) for text in texts]
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        text = f"the answer cannot be read ({error!r}): {seen.body[:120]!r}"
        return [Complaint(name, seen.operation, text)]


def milliseconds(text: str) -> int:
    """A time of the API in milliseconds since 1970 UTC."""
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def _error(seen: Seen) -> Iterator[str]:
    """Codes and statuses go together as openapi.yaml says."""
    about = {401: _AUTHENTICATION, 429: {429, 10105}, 403: {403, 10364, 10233}}
    allowed = about.get(seen.status)
    if seen.status == 404:
        allowed = _NOT_FOUND.get(seen.operation)
    elif seen.status == 400 and seen.operation != "placeOrder":
        allowed = _BAD_REQUEST
    elif seen.status == 400:
        allowed = _BAD_REQUEST | _ORDER
    if 200 <= seen.status < 300:
        yield f"{seen.status} with a body that is not JSON: {seen.body[:80]!r}"
    elif allowed is not None and seen.answer is not UNREADABLE and seen.code not in allowed:
        yield f"status {seen.status} came with error code {seen.code}"


_AUTHENTICATION = {10155, 10004, 10108, 10229, 10230, 10231, 10232, 10233}
_PAIR = {101, 104, 10059}
_BAD_REQUEST = {400, 102, 101, 104, 10059, 10062, 10166, 10256, 10255, 10319}
_ORDER = {103, 105, 107, 108, 200, 201, 203, 204, 206, 10212, *range(10358, 10363)}
_NOT_FOUND = {
    "getBalance": {100, 106, 10058},
    "getOrder": {202, 10069},
    "cancelOrder": {202, 10069},
    "placeOrder": _PAIR,
    **dict.fromkeys(("getTicker", "getOrderBook", "listTrades", "getStats", "listCandles"), _PAIR),
}


def _unique(rows: Sequence[Any], key: str) -> Iterator[str]:
    keys = [row[key] for row in rows]
    if len(set(keys)) < len(keys):
        yield f"the same {key} comes twice: {[k for k in keys if keys.count(k) > 1][:3]}"


@_rule("listBalances")
def _balances_are_listed_once(seen: Seen) -> Iterator[str]:
    yield from _unique(seen.answer, "asset")


@_rule("listBalances", "getBalance")
def _balances_are_never_negative(seen: Seen) -> Iterator[str]:
    for row in seen.answer if isinstance(seen.answer, list) else [seen.answer]:
        for name in ("avail", "hold", "pendingWithdrawal"):
            if row[name] < 0:
                yield f"{name} of {row['asset']} is {row[name]}"


@_rule("getBalance")
def _the_balance_asked_for_comes_back(seen: Seen) -> Iterator[str]:
    if seen.answer["asset"] != seen.values["assetName"]:
        yield f"{seen.values['assetName']} was asked for, {seen.answer['asset']} came"


@_rule("placeOrder", "listOrders", "getOrder")
def _limit_orders_have_a_price_and_market_orders_none(seen: Seen) -> Iterator[str]:
    for row in seen.answer if isinstance(seen.answer, list) else [seen.answer]:
        if (row["type"] == "limit") != ("price" in row):
            yield f"a {row['type']} order with price {row.get('price')}"
        if row["amount"] <= 0 or row.get("price", 1) <= 0:
            yield f"amount {row['amount']}, price {row.get('price')}"
        if not row["id"].isdigit():
            yield f"the order id is {row['id']!r}"


@_rule("listOrders")
def _orders_are_listed_once(seen: Seen) -> Iterator[str]:
    yield from _unique(seen.answer, "id")


@_rule("placeOrder")
def _a_placed_order_is_echoed_as_it_was_sent(seen: Seen) -> Iterator[str]:
    sent = seen.sent
    for name in ("type", "side", "tradingPairName"):
        if seen.answer[name] != sent[name]:
            yield f"{name} was {sent[name]!r}, came back as {seen.answer[name]!r}"
    names = ("amount", "price") if sent["type"] == "limit" else ("amount",)
    for name in names:
        if seen.answer[name] != Decimal(sent[name]):
            yield f"{name} was {sent[name]}, came back as {seen.answer[name]}"


@_rule("getOrder")
def _the_order_asked_for_comes_back(seen: Seen) -> Iterator[str]:
    if seen.answer["id"] != seen.values["orderId"]:
        yield f"{seen.values['orderId']} was asked for, {seen.answer['id']} came"


@_rule("getOrder")
def _status_and_remaining_amount_agree(seen: Seen) -> Iterator[str]:
    status, amount, left = (seen.answer[name] for name in ("status", "amount", "remaining"))
    right = {
        "placed": left == amount,
        "updated": 0 < left < amount,
        "completed": left == 0,
        "cancelled": 0 < left <= amount or seen.answer["type"] == "market",
    }
    if not right[status]:
        yield f"a {status} order has {left} of {amount} left"


@_rule("cancelOrder")
def _a_cancel_answers_an_empty_object(seen: Seen) -> Iterator[str]:
    if seen.answer != {}:
        yield f"the answer is {seen.body[:80]!r}"


@_rule("listTrades", "listMyTrades")
def _a_page_keeps_its_bounds(seen: Seen) -> Iterator[str]:
    limit, rows = seen.whole("limit"), seen.answer
    time = "time" if seen.operation == "listTrades" else "timestamp"
    if len(rows) > (_MOST_ROWS if limit is None else min(limit, _MOST_ROWS)):
        yield f"{len(rows)} rows, limit {limit}"
    shown: dict[str, Callable[[Any], Any]] = {
        "id": lambda row: row["id"],
        "time": lambda row: milliseconds(row[time]),
    }
    for name, key, sign in _BOUNDS:
        bound = seen.whole(name)
        wrong = [] if bound is None else [r for r in rows if sign * (shown[key](r) - bound) <= 0]
        if wrong:
            yield f"{name}={bound} let through {wrong[0]['id']} of {wrong[0][time]}"


@_rule("listTrades", "listMyTrades")
def _trades_come_newest_first(seen: Seen) -> Iterator[str]:
    time = "time" if seen.operation == "listTrades" else "timestamp"
    for newer, older in pairwise(seen.answer):
        # The reference's own example of one's own trades is in the order of time, not of ids.
        if seen.operation == "listTrades" and newer["id"] <= older["id"]:
            yield f"trade {older['id']} comes after {newer['id']}"
        if milliseconds(newer[time]) < milliseconds(older[time]):
            yield f"{older[time]} comes after {newer[time]}"


@_rule("listTrades", "listMyTrades")
def _trades_are_listed_once(seen: Seen) -> Iterator[str]:
    yield from _unique(seen.answer, "id")


@_rule("listTrades")
def _public_trades_are_whole(seen: Seen) -> Iterator[str]:
    for row in seen.answer:
        if row["price"] <= 0 or row["amount"] <= 0:
            yield f"trade {row['id']} has price {row['price']}, amount {row['amount']}"
        if "date" in row and row["date"] != milliseconds(row["time"]) // 1000:
            yield f"date {row['date']} is not the second of {row['time']}"


@_rule("listTrades")
def _page_headers_name_the_ids_of_the_page(seen: Seen) -> Iterator[str]:
    ids = [str(row["id"]) for row in seen.answer]
    for name, wanted in (("pastmax", ids[-1:]), ("latestmin", ids[:1])):
        if name in seen.headers and [seen.headers[name]] != wanted:
            yield f"header {name} is {seen.headers[name]}, the page has {wanted}"


@_rule("listMyTrades")
def _own_trades_add_up(seen: Seen) -> Iterator[str]:
    for row in seen.answer:
        if row["baseAmount"] <= 0 or row["price"] <= 0 or row["fee"] < 0:
            yield f"trade {row['id']}: {row}"
        if row["quoteAmount"] != row["price"] * row["baseAmount"]:
            yield f"{row['price']} x {row['baseAmount']} is not {row['quoteAmount']}"
        whole = row["baseAmount"] if row["side"] == "buy" else row["quoteAmount"]
        if row["fee"] * 10 > whole:
            yield f"a fee of {row['fee']} on {whole}"


@_rule("getTicker")
def _the_ticker_is_not_crossed(seen: Seen) -> Iterator[str]:
    row = seen.answer
    if row["bid"] and row["ask"] and row["bid"] >= row["ask"]:
        yield f"bid {row['bid']}, ask {row['ask']}"
    if min(row["price"], row["bid"], row["ask"], row["volume"]) < 0:
        yield f"a negative number: {row}"


@_rule("getOrderBook")
def _the_book_is_sorted_and_not_crossed(seen: Seen) -> Iterator[str]:
    bids, asks = ([row[1] for row in seen.answer[side]] for side in ("bid", "ask"))
    if any(better <= worse for better, worse in pairwise(bids)):
        yield f"bids do not descend: {bids[:5]}"
    if any(better >= worse for better, worse in pairwise(asks)):
        yield f"asks do not ascend: {asks[:5]}"
    if bids and asks and bids[0] >= asks[0]:
        yield f"bid {bids[0]}, ask {asks[0]}"


@_rule("getOrderBook")
def _the_book_keeps_its_level(seen: Seen) -> Iterator[str]:
    most = _DEPTHS.get(seen.whole("level") or 0)
    for side in ("bid", "ask"):
        rows = seen.answer[side]
        if most is not None and len(rows) > most:
            yield f"level {seen.query['level']} has {len(rows)} rows of {side}"
        if any(row[2] <= 0 or row[1] <= 0 for row in rows):
            yield f"an empty or worthless row among {rows[:5]}"
        if len({row[0] for row in rows}) < len(rows):
            yield f"the same id comes twice on the {side} side"


@_rule("getStats", "listStats")
def _the_day_lies_between_its_low_and_high(seen: Seen) -> Iterator[str]:
    for row in seen.answer if isinstance(seen.answer, list) else [seen.answer]:
        if not row["low"] <= min(row["open"], row["close"]):
            yield f"low is above open or close: {row}"
        if not row["high"] >= max(row["open"], row["close"]):
            yield f"high is below open or close: {row}"
        if row["volume"] < 0 or row["low"] < 0:
            yield f"a negative number: {row}"


@_rule("listStats")
def _each_pair_has_one_day(seen: Seen) -> Iterator[str]:
    yield from _unique(seen.answer, "name")


@_rule("listCandles")
def _a_candle_lies_between_its_low_and_high(seen: Seen) -> Iterator[str]:
    for row in seen.answer:
        _, low, high, first, last, volume = row[:6]
        if not 0 < low <= min(first, last) <= max(first, last) <= high:
            yield f"low {low}, high {high}, open {first}, close {last}"
        if volume < 0:
            yield f"volume {volume}"


@_rule("listCandles")
def _candles_keep_their_range_and_grid(seen: Seen) -> Iterator[str]:
    times = [row[0] for row in seen.answer]
    start, end, minutes = (seen.whole(name) for name in ("start", "end", "interval"))
    if any(later <= earlier for earlier, later in pairwise(times)):
        yield f"times do not ascend: {[str(time) for time in times[:5]]}"
    if not times or start is None or end is None or not minutes:
        return
    span = minutes * 60_000
    if times[0] + span <= start or times[-1] > end:
        yield f"{times[0]} to {times[-1]} came for {start} to {end}"
    grid = {0, _KOREAN_DAY_MS} if span == _DAY_MS else {0}
    if any(int(time) % span not in grid for time in times):
        yield f"times off the grid of {minutes} minutes: {[str(time) for time in times[:5]]}"


@_rule("listTradingPairs")
def _pairs_are_named_after_their_assets(seen: Seen) -> Iterator[str]:
    for row in seen.answer:
        if row["name"] != f"{row['baseAsset']}-{row['quoteAsset']}":
            yield f"{row['name']} trades {row['baseAsset']} for {row['quoteAsset']}"
    yield from _unique(seen.answer, "name")


@_rule("listAssets")
def _assets_are_listed_once(seen: Seen) -> Iterator[str]:
    yield from _unique(seen.answer, "id")
    if any(not row["name"] or not row["id"] for row in seen.answer):
        yield "an asset without a name"
