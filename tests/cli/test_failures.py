"""How each kind of failure ends: its exit code, its words and its object."""

import io
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.sandbox import Sandbox
from tests.cli.conftest import Gopax
from tests.project.house import ROOT

FIELDS = ["type", "code", "status", "outcome", "message", "fix", "attempt", "exit_code"]


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("line", "code", "kind", "fix"),
    [
        ("ticker BTCKRW", 2, "ArgumentError", "Did you mean BTC-KRW?"),
        ("ticker BTC-KRV", 3, "InvalidTradingPair", "Did you mean BTC-KRW"),
        ("book XRP", 2, "ArgumentError", "Did you mean XRP-KRW?"),
        ("candles BTC-KRW -i 2m", 2, "ArgumentError", "1m, 5m, 30m, 1d"),
        ("candles BTC-KRW --since yesterday", 2, "ArgumentError", "2026-01-31"),
        ("balance NOPE", 3, "InvalidAssetName", "gopax assets"),
        ("order get 999999999", 3, "OrderNotFound", "gopax order open"),
        ("order place BTC-KRW hold 1 --market", 2, "ArgumentError", "buy or sell"),
        ("order place BTC-KRW buy 1", 2, "ArgumentError", "--price"),
        ("order place BTC-KRW buy x --market", 2, "ArgumentError", "0.01"),
        ("order place BTC-KRW buy 0.00001 --price 9000000", 2, "ArgumentError", "0.0001 BTC"),
        ("order place BTC-KRW buy 0.01 --market", 2, "ArgumentError", "counts KRW"),
        ("order place BTC-KRW buy 0.1 --price 90000000", 2, "ArgumentError", "--force"),
        ("order place BTC-KRW buy 2 --price 9000000", 2, "ArgumentError", "max_order_krw"),
        ("order place XRP-KRW sell 5 --price 900", 3, "InsufficientBalance", "Lower"),
        ("explain 77", 2, "ArgumentError", "gopax explain"),
        ("config set nothing 1", 2, "ArgumentError", "base_url"),
        ("config set read_only perhaps", 4, "SettingsError", "true or false"),
        ("pairs --profile nobody", 4, "SettingsError", "config set"),
        ("pairs --tz Nowhere/Land", 4, "SettingsError", "Asia/Seoul"),
        ("pairs --csv", 2, "ArgumentError", "one form"),
        ("tickr", 2, "UsageError", "--help"),
        ("order place", 2, "UsageError", "--help"),
        ("auth sign GET balances", 2, "ArgumentError", "/orders"),
    ],
)
def test_a_failure_has_its_code_and_its_fix(
    gopax: Gopax, line: str, code: int, kind: str, fix: str
) -> None:
    """Programs get one object on standard error; standard output stays empty."""
    done = gopax(*line.split(), "--json")
    assert (done.code, done.error["type"]) == (code, kind)
    assert fix in done.error["fix"]
    assert done.error["exit_code"] == code
    assert list(done.error) == FIELDS
    assert done.out == ""


@pytest.mark.usefixtures("account")
def test_people_get_a_short_table(gopax: Gopax) -> None:
    """What happened, what became of it and what to do."""
    done = gopax("ticker", "BTC-KRV")
    assert done.code == 3
    assert "InvalidTradingPair" in done.err
    assert "the exchange refused it" in done.err
    assert "Did you mean BTC-KRW" in done.err
    assert done.out == ""


@pytest.mark.parametrize("line", ["", "order", "auth"])
def test_the_name_alone_lists_what_there_is(gopax: Gopax, line: str) -> None:
    """Which is an answer, not a failure."""
    done = gopax(*line.split())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: gopax {line}".strip())


def test_no_exchange_is_a_network_failure_with_the_command_that_helps(gopax: Gopax) -> None:
    """The first thing that somebody new may meet."""
    done = gopax("ticker", "BTC-KRW", "--json")
    assert (done.code, done.error["outcome"]) == (1, "not_sent")
    assert "gopax sandbox start" in done.error["fix"]


