"""Any base URL will do: processes that know nothing of each other, and a proxy that lies.

The contract test gets an address and a key, as of a server that somebody else runs. It has no
administration API there and no way into the exchange.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LAYERS = ("--layers", "probes", "plan", "--per-second", "100000")


@contextmanager
def _serving(*command: str) -> Iterator[str]:
    """The line that a program of its own prints once it serves; it ends with the block."""
    program = [sys.executable, "-m", *command]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline()
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def exchange() -> Iterator[dict[str, str]]:
    """The exchange as a user starts it, without its administration API."""
    options = ("--port", "0", "--json", "--seed", "3", "--limit", "none")
    with _serving("gopax_ext.sandbox", *options) as line:
        yield json.loads(line)


def _held(exchange: dict[str, str], change: str, *more: str) -> tuple[int, str]:
    """The exit code and the report of a run through the proxy."""
    keys = {f"GOPAX_{name.upper()}": exchange[name] for name in ("api_key", "secret_key")}
    with _serving("tests.contract.changing_proxy", exchange["base_url"], change) as url:
        command = [sys.executable, "-m", "tests.contract", "--base-url", url.strip()]
        run = subprocess.run(
            [*command, *LAYERS, *more],
            cwd=ROOT,
            env=keys,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    return run.returncode, run.stdout + run.stderr


@pytest.mark.contract
def test_a_proxy_that_changes_nothing_is_not_noticed(exchange: dict[str, str]) -> None:
    """With orders allowed; what needs the administration API is left out and said to be."""
    code, shown = _held(exchange, "nothing", "--orders")
    assert code == 0, shown
    assert "held against a server of somebody else" in shown
    assert "left out: limits: needs the administration API" in shown
    assert "15 operations" in shown


@pytest.mark.contract
@pytest.mark.parametrize(
    ("change", "failure"),
    [
        ("crossed-ticker", "the ticker is not crossed: getTicker"),
        ("one-more", "operations agree with each other: getBalance"),
        ("price-as-text", "answers fit their schema: listTrades"),
    ],
)
def test_what_a_proxy_changes_is_reported(
    exchange: dict[str, str], change: str, failure: str
) -> None:
    """By the rule it breaks and the operation whose answers were changed."""
    code, shown = _held(exchange, change)
    assert code == 1, shown
    assert f"FAILURE {failure}" in shown


@pytest.mark.contract
def test_what_the_reference_alone_forbids_needs_the_strict_overlay(
    exchange: dict[str, str],
) -> None:
    """Times without milliseconds are ISO 8601 all the same, but the reference has them."""
    code, shown = _held(exchange, "time-in-seconds")
    assert code == 0, shown
    code, shown = _held(exchange, "time-in-seconds", "--strict")
    assert code == 1
    assert "FAILURE answers fit their schema: getTicker" in shown


def test_nothing_here_reaches_into_the_exchange_or_the_client() -> None:
    """One module starts the exchange, one names its eras; no rule knows either package."""
    reaching = {
        path.name
        for path in HERE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom)) and not path.name.startswith("test_")
        for name in (getattr(node, "module", None), *(alias.name for alias in node.names))
        if (name or "").startswith(("gopax_ext", "gopax_generated"))
    }
    assert reaching == {"target.py", "options.py"}
