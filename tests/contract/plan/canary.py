"""The canary: one small bid far below the market, seen wherever it must be seen, then cancelled.

It cannot trade unless the price halves within a second, and it holds little.
"""

from decimal import Decimal
from typing import Any

from ..bench import Bench, Caller
from ..seen import Seen

__all__ = ["fly"]

_CHECK = "an order is the same wherever it is seen"
_AMOUNT = Decimal("0.002")


def fly(at: Bench, caller: Caller, pair: str) -> None:
    """Place, look everywhere, cancel, look everywhere again; cancelled whatever happens."""
    best = at.caller().get(f"/trading-pairs/{pair}/book?level=1").answer["bid"]
    if not best:
        at.result.skipped.append(f"canary: nobody bids for {pair}")
        return
    price = Decimal(int(best[0][1] / 2)) if best[0][1] > 2 else best[0][1] / 2
    quote = pair.partition("-")[2]
    before = caller.get(f"/balances/{quote}").answer
    body = {"type": "limit", "side": "buy", "tradingPairName": pair}
    sent = {**body, "price": str(price), "amount": str(_AMOUNT)}
    placed = caller.call("POST", "/orders", sent)
    if not at.expect("an order is taken", "the canary", placed, 200):
        return
    path = f"/orders/{placed.answer['id']}"
    cost = price * _AMOUNT
    try:
        _is(at, caller.get(path), "status", "placed")
        _listed(at, caller.get("/orders"), placed.answer, expected=True)
        held = caller.get(f"/balances/{quote}")
        _is(at, held, "hold", before["hold"] + cost)
        _is(at, held, "avail", before["avail"] - cost)
    finally:
        cancelled = caller.call("DELETE", path)
    at.expect(_CHECK, "cancelling the canary", cancelled, 200)
    _is(at, caller.get(path), "status", "cancelled")
    _listed(at, caller.get("/orders"), placed.answer, expected=False)
    after = caller.get(f"/balances/{quote}")
    for name in ("avail", "hold"):
        _is(at, after, name, before[name])
    at.expect(_CHECK, "cancelling it again", caller.call("DELETE", path), 404, {202, 10069})
    _is(at, caller.get(path), "remaining", _AMOUNT)
    trades = caller.get("/trades?limit=1")
    if trades.answer and str(trades.answer[0]["orderId"]) == placed.answer["id"]:
        at.find(_CHECK, trades, "the canary traded")


def _is(at: Bench, seen: Seen, name: str, value: object) -> None:
    if seen.answer[name] != value:
        at.find(_CHECK, seen, f"{name} is {seen.answer[name]}, expected {value}")


def _listed(at: Bench, seen: Seen, order: dict[str, Any], *, expected: bool) -> None:
    rows = [row for row in seen.answer if row["id"] == order["id"]]
    if bool(rows) != expected:
        at.find(_CHECK, seen, f"the order is {'not ' if expected else ''}listed")
    if rows and any(rows[0].get(name) != order[name] for name in ("price", "amount", "side")):
        at.find(_CHECK, seen, f"the order is listed as {rows[0]}, was {order}")
