"""`make mutation`: change the pure core line by line, and see whether a test notices.

mutmut makes the changes and runs, for each, the tests that come by it; `[tool.mutmut]` in
pyproject.toml says where and with which tests. It works in a copy, since it writes beside what it
changes. Mutants that mean the same are listed, with the reason, in `equivalent.toml`. Names of
functions limit the run: `make mutation ARGS="gopax_ext.signing.*"`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutation.survivors import UNNOTICED, Mutant, Score, judge, read_equivalents
from tests.project.house import ROOT

_COPIED = ("gopax_ext", "gopax_generated", "tests", "openapi.yaml", "pyproject.toml", "README.md")
_SECONDS = 7200
_MARK = "=== the mutant "
# A process for each of them would take longer than the tests.
_SHOW = f"""
import sys
from mutmut.__main__ import show
for name in sys.argv[1:]:
    print({_MARK!r} + name)
    show.callback(name)
"""


def main(patterns: list[str]) -> int:
    """Run mutmut over the modules, and print a line for each; 0 when enough was noticed."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        _copy_to(copy)
        _mutmut(copy, "run", "--max-children", str(os.cpu_count() or 1), *patterns, shown=False)
        lines = _mutmut(copy, "results", "--all", "true").splitlines()
        states = dict(line.strip().split(": ") for line in lines if "__mutmut_" in line)
        left = [name for name, state in states.items() if state in UNNOTICED]
        diffs = _differences(copy, left)
        mutants = [
            Mutant.read(name, state, diffs.get(name, ""))
            for name, state in states.items()
            if state != "not checked"
        ]
    score = judge(mutants, read_equivalents())
    print(score.report())
    return 0 if _is_good(score) else 1


def _is_good(score: Score) -> bool:
    return not score.open and not score.stale


def _differences(folder: Path, names: list[str]) -> dict[str, str]:
    """Return what each of these mutants changes."""
    done = subprocess.run(
        [sys.executable, "-c", _SHOW, *names],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=True,
    )
    parts = done.stdout.split(_MARK)[1:]
    return {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in parts}


def _copy_to(folder: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *_COPIED],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())


def _mutmut(folder: Path, *words: str, shown: bool = True) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
        env=os.environ | {"PYTHONPATH": ""},
    )
    if done.returncode:
        raise SystemExit(f"mutmut {words[0]} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout if shown else ""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
