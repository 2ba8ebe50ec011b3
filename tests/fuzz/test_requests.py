"""Whatever arguments a program passes, what leaves is what was signed, or nothing leaves."""

import base64
import hashlib
import hmac
import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from typing import Any, Final

import pytest

from gopax_ext import Gopax, GopaxError
from gopax_generated import operations
from gopax_generated.operations import OPERATIONS, Call
from tests.fuzz.chance import Chance
from tests.fuzz.runs import Run, runs
from tests.transport.server import Peer, ScriptedServer, answer

KEY = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
SECRET = "c2VjcmV0LW9mLXRlc3Rz"
BUILDERS: Final[dict[str, Callable[..., Call[Any]]]] = {
    operation.name: getattr(operations, operation.name) for operation in OPERATIONS.values()
}
SENSIBLE: Final[dict[str, tuple[Any, ...]]] = {
    "trading_pair": ("BTC-KRW", "ETH-KRW"),
    "trading_pair_name": ("BTC-KRW", "ETH-KRW"),
    "asset_name": ("KRW", "BTC"),
    "order_id": ("1", 23712, "98723"),
    "side": ("buy", "sell"),
    "type": ("limit", "market"),
    "interval": (1, 5, 30, 1440),
    "limit": (1, 50, 100),
}


def _call(chance: Chance) -> Call[Any] | None:
    """A call of sensible and senseless arguments; None where it was refused as it has to be."""
    name = chance.choice(sorted(BUILDERS))
    arguments: dict[str, Any] = {}
    for parameter in inspect.signature(BUILDERS[name]).parameters.values():
        if parameter.default is not inspect.Parameter.empty and chance.random() < 0.4:
            continue
        if chance.random() < 0.75:
            drawn = SENSIBLE.get(parameter.name)
            arguments[parameter.name] = chance.choice(drawn) if drawn else chance.money()
        else:
            arguments[parameter.name] = chance.value()
    try:
        return BUILDERS[name](**arguments)
    except GopaxError as error:
        if error.outcome == "not_sent":
            return None
        raise AssertionError((name, arguments)) from error
    except BaseException as error:
        raise AssertionError((name, arguments)) from error


def _check(call: Call[Any]) -> None:
    """What is known of every call, whatever it was made of."""
    assert call.path.isascii()
    assert call.path.startswith("/")
    assert not set(call.path) & set("?#%\\ \r\n\0")
    assert not {"", ".", ".."} & set(call.path.split("/")[1:])
    assert not set(call.query) & set("# \r\n\0")
    if call.body:
        asked = json.loads(call.body, parse_float=Decimal, parse_int=Decimal)
        assert call.body.isascii()
        assert b"e" not in call.body.split(b'"amount":')[1].split(b",")[0].lower()
        assert asked["amount"] == Decimal(call.request.amount)
        assert asked.get("price") == call.request.price


@pytest.mark.parametrize("run", runs(60))
def test_no_arguments_break_the_building_of_requests(run: Run) -> None:
    """An error of ours before anything is sent, or a call whose bytes say what was asked."""
    built = refused = 0
    for chance in run.rounds():
        for _ in range(50):
            call = _call(chance)
            if call is None:
                refused += 1
            else:
                built += 1
                _check(call)
    assert built > 100
    assert refused > 100


class Witness:
    """A server that checks signatures by itself, over the bytes that came out of the socket."""

    def __init__(self) -> None:
        self.wrong: list[bytes] = []
        self.seen: list[bytes] = []

    def __call__(self, peer: Peer) -> None:
        while True:
            request = peer.read()
            head, _, body = request.partition(b"\r\n\r\n")
            first, *lines = head.split(b"\r\n")
            method, target, version = first.split(b" ")
            fields = dict(line.split(b": ", 1) for line in lines)
            self.seen.append(target)
            if b"SIGNATURE" in fields:
                path = target.partition(b"?")[0]
                message = fields[b"NONCE"] + method + path + body
                digest = hmac.new(base64.b64decode(SECRET), message, hashlib.sha512).digest()
                if base64.b64encode(digest) != fields[b"SIGNATURE"] or version != b"HTTP/1.1":
                    self.wrong.append(request)
            peer.send(answer(b"{}", status="404 Not Found"))


@pytest.fixture
def witness() -> Witness:
    """What the server saw."""
    return Witness()


@pytest.fixture
def gopax(witness: Witness) -> Iterator[Gopax]:
    """A client that talks to it."""
    with ExitStack() as stack:
        server = ScriptedServer(witness)
        stack.callback(server.stop)
        yield stack.enter_context(
            Gopax(
                key=KEY,
                secret=SECRET,
                base_url=server.base_url,
                sharing="process",
                journal=False,
                rate_limit=1_000_000,
                attempts=1,
            )
        )


@pytest.mark.parametrize("run", runs(20))
def test_the_bytes_that_are_signed_are_the_bytes_at_the_socket(
    run: Run, witness: Witness, gopax: Gopax
) -> None:
    """Path, query and body arrive as they were built, and the signature fits them."""
    sent: list[bytes] = []
    for chance in run.rounds():
        for _ in range(10):
            call = _call(chance)
            if call is None:
                continue
            before = len(witness.seen)
            try:
                gopax.send(call)
            except GopaxError as error:
                if error.outcome == "not_sent":
                    assert len(witness.seen) == before, (run.seed, call)
                    continue
            sent.append(call.target.encode())
            assert witness.seen[-1] == sent[-1], (run.seed, call)
    assert witness.wrong == []
    assert witness.seen == sent
    assert len(sent) > 50
