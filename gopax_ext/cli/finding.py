"""What one look at an order or at this machine found."""

from collections.abc import Sequence
from typing import Literal

import attrs

from .output.answers import Column, Value, columns

__all__ = ["Finding", "State", "found_columns", "found_rows"]

State = Literal["ok", "warn", "bad"]


@attrs.frozen
class Finding:
    """What was looked at, how it is, and what to do where it should be otherwise."""

    check: str
    state: State
    text: str
    fix: str = ""


def found_columns() -> tuple[Column, ...]:
    """Return the heads of findings."""
    return columns(state="mark", check="text", finding="text", fix="text")


def found_rows(findings: Sequence[Finding]) -> list[tuple[Value, ...]]:
    """Return findings as rows."""
    return [(each.state, each.check, each.text, each.fix) for each in findings]
