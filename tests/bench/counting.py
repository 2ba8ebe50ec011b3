"""Instructions of one call, by valgrind: a count that repeats, however busy the machine is.

Counting begins when a case is set up and warm. It then runs twice, a little and a little longer;
the difference is what the calls in between cost. Only user space is counted.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .cases import Case

__all__ = ["count", "valgrind"]

_TOTAL: Final = re.compile(r"^summary: (\d+)", re.MULTILINE)
_WARM_REPEATS: Final = 3
_SHORT_REPEATS: Final = 10
_BETWEEN: Final = 40
"""So many repeats lie between the short and the long run."""
_CONTROL_SECONDS: Final = 60


def valgrind() -> str | None:
    """Return where valgrind is, None where it is not installed."""
    return shutil.which("callgrind_control") and shutil.which("valgrind")


def count(cases: Sequence[Case], base_url: str) -> dict[str, int]:
    """Return the instructions of one call of each case by its name, two cases at a time."""
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        found = list(pool.map(lambda case: _of_one(case, base_url), cases))
    return {case.name: each for case, each in zip(cases, found, strict=True)}


def _of_one(case: Case, base_url: str) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="gopax-bench-") as folder,
        _counted(case, base_url, Path(folder)) as worker,
    ):
        worker.run(_WARM_REPEATS)
        short = worker.instructions(_SHORT_REPEATS)
        long = worker.instructions(_SHORT_REPEATS + _BETWEEN)
    return round((long - short) / _BETWEEN / case.calls)


class _Worker:
    """A worker under valgrind, with counting on."""

    def __init__(self, process: "subprocess.Popen[str]", out: Path) -> None:
        self._process = process
        self._out = out
        self._dumps = 0

    def run(self, repeats: int) -> None:
        """Let the case be repeated."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{repeats}\n")
        self._process.stdin.flush()
        self._process.stdout.readline()

    def instructions(self, repeats: int) -> int:
        """Return what so many repeats cost, and a constant."""
        self.control("--zero")
        self.run(repeats)
        self.control("--dump")
        self._dumps += 1
        found = _TOTAL.search(Path(f"{self._out}.{self._dumps}").read_text(encoding="utf-8"))
        assert found, "valgrind wrote another format"
        return int(found[1])

    def control(self, *command: str) -> None:
        """Tell valgrind something."""
        subprocess.run(
            ["callgrind_control", *command, str(self._process.pid)],
            check=True,
            capture_output=True,
            timeout=_CONTROL_SECONDS,
        )


@contextmanager
def _counted(case: Case, base_url: str, folder: Path) -> Iterator[_Worker]:
    out = folder / "out"
    # Off at first: the start of a process runs ten times as fast.
    command = ["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no"]
    command += [f"--callgrind-out-file={out}", sys.executable, "-m", "tests.bench.worker"]
    with subprocess.Popen(
        [*command, case.id, base_url],
        env={**os.environ, "PYTHONHASHSEED": "0"},  # the same dictionaries each time
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        with process.stdin:
            if process.stdout.readline().strip() != "ready":
                sys.exit(f"{case.id} did not start below valgrind; its error stands above")
            worker = _Worker(process, out)
            worker.control("--instr=on")
            yield worker
