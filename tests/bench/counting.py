"""Instructions of one call, by valgrind: a count that repeats, however busy the machine is.

A case runs twice, a little and a little longer; the difference is what the calls in between cost,
with interpreter start, imports and set-up cancelled. Only user space is counted.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from .cases import Case

__all__ = ["count", "valgrind"]

_COLLECTED: Final = re.compile(r"Collected : (\d+)")
_LONGEST_SECONDS: Final = 300
_CALLS: Final = 60
"""So many calls lie between the short and the long run, or one repeat where that makes more."""


def valgrind() -> str | None:
    """Return where valgrind is, None where it is not installed."""
    return shutil.which("valgrind")


def count(cases: Sequence[Case], base_url: str) -> dict[str, int]:
    """Return the instructions of one call of each case by its name, two cases at a time."""
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        found = list(pool.map(lambda case: _of_one(case, base_url), cases))
    return {case.name: each for case, each in zip(cases, found, strict=True) if each is not None}


def _of_one(case: Case, base_url: str) -> int | None:
    between = max(1, min(_CALLS // case.calls, case.repeats))
    short = _run(case, base_url, between // 4)
    long = _run(case, base_url, between // 4 + between)
    return None if short is None or long is None else round((long - short) / between / case.calls)


def _run(case: Case, base_url: str, repeats: int) -> int | None:
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    command += [sys.executable, "-m", "tests.bench.worker", case.id, base_url, str(repeats)]
    ran = subprocess.run(
        command,
        env={**os.environ, "PYTHONHASHSEED": "0"},  # the same dictionaries each time
        capture_output=True,
        text=True,
        timeout=_LONGEST_SECONDS,
        check=False,
    )
    found = _COLLECTED.search(ran.stderr)
    return int(found[1]) if ran.returncode == 0 and found else None
