"""The books of an account: what its balances became, explained by its trades and open orders.

Read before everything else and again at the end, with nothing but the account's own key, so it
works on any server where orders may be placed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from .bench import Caller, bench
from .results import LayerResult
from .target import Target

__all__ = ["Books", "audit", "open_books", "unexplained"]

_CHECK = "balances are explained by trades and open orders"
_TRIES = 8
_MOST_PAGES = 200

Row = Mapping[str, Any]


@frozen(kw_only=True)
class Books:
    """An account at one moment."""

    balances: Mapping[str, Row]
    """By asset, as listBalances answers them."""
    orders: tuple[Row, ...]
    """The open orders, as getOrder answers them."""
    trades: tuple[Row, ...]
    """The trades since the books were opened, newest first."""
    newest: Decimal
    """The highest trade id there was; 0 before the first trade."""


def unexplained(before: Books, after: Books) -> Iterator[str]:
    """What the trades and open orders of `after` do not explain, one text each."""
    moved = _moved(after.trades)
    held = _held(after.orders)
    for asset, row in after.balances.items():
        old = before.balances.get(asset, {"avail": 0, "hold": 0, "pendingWithdrawal": 0})
        change = _total(row) - _total(old)
        if change != moved[asset]:
            yield f"{asset} changed by {change}, its {len(after.trades)} trades say {moved[asset]}"
        if row["hold"] != held[asset]:
            yield f"{row['hold']} {asset} is held, open orders hold {held[asset]}"


def _total(row: Row) -> Decimal:
    total: Decimal = row["avail"] + row["hold"] + row["pendingWithdrawal"]
    return total


def _moved(trades: Iterable[Row]) -> defaultdict[str, Decimal]:
    moved: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in trades:
        base, quote = row["tradingPairName"].split("-")
        if row["side"] == "buy":
            moved[base] += row["baseAmount"] - row["fee"]
            moved[quote] -= row["quoteAmount"]
        else:
            moved[base] -= row["baseAmount"]
            moved[quote] += row["quoteAmount"] - row["fee"]
    return moved


def _held(orders: Iterable[Row]) -> defaultdict[str, Decimal]:
    held: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in orders:
        base, quote = row["tradingPairName"].split("-")
        if row["side"] == "buy":
            held[quote] += row["remaining"] * row["price"]
        else:
            held[base] += row["remaining"]
    return held


def open_books(target: Target, document: Mapping[str, Any]) -> Books | None:
    """The books before anything happens; None where there is no account to look at."""
    if target.new_key is None or not target.may_trade:
        return None
    found: list[Books] = []
    with bench("books", target, document) as at, at.reading("the books"):
        found.append(_read(at.caller(target.new_key()), since=None))
    return found[0] if found else None


def audit(target: Target, document: Mapping[str, Any], before: Books | None) -> LayerResult:
    """Close the books that were opened and write down what is not explained."""
    with bench("books", target, document) as at:
        if target.new_key is None or not target.may_trade:
            at.result.skipped.append("books: no account that may trade")
            return at.result
        with at.reading("the books"):
            if before is None:
                raise ValueError("the books could not be read at the beginning")
            after = _read(at.caller(target.new_key()), since=before.newest)
            at.result.parts["trades"] = len(after.trades)
            for text in unexplained(before, after):
                at.find(_CHECK, "listBalances", text)
    return at.result


def _read(caller: Caller, since: Decimal | None) -> Books:
    """The books at one moment: read again while trades happen in between."""
    for tries in range(1, _TRIES + 1):
        balances = caller.get("/balances").answer
        orders = [caller.get(f"/orders/{row['id']}").answer for row in caller.get("/orders").answer]
        newest, trades = _trades(caller, since)
        if caller.get("/balances").answer == balances or tries == _TRIES:
            return Books(
                balances={row["asset"]: row for row in balances},
                orders=tuple(orders),
                trades=tuple(trades),
                newest=newest,
            )
    raise AssertionError("the last try returns")


def _trades(caller: Caller, since: Decimal | None) -> tuple[Decimal, list[Row]]:
    """The highest trade id, and the trades above `since`, page by page."""
    found: list[Row] = caller.get("/trades").answer
    newest = max((row["id"] for row in found), default=Decimal(0))
    if since is None:
        return newest, []
    page = found
    for _ in range(_MOST_PAGES):
        if not page or min(row["id"] for row in page) <= since:
            break
        page = caller.get(f"/trades?pastmax={min(row['id'] for row in page)}").answer
        found = [*found, *page]
    return newest, [row for row in found if row["id"] > since]
