"""Everything that the documents show is so."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import runner
from tests.docs.runner import ROOT, Block
from tests.docs.twins import is_run_by_its_twin

GENERATED = {"reference.md", "reference.ko.md"}  # tests/project/test_reference.py runs its examples
PAGES = [
    page
    for page in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
    if page.name not in GENERATED
    and any(block.language in {"python", "console"} for block in runner.blocks(page))
    and not is_run_by_its_twin(page)
]


def _case(page: Path) -> object:
    changes = any(block.language == "diff" for block in runner.blocks(page))
    marks = [pytest.mark.slow] if changes else []  # it generates and tests a whole clone
    return pytest.param(page, id=str(page.relative_to(ROOT)), marks=marks)


@pytest.mark.parametrize("page", [_case(page) for page in PAGES])
def test_what_a_page_shows_is_so(page: Path) -> None:
    """Its programs run and its commands print what stands below them, in either language."""
    command = [sys.executable, "-W", "error", "-m", "tests.docs.runner", str(page)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("korean", "is_run"),
    [
        ("$ gopax pairs  # 거래쌍\nBTC-KRW\n", True),
        ("$ gopax pairs\nETH-KRW\n", False),
        ("$ gopax pair  # the pairs\nBTC-KRW\n", False),
    ],
)
@pytest.mark.parametrize(
    ("program", "does_the_same"),
    [
        ('def f():\n    """하나."""\n    return 1  # 하나\n', True),
        ('def f():\n    """One."""\n    return 2  # one\n', False),
        ('def f():\n    """One."""\n    return "1"  # one\n', False),
    ],
)
def test_what_runs_in_english_need_not_run_in_korean(
    tmp_path: Path, korean: str, is_run: bool, program: str, does_the_same: bool
) -> None:
    """Where nothing but comments and docstrings differ, and the page shows the same."""
    english = tmp_path / "page.md"
    one = 'def f():\n    """One."""\n    return 1  # one\n'
    console = "$ gopax pairs  # the pairs\nBTC-KRW\n"
    english.write_text(f"```console\n{console}```\n```python\n{one}```\n", "utf-8")
    page = tmp_path / "page.ko.md"
    page.write_text(f"```console\n{korean}```\n```python\n{program}```\n", "utf-8")
    assert is_run_by_its_twin(page) is (is_run and does_the_same)
    assert not is_run_by_its_twin(english)


# The runner itself


def test_an_ellipsis_stands_for_anything() -> None:
    """Within a line and over lines; the rest must be equal."""
    assert runner.matches("price ...\n...\nend", "price 12\nmore\nmore\nend\n")
    assert not runner.matches("price 12", "price 13")
    assert not runner.matches("price 12", "price 12\nand a warning")


def test_a_command_goes_on_after_a_backslash() -> None:
    """What follows the last of its lines is what it shows."""
    block = Block("console", "$ one \\\n    --two\nshown\n$ three\n", 1)
    assert list(runner.commands(block)) == [("$ one \\\n    --two", "shown"), ("$ three", "")]


@pytest.mark.parametrize(
    "text",
    [
        "```python\nassert 1 == 2\n```\n",
        "```console\n$ false\n```\n",
        "```console\n$ echo 1\n2\n```\n",
        "```python\ndef test_it():\n    assert False\n```\n",
    ],
)
def test_a_page_that_lies_is_found(tmp_path: Path, text: str) -> None:
    """A program that fails, a command that fails, another output, a failing test."""
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    command = [sys.executable, "-m", "tests.docs.runner", str(page)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 1
    assert "page.md" in done.stderr
