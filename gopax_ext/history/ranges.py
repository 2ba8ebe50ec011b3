"""Sets of whole numbers as ranges, each from its start until just before its end."""

from collections.abc import Iterable, Iterator

__all__ = ["Range", "cut", "total", "union", "without"]

Range = tuple[int, int]
"""From the first number until just before the second."""


def union(ranges: Iterable[Range]) -> list[Range]:
    """Return the same numbers as ranges that ascend and neither touch nor overlap."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(whole: Range, taken: Iterable[Range]) -> list[Range]:
    """Return what is left of `whole`, ascending."""
    left: list[Range] = []
    start, end = whole
    for taken_start, taken_end in union(taken):
        if taken_start > start:
            left.append((start, min(taken_start, end)))
        start = max(start, taken_end)
    left.append((start, end))
    return [each for each in left if each[0] < each[1]]


def cut(whole: Range, size: int) -> Iterator[Range]:
    """Yield `whole` in pieces of at most `size`, ascending."""
    start, end = whole
    while start < end:
        yield start, min(start + size, end)
        start += size


def total(ranges: Iterable[Range]) -> int:
    """Return how many numbers there are in ranges that do not overlap."""
    return sum(end - start for start, end in ranges)
