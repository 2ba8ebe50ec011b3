"""Every way in which authentication can be wrong is refused, on every private operation.

Nothing is consumed by a refusal (reference: Private API Authentication).
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from ..bench import Bench, Caller
from ..signing import next_nonce, signature_of
from ..wire import Key
from .calls import BUY, PRIVATE, PUBLIC

__all__ = ["CODES", "probe"]

CODES = frozenset({10155, 10004, 10108, 10229, 10230, 10231, 10232, 10233})
"""Error codes of a 401: 10155 in the reference, the others from later years."""
_CHECK = "authentication cannot be got around"
_BODY = json.dumps(BUY).encode()
_STRANGER = Key("00000000-0000-0000-0000-000000000000", base64.b64encode(b"x" * 64).decode())


@frozen
class _Call:
    """One call about to be made wrongly."""

    key: Key
    nonce: str
    method: str
    path: str
    body: bytes

    def message(self, **changes: str | bytes) -> bytes:
        """What has to be signed, with one part exchanged."""
        part = {
            "nonce": self.nonce,
            "method": self.method,
            "path": self.path,
            "body": self.body,
            **changes,
        }
        return b"".join(
            value if isinstance(value, bytes) else value.encode() for value in part.values()
        )

    def headers(self, message: bytes | None = None, **changes: str) -> dict[str, str]:
        """The three headers, signing `message`, with some exchanged."""
        signature = signature_of(self.key.secret_key, message or self.message())
        right = {"API-KEY": self.key.api_key, "SIGNATURE": signature, "NONCE": self.nonce}
        return {**right, **{name.replace("_", "-"): value for name, value in changes.items()}}


def _wrong(call: _Call, other: Key) -> Iterator[tuple[str, dict[str, str]]]:
    """Each way to be wrong, in words, with the headers to send."""
    right = call.headers()["SIGNATURE"]
    mac = hmac.digest(base64.b64decode(call.key.secret_key), call.message(), "sha512")
    sha256 = hmac.digest(base64.b64decode(call.key.secret_key), call.message(), "sha256")
    text_key = hmac.digest(call.key.secret_key.encode(), call.message(), "sha512")
    yield "without any of the headers", {}
    for name in call.headers():
        yield f"without {name}", {n: v for n, v in call.headers().items() if n != name}
        yield f"with an empty {name}", {**call.headers(), name: ""}
    yield "with an unknown key", _Call(_STRANGER, *_rest(call)).headers()
    yield "with another key's signature", call.headers(API_KEY=other.api_key)
    yield "with the key in capitals", call.headers(API_KEY=call.key.api_key.swapcase())
    first = "A" if right[0] != "A" else "B"
    yield "with one letter of the signature changed", call.headers(SIGNATURE=first + right[1:])
    other_case = right.swapcase()
    yield "with the signature in the other case", call.headers(SIGNATURE=other_case)
    yield "with half a signature", call.headers(SIGNATURE=right[:44])
    yield "with the signature in hexadecimal", call.headers(SIGNATURE=mac.hex())
    yield "signed with SHA-256", call.headers(SIGNATURE=base64.b64encode(sha256).decode())
    yield (
        "hashed without a key",
        call.headers(SIGNATURE=base64.b64encode(hashlib.sha512(call.message()).digest()).decode()),
    )
    yield (
        "signed with the secret as text",
        call.headers(SIGNATURE=base64.b64encode(text_key).decode()),
    )
    yield "signed for another path", call.headers(call.message(path="/assets"))
    method = "DELETE" if call.method != "DELETE" else "GET"
    yield "signed for another method", call.headers(call.message(method=method))
    yield (
        "signed for the method in small letters",
        call.headers(call.message(method=call.method.lower())),
    )
    yield "signed for another nonce", call.headers(call.message(nonce=f"{call.nonce}0"))
    yield "signed without the nonce", call.headers(call.message(nonce=""))
    if call.body:
        yield "signed without the body", call.headers(call.message(body=b""))
        spaced = json.dumps(json.loads(call.body), indent=1).encode()
        yield "signed for the body in another spelling", call.headers(call.message(body=spaced))
        dearer = call.body.replace(b"1000", b"2000")
        yield "signed for another price", call.headers(call.message(body=dearer))
    else:
        yield "signed with a body that is not sent", call.headers(call.message(body=b"{}"))
        yield "signed with a query", call.headers(call.message(path=f"{call.path}?limit=1"))
    for nonce in ("abc", "-1", "0", "1e13", "0x10", "1,5", "NaN", "1 1"):
        odd = _Call(call.key, nonce, *_rest(call)[1:])
        yield f"with the nonce {nonce!r}", odd.headers()


def _rest(call: _Call) -> tuple[str, str, str, bytes]:
    return call.nonce, call.method, call.path, call.body


def probe(bench: Bench) -> None:
    """Refused calls first, then what must be let in all the same."""
    if bench.target.new_key is None:
        bench.result.skipped.append("authentication: no key")
        return
    key = bench.target.new_key()
    caller, other = bench.caller(key), bench.target.new_key()
    before = caller.get("/orders")
    for method, path in PRIVATE:
        if method in {"POST", "DELETE"} and not bench.target.may_trade:
            continue
        body = _BODY if method == "POST" else b""
        operation = _operation(bench, method, path)
        call = _Call(key, next_nonce(), method, path, body)
        for what, headers in _wrong(call, other if other != key else _STRANGER):
            reply = bench.send(method, path, headers, body)
            bench.expect(_CHECK, f"{operation} {what}", reply, 401, CODES, operation)
        reply = bench.send(method, path, call.headers(), body)
        if reply.status == 401:
            text = f"{operation}: a refused call used up its nonce"
            bench.find("a refused call consumes nothing", operation, text)
        _nonces(bench, caller, method, path, body)
    _as_before(bench, caller, len(before.answer) if before.succeeded else 0)
    _let_in(bench, caller)
    if other != key:
        low = next_nonce()
        caller.get("/balances")
        reply = bench.send("GET", "/balances", _Call(other, low, "GET", "/balances", b"").headers())
        what = "a nonce below that of another key"
        bench.expect("each key has its own nonces", what, reply, 200, None, "listBalances")


def _operation(bench: Bench, method: str, path: str) -> str:
    found = bench.router.find(method, path)
    return found[0] if found else f"{method} {path}"


def _nonces(bench: Bench, caller: Caller, method: str, path: str, body: bytes) -> None:
    """A nonce is used once and never lower than the one before."""
    check, operation = "nonces only rise", _operation(bench, method, path)
    lower = next_nonce()  # which nobody has used when a higher one was
    headers = caller.signed(method, path, body)
    bench.send(method, path, headers, body)
    reply = bench.send(method, path, headers, body)
    bench.expect(check, f"{operation} sent twice", reply, 401, CODES, operation)
    if caller.key is None:
        return
    elsewhere = "/trades" if path == "/balances" else "/balances"
    moved = _Call(caller.key, headers["NONCE"], "GET", elsewhere, b"").headers()
    reply = bench.send("GET", elsewhere, moved)
    what = f"{operation}, then {elsewhere} with the same nonce"
    bench.expect(check, what, reply, 401, CODES, operation)
    for what, nonce in (
        ("with a lower nonce", lower),
        ("with the same nonce as a decimal", f"{headers['NONCE']}.0"),
    ):
        call = _Call(caller.key, nonce, method, path, body)
        reply = bench.send(method, path, call.headers(), body)
        bench.expect(check, f"{operation} {what}", reply, 401, CODES, operation)


def _as_before(bench: Bench, caller: Caller, before: int) -> None:
    """Of all the orders above, only those that were signed correctly exist."""
    if not bench.target.may_trade:
        return
    orders = caller.get("/orders")
    placed = len(orders.answer) - before
    if placed != 2:
        bench.find(_CHECK, orders, f"2 orders were signed correctly, {placed} exist")
    for row in orders.answer[before:]:
        caller.call("DELETE", f"/orders/{row['id']}")


def _let_in(bench: Bench, caller: Caller) -> None:
    """What is right in another way is let in."""
    check = "what is signed correctly is let in"

    def let_in(
        what: str, target: str, change: Callable[[Mapping[str, str]], dict[str, str]]
    ) -> None:
        reply = bench.send("GET", target, change(caller.signed("GET", target)))
        bench.expect(check, what, reply, 200, None, _operation(bench, "GET", target))

    let_in("a query, which is not signed", "/trades?limit=1", dict)
    let_in("headers in small letters", "/balances", lambda h: {n.lower(): h[n] for n in h})
    let_in("an empty query", "/balances?", dict)
    let_in("an unknown parameter", "/balances?unknown=1", dict)
    let_in("a Content-Type without a body", "/orders", lambda h: {**h, "Content-Type": "text/x"})
    if caller.key is not None:
        call = _Call(caller.key, f"{next_nonce()}.5", "GET", "/balances", b"")
        reply = bench.send("GET", "/balances", call.headers())
        bench.expect(check, "a nonce with a fraction", reply, 200, None, "listBalances")
    wrong = {"API-KEY": "nobody", "SIGNATURE": "nothing", "NONCE": "-1"}
    for target in PUBLIC:
        reply = bench.send("GET", target, wrong)
        operation = _operation(bench, "GET", target.partition("?")[0])
        what = f"{operation} is public, whatever the headers"
        bench.expect("public operations need no key", what, reply, 200, None, operation)
