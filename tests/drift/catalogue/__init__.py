"""Every named drift, in ten classes: what servers and those who change them get wrong."""

from ..drift import CLASSES, Drift
from . import (
    access,
    bodies,
    errors,
    lifecycle,
    market,
    matching,
    money,
    nonces,
    paging,
    queries,
    rate,
    shape,
    signatures,
    times,
)

__all__ = ["DRIFTS"]

_MODULES = (
    shape,
    times,
    errors,
    signatures,
    nonces,
    access,
    bodies,
    queries,
    paging,
    lifecycle,
    money,
    matching,
    market,
    rate,
)
DRIFTS: dict[str, Drift] = {
    drift.name: drift for module in _MODULES for drift in module.group.drifts
}
"""All drifts by name, class by class."""

if tuple(dict.fromkeys(drift.group for drift in DRIFTS.values())) != CLASSES:
    raise LookupError("the classes of drifts and their modules differ")
if len(DRIFTS) != sum(len(module.group.drifts) for module in _MODULES):
    raise LookupError("two drifts have the same name")
