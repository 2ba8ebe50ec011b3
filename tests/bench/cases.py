"""What is measured: each case does one thing once, beside a peer that does the same.

A case is a function that sets up and returns the thing to repeat. Cases of one group are measured
in the same run, in turn, and compared with the group's first.
"""

from collections.abc import Callable
from typing import Final

import attrs

__all__ = ["CASES", "Case", "case", "groups"]

Setup = Callable[[str], Callable[[], object]]
"""Takes the base URL of the canned server; returns what is measured."""


@attrs.frozen
class Case:
    """One measured thing."""

    group: str
    name: str
    repeats: int
    """How often it is done in one round."""
    setup: Setup


CASES: Final[dict[str, Case]] = {}


def case(group: str, name: str, *, repeats: int) -> Callable[[Setup], Setup]:
    """Register the function below as a case; the first of a group is its yardstick."""

    def register(setup: Setup) -> Setup:
        CASES[f"{group}/{name}"] = Case(group, name, repeats, setup)
        return setup

    return register


def groups() -> list[str]:
    """Every group, in the order of definition."""
    return list(dict.fromkeys(case.group for case in CASES.values()))
