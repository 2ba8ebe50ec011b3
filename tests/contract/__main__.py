"""`python -m tests.contract`: hold a server to openapi.yaml."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import partial
from typing import Any

from attrs import evolve

from .accepted import read_accepted, sift
from .audit import audit, open_books
from .coverage.extent import Extent
from .coverage.page import write_page
from .coverage.score import scores, shortfalls
from .differential import compare
from .document import load_document
from .fuzzing import PHASES, fuzz
from .junit import write_junit
from .options import LAYERS, parser
from .plan import follow
from .probes import probe
from .recorded import replay, write_har
from .report import failures, layer_line, statuses_table
from .results import LayerResult
from .strict import strict
from .target import Target, UsageError, built_in, foreign

__all__ = ["main"]

_FOREIGN_EXAMPLES = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the layers; 0 when the contract holds, 1 when it does not, 2 when nothing was run."""
    options = parser().parse_args(arguments)
    document = load_document()
    try:
        deviations = read_accepted(options.accepted) if options.accepted else []
        if options.har is not None:
            what, results = f"traffic of {options.har}", [replay(options.har, document)]
        else:
            what, results = _held(document, options)
    except UsageError as error:
        print(f"contract: {error}", file=sys.stderr)
        return 2
    accepted: list[str] = []
    for result in results:
        result.findings, met = sift(result.findings, deviations, datetime.now(UTC).date())
        accepted += met
    return _tell(document, results, accepted, what, options)


def _held(document: dict[str, Any], options: argparse.Namespace) -> tuple[str, list[LayerResult]]:
    """What was held to the document, and the results of all layers."""
    held, results = [], []
    for place in _places(options):
        with place as target:
            held.append(f"{target.name} at {target.base_url}")
            print(f"openapi.yaml, held against {held[-1]}", flush=True)
            metered, recorded = options.page is not None, options.record is not None
            found = _run(evolve(target, metered=metered, recorded=recorded), document, options)
            for result in found:
                result.name += f" ({target.profile})" if target.profile else ""
            results += found
    return f"{' and '.join(held)}, seed {options.seed}", results


def _places(options: argparse.Namespace) -> Iterator[AbstractContextManager[Target]]:
    if options.base_url is None:
        for profile in dict.fromkeys(options.profile):
            yield built_in(options.seed, profile=profile)
        return
    may_trade, per_second = options.orders, options.per_second
    target = foreign(options.base_url, os.environ, may_trade=may_trade, per_second=per_second)
    yield nullcontext(target)


def _run(
    target: Target, document: dict[str, Any], options: argparse.Namespace
) -> list[LayerResult]:
    if options.strict or (options.strict is None and target.is_reference):
        document = strict(document)
    examples = options.examples
    if examples is None and target.per_second is not None:
        examples = _FOREIGN_EXAMPLES
    fuzzed = partial(
        fuzz,
        target,
        document,
        seed=options.seed,
        workers=options.workers,
        examples=examples,
        phases=options.phases or PHASES,
    )
    chosen = ("plan",) if options.live else options.layers or LAYERS
    books = open_books(target, document) if "books" in chosen else None
    layers: dict[str, Callable[[], LayerResult]] = {
        "schemathesis": fuzzed,
        "probes": lambda: probe(target, document),
        "model": lambda: compare(target, document, seed=options.seed),
        "plan": lambda: follow(target, document),
        "books": lambda: audit(target, document, books),
    }
    return [layers[name]() for name in LAYERS if name in chosen]


def _tell(
    document: Mapping[str, Any],
    results: Sequence[LayerResult],
    accepted: Sequence[str],
    what: str,
    options: argparse.Namespace,
) -> int:
    """Write and print all reports; the exit code."""
    if options.junit is not None:
        write_junit(options.junit, results)
    if options.record is not None:
        write_har(options.record, (heard for result in results for heard in result.traffic))
    found = [finding for result in results for finding in result.findings]
    print(*statuses_table(document, results), *failures(found), "", sep="\n")
    for line in dict.fromkeys(accepted):
        print(line)
    for result in results:
        print(*(f"left out: {line}" for line in result.skipped), layer_line(result), sep="\n")
    missed = _covered(document, results, accepted, what, options) if options.page else []
    called = {name for result in results for name, seen in result.statuses.items() if seen}
    calls = sum(result.calls for result in results)
    verdict = "the contract does NOT hold" if found else "the contract holds"
    print(f"{len(called)} operations, {calls} calls, seed {options.seed}: {verdict}")
    return 1 if found or missed else 0


def _covered(
    document: Mapping[str, Any],
    results: Sequence[LayerResult],
    accepted: Sequence[str],
    what: str,
    options: argparse.Namespace,
) -> list[str]:
    """Write the page; what is due of a whole run on the built-in exchange and was not reached."""
    extent = Extent(document)
    marks = {mark for result in results for mark in result.marks}
    write_page(options.page, what, results, extent, marks, accepted, datetime.now(UTC))
    reached = scores(extent, marks)
    print(f"{options.page}: {', '.join(map(str, reached))}")
    if options.base_url or options.har or options.live or options.layers or options.phases:
        return []
    missed = list(shortfalls(reached))
    for line in missed:
        print(f"BELOW TARGET: {line}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
