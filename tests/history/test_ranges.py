"""Sets of numbers as ranges say what sets of numbers say."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gopax_ext.history.ranges import Range, cut, total, union, without
from gopax_ext.history.series import month_range, months_within

a_range = st.tuples(st.integers(0, 40), st.integers(0, 40))
ranges = st.lists(a_range, max_size=6)


def numbers(found: list[Range]) -> set[int]:
    """The numbers in ranges."""
    return {each for start, end in found for each in range(start, end)}


@given(ranges)
def test_a_union_holds_the_same_numbers_in_as_few_ranges_as_there_can_be(each: list[Range]) -> None:
    """Ascending, and no two of them touch."""
    found = union(each)
    assert numbers(found) == numbers(each)
    assert total(found) == len(numbers(each))
    assert all(before[1] < after[0] for before, after in pairwise(found))


@given(a_range, ranges)
def test_what_is_left_is_the_difference(whole: Range, taken: list[Range]) -> None:
    """Nothing of what was taken, all of what was not."""
    assert numbers(without(whole, taken)) == numbers([whole]) - numbers(taken)


@given(a_range, st.integers(1, 7))
def test_pieces_make_the_whole(whole: Range, size: int) -> None:
    """Each as long as allowed, none longer."""
    pieces = list(cut(whole, size))
    assert numbers(pieces) == numbers([whole])
    assert all(end - start <= size for start, end in pieces)


@given(st.integers(0, 4_000_000_000_000), st.integers(1, 10**11))
def test_months_make_the_whole(start: int, length: int) -> None:
    """Every moment is in one month."""
    parts = [part for _, part in months_within((start, start + length))]
    assert union(parts) == [(start, start + length)]
    for month, part in months_within((start, start + length)):
        first, last = month_range(month)
        assert first <= part[0] < part[1] <= last
