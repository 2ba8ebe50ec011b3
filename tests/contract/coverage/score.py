"""How much of the extent was marked, kind by kind, and what is due."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import frozen

from .extent import Extent, Mark

__all__ = ["TARGETS", "Score", "scores", "shortfalls"]

TARGETS: Mapping[str, tuple[tuple[str, ...], float]] = {
    "operations": (("operation",), 1.0),
    "parameters": (("parameter",), 1.0),
    "keywords of what is sent": (("kept", "broken"), 1.0),
    "keywords of answers": (("answer",), 1.0),
    "operation and status": (("status",), 0.95),
    "links": (("link",), 1.0),
}
"""By what is counted: the kinds of marks that count, and the share that is due."""


@frozen
class Score:
    """One line of the sum."""

    what: str
    there: int
    missing: Sequence[Mark]
    due: float

    @property
    def seen(self) -> int:
        """How many of those that are there were exercised."""
        return self.there - len(self.missing)

    @property
    def reached(self) -> bool:
        """Whether that is as much as is due."""
        return self.seen >= self.due * self.there

    def __str__(self) -> str:
        return f"{self.what} {self.seen}/{self.there}"


def scores(extent: Extent, marks: Collection[Mark]) -> list[Score]:
    """All lines."""
    found = []
    for what, (kinds, due) in TARGETS.items():
        there = [mark for kind in kinds for mark in extent.of(kind)]
        found.append(Score(what, len(there), [m for m in there if m not in marks], due))
    return found


def shortfalls(found: Sequence[Score]) -> Iterator[str]:
    """Each line below what is due, with what is missing."""
    for score in found:
        if not score.reached:
            names = "; ".join(" ".join(mark) for mark in score.missing)
            yield f"{score}, {score.due:.0%} are due; never exercised: {names}"
