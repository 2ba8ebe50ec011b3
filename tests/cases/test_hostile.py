"""Answers that somebody made to do harm: memory, terminals, logs, and who may ask the exchange."""

import functools
import gzip
import http.client
import json
import logging
import statistics
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from gopax_ext import GopaxError
from gopax_ext.sandbox import Account, Sandbox
from gopax_ext.sandbox.auth import Credentials, Doorkeeper
from gopax_generated.errors import DecodeError
from tests.cases.growth import grown_by, measured
from tests.testing.conftest import Bot
from tests.transport.lanes import Caller, Lane
from tests.transport.server import Peer, ScriptedServer, answer

OpenBot = Callable[..., Bot]

MIB = 1 << 20
PAIR = "BTC-KRW"

NOTES = {
    "colours": "\x1b[31mred\x1b[0m",
    "window title": "\x1b]0;owned\x07",
    "second line": "no\r\n2026-01-01 INFO order placed",
    "other line ends": "a\u2028b\x85c\x0bd",
    "right to left": "\u202egnissim",
    "bell and NUL": "\x07\x00",
    "surrogate": "\ud83d",
}


@pytest.mark.parametrize("note", NOTES)
def test_what_a_server_says_is_printed_on_one_line_and_steers_no_terminal(
    open_bot: OpenBot, sandbox: Sandbox, note: str, caplog: pytest.LogCaptureFixture
) -> None:
    """In the text of the error and in a log; `.message` keeps what it was."""
    bot = open_bot(attempts=1)
    body = json.dumps({"errorCode": 100, "errorMessage": NOTES[note]})
    sandbox.faults.add("body", status=400, body=body)
    with pytest.raises(GopaxError) as caught:
        bot.call("get_balance", "KRW")
    logging.getLogger("a_bot").error("failed: %s", caught.value)
    for text in (str(caught.value), caplog.records[-1].getMessage()):
        assert text.isprintable()
        assert len(text.splitlines()) == 1


def test_a_page_in_an_answer_steers_no_terminal_either(open_bot: OpenBot, sandbox: Sandbox) -> None:
    """What cannot be read is quoted in the same way."""
    bot = open_bot(attempts=1)
    sandbox.faults.add("body", status=200, body='{"asset":"\\u001b[2J\\u202e\\n","avail":1}')
    with pytest.raises(DecodeError) as caught:
        bot.call("get_balance", "KRW")
    assert str(caught.value).isprintable()


HUGE: dict[str, Callable[[], bytes]] = {
    "an array of 50 MB": lambda: b"[" + b"0," * 25_000_000 + b"0]",
    "8 MiB of numbers": lambda: b"[" + b"0," * (4 * MIB - 8) + b"0]",
    "8 MiB of objects": lambda: b"[" + b"{}," * (8 * MIB // 3 - 8) + b"{}]",
    "100,000 levels": lambda: b"[" * 100_000 + b"]" * 100_000,
    "100,000 objects deep": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "an integer of 5,000 digits": lambda: b'{"price":' + b"9" * 5_000 + b"}",
    "an integer of 8 MiB": lambda: b'{"price":' + b"9" * (8 * MIB - 20) + b"}",
    "an exponent of 1e19": lambda: b'{"price":1e10000000000000000000}',
    "keys twice": lambda: b'{"price":1,"price":2}',
    "NaN": lambda: b'{"price":NaN}',
    "Infinity": lambda: b'{"price":-Infinity}',
    "a lone surrogate": lambda: b'{"price":"\\ud800"}',
    "no UTF-8": lambda: b'{"price":"\xff\xfe"}',
    "UTF-16": lambda: '{"price":1}'.encode("utf-16"),
    "a byte order mark": lambda: b'\xef\xbb\xbf{"price":1}',
}


@pytest.mark.parametrize("case", HUGE)
def test_a_body_of_any_size_and_shape_is_an_error_and_costs_16_mib_at_most(case: str) -> None:
    """Measured by the system, in a process that does nothing else; both clients."""
    for flavour in ("sync", "async"):
        outcome = measured(answer(HUGE[case]()), flavour)
        assert outcome.error in {"DecodeError", "TransportError"}, outcome
        assert outcome.grown_kib <= 16 * 1024, outcome


@functools.cache
def _bomb() -> bytes:
    block = b"\0" * MIB
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(block) for _ in range(200)] + [packer.flush()])


ENCODED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a bomb of 200 MB": ("gzip", _bomb),
    "a bomb in a bomb": ("gzip, gzip", lambda: gzip.compress(_bomb())),
    "ten encodings": ("gzip, " * 9 + "gzip", _bomb),
    "brotli that nobody asked for": ("br", lambda: b"\x1b" * 100),
    "zstd that nobody asked for": ("zstd", lambda: b"\x28\xb5\x2f\xfd" * 100),
    "deflate": ("deflate", lambda: zlib.compress(b"{}")),
    "an encoding of no name": ("x-none", lambda: b"{}"),
    "identity and more": ("identity, gzip", lambda: gzip.compress(b"{}")),
}


