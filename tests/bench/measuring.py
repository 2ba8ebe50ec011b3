"""CPU time of the cases of a group: each in a process of its own, all in turn, round by round.

A busy machine slows every case of a round, so what counts is the ratio of two in the *same* round.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import IO, Final

import attrs

from .cases import Case
from .worker import NOT_HERE

__all__ = ["Figures", "Ratio", "canned_server", "measure", "ratio"]

_MODULE: Final = [sys.executable, "-m"]


@attrs.define
class Figures:
    """What was measured of one case, for one call."""

    cpu_us: list[float]
    """CPU microseconds, user and system, of each round."""
    instructions: int | None = None
    """Instructions in user space, of the same work each time."""

    @property
    def median_us(self) -> float:
        """CPU microseconds of the middle round."""
        return statistics.median(self.cpu_us)


@attrs.frozen
class Ratio:
    """How one case compares with another, over the rounds."""

    median: float
    low: float
    high: float
    """A quarter of the rounds lies below `low`, a quarter above `high`."""


def ratio(one: Figures, other: Figures) -> Ratio:
    """Return `one` over `other` in CPU time."""
    ratios = [mine / theirs for mine, theirs in zip(one.cpu_us, other.cpu_us, strict=True)]
    if len(ratios) == 1:
        return Ratio(ratios[0], ratios[0], ratios[0])
    low, median, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return Ratio(median, low, high)


def _keep_on_one_processor(process: "subprocess.Popen[str]") -> None:
    """All cases and their server on the same one: others need not be as fast.

    And to wake another one costs a process on a virtual machine more than a short call does.
    """
    if hasattr(os, "sched_setaffinity"):  # not on every system
        os.sched_setaffinity(process.pid, {min(os.sched_getaffinity(0))})


class _Worker:
    """A case in its own process."""

    def __init__(self, case: Case, base_url: str, stack: ExitStack) -> None:
        self.case = case
        command = [*_MODULE, "tests.bench.worker", case.id, base_url]
        process = stack.enter_context(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        _keep_on_one_processor(process)
        assert process.stdin
        assert process.stdout
        self._input: IO[str] = process.stdin
        self._output: IO[str] = process.stdout
        stack.callback(self._input.close)
        self.here = self._output.readline().strip() == "ready"
        if not self.here and process.wait() != NOT_HERE:
            sys.exit(f"{case.id} did not start; its error stands above")

    def round(self) -> float:
        """Return the CPU microseconds of one call."""
        self._input.write(f"{self.case.repeats}\n")
        self._input.flush()
        return int(self._output.readline()) / 1000 / self.case.repeats / self.case.calls


@contextmanager
def canned_server() -> Iterator[str]:
    """Give the base URL of a running canned server."""
    with subprocess.Popen(
        [*_MODULE, "tests.bench.canned"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        _keep_on_one_processor(process)
        assert process.stdin
        assert process.stdout
        with process.stdin:
            yield process.stdout.readline().strip()


def measure(cases: Sequence[Case], base_url: str, rounds: int) -> dict[str, Figures]:
    """Return the figures of each case by its name; those whose peer is not installed are left out.

    The first round is not counted: caches and clocks of the processor settle in it.
    """
    with ExitStack() as stack:
        started = [_Worker(case, base_url, stack) for case in cases]
        workers = [worker for worker in started if worker.here]
        turns = [[worker.round() for worker in workers] for _ in range(rounds + 1)][1:]
    columns = zip(*turns, strict=True)
    return {
        worker.case.name: Figures([round(figure, 3) for figure in column])
        for worker, column in zip(workers, columns, strict=True)
    }
