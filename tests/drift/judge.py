"""Whether a drift is killed: found by a layer, and found again with two other seeds."""

from collections.abc import Sequence

from attrs import Factory, define

from .attempt import Attempt, attempt
from .drift import Drift
from .layers import CHEAP

__all__ = ["SEEDS", "Verdict", "judge"]

SEEDS = (1, 2, 3)
"""A finding that one seed alone makes is luck."""


@define
class Verdict:
    """What the contract test makes of one drift."""

    name: str
    group: str
    text: str
    killer: str = ""
    """The layer that found it with every seed; empty while it survives."""
    finding: str = ""
    """What that layer found."""
    layers: list[str] = Factory(list)
    """The layers that found it with the first seed."""
    missed: list[str] = Factory(list)
    """Layers that were expected to find it and did not."""
    unstable: list[str] = Factory(list)
    """Layers that found it with some seeds alone."""
    crashes: list[str] = Factory(list)
    """What layers themselves broke on, which is no finding."""
    changed: int = 0
    """Answers changed on their way out."""
    profile: str = "reference"
    lane: str = ""
    """The lane of the client that the calls travelled over, if any."""
    seconds: float = 0.0
    """Of processor time."""

    def add(self, layer: str, made: Attempt) -> bool:
        """Count an attempt; whether it found something."""
        self.seconds += made.seconds
        self.changed += made.changed
        if made.crash:
            self.crashes.append(f"{layer}: {made.crash}")
        return bool(made.finding)


def judge(
    drift: Drift,
    layers: Sequence[str] = CHEAP,
    *,
    seeds: Sequence[int] = SEEDS,
    every: bool = True,
    profile: str = "reference",
    lane: str = "",
) -> Verdict:
    """Try the layers with the first seed, and those that found it with the other seeds too.

    With `every` all layers are tried, else those up to the first that holds; with a `lane` their
    calls travel over it.
    """
    verdict = Verdict(drift.name, drift.group, drift.text, profile=profile, lane=lane)
    for layer in layers:
        if verdict.killer and not every:
            break
        made = attempt(drift, layer, seeds[0], profile, lane)
        if not verdict.add(layer, made):
            verdict.missed += [layer] if layer in drift.layers else []
            continue
        verdict.layers.append(layer)
        if not verdict.killer and _repeats(verdict, drift, layer, seeds[1:]):
            verdict.killer, verdict.finding = layer, made.finding
    return verdict


def _repeats(verdict: Verdict, drift: Drift, layer: str, seeds: Sequence[int]) -> bool:
    for seed in seeds:
        if not verdict.add(layer, attempt(drift, layer, seed, verdict.profile, verdict.lane)):
            verdict.unstable.append(layer)
            return False
    return True
