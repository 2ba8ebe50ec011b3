"""One drift against one layer: is it found, and by what?"""

import time
from contextlib import nullcontext
from functools import cache
from typing import Any

import pytest
from attrs import frozen

from tests.contract.document import load_document
from tests.contract.strict import strict
from tests.contract.target import built_in

from .drift import Drift, Wrapped
from .layers import CHEAP, LAYERS
from .over import over
from .shortcut import Found, in_process, until_found

__all__ = ["NOTHING", "Attempt", "attempt"]

NOTHING = Drift(name="nothing", group="", text="The exchange as it is.", layers=())


@frozen
class Attempt:
    """What one layer made of one drift."""

    finding: str = ""
    """The rule that was broken, where, and how; empty when nothing was found."""
    crash: str = ""
    """What the layer itself broke on, which is not a finding."""
    changed: int = 0
    """Answers that the drift changed on their way out, as far as it does that."""
    seconds: float = 0.0
    """Of processor time."""


@cache
def _document(profile: str) -> dict[str, Any]:
    """openapi.yaml as a server of this profile is held to it."""
    document = load_document()
    return strict(document) if profile == "reference" else document


def attempt(
    drift: Drift, layer: str, seed: int, profile: str = "reference", lane: str = ""
) -> Attempt:
    """Run one layer against the exchange that drifts, until it finds something.

    With a `lane` the calls travel over it, on real sockets.
    """
    wrapped, finding, crash = Wrapped(drift), "", ""
    document = _document(profile)
    began = time.process_time()
    way = over(lane) if lane else in_process() if layer in CHEAP else nullcontext()
    with pytest.MonkeyPatch.context() as patch, until_found(), way:
        if drift.patch is not None:
            drift.patch(patch)
        with built_in(seed, wrap=wrapped, profile=profile, **drift.switches) as target:
            try:
                LAYERS[layer](target, document, seed)
            except Found as found:
                finding = str(found)
            except Exception as error:  # noqa: BLE001  told apart from what was looked for
                crash = repr(error)
    return Attempt(finding, crash, wrapped.changed, time.process_time() - began)
