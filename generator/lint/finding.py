"""What a lint says: where, what is wrong there, and how to mend it."""

from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

__all__ = ["Finding", "Place", "Pointer", "Problem", "format_findings", "one_line", "write_pointer"]

LONGEST = 240  # characters of a message; it may quote a value of the text, of any length

Pointer: TypeAlias = tuple[str | int, ...]
"""The steps from the root of a document to one value: keys of objects, positions in lists."""


@frozen(order=True)
class Place:
    """A position in the text, both numbers counted from 1."""

    line: int
    column: int


@frozen
class Problem:
    """What a rule saw. `place` is given only where the pointer alone does not lead to it."""

    pointer: Pointer
    message: str
    place: Place | None = None


@frozen
class Finding:
    """One violation of one rule."""

    code: str
    line: int
    column: int
    pointer: str
    """JSON pointer (RFC 6901) of the value, or of the object that lacks one."""
    message: str
    """What is wrong, with the value."""
    fix: str
    """What to do next."""


def one_line(text: str) -> str:
    """A text of any length as one line that a person can take in."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."


def write_pointer(pointer: Pointer) -> str:
    """Write the steps as a JSON pointer, `~` and `/` escaped."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in pointer)


def format_findings(findings: Iterable[Finding], *, path: str = "openapi.yaml") -> str:
    """Write findings for a person, as `path:line:column` so that editors and terminals link them.

    Ends with the number of findings; without any it is that line alone.
    """
    blocks = [
        f"{path}:{each.line}:{each.column}: {each.code} {each.message}\n"
        f"    at  {each.pointer or '/'}\n"
        f"    fix {each.fix}\n"
        for each in findings
    ]
    amount = "1 finding" if len(blocks) == 1 else f"{len(blocks)} findings"
    return "".join([*blocks, f"{path}: {amount}\n"])
