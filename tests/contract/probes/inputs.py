"""The neighbours of every value allowed, and every spelling that clients rely on."""

import json
from typing import Any

from ..bench import Bench, Caller
from .calls import PAIR, order

__all__ = ["pages", "probe"]

_OUTSIDE = "values outside are refused"
_INSIDE = "values inside are taken"
_RANGE = "start=1520985600000&end=1521004200000"
_INTERVALS = (1, 5, 30, 1440)
_NO_INTERVALS = (0, 2, 3, 4, 6, 7, 10, 15, 29, 31, 60, 1439, 1441, -1, "1.5", "x", "")
_LEVELS = {"1": 1, "2": 50, "3": None, "0": None, "-1": None, "99": None}
_ORDER_SPELLINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("numbers as strings", {"price": "1000", "amount": "1.5"}),
    (
        "18 decimals of zeros",
        {"price": "1000.000000000000000000", "amount": "1.000000000000000000"},
    ),
    ("an exponent", {"price": 1e3, "amount": 1}),
    ("a field that nobody knows", {"unknown": [1, {"a": None}]}),
    ("8 decimals", {"price": "1000.00000001", "amount": "0.00010001"}),
)
_CONTENT_TYPES = (None, "application/json", "application/json; charset=utf-8", "text/plain")


def probe(bench: Bench) -> None:
    """Queries of public operations, pages, and the body of an order."""
    public = bench.caller()
    _candles(bench, public)
    _levels(bench, public)
    pages(bench, public, f"/trading-pairs/{PAIR}/trades")
    if bench.target.new_key is None:
        return
    caller = bench.caller(bench.target.new_key())
    pages(bench, caller, "/trades")
    if bench.target.may_trade:
        _orders(bench, caller)


def _candles(bench: Bench, caller: Caller) -> None:
    path = f"/trading-pairs/{PAIR}/candles"
    for minutes in _INTERVALS:
        seen = caller.get(f"{path}?{_RANGE}&interval={minutes}")
        bench.expect(_INSIDE, f"interval {minutes}", seen, 200)
        if bench.target.is_reference and seen.answer == []:
            bench.find(_INSIDE, seen, f"no candle of {minutes} minutes within five busy hours")
    for wrong in _NO_INTERVALS:
        seen = caller.get(f"{path}?{_RANGE}&interval={wrong}")
        bench.expect(_OUTSIDE, f"interval {wrong!r}", seen, 400)
    for query in (
        "",
        "start=1&end=2",
        "start=1&interval=1",
        "end=2&interval=1",
        "start=x&end=2&interval=1",
    ):
        bench.expect(_OUTSIDE, f"candles?{query}", caller.get(f"{path}?{query}"), 400)
    seen = caller.get(f"{path}?start=2&end=1&interval=1")
    bench.expect(_OUTSIDE, "start after end", seen, (200, 400))
    if seen.status == 200 and seen.answer:
        bench.find(_OUTSIDE, seen, "candles of a range that ends before it starts")


def _levels(bench: Bench, caller: Caller) -> None:
    path = f"/trading-pairs/{PAIR}/book"
    whole = caller.get(path)
    sizes = {}
    for level, most in _LEVELS.items():
        seen = caller.get(f"{path}?level={level}")
        bench.expect(_INSIDE, f"level {level}", seen, 200)
        if seen.succeeded:
            sizes[level] = len(seen.answer["bid"])
            if most is not None and whole.succeeded and len(whole.answer["bid"]) > most + 2:
                deep = sizes[level] == most
                if not deep:
                    bench.find(_INSIDE, seen, f"level {level} has {sizes[level]} bids of {most}")
    if whole.succeeded and len(whole.answer["bid"]) > 52 and sizes.get("3", 99) <= 50:
        bench.find(_INSIDE, whole, f"level 3 is not the whole book: {sizes}")
    bench.expect(_OUTSIDE, "level x", caller.get(f"{path}?level=x"), 400)


def pages(bench: Bench, caller: Caller, path: str) -> None:
    """Each parameter of a page, and that pages join."""
    first = caller.get(path)
    bench.expect(_INSIDE, "a page without parameters", first, 200)
    for limit in (1, 2, 100):
        seen = caller.get(f"{path}?limit={limit}")
        bench.expect(_INSIDE, f"limit {limit}", seen, 200)
        if seen.succeeded and first.succeeded and len(seen.answer) < min(limit, len(first.answer)):
            bench.find(_INSIDE, seen, f"limit {limit} shows {len(seen.answer)} rows of more")
        if limit == 100 and seen.succeeded and len(seen.answer) > len(first.answer):
            bench.find(_INSIDE, first, f"{len(first.answer)} rows come without a limit, not 100")
    beyond = ("0", "-1", "1.5", "x", "") + (("101", "1000") if bench.target.is_reference else ())
    for wrong in beyond:
        bench.expect(_OUTSIDE, f"limit {wrong!r}", caller.get(f"{path}?limit={wrong}"), 400)
    for name in ("pastmax", "latestmin", "after", "before"):
        for wrong in ("-1", "x", "1.5"):
            seen = caller.get(f"{path}?{name}={wrong}")
            bench.expect(_OUTSIDE, f"{name} {wrong!r}", seen, 400)
    if first.succeeded and len(first.answer) >= 3:
        _walk(bench, caller, path, [row["id"] for row in first.answer])


def _walk(bench: Bench, caller: Caller, path: str, ids: list[Any]) -> None:
    """Pages join without a gap or an overlap, in both directions."""
    older = caller.get(f"{path}?pastmax={ids[0]}&limit=2")
    bench.expect(_INSIDE, f"pastmax {ids[0]}", older, 200)
    if older.succeeded and [row["id"] for row in older.answer] != ids[1:3]:
        bench.find("pages join", older, f"after {ids[0]} come {ids[1:3]}")
    newer = caller.get(f"{path}?latestmin={ids[2]}")
    bench.expect(_INSIDE, f"latestmin {ids[2]}", newer, 200)
    if newer.succeeded and [row["id"] for row in newer.answer][-2:] != ids[:2]:
        bench.find("pages join", newer, f"newer than {ids[2]} are {ids[:2]}")


def _orders(bench: Bench, caller: Caller) -> None:
    for what, changes in _ORDER_SPELLINGS:
        seen = caller.call("POST", "/orders", order(**changes))
        if bench.expect(_INSIDE, f"an order with {what}", seen, 200):
            caller.get(f"/orders/{seen.answer['id']}")
            caller.call("DELETE", f"/orders/{seen.answer['id']}")
    body = json.dumps(order()).encode()
    for content_type in _CONTENT_TYPES:
        headers = caller.signed("POST", "/orders", body)
        if content_type is not None:
            headers["Content-Type"] = content_type
        reply = bench.send("POST", "/orders", headers, body)
        bench.expect(_INSIDE, f"Content-Type {content_type}", reply, 200, None, "placeOrder")
        if reply.status == 200:
            caller.call("DELETE", f"/orders/{json.loads(reply.body)['id']}")
