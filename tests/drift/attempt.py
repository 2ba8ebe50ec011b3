"""One drift against one layer: is it found, and by what?"""

from functools import cache
from typing import Any

import pytest
from attrs import frozen

from ..contract.fuzzing import load_document
from ..contract.results import Finding
from ..contract.strict import strict
from ..contract.target import built_in
from .drift import Drift, Wrapped
from .layers import LAYERS
from .shortcut import Found, until_found

__all__ = ["Attempt", "attempt", "document_of"]


@frozen
class Attempt:
    """What one layer made of one drift."""

    finding: Finding | None
    changed: int
    """Answers that the drift changed on their way out, as far as it does that."""


@cache
def document_of(profile: str) -> dict[str, Any]:
    """openapi.yaml as a server of this profile is held to it."""
    document = load_document()
    return strict(document) if profile == "reference" else document


def attempt(drift: Drift, layer: str, seed: int, profile: str = "reference") -> Attempt:
    """Run one layer against the exchange that drifts, until it finds something."""
    wrapped = Wrapped(drift)
    with pytest.MonkeyPatch.context() as patch, until_found():
        if drift.patch is not None:
            drift.patch(patch)
        with built_in(seed, wrap=wrapped, profile=profile, **drift.switches) as target:
            try:
                result = LAYERS[layer](target, document_of(profile), seed)
            except Found as found:
                return Attempt(found.finding, wrapped.changed)
    return Attempt(result.findings[0] if result.findings else None, wrapped.changed)
