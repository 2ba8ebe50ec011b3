"""What holds for every command there is: how it fails, and where it can be shown."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from gopax_ext.cli.app import build
from gopax_ext.cli.define import COMMANDS
from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.sandbox import Sandbox
from tests.cli.conftest import Gopax
from tests.project.house import ROOT

build()
LINES = {
    "ticker": "ticker BTC-KRW",
    "book": "book BTC-KRW",
    "trades": "trades BTC-KRW",
    "candles": "candles BTC-KRW",
    "chart": "chart BTC-KRW",
    "watch": "watch BTC-KRW --once",
    "pairs": "pairs",
    "assets": "assets",
    "stats": "stats BTC-KRW",
    "balance": "balance KRW",
    "fills": "fills",
    "order place": "order place BTC-KRW buy 0.01 --price 9000000",
    "order get": "order get 1001",
    "order open": "order open",
    "order cancel": "order cancel 1001",
    "order resolve": "order resolve 1001",
    "order resubmit": "order resubmit 0-0",
    "order settle": "order settle 0-0 --order-id 1001",
    "auth status": "auth status",
    "history download": "history download BTC-KRW --since 1h -o data",
}
LOCAL_FAILURES = {
    "history verify": ("history verify nowhere", 1),
    "history export": ("history export nowhere BTC-KRW --since 1h -o x.parquet", 1),
    "sandbox start": ("sandbox start --port 99999", 2),
    "sandbox status": ("sandbox status", 1),
    "sandbox stop": ("sandbox stop more", 2),
    "sandbox reset": ("sandbox reset", 1),
    "config show": ("config show --profile nobody", 4),
    "config set": ("config set nothing 1", 2),
    "config profiles": ("config profiles --profile nobody", 4),
    "auth login": ("auth login --api-key k --profile live", 2),
    "auth logout": ("auth logout --profile nobody", 4),
    "auth sign": ("auth sign GET /balances", 4),
    "doctor": ("doctor", 1),
    "explain": ("explain 77", 2),
    "demo": ("demo more", 2),
    "docs": ("docs --port 99999", 2),
    "commands": ("commands --csv --json", 2),
}
ASKING = ("reads", "reads_account", "trades")
SHOWN = ("ticker BTC-KRW", "book BTC-KRW", "watch BTC-KRW --once", "chart BTC-KRW", "doctor")


def test_every_command_stands_here() -> None:
    """A new one has to say how it fails."""
    assert set(LINES) | set(LOCAL_FAILURES) == set(COMMANDS)
    asking = {each.name for each in COMMANDS.values() if each.safety in ASKING}
    assert asking - set(LINES) == {"doctor", "history verify"}  # they ask where there is something


@pytest.fixture(scope="module")
def nobody() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_no_server_is_told(
    gopax: Gopax, nobody: str, line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A failure of the network, in which nothing was sent, and standard output stays empty."""
    monkeypatch.chdir(tmp_path)  # where a download makes its folder
    monkeypatch.setenv("GOPAX_API_KEY", "a-key-0123456789")
    monkeypatch.setenv("GOPAX_SECRET_KEY", "c2VjcmV0")
    done = gopax(*line.split(), "--base-url", nobody, "--timeout", "1", "--json")
    if line.startswith("order resolve"):  # what became of a cancel is as unknown as before
        assert (done.code, done.error["outcome"]) == (5, "unknown")
    else:  # the record of orders may know already that there is no such attempt
        assert done.code in ({1, 2} if "0-0" in line else {1}), done.err
        assert done.error["outcome"] == "not_sent"
    assert done.out == ""


@pytest.mark.parametrize(
    "name", [each for each in LINES if COMMANDS[each].safety in {"reads_account", "trades"}]
)
def test_no_key_is_told(gopax: Gopax, exchange: Sandbox, name: str) -> None:
    """Before anything is asked; what only adds one's own orders does without."""
    done = gopax(*LINES[name].split(), "--base-url", exchange.base_url, "--json")
    if name in {"chart", "watch"}:
        assert done.code == 0
        return
    assert (done.code, done.error["type"]) == (4, "MissingCredentials")
    assert "gopax auth login" in done.error["fix"]


@pytest.mark.parametrize(("line", "code"), LOCAL_FAILURES.values(), ids=LOCAL_FAILURES)
def test_what_needs_no_exchange_fails_in_words_too(gopax: Gopax, line: str, code: int) -> None:
    """Its exit code says which kind of failure it was."""
    done = gopax(*line.split())
    assert done.code == code, done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("line", SHOWN)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_utf8_nothing_is_garbled(
    spawn: Gopax, account: SandboxState, line: str, language: str
) -> None:
    """Signs become ASCII, Korean becomes English, and no question mark takes a letter's place."""
    assert account
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "GOPAX_LANG": language}
    done = spawn(*line.split(), "--table", env={**env, "COLUMNS": "40"})
    assert done.code == 0, done.err
    assert (done.out + done.err).isascii()
    assert "?" not in done.out
    assert not re.search(r"[▲▼█✓�\x1b]", done.out)


@pytest.mark.parametrize("line", SHOWN)
def test_a_reader_that_leaves_is_no_failure(account: SandboxState, line: str) -> None:
    """`| head -1`, for what is drawn as for what is listed."""
    assert account
    command = f'"{sys.executable}" -m gopax_ext.cli {line} --table | head -1'
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert done.stdout.count("\n") == 1
