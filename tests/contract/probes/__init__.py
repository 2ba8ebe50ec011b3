"""Protocol probes: single calls, each right or wrong in one way, whose answer is known beforehand.

What they expect is written from the reference and shared with neither the exchange nor the schema,
so that one mistake cannot be on both sides.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ..admin import Admin
from ..bench import Bench, bench
from ..results import LayerResult
from ..target import Target
from . import (
    accounts,
    authentication,
    balances,
    errors,
    inputs,
    limits,
    links,
    routes,
    statuses,
    trading,
)

__all__ = ["probe"]

_PROBES: Mapping[str, Callable[[Bench], None]] = {
    "authentication": authentication.probe,
    "routes": routes.probe,
    "errors": errors.probe,
    "inputs": inputs.probe,
    "links": links.probe,
}
_OF_OPERATORS: Mapping[str, Callable[[Bench, Admin], None]] = {
    "accounts": accounts.probe,
    "balances": balances.probe,
    "trading": trading.probe,
    "limits": limits.probe,
    "statuses": statuses.probe,
}
"""Those that need accounts of their own, the clock or faults: the administration API."""


def probe(target: Target, document: Mapping[str, Any]) -> LayerResult:
    """Run all probes that this server allows."""
    with bench("probes", target, document) as at:
        for name, run in _allowed(at):
            before = at.result.calls
            with at.reading(f"the probes of {name}"):
                run()
            at.result.parts[name] = at.result.calls - before
    return at.result


def _allowed(at: Bench) -> Iterator[tuple[str, Callable[[], None]]]:
    yield from ((name, partial(run, at)) for name, run in _PROBES.items())
    admin = at.target.admin
    if admin is not None:
        yield from ((name, partial(run, at, admin)) for name, run in _OF_OPERATORS.items())
        return
    for name in _OF_OPERATORS:
        at.result.skipped.append(f"{name}: needs the administration API (GOPAX_ADMIN_TOKEN)")
