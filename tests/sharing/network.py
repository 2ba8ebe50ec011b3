"""Calls over a network in virtual time: who was let in when, and what the exchange saw."""

import heapq
import random
from collections.abc import Sequence

from gopax_ext.gate import Turn, Urgency
from gopax_ext.limits import RateSlots
from tests.seams import StillSeam

FAR = 1e12


def saturate(
    seam: StillSeam, gates: Sequence[RateSlots], calls: int, *, there_and_back: float, jitter: float
) -> tuple[list[float], float]:
    """Make `calls` as fast as the gates let them in; return the arrivals and their mean duration.

    Each way takes half of `there_and_back` and up to `jitter` more, in seconds.
    """
    chance = random.Random(round(jitter * 1000))
    under_way: list[tuple[float, int, RateSlots, Turn]] = []
    arrivals: list[float] = []
    spent = 0.0
    while len(arrivals) < calls:
        wait = FAR
        for gate in gates:
            while len(arrivals) < calls:
                turn = Turn(seam.now + 10, Urgency.QUERY)
                pause = gate._admit(seam.now, turn)
                if pause != 0.0:
                    wait = min(wait, FAR if pause is None else pause)
                    break
                there = there_and_back / 2 + jitter * chance.random()
                back = there_and_back / 2 + jitter * chance.random()
                arrivals.append(seam.now + there)
                spent += there + back
                answered = seam.now + there + back
                heapq.heappush(under_way, (answered, len(arrivals), gate, turn))
        answered = under_way[0][0] if under_way else FAR
        seam.now = max(seam.now + 1e-9, min(seam.now + wait, answered))
        while under_way and under_way[0][0] <= seam.now:
            answered, _, gate, turn = heapq.heappop(under_way)
            gate.leave(turn, used_until=answered)
    arrivals.sort()
    return arrivals, spent / calls


def too_many(arrivals: Sequence[float], limit: int, window: float) -> int:
    """How many arrivals a strict exchange refuses: those within `window` of the limit-th before."""
    pairs = zip(arrivals, arrivals[limit:], strict=False)
    return sum(later - earlier < window for earlier, later in pairs)
