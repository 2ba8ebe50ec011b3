"""Measure: `python -m tests.bench [GROUP ...] [--rounds N] [--json]`.

Every case runs in a process of its own; the cases of a group take turns, round by round, and each
is compared with the group's first *of the same round*, so that a busy machine slows both.
"""

import argparse
import json
import statistics
import subprocess
import sys
from contextlib import ExitStack
from typing import IO

from rich.console import Console
from rich.table import Table

from . import every_case
from .cases import Case, groups

MODULE = [sys.executable, "-m"]


class Worker:
    """A case in its own process."""

    def __init__(self, case: Case, base_url: str, stack: ExitStack) -> None:
        self.case = case
        command = [*MODULE, "tests.bench.worker", f"{case.group}/{case.name}", base_url]
        process = stack.enter_context(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        assert process.stdin
        assert process.stdout
        self._input: IO[str] = process.stdin
        self._output: IO[str] = process.stdout
        stack.callback(self._input.close)
        if self._output.readline().strip() != "ready":
            sys.exit(f"{case.group}/{case.name} did not start; its error stands above")

    def round(self) -> int:
        """Return the CPU nanoseconds of one repeat."""
        self._input.write(f"{self.case.repeats}\n")
        self._input.flush()
        return int(self._output.readline())


def measure(group: str, rounds: int) -> list[dict[str, object]]:
    """Return name, median CPU time and ratios (median, least, most) of each case of a group."""
    cases = [case for case in every_case().values() if case.group == group]
    with ExitStack() as stack:
        server = stack.enter_context(
            subprocess.Popen(
                [*MODULE, "tests.bench.canned"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        assert server.stdin
        assert server.stdout
        stack.callback(server.stdin.close)
        base_url = server.stdout.readline().strip()
        workers = [Worker(case, base_url, stack) for case in cases]
        figures = [[worker.round() for worker in workers] for _ in range(rounds)]
    rows: list[dict[str, object]] = []
    for index, case in enumerate(cases):
        ratios = [figure[index] / figure[0] for figure in figures]
        rows.append(
            {
                "group": group,
                "case": case.name,
                "cpu_us": statistics.median(figure[index] for figure in figures) / 1000,
                "ratio": statistics.median(ratios),
                "least": min(ratios),
                "most": max(ratios),
            }
        )
    return rows


def main() -> None:
    """Measure what was asked for and print it."""
    every_case()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("groups", nargs="*", help=f"any of: {', '.join(groups())}")
    parser.add_argument("--rounds", type=int, default=9, help="turns of each case (9)")
    parser.add_argument("--json", action="store_true", help="one JSON list instead of tables")
    options = parser.parse_args()
    unknown = sorted(set(options.groups) - set(groups()))
    if unknown:
        parser.error(f"no group {unknown[0]!r}; there are {', '.join(groups())}")
    console = Console(highlight=False)
    rows: list[dict[str, object]] = []
    for group in options.groups or groups():
        measured = measure(group, options.rounds)
        rows += measured
        if not options.json:
            console.print(_table(group, measured))
    if options.json:
        print(json.dumps(rows, indent=1))


def _table(group: str, rows: list[dict[str, object]]) -> Table:
    table = Table(title=group, title_justify="left", box=None, pad_edge=False)
    table.add_column("case", min_width=32)
    for column in ("CPU us", "ratio", "least", "most"):
        table.add_column(column, justify="right")
    for row in rows:
        figures = [f"{row[name]:.3f}" for name in ("ratio", "least", "most")]
        table.add_row(str(row["case"]), f"{row['cpu_us']:,.1f}", *figures)
    return table


if __name__ == "__main__":
    main()
