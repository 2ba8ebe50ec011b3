"""Accounts are kept apart, and a key that may not trade does not (reference: 403)."""

from ..admin import Admin
from ..bench import Bench
from .calls import order

__all__ = ["probe"]

_CHECK = "accounts are kept apart"


def probe(bench: Bench, admin: Admin) -> None:
    """One account's order is unknown to another, and a key sees the orders of its account."""
    key = admin.open_account()
    mine, theirs = bench.caller(key), bench.caller(admin.open_account())
    placed = mine.call("POST", "/orders", order())
    if not bench.expect(_CHECK, "an order that rests", placed, 200):
        return
    path = f"/orders/{placed.answer['id']}"
    for method in ("GET", "DELETE"):
        reply = theirs.call(method, path)
        bench.expect(_CHECK, f"{method} of another account's order", reply, 404, {202, 10069})
    for target in ("/orders", "/trades"):
        seen = theirs.get(target)
        if seen.answer != []:
            bench.find(_CHECK, seen, "a new account sees what is not its own")
    second = bench.caller(admin.add_key(key))
    bench.expect(_CHECK, "a second key of the account", second.get(path), 200)
    reader = bench.caller(admin.add_key(key, may_trade=False))
    bench.expect(_CHECK, "a key that may only read", reader.get(path), 200)
    for method, target, body in (("POST", "/orders", order()), ("DELETE", path, None)):
        reply = reader.call(method, target, body)
        bench.expect(_CHECK, f"{method} with a key that may only read", reply, 403)
    malformed = reader.call("POST", "/orders", b"[")
    bench.expect("refusals have their order", "403 before 400", malformed, 403)
    bench.expect(_CHECK, "the order is still there", mine.get(path), 200)
    mine.call("DELETE", path)
    admin.act("revoke", api_key=(gone := admin.add_key(key)).api_key)
    bench.expect(_CHECK, "a revoked key", bench.caller(gone).get("/balances"), 401)
