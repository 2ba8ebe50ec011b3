"""Protocol probes: single calls, each right or wrong in one way, whose answer is known beforehand.

What they expect is written from the reference and shared with neither the exchange nor the schema,
so that one mistake cannot be on both sides.
"""

from collections.abc import Mapping
from typing import Any

from ..bench import bench
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

_PROBES = {
    "authentication": authentication.probe,
    "accounts": accounts.probe,
    "balances": balances.probe,
    "routes": routes.probe,
    "errors": errors.probe,
    "inputs": inputs.probe,
    "links": links.probe,
    "trading": trading.probe,
    "limits": limits.probe,
    "statuses": statuses.probe,
}


def probe(target: Target, document: Mapping[str, Any]) -> LayerResult:
    """Run all probes that this server allows."""
    with bench("probes", target, document) as at:
        for name, run in _PROBES.items():
            before = at.result.calls
            with at.reading(f"the probes of {name}"):
                run(at)
            at.result.parts[name] = at.result.calls - before
    return at.result
