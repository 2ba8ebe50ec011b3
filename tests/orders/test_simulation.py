"""Whatever gets lost on the way: no order is lost, doubled or made up."""

import gc
from collections import Counter

import pytest

from gopax_ext.orders.decide import Terms

from .model import Habits
from .simulation import Report, Simulation

UNORDERED = Terms(strict_nonce=False)
PATIENT = Terms(strict_nonce=False, settle=66.0)


def run(seeds: range, calls: int, habits: Habits, terms: Terms) -> list[Report]:
    """One run for each seed, without the pauses that collecting garbage would add."""
    reports: list[Report] = []
    gc.disable()
    try:
        for seed in seeds:
            reports.append(Simulation(seed, calls=calls, habits=habits, terms=terms).run())
            if seed % 20 == 0:
                gc.collect()
    finally:
        gc.enable()
    return reports


def harm(reports: list[Report]) -> list[tuple[int, int, int, int]]:
    """Seed, lost, doubled and phantom orders of every run that has any."""
    found = enumerate(reports)
    rows = [(seed, each.lost, each.doubled, each.phantom) for seed, each in found]
    return [row for row in rows if any(row[1:])]


@pytest.mark.parametrize(
    "habits",
    [
        Habits(),
        Habits(late=60.0),
        Habits(lag=2.9),
        Habits(whole_seconds=True),
        Habits(remaining=True),
        Habits(clock_error=300.0),
        Habits(clock_error=-300.0),
    ],
    ids=str,
)
def test_a_strict_exchange_loses_and_doubles_nothing(habits: Habits) -> None:
    """Behind the fence every outcome is found out, and the label says how."""
    reports = run(range(20 if habits == Habits() else 4), 400, habits, Terms())

    assert harm(reports) == []
    assert sum(each.undecided for each in reports) == 0
    assert sum(each.faults for each in reports) > sum(each.calls for each in reports) / 4
    confidences = sum((each.confidences for each in reports), Counter[str]())
    assert confidences["fenced"] > 20
    assert confidences["settled"] == 0


def test_an_exchange_that_forgets_finished_orders_makes_nobody_guess() -> None:
    """What cannot be looked up stays open, with its candidates."""
    reports = run(range(4), 600, Habits(vanish=True), Terms())

    assert harm(reports) == []
    assert sum(each.undecided for each in reports) > 0


def test_without_strict_nonces_a_short_settle_proves_nothing() -> None:
    """A request may still come: the attempt stays open rather than be called absent."""
    reports = run(range(4), 600, Habits(strict=False), UNORDERED)

    assert harm(reports) == []
    assert all(not each.confidences["settled"] for each in reports)
    assert sum(each.confidences["unknown"] for each in reports) > 20


def test_without_strict_nonces_a_long_settle_is_labelled() -> None:
    """Where it covers the lateness nothing is doubled, and it is not called a fence."""
    reports = run(range(4), 600, Habits(strict=False), PATIENT)

    assert harm(reports) == []
    confidences = sum((each.confidences for each in reports), Counter[str]())
    assert confidences["settled"] > 10
    assert confidences["fenced"] == 0


@pytest.mark.parametrize(
    ("habits", "terms"),
    [(Habits(lag=8.0), Terms()), (Habits(strict=False), Terms())],
    ids=["lag-above-settle", "not-strict-after-all"],
)
def test_the_simulation_can_fail(habits: Habits, terms: Terms) -> None:
    """Terms that the exchange does not keep do harm, and it shows."""
    assert harm(run(range(4), 600, habits, terms)) != []


def test_the_same_seed_makes_the_same_history() -> None:
    """A failing seed fails again."""
    first, second, other = (
        run(range(seed, seed + 1), 1_000, Habits(), Terms())[0].history for seed in (5, 5, 6)
    )
    assert first == second != other


@pytest.mark.slow
def test_a_million_calls_lose_and_double_nothing() -> None:
    """200 seeds, a third of the calls at fault; about a minute of one core."""
    reports = run(range(200), 5_000, Habits(), Terms())

    assert harm(reports) == []
    assert sum(each.calls for each in reports) >= 1_000_000
    assert sum(each.faults for each in reports) >= 300_000
    assert sum(each.undecided for each in reports) == 0
