"""What is measured: each case does one thing again and again, beside peers that do the same.

A case is a function that sets up and returns the thing to repeat. Cases of one group are measured
in the same run, in turn, so that each can be compared with any other of its group.
"""

from collections.abc import Callable
from typing import Final

import attrs

__all__ = ["CASES", "Case", "Setup", "case", "groups"]

Setup = Callable[[str], Callable[[], object]]
"""Takes the base URL of the canned server; returns what is measured."""


@attrs.frozen
class Case:
    """One measured thing."""

    group: str
    name: str
    repeats: int
    """How often it is done in one round."""
    calls: int
    """How many calls (rows, items) it makes each time; figures are for one of them."""
    counted: bool
    """Whether its instructions are counted too, which takes some seconds."""
    setup: Setup

    @property
    def id(self) -> str:
        """What a worker is told to run."""
        return f"{self.group}/{self.name}"


CASES: Final[dict[str, Case]] = {}


def case(
    group: str, name: str, *, repeats: int, calls: int = 1, counted: bool = False
) -> Callable[[Setup], Setup]:
    """Register the function below as a case; the first of a group is its yardstick."""

    def register(setup: Setup) -> Setup:
        made = Case(group, name, repeats, calls, counted, setup)
        CASES[made.id] = made
        return setup

    return register


def groups() -> list[str]:
    """Every group, in the order of definition."""
    return list(dict.fromkeys(case.group for case in CASES.values()))
