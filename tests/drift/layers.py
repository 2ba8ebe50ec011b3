"""The layers of the contract test as drifts meet them, cheapest first."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.contract.audit import audit, open_books
from tests.contract.differential import compare
from tests.contract.fuzzing import fuzz
from tests.contract.plan import follow
from tests.contract.probes import probe
from tests.contract.target import Target

__all__ = ["CHEAP", "LAYERS", "SLOW"]

Layer = Callable[[Target, Mapping[str, Any], int], object]


def _schemathesis(target: Target, document: Mapping[str, Any], seed: int) -> None:
    """With the books of the account, which explain what schemathesis did to it."""
    books = open_books(target, document)
    fuzz(target, document, seed=seed)
    audit(target, document, books)


LAYERS: dict[str, Layer] = {
    "plan": lambda target, document, _: follow(target, document),
    "probes": lambda target, document, _: probe(target, document),
    "model": lambda target, document, seed: compare(target, document, seed=seed),
    "schemathesis": _schemathesis,
}
CHEAP = ("plan", "probes", "model")
"""Layers that need no socket and less than a second."""
SLOW = ("schemathesis",)
"""Layers that take many seconds."""
