"""What the built-in exchange costs: over HTTP beside a bare ASGI app, in-process, and its engine.

Over HTTP the cost of the server alone is counted: whoever calls it is another process.
"""

import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from decimal import Decimal
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from .caller import signed
from .cases import case

if TYPE_CHECKING:
    from gopax_ext.sandbox import Account, Sandbox

Message = MutableMapping[str, Any]
App = Callable[[Message, Any, Any], Awaitable[None]]
Call = tuple[str, str, bytes]

_HTTP = "exchange over HTTP"
_IN_PROCESS = "exchange in-process"
_CALLS = 200
"""Calls of one repeat over HTTP: waking the other process is not what is measured."""
_AHEAD = 20_000
"""Calls that are signed before the clock runs, which is more than the rounds make."""
_READ: Call = ("GET", "/balances/KRW", b"")
_ORDER: Call = (
    "POST",
    "/orders",
    b'{"type":"limit","side":"buy","price":1000,"amount":1,"tradingPairName":"ETH-KRW"}',
)
_BALANCE = b'{"asset":"KRW","avail":100000000000000000000,"hold":0,"pendingWithdrawal":0}'
_HEADERS = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"content-length", b"%d" % len(_BALANCE)),
]


async def _bare(_: Message, receive: Any, send: Any) -> None:
    """Reads the request and answers a balance; knows nothing."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": _BALANCE})


def _exchange() -> tuple["Sandbox", "Account"]:
    from gopax_ext.sandbox import Sandbox  # noqa: PLC0415 - each worker loads its own peer alone

    sandbox = Sandbox(seed=7, limit=None, market=False, history_days=0, open_orders=10**9)
    return sandbox, sandbox.create_account({"KRW": 10**20})


def _over_http(app: App, account: "Account", call: Call) -> Callable[[], object]:
    from gopax_ext.sandbox.server import Server  # noqa: PLC0415 - as above

    server = Server(app, host="127.0.0.1", port=0)
    server.start()
    method, path, body = call
    command = [sys.executable, "-m", "tests.bench.caller", server.base_url]
    caller = subprocess.Popen(
        [*command, account.api_key, account.secret_key, method, path, body.decode()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert caller.stdin
    assert caller.stdout
    given, told = caller.stdin, caller.stdout
    assert told.readline() == "ready\n"

    def run() -> None:
        given.write(f"{_CALLS}\n")
        given.flush()
        assert told.readline() == f"{_CALLS}\n", "the caller ended; its error stands above"

    return run


@case(_HTTP, "bare ASGI app", repeats=1, calls=_CALLS, counted=False)
def bare_over_http(_: str) -> Callable[[], object]:
    """The yardstick: the same server and answer, and nothing is checked."""
    return _over_http(_bare, _exchange()[1], _READ)


@case(_HTTP, "signed read", repeats=1, calls=_CALLS, counted=False)
def read_over_http(_: str) -> Callable[[], object]:
    """Slot, signature, nonce, answer."""
    sandbox, account = _exchange()
    return _over_http(sandbox.app, account, _READ)


@case(_HTTP, "order", repeats=1, calls=_CALLS, counted=False)
def order_over_http(_: str) -> Callable[[], object]:
    """A limit order that rests."""
    sandbox, account = _exchange()
    return _over_http(sandbox.app, account, _ORDER)


def _scopes(account: "Account", call: Call) -> Iterator[Message]:
    """The call, signed again and again."""
    method, path, body = call
    for nonce in count(1):
        fields = signed(account.api_key, account.secret_key, nonce, call)
        yield {
            "type": "http",
            "http_version": "1.1",
            "scheme": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [
                (b"host", b"exchange"),
                (b"content-length", b"%d" % len(body)),
                *((name.lower().encode(), text.encode()) for name, text in fields.items()),
            ],
            "client": ("127.0.0.1", 1),
        }


def _in_process(app: App, account: "Account", call: Call) -> Callable[[], object]:
    ahead = _scopes(account, call)
    scopes = chain([next(ahead) for _ in range(_AHEAD)], ahead)
    seen: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": call[2], "more_body": False}

    async def send(message: Message) -> None:
        seen.append(message)

    def run() -> None:
        seen.clear()
        coroutine: Any = app(next(scopes), receive, send)
        try:
            coroutine.send(None)
        except StopIteration:
            assert seen[0]["status"] == 200, json.loads(seen[1]["body"])

    return run


@case(_IN_PROCESS, "bare ASGI app", repeats=1_000)
def bare_in_process(_: str) -> Callable[[], object]:
    """The yardstick: what calling an app costs in itself."""
    return _in_process(_bare, _exchange()[1], _READ)


@case(_IN_PROCESS, "signed read", repeats=300)
def read_in_process(_: str) -> Callable[[], object]:
    """As over HTTP."""
    sandbox, account = _exchange()
    return _in_process(sandbox.app, account, _READ)


@case(_IN_PROCESS, "order", repeats=300)
def order_in_process(_: str) -> Callable[[], object]:
    """As over HTTP."""
    sandbox, account = _exchange()
    return _in_process(sandbox.app, account, _ORDER)


@case(_IN_PROCESS, "engine: an order that trades", repeats=1, calls=2_000)
def engine_order(_: str) -> Callable[[], object]:
    """Without HTTP, signature and JSON; every second order meets the one before."""
    from gopax_ext.sandbox.engine import Engine, Venue  # noqa: PLC0415 - as above

    engine = Engine(maker_fee=Decimal("0.0004"), taker_fee=Decimal("0.0004"))
    venue = Venue("A-Q", "A", "Q", Decimal(0), Decimal(1), Decimal(10**30))
    owner = engine.ledger.open("owner")
    for asset in ("A", "Q"):
        engine.ledger.deposit(owner, asset, Decimal(10**20))
    price, amount = Decimal(750_000), Decimal("0.12345678")

    def run() -> None:
        for number in range(2_000):
            engine.place(
                owner,
                venue,
                side="buy" if number % 2 else "sell",
                kind="limit",
                amount=amount,
                price=price,
                now_ms=number,
            )

    return run
