"""`python -m tests.drift`: does the contract test notice when a server drifts?"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .catalogue import DRIFTS
from .layers import CHEAP, LAYERS
from .mutants import mutants
from .over import OVER
from .report import Report
from .work import judged, known, quiet_runs

__all__ = ["SAMPLE", "main"]

SAMPLE = tuple(DRIFTS)[::9]
"""Some of every class, for a look that takes seconds."""
PARTS = ("named", "mutants", "alarms")


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the drifts; 0 when the targets are met, 1 when not, 2 when nothing was tried."""
    options = _parser().parse_args(arguments)
    unknown = sorted(set(options.only) - set(known()))
    if unknown:
        print(f"drift: there is no drift {unknown[0]!r}; --list names them", file=sys.stderr)
        return 2
    if options.list:
        print(*(f"{d.group:<18}{d.name}: {d.text}" for d in known().values()), sep="\n")
        return 0
    report = _run(options)
    print(*report.lines(), sep="\n")
    print(f"{report.seconds:.0f} s, {report.cpu_seconds:.0f} s of processor time")
    if options.only:
        print(*(f"{v.name}: {v.killer or 'survives'}: {v.finding}" for v in report.all), sep="\n")
    else:
        name = f"drift-{options.lane}.json" if options.lane else "drift.json"
        report.write(options.report or Path("reports") / name)
    return 1 if any(report.shortfalls()) else 0


def _run(options: argparse.Namespace) -> Report:
    began, report, seeds = time.monotonic(), Report(), range(1, options.seeds + 1)
    layers = [name for name in LAYERS if name in (options.layer or LAYERS)]
    parts, names, others = options.part or PARTS, list(DRIFTS), list(mutants())
    if options.sample:
        parts, names, layers = ("named",), list(SAMPLE), [n for n in layers if n in CHEAP]
    if options.only:
        parts = ("named", "mutants")
        names = [name for name in options.only if name in DRIFTS]
        others = [name for name in options.only if name not in DRIFTS]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(options.workers, mp_context=spawn) as pool:
        if "named" in parts:
            report.named = judged(pool, names, layers, seeds, options.lane)
        if "mutants" in parts:
            report.mutants = judged(pool, others, layers, seeds, options.lane)
        if "alarms" in parts:
            quiet, slow = range(1, options.quiet_seeds + 1), range(1, options.slow_seeds + 1)
            looks = quiet_runs(pool, layers, quiet, slow, options.lane)
            report.quiet_runs = len(looks)
            report.alarms = [text for text, _ in looks if text]
            report.quiet_seconds = sum(seconds for _, seconds in looks)
    report.seconds = time.monotonic() - began
    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.drift",
        description="Let the built-in exchange drift in every known way and see who notices.",
        epilog="A drift is killed when a layer finds it with every seed. Exit code: 0 targets met,"
        " 1 missed, 2 nothing tried.",
    )
    parser.add_argument("--list", action="store_true", help="name every drift and end")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these drifts alone")
    parser.add_argument("--sample", action="store_true", help="some of every class, cheap layers")
    parser.add_argument("--part", nargs="+", choices=PARTS, help="these parts alone")
    parser.add_argument("--layer", nargs="+", choices=LAYERS, help="these layers alone")
    parser.add_argument(
        "--lane", choices=OVER, default="", help="let the calls travel over a lane of the client"
    )
    parser.add_argument("--seeds", type=int, default=3, help="seeds a kill must repeat for")
    parser.add_argument(
        "--quiet-seeds", type=int, default=30, help="seeds without a drift, cheap layers"
    )
    parser.add_argument(
        "--slow-seeds", type=int, default=3, help="seeds without a drift, schemathesis"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="JSON, reports/drift.json; the tables lie beside it as .txt",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
