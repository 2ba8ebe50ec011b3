"""The pieces of work that a run hands to its processes; each is found again by name there."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from functools import cache, partial

from gopax_ext.sandbox.config import PROFILES

from .attempt import NOTHING, attempt
from .catalogue import DRIFTS
from .drift import Drift
from .judge import Verdict, judge
from .layers import CHEAP, SLOW
from .mutants import EQUIVALENT, mutants

__all__ = ["judged", "known", "quiet_runs"]

Run = tuple[str, int, str, str]
"""Layer, seed, profile and lane."""


@cache
def known() -> dict[str, Drift]:
    """Every drift and every mutant by name."""
    return {**DRIFTS, **mutants()}


def judged(
    pool: Executor,
    names: Iterable[str],
    layers: Sequence[str],
    seeds: Sequence[int],
    lane: str = "",
) -> list[Verdict]:
    """The verdicts, cheap layers first and the slow ones on what survives these alone."""
    cheap = partial(_cheap, [name for name in CHEAP if name in layers], seeds, lane)
    verdicts = list(pool.map(cheap, names, chunksize=4))
    slow = partial(_slow, [name for name in SLOW if name in layers], seeds)
    waiting = [verdict for verdict in verdicts if not verdict.killer and _may_matter(verdict)]
    tried = {verdict.name: verdict for verdict in pool.map(slow, waiting)}
    return [tried.get(verdict.name, verdict) for verdict in verdicts]


def quiet_runs(
    pool: Executor,
    layers: Sequence[str],
    seeds: Sequence[int],
    slow_seeds: Sequence[int],
    lane: str = "",
) -> list[tuple[str, float]]:
    """What was found on the exchange as it is, and the processor time, of each look at it."""
    runs = [
        (layer, seed, profile, lane)
        for layer in layers
        for profile in PROFILES
        for seed in (slow_seeds if layer in SLOW else seeds)
    ]
    return list(pool.map(_quiet, runs, chunksize=2))


def _may_matter(verdict: Verdict) -> bool:
    """Whether a slow layer is worth trying: named drifts always, mutants if they change answers."""
    mutant = verdict.name not in DRIFTS
    return not mutant or (verdict.changed > 0 and verdict.name not in EQUIVALENT)


def _cheap(layers: Sequence[str], seeds: Sequence[int], lane: str, name: str) -> Verdict:
    """A mutant that changes nothing of the reference's days is tried on the exchange of today."""
    drift, mutant = known()[name], name not in DRIFTS
    verdict = judge(drift, layers, seeds=seeds, every=not mutant, lane=lane)
    if mutant and not verdict.changed:
        later = judge(drift, layers, seeds=seeds, every=False, profile="current", lane=lane)
        later.seconds += verdict.seconds
        return later
    return verdict


def _slow(layers: Sequence[str], seeds: Sequence[int], verdict: Verdict) -> Verdict:
    era, lane = verdict.profile, verdict.lane
    made = judge(known()[verdict.name], layers, seeds=seeds, profile=era, lane=lane)
    made.changed += verdict.changed
    made.seconds += verdict.seconds
    made.crashes += verdict.crashes
    made.unstable += verdict.unstable
    made.missed += verdict.missed
    made.layers += verdict.layers
    return made


def _quiet(run: Run) -> tuple[str, float]:
    layer, seed, profile, _ = run
    made = attempt(NOTHING, *run)
    wrong = made.finding or made.crash
    text = f"{layer} on {profile} with seed {seed}: {wrong}" if wrong else ""
    return text, made.seconds
