"""The rate limit to the call: 20 in any window of a second, by key and by address.

The clock is frozen: with real time such a test would measure the machine it runs on.
"""

from ..admin import Admin
from ..bench import Bench, Caller
from .calls import order

__all__ = ["probe"]

_LIMIT = 20
_CODES = {429, 10105}
_CHECK = "20 calls are allowed within a second"


def probe(bench: Bench, admin: Admin) -> None:
    """Needs the administration API for the clock and for keys of its own."""
    key = admin.open_account()
    first, second = bench.caller(key), bench.caller(admin.add_key(key))
    public = bench.caller()
    with admin.frozen_clock():
        for caller, target in ((first, "/balances"), (public, "/assets")):
            _window(bench, admin, caller, target)
        admin.step(2)
        _use(bench, first, "/orders", _LIMIT)
        other = second.get("/orders")
        bench.expect("each key is counted alone", "a second key, the first is full", other, 200)
        free = public.get("/assets")
        bench.expect("each key is counted alone", "a public call, a key is full", free, 200)
        _one_counter(bench, admin, first)
        admin.step(2)
        _order_of_refusals(bench, public)


def _use(bench: Bench, caller: Caller, target: str, times: int) -> None:
    for number in range(1, times + 1):
        if not bench.expect(_CHECK, f"call {number} of {times}", caller.get(target), 200):
            return


def _window(bench: Bench, admin: Admin, caller: Caller, target: str) -> None:
    """The window moves: it is not reset at full seconds."""
    admin.step(2)
    _use(bench, caller, target, 10)
    admin.step(0.5)
    _use(bench, caller, target, 10)
    bench.expect(_CHECK, "call 21 within half a second", caller.get(target), 429, _CODES)
    admin.step(0.499)
    bench.expect(_CHECK, "call 21 after 0.999 s", caller.get(target), 429, _CODES)
    if bench.target.is_reference:
        admin.step(0.002)
        _use(bench, caller, target, 10)
        bench.expect(_CHECK, "call 11 of the second window", caller.get(target), 429, _CODES)


def _one_counter(bench: Bench, admin: Admin, full: Caller) -> None:
    """All operations of a key share one counter, and a refused order is not placed."""
    check = "one counter serves all operations"
    for target in ("/balances", "/balances/KRW", "/orders/1", "/trades"):
        bench.expect(check, f"{target}, the key is full", full.get(target), 429, _CODES)
    for method, target, body in (("DELETE", "/orders/1", None), ("POST", "/orders", order())):
        seen = full.call(method, target, body)
        bench.expect(check, f"{method} {target}, the key is full", seen, 429, _CODES)
    admin.step(2)
    orders = full.get("/orders")
    if orders.answer != []:
        bench.find("a refused order changes nothing", orders, "it was refused with 429")


def _order_of_refusals(bench: Bench, public: Caller) -> None:
    """429 comes before 401 and 400, but after 404 and 405."""
    check = "refusals have their order"
    _use(bench, public, "/assets", _LIMIT)
    seen = public.get("/trading-pairs/BTC-KRW/trades?limit=0")
    bench.expect(check, "429 before 400", seen, 429, _CODES)
    bench.expect(check, "404 before 429", bench.send("GET", "/nope", {}), 404)
    bench.expect(check, "405 before 429", bench.send("PUT", "/assets", {}, b"{}"), 405)
