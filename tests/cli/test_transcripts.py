"""The first five minutes with the command, typed at a terminal as people of two trades would."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gopax_ext.sandbox import Sandbox
from tests.docs import runner
from tests.project.house import ROOT

PAGES = Path(__file__).parent / "transcripts"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a fresh home, in which no exchange is left running."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GOPAX_")}
    environment = {
        **kept,
        "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": f"{tmp_path}/.config",
        "XDG_STATE_HOME": f"{tmp_path}/.state",
        "COLUMNS": "100",
        "LINES": "40",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "GOPAX_LANG": "en",
        # pytest finds the plugin by itself where the package is installed; here it is a checkout.
        "PYTEST_ADDOPTS": "-p gopax_ext.testing.plugin -p no:cacheprovider",
    }
    yield environment
    runner.typed("gopax sandbox stop", tmp_path, environment)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bot_author", "data_analyst"])
def test_a_transcript_is_so(
    name: str,
    tmp_path: Path,
    terminal: dict[str, str],
    exchange: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each command shows what stands below it; `...` is what varies."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOPAX_BASE_URL", exchange.base_url)
    monkeypatch.setenv("GOPAX_STATE_DIR", str(tmp_path / "python"))
    page = PAGES / f"{name}.md"
    for block in runner.blocks(page):
        if block.language == "python":
            runner.run_python(page, block, {}, tmp_path)
        else:
            runner.run_console(page, block, tmp_path, terminal)
