"""Every operation says no in the documented form, whoever is to blame.

The server's own failures and shut out addresses are brought about through the administration API;
calls that are too many or too long are simply made.
"""

from collections.abc import Iterator

from ..admin import Admin
from ..bench import Bench, Caller
from .calls import PRIVATE, PUBLIC, order

__all__ = ["probe"]

_CHECK = "every operation fails in the documented form"
_FAULTS = (("error", 500, {500}), ("ban", 403, {403, 10364}))
_TOO_LONG = b" " * 100_000
_LIMIT = 20


def probe(bench: Bench, admin: Admin) -> None:
    """Needs the administration API for the faults and the clock."""
    caller, public = bench.caller(admin.open_account()), bench.caller()
    for kind, status, codes in _FAULTS:
        for who, method, target in _calls(caller, public):
            admin.act("faults", kind=kind)
            seen = who.call(method, target, _body(method))
            bench.expect(_CHECK, f"{method} {target}, a fault of kind {kind}", seen, status, codes)
    for who, method, target in _calls(caller, public):
        found = bench.router.find(method, target.partition("?")[0])
        if who is public and (found is None or not found[1]):
            continue  # for what takes no argument, openapi.yaml names no 400
        seen = who.call(method, target, _TOO_LONG)
        what = f"{method} {target} with {len(_TOO_LONG)} bytes"
        bench.expect(_CHECK, what, seen, 400, {400, 10255})
    if caller.get("/orders").answer != []:
        bench.find(_CHECK, "listOrders", "an order that was refused is there")
    _too_many(bench, admin, caller, public)


def _calls(caller: Caller, public: Caller) -> Iterator[tuple[Caller, str, str]]:
    """One call of each operation."""
    yield from ((caller, method, target) for method, target in PRIVATE)
    yield from ((public, "GET", target) for target in PUBLIC)


def _body(method: str) -> object:
    return order() if method == "POST" else None


def _too_many(bench: Bench, admin: Admin, caller: Caller, public: Caller) -> None:
    with admin.frozen_clock():
        for who, target in ((caller, "/balances"), (public, "/assets")):
            for _ in range(_LIMIT):
                who.get(target)
        for who, method, target in _calls(caller, public):
            seen = who.call(method, target, _body(method))
            what = f"{method} {target} after {_LIMIT} calls"
            bench.expect(_CHECK, what, seen, 429, {429, 10105})
