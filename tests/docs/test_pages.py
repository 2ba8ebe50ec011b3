"""Everything that the documents show is so."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import runner
from tests.docs.runner import ROOT, Block

GENERATED = {"reference.md", "reference.ko.md"}  # tests/project/test_reference.py runs its examples
PAGES = [
    page
    for page in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
    if page.name not in GENERATED
    and any(block.language in {"python", "console"} for block in runner.blocks(page))
]


def _case(page: Path) -> object:
    changes = any(block.language == "diff" for block in runner.blocks(page))
    marks = [pytest.mark.slow] if changes else []  # it generates and tests a whole clone
    return pytest.param(page, id=str(page.relative_to(ROOT)), marks=marks)


@pytest.mark.parametrize("page", [_case(page) for page in PAGES])
def test_what_a_page_shows_is_so(page: Path) -> None:
    """Its programs run and its commands print what stands below them."""
    command = [sys.executable, "-W", "error", "-m", "tests.docs.runner", str(page)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


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
