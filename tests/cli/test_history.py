"""`gopax history`: download, verify, export."""

import csv
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gopax_ext.cli.history_progress import LineProgress
from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.history.download import Progress
from gopax_ext.history.plan import Plan
from gopax_ext.history.series import Series
from gopax_ext.sandbox import Sandbox
from gopax_ext.testing import VirtualSeam
from tests.cli.conftest import Gopax
from tests.project.house import ROOT

pytestmark = pytest.mark.usefixtures("account")
DOWNLOAD = ["history", "download", "BTC-KRW", "eth/krw", "--since", "1d"]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own to work in."""
    monkeypatch.chdir(tmp_path)


def test_a_download_tells_its_plan_first_and_what_it_did(gopax: Gopax, tmp_path: Path) -> None:
    """Series, rows, calls, time and range before the first call; then rows and what to do next."""
    folder = tmp_path / "data"
    done = gopax(*DOWNLOAD, "-o", folder, "--json")
    assert done.code == 0, done.err
    assert done.json["folder"] == str(folder)
    assert [each["pair"] for each in done.json["series"]] == ["BTC-KRW", "ETH-KRW"]
    assert all(each["added"] == each["stored"] > 1000 for each in done.json["series"])
    where, plan, *_, end = done.err.splitlines()  # a slow machine tells its progress too
    assert where.startswith("sandbox")
    assert re.fullmatch(
        r"plan: BTC-KRW 1m, ETH-KRW 1m · 2,8[78]\d candles at most · 4 calls, 0:00:00"
        r" at 20 a second · .{19} KST → .{19} KST",
        plan,
    )
    assert end.endswith(f"Check them: gopax history verify {folder}")
    again = gopax(*DOWNLOAD, "-o", folder, "--json").json
    assert all(each["added"] <= 5 for each in again["series"])


def test_a_plan_alone_downloads_nothing(gopax: Gopax, tmp_path: Path) -> None:
    """It asks for the time of the exchange and for nothing else."""
    done = gopax(*DOWNLOAD, "-o", tmp_path / "data", "--plan")
    assert done.code == 0
    assert "4 calls" in done.err
    assert list((tmp_path / "data").rglob("*.parquet")) == []


def test_trades_are_downloaded_by_id(gopax: Gopax, tmp_path: Path, exchange: Sandbox) -> None:
    """And exported with every digit."""
    folder, file = tmp_path / "data", tmp_path / "trades.csv"
    assert gopax(*DOWNLOAD, "-o", folder, "--trades").code == 0
    done = gopax("history", "export", folder, "BTC-KRW", "--trades", "-o", file)
    assert done.code == 0, done.err
    rows = list(csv.DictReader(file.read_text().splitlines()))
    trades = {each.id: each for each in exchange.venue("BTC-KRW").tape.trades}
    assert len(rows) > 1000
    assert {(int(row["id"]), row["side"]) for row in rows} == {
        (each.id, each.side) for each in (trades[int(row["id"])] for row in rows)
    }
    assert rows[0]["time"].endswith("+09:00")


def test_verify_is_silent_about_what_is_sound_and_names_what_is_not(
    gopax: Gopax, tmp_path: Path
) -> None:
    """Exit code 0 or 1; a finding names the file, and the note says what to do."""
    folder = tmp_path / "data"
    gopax(*DOWNLOAD, "-o", folder)
    sound = gopax("history", "verify", folder, "--online", "--since", "6h", "--json")
    assert sound.code == 0, sound.err
    assert sound.json["sound"]
    assert sound.json["findings"] == []
    assert all(each["equal"] for each in sound.json["compared"])
    path = next(iter(folder.rglob("*.parquet")))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    damaged = gopax("history", "verify", folder, "--json")
    assert damaged.code == 1
    assert not damaged.json["sound"]
    assert {each["problem"] for each in damaged.json["findings"]} >= {"changed"}
    assert "Delete such a file" in damaged.err


@pytest.mark.parametrize(
    ("line", "code", "fix"),
    [
        ("history download BTCKRW --since 1d", 2, "Did you mean BTC-KRW"),
        ("history download BTX-KRW --since 1d", 3, "Did you mean BTC-KRW"),
        ("history download BTC-KRW --since 1d -i 7m", 2, "1m, 5m, 30m, 1d"),
        ("history download BTC-KRW --since soon", 2, "2026-01-31"),
        ("history download BTC-KRW", 2, "--help"),
        ("history verify nowhere", 1, "gopax history download"),
        ("history export nowhere BTC-KRW -o x.csv", 1, "gopax history download"),
        ("history export nowhere BTC-KRW", 2, "--help"),
    ],
)
@pytest.mark.usefixtures("elsewhere")
def test_failures_say_what_to_do(gopax: Gopax, line: str, code: int, fix: str) -> None:
    """As one JSON object, with the exit code of its kind."""
    done = gopax(*line.split(), "--json")
    assert done.code == code, done.err
    assert fix in done.error["fix"]


def test_without_pyarrow_the_extra_is_named(gopax: Gopax, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 4: something is missing on this machine."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = gopax(*DOWNLOAD, "--json")
    assert done.code == 4
    assert done.error["fix"] == 'Run: pip install "gopax-client[history]"'


def test_progress_is_a_line_now_and_then_where_nothing_can_be_drawn() -> None:
    """Every ten seconds: how much of how much, rate and remaining time."""
    lines: list[str] = []
    seam = VirtualSeam()
    progress = LineProgress(lines.append, lambda _: None, seam)
    progress.planned(Plan((), 20))
    for second in range(25):
        seam.sleep(1.0)
        progress.progressed(
            Progress(Series.candles("BTC-KRW", 1), 1000 * (second + 1), 100_000, 900 * (second + 1))
        )
    assert lines == [
        "BTC-KRW 1m  10,000 of 100,000 (10%)  900 rows/s  0:01:30 left",
        "BTC-KRW 1m  20,000 of 100,000 (20%)  900 rows/s  0:01:20 left",
    ]


def command(*arguments: object) -> list[str]:
    """The command in a process of its own."""
    return [sys.executable, "-m", "gopax_ext.cli", *map(str, arguments)]


def test_a_terminal_gets_bars(account: SandboxState, tmp_path: Path) -> None:
    """One for each series, with rate and remaining time."""
    assert account
    theirs, ours = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    line = command(*DOWNLOAD, "-o", tmp_path / "data")
    with subprocess.Popen(line, cwd=ROOT, stdout=ours, stderr=ours, env=env) as process:
        os.close(ours)
        shown = b""
        while True:
            try:
                part = os.read(theirs, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert process.wait(60) == 0, shown
    os.close(theirs)
    text = shown.decode()
    assert "━" in text
    assert "ETH-KRW 1m" in text
    assert "/s" in text


def test_ctrl_c_is_safe_and_says_so(account: SandboxState, tmp_path: Path) -> None:
    """Exit code 130; what came in is stored, and the same command goes on."""
    assert account
    folder = tmp_path / "data"
    line = command(
        *["history", "download", "BTC-KRW", "--since", "2020-01-01", "-o", folder, "--json"]
    )
    with subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        while not process.stderr.readline().startswith("plan:"):
            pass
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(60) == 130
    stopped = "Stopped; what has come in is stored. Run the same command again to go on."
    assert rest.splitlines()[-1] == stopped  # a slow machine tells its progress before
    assert "Traceback" not in rest
    manifest = json.loads((folder / "manifest.json").read_text())
    (ranges,) = manifest["covered"].values()
    assert ranges