@pytest.mark.parametrize("case", ENCODED)
def test_no_lane_unpacks_anything(lane: Lane, serve: Any, connect: Any, case: str) -> None:
    """Only what was asked for is read: bytes as they are."""
    encoding, body = ENCODED[case]
    data = answer(body(), headers=f"Content-Encoding: {encoding}\r\n")

    def script(peer: Peer) -> None:
        peer.read()
        peer.send(data)

    server: ScriptedServer = serve(script)
    caller: Caller = connect(lane, server.base_url)
    with grown_by() as growth:
        failure = lane.fails(caller)
    assert (failure.phase, failure.kind) == ("sent", "protocol")
    assert growth() <= 16 * MIB


@pytest.mark.parametrize("flavour", ["sync", "async"])
def test_a_bomb_costs_a_whole_client_16_mib_at_most(flavour: str) -> None:
    """By the system's own count."""
    data = answer(_bomb(), headers="Content-Encoding: gzip, gzip\r\n")
    outcome = measured(data, flavour)
    assert outcome.error == "TransportError"
    assert outcome.grown_kib <= 16 * 1024, outcome


# Who may ask the exchange


@pytest.fixture
def line(sandbox: Sandbox) -> Iterator[http.client.HTTPConnection]:
    """A connection to the exchange."""
    made = http.client.HTTPConnection(urlsplit(sandbox.base_url).netloc, timeout=5)
    yield made
    made.close()


@pytest.mark.parametrize("path", ["/orders", "/balances", "/assets"])
def test_a_web_page_of_another_site_is_given_no_leave(
    line: http.client.HTTPConnection, path: str
) -> None:
    """The browser asks first, and is told nothing that lets a page read or send signed calls."""
    asks = {
        "Origin": "https://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "api-key, signature, nonce",
    }
    for method in ("OPTIONS", "GET"):
        line.request(method, path, headers=asks)
        response = line.getresponse()
        response.read()
        allowed = [n for n, _ in response.getheaders() if n.lower().startswith("access-control-")]
        assert allowed == []
        assert method == "GET" or response.status in {403, 404, 405}


class _Door:
    """Times how long the exchange takes to refuse a signature."""

    def __init__(self, sandbox: Sandbox, account: Account) -> None:
        self._keeper = Doorkeeper(sandbox.exchange.accounts, sandbox.exchange.config)
        self._key = account.api_key.encode()

    def right_signature(self) -> bytes:
        """What it would let in."""
        seen: list[bytes] = []
        import gopax_ext.sandbox.auth as module  # noqa: PLC0415

        real = module.hmac.compare_digest

        def spy(expected: bytes, given: bytes) -> bool:
            seen.append(expected)
            return bool(real(expected, given))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module.hmac, "compare_digest", spy)
            self.refuse(b"")
        return seen[0]

    def refuse(self, signature: bytes) -> int:
        """Nanoseconds."""
        credentials = Credentials(self._key, signature, b"1")
        began = time.perf_counter_ns()
        try:
            self._keeper.admit(credentials, b"GET", b"/balances", b"")
        except Exception:  # noqa: BLE001 - a refusal, which is what is timed
            return time.perf_counter_ns() - began
        raise AssertionError("let in")


@pytest.mark.slow
def test_a_signature_that_is_wrong_at_its_end_is_refused_as_fast_as_at_its_beginning(
    sandbox: Sandbox, account: Account
) -> None:
    """100,000 trials in turn; who measures must not learn a signature byte by byte."""
    door = _Door(sandbox, account)
    right = door.right_signature()
    early = bytes([right[0] ^ 1]) + right[1:]
    late = right[:60] + bytes([right[60] ^ 1]) + right[61:]
    differences = []
    for _ in range(5):
        times: dict[bytes, list[int]] = {early: [], late: []}
        for turn in range(10_000):
            for wrong in (early, late) if turn % 2 else (late, early):
                times[wrong].append(door.refuse(wrong))
        first, last = (statistics.median(times[wrong]) for wrong in (early, late))
        differences.append(abs(first - last) / first)
    # A comparison that stops at the first difference takes 60 bytes longer; a busy machine
    # disturbs some of the rounds, never all of them.
    assert min(differences) < 0.01


def test_signatures_are_compared_by_a_function_that_takes_the_same_time_for_all(
    sandbox: Sandbox, account: Account
) -> None:
    """Always, and over texts of the same length, for an unknown key too."""
    door = _Door(sandbox, account)
    known = door.right_signature()
    door._key = b"nobody"
    assert len(known) == len(door.right_signature()) == 88
