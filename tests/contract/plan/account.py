"""The account's own data agrees with itself, read alone; two calls are made wrongly on purpose."""

from ..bench import Bench, Caller
from ..probes.authentication import CODES

__all__ = ["look"]

_AGREE = "operations agree with each other"
_MOST = 3


def look(at: Bench, caller: Caller) -> None:
    """Balances, orders and trades, in lists and alone."""
    _balances(at, caller)
    orders = caller.get("/orders")
    for row in orders.answer[:_MOST]:
        detail = caller.get(f"/orders/{row['id']}")
        if detail.succeeded and detail.answer["status"] not in {"placed", "updated"}:
            again = caller.get("/orders")
            if row["id"] in {other["id"] for other in again.answer}:
                at.find(_AGREE, detail, "the order is over and still listed")
    trades = caller.get("/trades")
    rows = trades.answer
    if len(rows) >= 3:
        newer = caller.get(f"/trades?latestmin={rows[1]['id']}")
        older = caller.get(f"/trades?pastmax={rows[0]['id']}&limit=2")
        if [row["id"] for row in older.answer] != [row["id"] for row in rows[1:3]]:
            at.find("pages join", older, f"after {rows[0]['id']} came {rows[1]['id']} before")
        if rows[0]["id"] not in {row["id"] for row in newer.answer}:
            at.find("pages join", newer, f"{rows[0]['id']} is newer and was left out")
    for target in ("/orders/9999999999999", "/balances/NOPE"):
        seen = caller.get(target)
        at.expect("errors come as the reference says", f"GET {target}", seen, 404)
    _refused(at, caller)


def _balances(at: Bench, caller: Caller) -> None:
    for asset in ("KRW", "BTC"):
        single, listed = caller.get(f"/balances/{asset}"), caller.get("/balances")
        again = caller.get(f"/balances/{asset}")
        rows = {row["asset"]: row for row in listed.answer}
        if single.answer == again.answer and rows.get(asset, single.answer) != single.answer:
            at.find(_AGREE, single, f"the list says {rows[asset]}")


def _refused(at: Bench, caller: Caller) -> None:
    """A call made twice, and one whose signature is of another."""
    headers = caller.signed("GET", "/balances")
    at.send("GET", "/balances", headers)
    twice = at.send("GET", "/balances", headers)
    at.expect("nonces only rise", "the same call twice", twice, 401, CODES, "listBalances")
    wrong = {**caller.signed("GET", "/orders"), "SIGNATURE": headers["SIGNATURE"]}
    reply = at.send("GET", "/orders", wrong)
    check = "authentication cannot be got around"
    at.expect(check, "another call's signature", reply, 401, CODES, "listOrders")
