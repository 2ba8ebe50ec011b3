"""Each GOPAX error of the reference comes where it belongs, and refused orders change nothing."""

from collections.abc import Iterator
from typing import Any

from ..bench import Bench, Caller
from .calls import PAIR, market, order

__all__ = ["probe"]

_CHECK = "errors come as the reference says"
_ASSET, _UNKNOWN_PAIR, _ORDER = {100, 106, 10058}, {101, 104, 10059}, {202, 10069}
_REQUEST = {400, 10256}
_MUCH = 10**15
_NO_AMOUNTS: tuple[Any, ...] = (0, -1, 1e-9, "", "x", "-1", "1,5", "NaN", True, [], {}, None)


def probe(bench: Bench) -> None:
    """Names in paths first, then orders."""
    public = bench.caller()
    for name in ("NOPE-KRW", "btc-krw", "KRW-BTC", "BTC"):
        for leaf in ("ticker", "book", "trades", "stats", "candles?start=1&end=2&interval=1"):
            seen = public.get(f"/trading-pairs/{name}/{leaf}")
            bench.expect(_CHECK, f"the pair {name}", seen, 404, _UNKNOWN_PAIR)
    if bench.target.new_key is None:
        bench.result.skipped.append("errors of private operations: no key")
        return
    caller = bench.caller(bench.target.new_key())
    for asset in ("NOPE", "krw", "K-W"):
        seen = caller.get(f"/balances/{asset}")
        bench.expect(_CHECK, f"the asset {asset}", seen, 404, _ASSET)
    for order_id in ("999999999999", "0", "x", "-1"):
        seen = caller.get(f"/orders/{order_id}")
        bench.expect(_CHECK, f"the order {order_id}", seen, 404, _ORDER)
    if not bench.target.may_trade:
        bench.result.skipped.append("errors of orders: orders are not allowed here (--orders)")
        return
    for order_id in ("999999999999", "0", "x"):
        seen = caller.call("DELETE", f"/orders/{order_id}")
        bench.expect(_CHECK, f"cancelling the order {order_id}", seen, 404, _ORDER)
    _refused_orders(bench, caller)
    _switched_pairs(bench, caller)


def _refused_orders(bench: Bench, caller: Caller) -> None:
    before = [caller.get(target).answer for target in ("/balances", "/orders", "/trades")]
    for what, body, codes in _wrong_orders():
        seen = caller.call("POST", "/orders", body)
        statuses = (400, 404) if codes == _UNKNOWN_PAIR else (400,)
        bench.expect(_CHECK, f"an order {what}", seen, statuses, codes)
    for target, known in zip(("/balances", "/orders", "/trades"), before, strict=True):
        seen = caller.get(target)
        if seen.answer != known:
            bench.find("a refused order changes nothing", seen, f"it was {known}")


def _wrong_orders() -> Iterator[tuple[str, Any, set[int]]]:
    for kind in ("stop", "LIMIT", "Limit", "", 1, None):
        yield f"of type {kind!r}", order(type=kind), {103}
    for side in ("Buy", "BUY", "bid", "", 1, None):
        yield f"on side {side!r}", order(side=side), _REQUEST
    for pair in ("NOPE-KRW", "btc-krw", "BTC/KRW", "", 1, None):
        yield f"for pair {pair!r}", order(tradingPairName=pair), _UNKNOWN_PAIR
    numbers: tuple[Any, ...] = (
        0,
        -1,
        "",
        "x",
        "-1",
        "NaN",
        "Infinity",
        True,
        [],
        {},
        None,
        1e-9,
        "1,5",
        "1.000000001",
    )
    for number in numbers:
        yield f"with amount {number!r}", order(amount=number), {107}
        yield f"with price {number!r}", order(price=number), {108}
    yield "below the smallest amount", order(amount="0.00009999"), {107}
    yield "above the largest value", order(price=10**12, amount=10**6), {203}
    yield "that nobody can pay", order(side="sell", amount=_MUCH, price="0.00000001"), {201}
    yield "to sell more than there is", market(side="sell", amount=_MUCH), {201, 203}
    for body in (b"", b"[", b"[]", b"null", b'"x"', b"\xff", b'{"type":"limit",}', b"NaN"):
        yield f"as the body {body!r}", body, _REQUEST


def _switched_pairs(bench: Bench, caller: Caller) -> None:
    """105 and 204, which only whoever runs the exchange can bring about."""
    admin = bench.target.admin
    if admin is None:
        bench.result.skipped.append("codes 105 and 204: need the administration API")
        return
    with admin.switched(PAIR, active=False):
        seen = caller.call("POST", "/orders", order())
        bench.expect(_CHECK, "an order for an inactive pair", seen, 400, {105})
    with admin.switched(PAIR, buy_enabled=False):
        seen = caller.call("POST", "/orders", order())
        bench.expect(_CHECK, "a buy while buying is off", seen, 400, {204})
        sale = caller.call("POST", "/orders", order(side="sell", price=10**9))
        if bench.expect(_CHECK, "a sale while buying is off", sale, 200):
            caller.call("DELETE", f"/orders/{sale.answer['id']}")
    seen = caller.call("POST", "/orders", order())
    if bench.expect(_CHECK, "an order once all is on again", seen, 200):
        caller.call("DELETE", f"/orders/{seen.answer['id']}")
