"""Faults on command: each kind does what it says, and the exchange is right again afterwards."""

import http.client
import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from gopax_ext.sandbox import Account, Sandbox
from gopax_ext.sandbox.faults import KINDS, Faults

from .caller import Caller
from .conftest import FUNDS, Make

ORDER = json.dumps(
    {
        "type": "limit",
        "side": "buy",
        "price": 9_000_000,
        "amount": "0.01",
        "tradingPairName": "BTC-KRW",
    }
).encode()


class Wire:
    """A caller on a real socket, who sees every byte."""

    def __init__(self, sandbox: Sandbox, account: Account) -> None:
        self.sandbox = sandbox
        self.caller = Caller(sandbox, account)
        self.netloc = urlsplit(sandbox.base_url).netloc
        self.line = http.client.HTTPConnection(self.netloc, timeout=5)

    def send(self, method: str, path: str, body: bytes = b"") -> http.client.HTTPConnection:
        headers = self.caller.headers(method, path, body)
        self.line.request(method, path, body or None, headers)
        return self.line

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        response = self.send(method, path, body).getresponse()
        return response.status, response.read()

    def raw(self, path: str) -> socket.socket:
        """A plain GET on a socket of its own."""
        host, port = self.netloc.split(":")
        found = socket.create_connection((host, int(port)), timeout=5)
        found.sendall(f"GET {path} HTTP/1.1\r\nHost: {self.netloc}\r\n\r\n".encode())
        return found

    def orders(self) -> int:
        """How many orders are open, asked on a connection of its own."""
        self.line.close()
        return len(json.loads(self.ask("GET", "/orders")[1]))


def until_silence(line: socket.socket) -> tuple[int, bytes]:
    """The stated length of the answer, and everything that came after its head."""
    line.settimeout(0.3)
    seen = b""
    try:
        while part := line.recv(65536):
            seen += part
    except TimeoutError:
        head, _, body = seen.partition(b"\r\n\r\n")
        return int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]), body
    finally:
        line.close()
    raise AssertionError("the connection was closed")


@pytest.fixture
def wire() -> Iterator[Wire]:
    """An exchange on a socket, and somebody with money who calls it."""
    with Sandbox(seed=7, limit=None, market=False) as sandbox:
        wire = Wire(sandbox, sandbox.create_account(FUNDS))
        yield wire
        wire.line.close()


