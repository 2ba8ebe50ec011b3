"""`python -m tests.contract`: hold a server to openapi.yaml."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from gopax_ext.sandbox.config import PROFILES

from .audit import audit, open_books
from .differential import compare
from .fuzzing import PHASES, fuzz, load_document
from .probes import probe
from .recorded import replay
from .report import failures, layer_line, statuses_table
from .results import LayerResult
from .strict import strict
from .target import POLITE_PER_SECOND, Target, UsageError, built_in, foreign

__all__ = ["main"]

_SEED = 1
_FOREIGN_EXAMPLES = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all layers; 0 when the contract holds, 1 when it does not, 2 when nothing was run."""
    options = _parser().parse_args(arguments)
    try:
        if options.har is not None:
            document = load_document()
            return _tell(document, [replay(options.har, document)], str(options.har))
        place: AbstractContextManager[Target]
        if options.base_url is None:
            place = built_in(options.seed, profile=options.profile)
        else:
            target = foreign(
                options.base_url,
                os.environ,
                may_trade=options.orders,
                per_second=options.per_second,
            )
            place = nullcontext(target)
        with place as target:
            return _run(target, options)
    except UsageError as error:
        print(f"contract: {error}", file=sys.stderr)
        return 2


def _run(target: Target, options: argparse.Namespace) -> int:
    document = load_document()
    if options.strict or (options.strict is None and target.is_reference):
        document = strict(document)
    print(f"The contract of openapi.yaml, held against {target.name} at {target.base_url}")
    examples = options.examples
    if examples is None and target.per_second is not None:
        examples = _FOREIGN_EXAMPLES
    books = open_books(target, document)
    results = [
        fuzz(
            target,
            document,
            seed=options.seed,
            workers=options.workers,
            examples=examples,
            phases=options.phases or PHASES,
        ),
        probe(target, document),
        compare(target, document, seed=options.seed),
        audit(target, document, books),
    ]
    return _tell(document, results, f"seed {options.seed}")


def _tell(document: Mapping[str, Any], results: Sequence[LayerResult], what: str) -> int:
    print(*statuses_table(document, results), sep="\n")
    found = [finding for result in results for finding in result.findings]
    print(*failures(found), sep="\n")
    for result in results:
        print(*(f"left out: {line}" for line in result.skipped), layer_line(result), sep="\n")
    called = {
        operation for result in results for operation, seen in result.statuses.items() if seen
    }
    calls = sum(result.calls for result in results)
    verdict = "the contract does NOT hold" if found else "the contract holds"
    print(f"{len(called)} operations, {calls} calls, {what}: {verdict}")
    return 1 if found else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.contract",
        description="Hold a server to openapi.yaml: the built-in exchange, or any other.",
        epilog="Another server: private operations are called when GOPAX_API_KEY and"
        " GOPAX_SECRET_KEY are set; GOPAX_ADMIN_TOKEN opens the administration API of a built-in"
        " exchange. Exit code: 0 holds, 1 does not, 2 could not be run.",
    )
    parser.add_argument("--base-url", help="the server (default: the built-in exchange)")
    parser.add_argument(
        "--profile", choices=PROFILES, default="reference", help="era of the built-in exchange"
    )
    parser.add_argument("--seed", type=int, default=_SEED, help="seed of all cases (default: 1)")
    parser.add_argument(
        "--workers", type=_positive, default=1, help="processes that share the work (default: 1)"
    )
    parser.add_argument("--examples", type=_positive, help="random cases for each operation")
    parser.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        help="allow nothing that the reference lacks (default: on the built-in exchange alone)",
    )
    parser.add_argument("--phases", nargs="+", choices=PHASES, help="of schemathesis: these alone")
    parser.add_argument(
        "--per-second",
        type=_positive,
        default=POLITE_PER_SECOND,
        help=f"calls a second on --base-url (default: {POLITE_PER_SECOND}; 20 are allowed)",
    )
    parser.add_argument(
        "--har", type=Path, metavar="FILE", help="call nobody: look at recorded traffic instead"
    )
    parser.add_argument(
        "--orders", action="store_true", help="place and cancel REAL orders on --base-url"
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
