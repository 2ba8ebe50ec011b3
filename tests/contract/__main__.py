"""`python -m tests.contract`: hold a server to openapi.yaml."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from .accepted import Deviation, read_accepted, sift
from .audit import audit, open_books
from .differential import compare
from .fuzzing import PHASES, fuzz, load_document
from .junit import write_junit
from .options import LAYERS, parser
from .plan import follow
from .probes import probe
from .recorded import replay
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
            what, results = str(options.har), [replay(options.har, document)]
        else:
            with _place(options) as target:
                print(f"openapi.yaml, held against {target.name} at {target.base_url}")
                what, results = f"seed {options.seed}", _run(target, document, options)
    except UsageError as error:
        print(f"contract: {error}", file=sys.stderr)
        return 2
    return _tell(document, results, deviations, what, options.junit)


def _place(options: argparse.Namespace) -> AbstractContextManager[Target]:
    if options.base_url is None:
        return built_in(options.seed, profile=options.profile)
    may_trade, per_second = options.orders, options.per_second
    target = foreign(options.base_url, os.environ, may_trade=may_trade, per_second=per_second)
    return nullcontext(target)


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
    deviations: Sequence[Deviation],
    what: str,
    junit: Path | None,
) -> int:
    accepted: list[str] = []
    for result in results:
        result.findings, met = sift(result.findings, deviations, datetime.now(UTC).date())
        accepted += met
    if junit is not None:
        write_junit(junit, results)
    found = [finding for result in results for finding in result.findings]
    print(*statuses_table(document, results), *failures(found), "", sep="\n")
    for line in dict.fromkeys(accepted):
        print(line)
    for result in results:
        print(*(f"left out: {line}" for line in result.skipped), layer_line(result), sep="\n")
    called = {name for result in results for name, seen in result.statuses.items() if seen}
    calls = sum(result.calls for result in results)
    verdict = "the contract does NOT hold" if found else "the contract holds"
    print(f"{len(called)} operations, {calls} calls, {what}: {verdict}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
