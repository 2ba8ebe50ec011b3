"""Docstrings and pages tell a bound only where it says something to a reader."""

from decimal import Decimal

import pytest

from generator.ir import Bounds
from generator.spelling import bounds_in_words, enumerated, literal

ENDLESS = 10**19 - 1


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds(minimum=1, maximum=100), "1 to 100"),
        (Bounds(minimum=Decimal("0.00000001"), maximum=10**12), "0.00000001 to 1,000,000,000,000"),
        (Bounds(above=0, below=5), "above 0, below 5"),
        (Bounds(minimum=0, maximum=ENDLESS), "at least 0"),
        (Bounds(maximum=2**63 - 1), ""),
        (Bounds(minimum=-ENDLESS, maximum=ENDLESS), ""),
        (Bounds(min_length=1, max_length=9), "at least 1 characters, at most 9 characters"),
        (Bounds(), ""),
    ],
)
def test_the_end_of_all_numbers_is_no_bound(bounds: Bounds, words: str) -> None:
    """What 64 bits or 19 digits hold is checked, but nobody has to read it."""
    assert bounds_in_words(bounds) == words


@pytest.mark.parametrize(
    ("value", "code"),
    [(99_999, "99999"), (100_000, "100_000"), (-(10**6), "-1_000_000"), (True, "True")],
)
def test_long_numbers_are_written_in_groups(value: int, code: str) -> None:
    """As a person would write them."""
    assert literal(value) == code


def test_lists_end_in_and() -> None:
    """One, two or many."""
    assert [enumerated(range(1, end)) for end in (2, 3, 4)] == ["1", "1 and 2", "1, 2 and 3"]
