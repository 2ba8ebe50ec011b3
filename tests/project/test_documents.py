"""README, the other documents and the Makefile name what exists; tests/docs runs what they show."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.house import ROOT

FORBIDDEN = (  # joined here, so that this file does not hold them
    "/wo" + "rk/",
    "../sha" + "red",
    "/ro" + "ot/",
    "/opt/py" + "pi",
    "/opt/whe" + "els",
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js.",
    "deb." + "debian",
)


def written_files() -> Iterator[Path]:
    """Every text file of the project that is not a cache or an environment."""
    for folder, below, names in os.walk(ROOT):
        tools = {"__pycache__", "build", "dist", "reports"}
        below[:] = sorted(
            name for name in set(below) - tools if not name.startswith(".") or name == ".ci"
        )
        left = ("uv.lock", ".coverage")  # by tools, in folders of ours
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith(left))


def blocks(language: str) -> list[str]:
    """The fenced blocks of README.md in one language, in order."""
    text = (ROOT / "README.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


# README


def test_readme_opens_with_the_two_commands() -> None:
    """The first console block is `make demo` and `make test`, and nothing else."""
    commands = [line.partition("#")[0].strip() for line in blocks("console")[0].splitlines()]
    assert commands == ["$ make demo", "$ make test"]


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")))
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    """A link without a scheme names a file that exists."""
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_variable_of_the_readme_is_read() -> None:
    """A setting that README promises is one that the client looks at."""
    settings = (ROOT / "gopax_ext" / "settings.py").read_text("utf-8")
    promised = set(re.findall(r"GOPAX_[A-Z_]+", (ROOT / "README.md").read_text("utf-8")))
    assert promised
    assert {name for name in promised if name not in settings} == set()


# Files


def test_nothing_names_a_machine_or_a_registry() -> None:
    """No file holds a path of somebody's machine or the address of an index."""
    found = []
    for path in written_files():
        text = path.read_text("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]
    assert found == []


def test_nothing_is_left_for_later() -> None:
    """No file has a note that something is still to be done."""
    note = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
    sources = [path for path in written_files() if path.suffix in {".py", ".md", ".yaml", ".jinja"}]
    noted = [path for path in sources if note.search(path.read_text("utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in noted] == []


# Makefile


def test_make_help_lists_every_target() -> None:
    """What a person may type is in the list, with a sentence; the inner targets are not."""
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    make = shutil.which("make") or "make"
    listing = subprocess.run([make, "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"^  make ([a-z-]+) +\S", listing.stdout, re.MULTILINE))
    assert listed == {target for target in targets if not target.startswith("ready-")}
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert set(phony.split()) == targets