def test_no_server_is_a_network_failure(gopax: Gopax) -> None:
    """Nobody listens there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        done = gopax("pairs", "--base-url", address, "--timeout", "1", "--json")
    assert (done.code, done.error["outcome"]) == (1, "not_sent")


def test_no_key_says_how_to_save_one(gopax: Gopax, exchange: Sandbox) -> None:
    """It is about settings, and nothing was sent."""
    done = gopax("balance", "--base-url", exchange.base_url, "--json")
    assert (done.code, done.error["type"]) == (4, "MissingCredentials")
    assert "gopax auth login --profile sandbox" in done.error["fix"]


@pytest.mark.usefixtures("account")
def test_a_lost_answer_is_an_unknown_outcome_that_can_be_resolved(
    gopax: Gopax, exchange: Sandbox
) -> None:
    """Exit code 5, with the command that finds the order; it then does."""
    exchange.faults.add("drop", when="after", method="POST", path="/orders")
    done = gopax("order", "place", "BTC-KRW", "buy", "0.01", "--price", "9000000", "--json")
    assert (done.code, done.error["outcome"]) == (5, "unknown")
    attempt = done.error["attempt"]
    assert done.error["fix"].endswith(f"gopax order resolve {attempt}")
    assert [row["attempt"] for row in gopax("order", "resolve", "--json").json] == [attempt]
    assert gopax("order", "resolve", attempt, "--json").json["status"] == "placed"


def test_live_profiles_only_read_until_changed(gopax: Gopax, home: Path) -> None:
    """An order for a live exchange stops before anything is asked of the network."""
    assert home.is_dir()
    done = gopax("order", "place", "BTC-KRW", "buy", "1", "--market", "--profile", "live", "--json")
    assert done.code == 4
    assert done.error["fix"].endswith("gopax config set read_only false --profile live")


def test_ctrl_c_ends_with_130(gopax: Gopax, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it comes."""

    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("gopax_ext.cli.settings.resolve.RunSettings.resolve", interrupted)
    assert gopax("config", "show").code == 130


def test_a_closed_pipe_is_no_failure(spawn: Gopax, account: SandboxState) -> None:
    """`| head` may leave early."""
    assert account
    with subprocess.Popen(
        [sys.executable, "-m", "gopax_ext.cli", "trades", "BTC-KRW", "-n", "3000", "-q"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    assert spawn("--version").code == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_a_closed_stream_crashes_nothing(account: SandboxState, closed: str) -> None:
    """Not even standard error."""
    assert account
    line = f'"{sys.executable}" -m gopax_ext.cli pairs {closed}'
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def live(monkeypatch: pytest.MonkeyPatch, answer: str | None) -> None:
    """Let this run believe that its exchange is live, with somebody to ask, or nobody."""
    monkeypatch.setenv("GOPAX_READ_ONLY", "false")
    monkeypatch.setenv("GOPAX_RULES", "2018")
    monkeypatch.setattr("gopax_ext.cli.settings.resolve._LOOPBACK", set[str]())
    if answer is not None:
        monkeypatch.setattr("gopax_ext.cli.run.Run.interactive", True)
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("answer", "more", "orders"),
    [("y", [], 1), ("네", [], 1), ("", [], 0), ("no", [], 0), (None, [], 0), (None, ["--yes"], 1)],
)
def test_a_live_order_is_confirmed(
    gopax: Gopax,
    monkeypatch: pytest.MonkeyPatch,
    answer: str | None,
    more: list[str],
    orders: int,
) -> None:
    """By a person, or by --yes; anything else sends nothing."""
    live(monkeypatch, answer)
    line = "order place BTC-KRW buy 0.01 --price 9000000"
    done = gopax(*line.split(), *more)
    assert done.code == (0 if orders else 2)
    assert ("LIVE · sandbox · 127.0.0.1" in done.err) == (answer is not None or bool(orders))
    assert len(gopax("order", "open", "--json").json) == orders


@pytest.mark.usefixtures("account")
def test_a_refusal_is_an_exit_code_however_the_command_is_called(spawn: Gopax) -> None:
    """The same from a shell as from inside."""
    assert spawn("ticker", "BTC-KRV").code == 3
    assert spawn("ticker").code == 2


@pytest.mark.slow
def test_the_demonstration_adds_up(spawn: Gopax) -> None:
    """`gopax demo` is what `make demo` runs."""
    done = spawn("demo")
    assert done.code == 0
    assert "adds up to the last digit" in done.out
