"""Whatever arguments a program passes, what leaves is what was signed, or nothing leaves."""

import base64
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given

from gopax_ext import Gopax, GopaxError
from gopax_generated import operations
from gopax_generated.operations import Call
from tests.fuzz.budget import Budget, budgets
from tests.fuzz.strategies import requests
from tests.transport.server import Peer, ScriptedServer, answer

KEY = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
SECRET = "c2VjcmV0LW9mLXRlc3Rz"
Request = tuple[str, dict[str, Any]]


def _call(request: Request) -> Call[Any] | None:
    """The call that a program would have; None where it was refused before it could be sent."""
    name, arguments = request
    try:
        return getattr(operations, name)(**arguments)
    except GopaxError as error:
        assert error.outcome == "not_sent"  # noqa: PT017 - and nothing else may come out
        return None


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


@pytest.mark.parametrize("budget", budgets(60))
def test_no_arguments_break_the_building_of_requests(budget: Budget) -> None:
    """An error of ours before anything is sent, or a call whose bytes say what was asked."""
    met = Counter[bool]()

    @given(requests())
    def promise(request: Request) -> None:
        call = _call(request)
        met[call is None] += 1
        if call is not None:
            _check(call)

    budget.spend_on(promise)
    assert min(met[True], met[False]) > 20


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


@pytest.mark.parametrize("budget", budgets(20, few=50))
def test_the_bytes_that_are_signed_are_the_bytes_at_the_socket(
    budget: Budget, witness: Witness, gopax: Gopax
) -> None:
    """Path, query and body arrive as they were built, and the signature fits them."""

    @given(requests())
    def promise(request: Request) -> None:
        call = _call(request)
        assume(call is not None)
        before = len(witness.seen)
        try:
            gopax.send(call)
        except GopaxError as error:
            sent = [] if error.outcome == "not_sent" else [call.target.encode()]
        assert witness.seen[before:] == sent
        assert witness.wrong == []

    budget.spend_on(promise)
    assert len(witness.seen) > 10
