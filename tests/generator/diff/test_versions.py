"""A version step is measured the way a reader of the number understands it."""

import pytest

from generator.diff import Impact, Step, demanded
from generator.diff.versions import VersionError, read_version, taken


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("0.1.0", "0.1.0", Step.NONE),
        ("0.1.0", "0.1.1", Step.PATCH),
        ("0.1.0", "0.2.0", Step.MINOR),
        ("0.1.0", "1.0.0", Step.MAJOR),
        ("1.4.9", "2.0.0", Step.MAJOR),
        ("1.4.9", "1.5", Step.MINOR),
        ("1.4", "1.4.1", Step.PATCH),
        ("1.4.0", "1.4.0.post1", Step.PATCH),
        ("1.4.0", "1.3.9", Step.NONE),
        ("0.1.0", "0.2.0rc1", Step.MINOR),
        ("0.2.0rc1", "0.2.0", Step.MAJOR),
    ],
)
def test_a_step_is_the_first_number_that_moves(old: str, new: str, step: Step) -> None:
    """Backwards is no step, and a pre-release is followed by anything."""
    assert taken(read_version(old), read_version(new)) is step


@pytest.mark.parametrize(
    ("impact", "stable", "unstable"),
    [
        (Impact.BREAKING, Step.MAJOR, Step.MINOR),
        (Impact.ADDITIVE, Step.MINOR, Step.PATCH),
        (Impact.DOCUMENTATION, Step.PATCH, Step.PATCH),
    ],
)
def test_below_one_everything_weighs_a_step_less(
    impact: Impact, stable: Step, unstable: Step
) -> None:
    """0.x promises less, yet what breaks still shows in the second number."""
    assert demanded([impact, Impact.DOCUMENTATION], stable=True) is stable
    assert demanded([impact, Impact.DOCUMENTATION], stable=False) is unstable


def test_what_is_no_version_is_said() -> None:
    """The message holds the text and shows what one looks like."""
    with pytest.raises(VersionError, match=r"'next' is not a version such as 0\.2\.0"):
        read_version("next")