@pytest.mark.parametrize(("when", "placed"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_leaves_no_answer(wire: Wire, when: str, placed: int) -> None:
    """Before processing nothing happened; after it the order stands."""
    wire.sandbox.faults.add("drop", when=when, method="POST")
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        wire.ask("POST", "/orders", ORDER)
    assert wire.orders() == placed


def test_a_late_request_is_processed_after_the_caller_gave_up(wire: Wire) -> None:
    """The order comes into being when nobody listens any more."""
    wire.sandbox.faults.add("late", method="POST", delay=0.3)
    wire.send("POST", "/orders", ORDER)
    wire.line.close()
    before = len(wire.sandbox.exchange.accounts.find(_name(wire)).owner.open)
    wire.sandbox.faults.add("late", method="GET", delay=0.5)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        wire.ask("GET", "/assets")
    assert (before, wire.orders()) == (0, 1)


def _name(wire: Wire) -> bytes:
    return wire.caller.key.api_key.encode()


def test_a_late_request_with_an_old_nonce_is_refused_like_any_other(wire: Wire) -> None:
    """A newer call got in between, so the strict exchange never runs the old one."""
    wire.sandbox.faults.add("late", method="POST", delay=0.3)
    wire.send("POST", "/orders", ORDER)
    wire.line.close()
    assert wire.orders() == 0
    wire.sandbox.faults.add("latency", delay=0.5)
    assert wire.ask("GET", "/assets")[0] == 200
    assert wire.orders() == 0


def test_a_truncated_answer_ends_in_the_middle(wire: Wire) -> None:
    """The stated length is right, the body is not all there."""
    wire.sandbox.faults.add("truncate")
    with pytest.raises(http.client.IncompleteRead) as caught:
        wire.ask("GET", "/assets")
    assert caught.value.partial
    assert wire.orders() == 0


def test_a_stalled_answer_says_nothing_more(wire: Wire) -> None:
    """And keeps the connection open until the caller hangs up."""
    wire.sandbox.faults.add("stall")
    length, body = until_silence(wire.raw("/assets"))
    assert 0 < len(body) < length


def test_a_dripped_answer_is_right_and_slow(wire: Wire) -> None:
    """Byte by byte."""
    wire.sandbox.faults.add("drip", delay=0.005)
    status, body = wire.ask("GET", "/balances/KRW")
    assert (status, json.loads(body)["asset"]) == (200, "KRW")


@pytest.mark.parametrize("kind", ["short", "extra"])
def test_bytes_after_the_answer_stay_on_the_line(wire: Wire, kind: str) -> None:
    """What a careless client would take for the beginning of the next answer."""
    wire.sandbox.faults.add(kind, size=3)
    length, body = until_silence(wire.raw("/assets"))
    assert len(body) == length + 3


def test_a_swapped_answer_is_that_of_another_request(make: Make) -> None:
    """Well formed, and about something else; the request itself was processed."""
    caller = make(market=False)
    assets = caller.get("/assets").body
    caller.sandbox.faults.add("swap", method="POST")
    assert caller.place().body == assets
    assert len(caller.get("/orders").json) == 1


@pytest.mark.parametrize("body", ["", "{}", '{"id":', '{"id":null}', "<html>", "[]"])
def test_any_body_can_be_answered(make: Make, body: str) -> None:
    """With status 200 and JSON's content type."""
    caller = make(market=False)
    caller.sandbox.faults.add("body", body=body, when="after")
    answer = caller.place()
    assert (answer.status, answer.body) == (200, body.encode())
    assert len(caller.get("/orders").json) == 1


@pytest.mark.parametrize("status", [200, 502, 503, 504])
def test_a_page_can_be_answered(make: Make, status: int) -> None:
    """HTML, as a CDN or a maintenance notice is; also with status 200."""
    caller = make(market=False)
    caller.sandbox.faults.add("html", status=status)
    answer = caller.get("/orders")
    assert answer.status == status
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("wait", [None, "1", "1000000000", "NaN", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_burst_of_429_can_say_anything_about_when_to_come_back(
    make: Make, wait: str | None
) -> None:
    """Sane, absurd, or nothing."""
    caller = make(market=False)
    caller.sandbox.faults.add("rate", times=3, retry_after=wait)
    answers = [caller.get("/assets") for _ in range(4)]
    assert [answer.status for answer in answers] == [429, 429, 429, 200]
    assert answers[0].headers.get("retry-after") == wait


def test_a_fault_before_processing_consumes_no_nonce(make: Make) -> None:
    """The request never got to the exchange."""
    caller = make(market=False)
    caller.sandbox.faults.add("error", status=502)
    assert caller.get("/balances", nonce="5").status == 502
    assert caller.get("/balances", nonce="5").status == 200


@pytest.mark.parametrize(("profile", "code"), [("reference", 403), ("current", 10364)])
def test_an_address_can_be_shut_out(make: Make, profile: str, code: int) -> None:
    """Every call answers 403 until the fault is over, public ones too."""
    caller = make(market=False, profile=profile)
    caller.sandbox.faults.add("ban", times=2)
    answers = [caller.get("/assets"), caller.get("/orders")]
    assert [(answer.status, answer.json["errorCode"]) for answer in answers] == [(403, code)] * 2
    assert caller.get("/orders").status == 200


def test_faults_can_be_scripted(make: Make) -> None:
    """The third and fourth call fail, then all is well; and a script can be torn up."""
    caller = make(market=False)
    caller.sandbox.faults.add("error", skip=2, times=2)
    assert [caller.get("/assets").status for _ in range(5)] == [200, 200, 500, 500, 200]
    caller.sandbox.faults.add("error", times=None)
    assert [caller.get("/assets").status for _ in range(3)] == [500] * 3
    caller.sandbox.faults.clear()
    assert caller.get("/assets").status == 200


def test_faults_can_come_by_seeded_chance(make: Make) -> None:
    """As often as told, and in the same places for the same seed."""
    seen = []
    for _ in range(2):
        caller = make(market=False)
        caller.sandbox.faults.add("error", times=None, chance=0.3)
        seen.append([caller.get("/assets").status for _ in range(200)])
    assert seen[0] == seen[1]
    assert 40 < seen[0].count(500) < 80


@pytest.mark.parametrize(
    "details",
    [
        {"kind": "nope"},
        {"kind": "error", "when": "never"},
        {"kind": "error", "chance": 2},
        {"kind": "latency", "delay": -1},
        {"kind": "error", "color": "red"},
    ],
)
def test_a_fault_that_cannot_be_is_refused(details: dict[str, object]) -> None:
    """When it is armed, not when it should hit."""
    with pytest.raises(ValueError, match=r"unknown|must be"):
        Faults(1).add(**details)


def test_every_kind_of_fault_is_explained() -> None:
    """For those who read the help."""
    assert all(text and not text.endswith(".") for text in KINDS.values())


def test_in_process_a_dropped_connection_is_an_exception(make: Make) -> None:
    """There is no socket to close."""
    caller = make(market=False)
    caller.sandbox.faults.add("drop", when="after")
    with pytest.raises(ConnectionResetError):
        caller.place()
    assert len(caller.get("/orders").json) == 1
