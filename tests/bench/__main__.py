"""Measure: `python -m tests.bench [GROUP ...] [--rounds N] [--no-count] [--keep] [--json]`.

Without a group everything is measured, and docs/benchmarks.md, its Korean twin and their pictures
are written; with `--keep` the groups that are named take the place of those kept before. `--report`
writes the pages again from the figures that were kept. Every case runs in a
process of its own; the cases of a group take turns, round by round, and are compared within a
round, so that a busy machine slows both sides. What counts is CPU time, not time on a clock.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from . import every_case
from .cases import groups
from .counting import count, valgrind
from .growth import SCALES
from .measuring import Figures, canned_server, measure, ratio
from .peers.generated import FOLDER_VARIABLE, generate
from .record import Record, here_and_now
from .report import write

_GROWTH = "growth"


def main() -> None:
    """Measure what was asked for and print it."""
    every_case()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    known = [*groups(), _GROWTH]
    parser.add_argument("groups", nargs="*", help=f"any of: {'; '.join(known)}")
    parser.add_argument("--rounds", type=int, default=7, help="turns of each case (7)")
    parser.add_argument("--no-count", action="store_true", help="count no instructions")
    parser.add_argument("--keep", action="store_true", help="keep and report the groups named")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    parser.add_argument("--report", action="store_true", help="write the report again, measure not")
    options = parser.parse_args()
    unknown = sorted(set(options.groups) - set(known))
    if unknown:
        parser.error(f"no group {unknown[0]!r}; there are: {'; '.join(known)}")
    if options.report:
        write(Record.load())
        return
    console = Console(highlight=False, stderr=options.json)
    counting = not options.no_count and valgrind() is not None
    found: dict[str, dict[str, Figures]] = {}
    growth: dict[str, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory(prefix="gopax-bench-") as folder, canned_server() as base_url:
        generate(Path(folder))
        os.environ[FOLDER_VARIABLE] = folder
        for group in options.groups or known:
            if group == _GROWTH:
                growth = {name: _grow(name, base_url) for name in SCALES}
                continue
            found[group] = _measure(group, base_url, options.rounds, counting=counting)
            console.print(_table(group, found[group]))
    for name, rows in growth.items():
        console.print(name, rows)
    if options.json:
        print(json.dumps({g: {n: _plain(f) for n, f in c.items()} for g, c in found.items()}))
    record = Record(here_and_now(), found, growth)
    if options.keep and options.groups:
        record = Record.load().updated(record)
    if options.keep or not options.groups:
        record.save()
        write(record)


def _measure(group: str, base_url: str, rounds: int, *, counting: bool) -> dict[str, Figures]:
    cases = [case for case in every_case().values() if case.group == group]
    found = measure(cases, base_url, rounds)
    if counting:
        countable = [case for case in cases if case.counted and case.name in found]
        for name, instructions in count(countable, base_url).items():
            found[name].instructions = instructions
    return found


def _grow(name: str, base_url: str) -> list[dict[str, float]]:
    command = [sys.executable, "-m", "tests.bench.growth", name, base_url]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    rows: list[dict[str, float]] = json.loads(ran.stdout)
    return rows


def _plain(figures: Figures) -> dict[str, object]:
    return {"cpu_us": figures.median_us, "instructions": figures.instructions}


def _table(group: str, found: Mapping[str, Figures]) -> Table:
    first = next(iter(found.values()))
    table = Table(title=group, title_justify="left", box=None, pad_edge=False)
    table.add_column("case", min_width=36)
    for column in ("CPU us", "ratio", "quarter", "three", "instructions", "ratio"):
        table.add_column(column, justify="right")
    for name, each in found.items():
        compared = ratio(each, first)
        row = [f"{each.median_us:,.1f}", f"{compared.median:.3f}"]
        row += [f"{compared.low:.3f}", f"{compared.high:.3f}"]
        if each.instructions and first.instructions:
            row += [f"{each.instructions:,}", f"{each.instructions / first.instructions:.3f}"]
        table.add_row(name, *row)
    return table


if __name__ == "__main__":
    main()
