"""The exchange on a real socket, and the command that starts it."""

import http.client
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from gopax_ext.sandbox import Sandbox

from .caller import Caller


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    """One exchange for all tests of this module."""
    with Sandbox(seed=7, limit=None) as running:
        yield running


@pytest.fixture
def line(served: Sandbox) -> Iterator[http.client.HTTPConnection]:
    """A connection to it."""
    connection = http.client.HTTPConnection(urlsplit(served.base_url).netloc, timeout=5)
    yield connection
    connection.close()


def ask(line: http.client.HTTPConnection, method: str, path: str, **more: object) -> tuple:
    """Status and body."""
    line.request(method, path, **more)
    response = line.getresponse()
    return response.status, response.read()


def test_it_answers_on_loopback_alone(served: Sandbox) -> None:
    """On a port of its own choice."""
    parts = urlsplit(served.base_url)
    assert (parts.scheme, parts.hostname) == ("http", "127.0.0.1")
    assert parts.port


def test_a_connection_is_kept_and_answers_without_delay(
    line: http.client.HTTPConnection,
) -> None:
    """A hundred calls on one socket."""
    statuses = {ask(line, "GET", "/assets")[0]}
    kept = line.sock
    statuses |= {ask(line, "GET", "/trading-pairs/BTC-KRW/ticker")[0] for _ in range(100)}
    assert statuses == {200}
    assert line.sock is kept


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", ""])
def test_another_host_name_is_misdirected(line: http.client.HTTPConnection, host: str) -> None:
    """A web page cannot be rebound to it."""
    assert ask(line, "GET", "/assets", headers={"Host": host})[0] == 421


def test_its_own_names_are_answered(served: Sandbox) -> None:
    """With the port."""
    for name in ("127.0.0.1", "localhost"):
        line = http.client.HTTPConnection("127.0.0.1", urlsplit(served.base_url).port)
        headers = {"Host": f"{name}:{line.port}"}
        assert ask(line, "GET", "/assets", headers=headers)[0] == 200
        line.close()


def test_a_call_refused_before_its_body_was_read_does_not_poison_the_next(
    served: Sandbox, line: http.client.HTTPConnection
) -> None:
    """What follows on the same connection is a request, not the rest of a body."""
    body = b"GET /nope HTTP/1.1\r\n\r\n" * 1000
    for method, path, expected in (
        ("POST", "/orders", 401),
        ("POST", "/nope", 404),
        ("PUT", "/orders", 405),
        ("GET", "/assets", 200),
    ):
        assert ask(line, method, path, body=body)[0] == expected
        assert ask(line, "GET", "/assets")[0] == 200
    served.faults.add("rate", path="/orders")
    assert ask(line, "POST", "/orders", body=body)[0] == 429
    assert ask(line, "GET", "/assets")[0] == 200


def test_a_body_that_is_too_long_is_answered_and_dropped(
    line: http.client.HTTPConnection,
) -> None:
    """Nothing of it is taken for the next request."""
    body = b"GET /nope HTTP/1.1\r\n\r\n" * 100_000
    assert ask(line, "POST", "/orders", body=body)[0] == 400
    assert ask(line, "GET", "/assets")[0] == 200


def test_many_callers_at_once_are_all_served(served: Sandbox) -> None:
    """Eight threads, each with a key: no answer is lost and every sum is right."""

    def trade(_: int) -> list[int]:
        account = served.create_account({"KRW": "100000000", "BTC": 5})
        line = http.client.HTTPConnection(urlsplit(served.base_url).netloc, timeout=10)
        caller = Caller(served, account)
        statuses = []
        for n in range(25):
            side = "buy" if n % 2 else "sell"
            body = json.dumps(
                {
                    "type": "limit",
                    "side": side,
                    "price": 10_190_000,
                    "amount": 0.01,
                    "tradingPairName": "BTC-KRW",
                }
            ).encode()
            headers = caller.headers("POST", "/orders", body)
            statuses.append(ask(line, "POST", "/orders", body=body, headers=headers)[0])
        line.close()
        return statuses

    with ThreadPoolExecutor(8) as pool:
        found = [status for statuses in pool.map(trade, range(8)) for status in statuses]
    assert found == [200] * 200
    with served.app.lock:
        ledger = served.exchange.engine.ledger
        for asset, issued in ledger.issued.items():
            assert ledger.total(asset) == issued


def test_it_can_be_stopped_and_started_again() -> None:
    """The state stays; the port is given back."""
    sandbox = Sandbox(seed=1, market=False)
    with pytest.raises(RuntimeError, match="not served"):
        _ = sandbox.base_url
    for _ in range(2):
        with sandbox:
            port = urlsplit(sandbox.base_url).port
            line = http.client.HTTPConnection("127.0.0.1", port)
            assert ask(line, "GET", "/assets")[0] == 200
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), timeout=1)
        line.close()


def start(*options: str) -> subprocess.Popen:
    """The command, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "gopax_ext.sandbox", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_prints_one_line_of_json_and_ends_cleanly(number: int) -> None:
    """Base URL and a key that works, once it answers."""
    with start("--json", "--seed", "5") as process:
        found = json.loads(process.stdout.readline())
        line = http.client.HTTPConnection(urlsplit(found["base_url"]).netloc, timeout=5)
        status, body = ask(line, "GET", "/trading-pairs/BTC-KRW/ticker")
        process.send_signal(number)
        out, err = process.communicate(timeout=10)
        line.close()
    assert sorted(found) == ["api_key", "base_url", "secret_key"]
    assert (status, out, err, process.returncode) == (200, "", "", 0)
    assert b'"price"' in body


def test_the_command_says_how_to_use_it() -> None:
    """As shell lines, without --json."""
    with start("--no-market") as process:
        lines = [process.stdout.readline() for _ in range(4)]
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
    assert "Ctrl-C" in lines[0]
    assert [line.split("=")[0].split()[-1] for line in lines[1:]] == [
        "GOPAX_BASE_URL",
        "GOPAX_API_KEY",
        "GOPAX_SECRET_KEY",
    ]


def test_a_port_in_use_is_said_in_one_line() -> None:
    """And what to do about it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with start("--port", str(taken.getsockname()[1])) as process:
            out, err = process.communicate(timeout=10)
    assert (out, process.returncode) == ("", 2)
    assert "choose another --port" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("host", ["192.0.2.1", "::", "example.com", ""])
def test_it_serves_nobody_else_unless_forced(host: str) -> None:
    """An address that others can reach has to be asked for twice."""
    with pytest.raises(ValueError, match="exposed=True"):
        Sandbox(host=host)
    assert Sandbox(host=host, exposed=True, market=False).config


def test_without_a_server_library_it_says_what_to_install() -> None:
    """In-process use needs none."""
    code = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "from gopax_ext.sandbox import Sandbox\n"
        "sandbox = Sandbox(market=False)\n"
        "try: sandbox.start()\n"
        "except RuntimeError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "serving needs uvicorn: pip install 'gopax-client[sandbox]'\n"


def test_serving_leaves_the_logging_of_the_process_alone(served: Sandbox) -> None:
    """No handler is set up behind the user's back."""
    assert served.base_url
    assert not logging.getLogger("uvicorn").handlers
    assert not logging.getLogger("uvicorn.error").handlers
