"""The layers of the contract test as drifts meet them, cheapest first."""

from collections.abc import Callable, Mapping
from typing import Any

from ..contract.differential import compare
from ..contract.fuzzing import fuzz
from ..contract.plan import follow
from ..contract.probes import probe
from ..contract.results import LayerResult
from ..contract.target import Target

__all__ = ["CHEAP", "LAYERS"]

Layer = Callable[[Target, Mapping[str, Any], int], LayerResult]
LAYERS: dict[str, Layer] = {
    "probes": lambda target, document, _: probe(target, document),
    "plan": lambda target, document, _: follow(target, document),
    "model": lambda target, document, seed: compare(target, document, seed=seed),
    "schemathesis": lambda target, document, seed: fuzz(target, document, seed=seed),
}
CHEAP = tuple(name for name in LAYERS if name != "schemathesis")
