"""Deviations of a live server that somebody has accepted: each with a reason and an end date.

A file of tables, for example:

    [[deviation]]
    check = "operations agree with each other"
    operation = "getTicker"
    reason = "bid and ask are those of the last trade"
    until = 2027-03-31
"""

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from attrs import field, frozen
from attrs.validators import and_, instance_of, min_len

from .results import Finding
from .target import UsageError

__all__ = ["Deviation", "read_accepted", "sift"]

_TEXT = and_(instance_of(str), min_len(1))


@frozen(kw_only=True)
class Deviation:
    """What is known to be otherwise, why that is accepted, and the last day on which it is."""

    check: str = field(validator=_TEXT)
    operation: str = field(validator=_TEXT)
    reason: str = field(validator=_TEXT)
    until: date = field(validator=instance_of(date))

    def covers(self, finding: Finding, today: date) -> bool:
        """Whether this finding is accepted today."""
        same = (finding.check, finding.operation) == (self.check, self.operation)
        return same and today <= self.until


def read_accepted(path: Path) -> list[Deviation]:
    """The deviations of a file; raises `UsageError` when it cannot be read or lacks something."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))["deviation"]
        return [Deviation(**table) for table in tables]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{path}: {error}; see tests/contract/accepted.py for the form") from error


def sift(
    findings: Sequence[Finding], deviations: Sequence[Deviation], today: date
) -> tuple[list[Finding], list[str]]:
    """The findings that nobody accepted, and a line for each deviation that was met."""
    left = [f for f in findings if not any(d.covers(f, today) for d in deviations)]
    met = [
        f"accepted until {d.until}: {d.check}: {d.operation} ({d.reason})"
        for d in deviations
        if any(d.covers(finding, today) for finding in findings)
    ]
    return left, met
