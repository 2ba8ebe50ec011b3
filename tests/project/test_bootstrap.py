"""Which Python sets up the project, and what is said when there is none that can."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import bootstrap
from tests.project.conftest import Fake
from tests.project.house import ROOT


def test_an_old_python_reads_the_gate() -> None:
    """bootstrap.py parses on Python 3.6 and asks for nothing that 3.6 lacks."""
    source = Path(bootstrap.__file__).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    assert "__future__" not in source
    names = {
        alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names
    }
    assert names == {"subprocess", "sys"}


def test_too_old_a_python_gets_one_line(
    bin_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the version found and what to type."""
    assert not list(bin_folder.iterdir())
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert bootstrap.main(["run"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "3.11 or later" in line
    assert f"{sys.executable} is 3.9" in line
    assert "make demo PY=python3.12" in line


def test_a_newer_python_beside_the_old_one_takes_over(
    fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first that runs does the work; one that is only a name is passed by."""
    fake("python3.13", "exit 127")
    newer = fake("python3.12", f'echo "$0"; echo "$@" >> "{tmp_path}/asked"')
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    assert bootstrap.find_newer() == str(newer)
    assert bootstrap.main(["run"]) == 0
    assert (tmp_path / "asked").read_text("utf-8").splitlines()[-1].endswith("bootstrap.py run")


def test_a_python_named_by_the_person_is_not_replaced(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`PY=python3.9` is refused although a newer one lies beside it."""
    fake("python3.12", 'echo "$0"')
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert bootstrap.main(["run", "--this-python"]) == 1


def test_the_makefile_says_when_there_is_no_python() -> None:
    """One line of its own, before anything else runs."""
    make = shutil.which("make")
    if make is None:
        pytest.fail("make is not on PATH, and it is what people start with")
    answer = subprocess.run(
        [make, "setup", "PY=python-of-nowhere"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    line, *rest = answer.stderr.splitlines()
    assert answer.returncode != 0
    assert "python-of-nowhere is not on PATH. Install Python 3.11 or later" in line
    assert all(" *** " in other for other in rest)
