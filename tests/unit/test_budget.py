"""An exchange in trouble is not asked many times as much."""

import pytest

import gopax_ext as gx
from gopax_ext.budget import MOST_REPEATS, RetryBudget
from tests.seams import StillSeam
from tests.unit.scripted import Bench, answer, cut_off

BALANCES = "[]"


def spent(budget: RetryBudget) -> int:
    """Take all that is left and say how much that was."""
    count = 0
    while budget.spend():
        count += 1
    return count


def test_a_burst_of_repeats_is_limited() -> None:
    """Ten, and then no more."""
    assert spent(RetryBudget(StillSeam())) == MOST_REPEATS == 10


@pytest.mark.parametrize(("calls", "seconds", "repeats"), [(9, 0, 0), (10, 0, 1), (35, 0, 3)])
def test_one_call_in_ten_may_be_repeated(calls: int, seconds: float, repeats: int) -> None:
    """For as long as the trouble takes."""
    seam = StillSeam()
    budget = RetryBudget(seam)
    spent(budget)
    budget.calls += calls
    seam.now += seconds

    assert spent(budget) == repeats


@pytest.mark.parametrize(("seconds", "repeats"), [(5.9, 0), (6.0, 1), (18.5, 3), (3_600, 10)])
def test_whoever_calls_seldom_has_repeats_too(seconds: float, repeats: int) -> None:
    """One in six seconds, and never more than ten at once."""
    seam = StillSeam()
    budget = RetryBudget(seam)
    spent(budget)
    seam.now += seconds

    assert spent(budget) == repeats


@pytest.mark.parametrize("flavour", ["sync", "async"])
async def test_an_exchange_that_fails_is_soon_asked_once_a_call(flavour: str) -> None:
    """Forty calls that all fail make a third more requests, not three times as many."""
    bench = Bench(flavour, *[cut_off() for _ in range(120)], rate_limit=1_000)
    for _ in range(40):
        with pytest.raises(gx.TransportError):
            await bench.call(lambda g: g.list_balances())

    assert 40 < len(bench.wire.requests) < 40 + 10 + 4 + 3


@pytest.mark.parametrize("flavour", ["sync", "async"])
async def test_a_429_takes_nothing_from_the_budget(flavour: str) -> None:
    """It is waited out, as long as the deadline allows."""
    refused = answer("{}", 429)
    bench = Bench(flavour, *[refused] * 15, answer(BALANCES), attempts=99, deadline=1_000)

    assert await bench.call(lambda g: g.list_balances()) == []
