"""The tests that documents name, and whether they exist."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable

from tests.project.house import ROOT

_NAMED = re.compile(r"`((?:[a-z_]+/)+test_[a-z0-9_]+\.py)(?:::(test_[a-z0-9_]+))?`")


def named_in(text: str) -> set[str]:
    """Return the tests of `text` as `folder/test_x.py::test_y`, or the file where one is named."""
    return {f"{path}::{name}" if name else path for path, name in _NAMED.findall(text)}


def missing(names: Iterable[str]) -> set[str]:
    """Return those that pytest does not collect."""
    wanted = set(names)
    files = sorted({f"tests/{name.partition('::')[0]}" for name in wanted})
    gone = {file for file in files if not (ROOT / file).exists()}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *(file for file in files if file not in gone)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        check=True,
    )
    collected = {
        line.partition("[")[0].removeprefix("tests/")
        for line in done.stdout.split("\n")
        if "::" in line
    }
    collected |= {name.partition("::")[0] for name in collected}
    return wanted - collected
