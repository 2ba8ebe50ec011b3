"""The page of figures says what was measured, of things that exist."""

import pytest

from . import every_case
from .goals import GOALS, Goal
from .measuring import Figures, ratio
from .record import FILE, Record
from .report import PAGES, render


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_those_of_the_kept_run(page: str) -> None:
    """Prose and figures are as `make bench` writes them; `ARGS=--report` writes them again."""
    written = (FILE.parent / page).read_text(encoding="utf-8")
    assert written == render(page, Record.load())


def test_both_languages_tell_the_same_figures() -> None:
    """Only the words differ."""
    english, korean = (
        [line for line in render(page, Record.load()).splitlines() if line.startswith("| ")]
        for page in PAGES
    )
    assert len(english) == len(korean) > 50


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: f"{goal.group}: {goal.case}")
def test_goals_are_about_cases_that_exist(goal: Goal) -> None:
    """A case that is renamed takes its goal along."""
    cases = every_case()
    for name in (goal.case, goal.against):
        assert f"{goal.group}/{name}" in cases
    if goal.kind == "instructions":
        assert cases[f"{goal.group}/{goal.case}"].counted


def test_ratios_are_taken_within_a_round() -> None:
    """A machine that is twice as busy in one round changes nothing."""
    one, other = Figures([10.0, 20.0, 10.0, 10.0]), Figures([20.0, 40.0, 20.0, 20.0])
    assert ratio(one, other).median == ratio(one, other).low == ratio(one, other).high == 0.5
