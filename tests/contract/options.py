"""What `python -m tests.contract` can be told."""

import argparse
from pathlib import Path

from gopax_ext.sandbox.config import PROFILES

from .fuzzing import PHASES
from .target import POLITE_PER_SECOND

__all__ = ["LAYERS", "parser"]

LAYERS = ("schemathesis", "probes", "model", "plan", "books")
"""The layers, in the order in which they run."""
_SEED = 1


def parser() -> argparse.ArgumentParser:
    """The options, with their help."""
    options = argparse.ArgumentParser(
        prog="python -m tests.contract",
        description="Hold a server to openapi.yaml: the built-in exchange, or any other.",
        epilog="Another server: private operations are called when GOPAX_API_KEY and"
        " GOPAX_SECRET_KEY are set; GOPAX_ADMIN_TOKEN opens the administration API of a built-in"
        " exchange. Exit code: 0 holds, 1 does not, 2 could not be run.",
    )
    options.add_argument("--base-url", help="the server (default: the built-in exchange)")
    options.add_argument(
        "--profile",
        nargs="+",
        choices=PROFILES,
        default=tuple(PROFILES),
        help="eras of the built-in exchange, one after the other (default: all)",
    )
    options.add_argument("--seed", type=int, default=_SEED, help="seed of all cases (default: 1)")
    options.add_argument(
        "--workers", type=_positive, default=1, help="processes that share the work (default: 1)"
    )
    options.add_argument("--examples", type=_positive, help="random cases for each operation")
    options.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        help="allow nothing that the reference lacks (default: on the built-in exchange alone)",
    )
    options.add_argument("--layers", nargs="+", choices=LAYERS, help="these layers alone")
    options.add_argument("--phases", nargs="+", choices=PHASES, help="of schemathesis: these alone")
    options.add_argument(
        "--per-second",
        type=_positive,
        default=POLITE_PER_SECOND,
        help=f"calls a second on --base-url (default: {POLITE_PER_SECOND}; 20 are allowed)",
    )
    options.add_argument(
        "--har", type=Path, metavar="FILE", help="call nobody: look at recorded traffic instead"
    )
    options.add_argument(
        "--record", type=Path, metavar="FILE", help="also write all calls and answers as HAR"
    )
    options.add_argument(
        "--live",
        action="store_true",
        help="the live-safe plan alone: at most 80 reads, or 110 calls with --orders",
    )
    options.add_argument(
        "--accepted", type=Path, metavar="FILE", help="deviations that are accepted for a while"
    )
    options.add_argument("--junit", type=Path, metavar="FILE", help="also write JUnit XML")
    options.add_argument(
        "--page", type=Path, metavar="FILE", help="also write an HTML page of what was exercised"
    )
    options.add_argument(
        "--orders", action="store_true", help="place and cancel REAL orders on --base-url"
    )
    return options


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
