"""Every example does on the built-in exchange what it says it does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sharing.redis_server import RedisServer
from tests.tools import library

EXAMPLES = Path(__file__).parents[2] / "examples"
RUNS = {  # arguments that make it short, and what it says at the end
    "quote_board.py": (["--ticks", "2", "--pause", "0"], r"BTC-KRW .*%"),
    "dollar_cost_averaging.py": (["--days", "2"], r"bought for 10,000 KRW"),
    "grid_bot.py": (["--ticks", "8"], r"0 orders in doubt, none open"),
    "rebalance.py": ([], r"order \d+: (completed|updated)"),
    "take_profit_and_stop.py": (["--ticks", "5", "--pause", "0"], r"sold|nothing was for sale"),
    "download_and_backtest.py": (["--days", "1"], r"60 over 480 .* trades"),
    "many_processes.py": (["--calls", "5"], r"20 signed calls by 4 programs on one key: 0 refused"),
}
TESTED_ELSEWHERE = {"test_grid_bot.py"}


def run(name: str, arguments: list[str], home: Path) -> str:
    """Run an example as a reader does, warnings being errors; return what it printed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GOPAX_")}
    environment |= {"XDG_STATE_HOME": str(home), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / name), *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_every_example_is_run() -> None:
    """A new one cannot be forgotten here, nor in the lists for readers."""
    programs = {path.name for path in EXAMPLES.glob("*.py")}
    assert programs == RUNS.keys() | TESTED_ELSEWHERE
    everything = programs | {path.name for path in EXAMPLES.glob("*.ipynb")}
    for page in ("README.md", "README.ko.md"):
        text = (EXAMPLES / page).read_text("utf-8")
        assert set(re.findall(r"^\| `([\w.]+)` \|", text, re.MULTILINE)) == everything


@pytest.mark.parametrize("name", RUNS)
def test_an_example_runs(name: str, tmp_path: Path) -> None:
    """It ends well, warns of nothing, and says what it should."""
    arguments, said = RUNS[name]
    assert re.search(said, run(name, arguments, tmp_path))


def test_the_grid_bot_survives_faults(tmp_path: Path) -> None:
    """With every third call broken it ends without doubt and without open orders."""
    said = run("grid_bot.py", ["--ticks", "10", "--pause", "0", "--faults", "0.3"], tmp_path)
    assert re.search(r"[1-9]\d* calls went wrong, 0 orders in doubt, none open", said)


def test_programs_share_a_key_over_redis(tmp_path: Path) -> None:
    """The example that says so does it, with a real server."""
    with RedisServer(tmp_path) as redis:
        said = run("many_processes.py", ["--calls", "5", "--sharing", redis.url], tmp_path)
    assert "0 refused" in said


def test_the_test_of_a_bot_passes(tmp_path: Path) -> None:
    """As a reader's own pytest runs it, with the plugin that came with the package."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", "."]
    plugin = ["-p", "gopax_ext.testing.plugin"]  # the checkout is linked, not installed
    done = subprocess.run(
        [*command, *plugin, str(EXAMPLES / "test_grid_bot.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout


@pytest.mark.slow
def test_the_notebook_shows_what_its_cells_give() -> None:
    """Executed again, every text that it shows is the same."""
    library("nbclient")
    from tests.examples import notebook  # noqa: PLC0415 - its libraries may be missing

    shown = notebook.outputs(notebook.nbformat.read(notebook.NOTEBOOK, as_version=4))
    assert any("correlation" in text for text in shown)
    assert notebook.outputs(notebook.executed()) == shown
