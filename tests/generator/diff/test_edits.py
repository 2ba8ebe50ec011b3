"""Every kind of edit of a document is told by its right name, weight and version step."""

import pytest

from generator.diff import Impact, Step, demanded
from tests.generator.diff.edits.arguments import ARGUMENTS
from tests.generator.diff.edits.fields import FIELDS
from tests.generator.diff.edits.names import ENUMS, ERRORS, WHOLE
from tests.generator.diff.edits.nothing import NOTHING
from tests.generator.diff.edits.operations import OPERATIONS
from tests.generator.diff.shop import Case, Edit, changes_of

CASES = [*OPERATIONS, *ARGUMENTS, *FIELDS, *ENUMS, *ERRORS, *WHOLE]
STABLE = {"breaking": Step.MAJOR, "additive": Step.MINOR, "documentation": Step.PATCH}


@pytest.mark.parametrize("case", CASES, ids=[name for name, *_ in CASES])
def test_an_edit_means_what_it_means_to_users(case: Case) -> None:
    """Each thing a program names is told with the kind of the change and its impact."""
    _, edits, expected = case
    found = [
        f"{change.impact.word} {change.kind} {thing.words}"
        for change in changes_of(*edits)
        for thing in change.affected
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("case", CASES, ids=[name for name, *_ in CASES])
def test_an_edit_demands_the_step_of_its_worst_change(case: Case) -> None:
    """From 1.0 on: breaking a major step, additive a minor one, documentation a patch."""
    _, edits, expected = case
    worst = max(STABLE[line.partition(" ")[0]] for line in expected)
    impacts = [change.impact for change in changes_of(*edits)]
    assert demanded(impacts, stable=True) is worst
    below = Step.MINOR if Impact.BREAKING in impacts else Step.PATCH
    assert demanded(impacts, stable=False) is below


@pytest.mark.parametrize(("_name", "edits"), NOTHING, ids=[name for name, _ in NOTHING])
def test_an_edit_that_changes_nothing_for_users_is_none(_name: str, edits: list[Edit]) -> None:
    """Examples, evidence, layout and what never leaves the document ask for no version."""
    changes = changes_of(*edits)
    assert changes == ()
    assert demanded((), stable=True) is Step.NONE
