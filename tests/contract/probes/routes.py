"""Which paths and methods there are, and in which order a call is refused."""

from ..bench import Bench, Caller
from .authentication import CODES
from .calls import PRIVATE, PUBLIC

__all__ = ["probe"]

_UNKNOWN = (
    "/nope",
    "/balances/",
    "/orders/1/2",
    "/trading-pairs/",
    "/trading-pairs/BTC-KRW",
    "/trading-pairs/BTC-KRW/nope",
    "//assets",
    "/ASSETS",
)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def probe(bench: Bench) -> None:
    """Route before authentication before syntax before domain."""
    _routes(bench)
    if bench.target.new_key is None:
        bench.result.skipped.append("order of refusals: no key")
        return
    _order_of_refusals(bench, bench.caller(bench.target.new_key()))


def _routes(bench: Bench) -> None:
    for path in _UNKNOWN:
        what = f"GET {path}"
        bench.expect("unknown paths are not found", what, bench.send("GET", path, {}), 404)
    targets = {path for _, path in PRIVATE} | {path.partition("?")[0] for path in PUBLIC}
    for path in sorted(targets):
        known = {method for method in _METHODS if bench.router.find(method, path) is not None}
        for method in sorted(set(_METHODS) - known):
            reply = bench.send(method, path, {}, b"{}" if method != "GET" else b"")
            what = f"{method} {path}"
            if not bench.expect("other methods are not allowed", what, reply, 405):
                continue
            named = {name.strip() for name in reply.headers.get("allow", "").split(",")}
            if not known <= named:
                text = f"{what} answers Allow: {sorted(named)}, there are {sorted(known)}"
                bench.find("405 names the methods there are", path, text)


def _order_of_refusals(bench: Bench, caller: Caller) -> None:
    check = "refusals have their order"
    for what, method, target, body in (
        ("401 before 404", "GET", "/orders/9999999999", b""),
        ("401 before 404", "GET", "/balances/NOPE", b""),
        ("401 before 400", "GET", "/trades?limit=0", b""),
        ("401 before 400", "POST", "/orders", b"["),
    ):
        headers = {**caller.signed(method, target, body), "SIGNATURE": "AAAA"}
        if method == "GET" or bench.target.may_trade:
            reply = bench.send(method, target, headers, body)
            bench.expect(check, f"{what}: {method} {target}", reply, 401, CODES)
    reply = bench.send("PUT", "/orders", {"API-KEY": "nobody"}, b"[")
    bench.expect(check, "405 before 401: PUT /orders", reply, 405)
    reply = bench.send("GET", "/nope", {"API-KEY": "nobody"})
    bench.expect(check, "404 before 401: GET /nope", reply, 404)
