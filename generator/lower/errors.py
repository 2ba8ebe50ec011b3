"""Error statuses and error codes to exception classes."""

import re
from http import HTTPStatus
from typing import get_args

from .. import ir
from .source import Source

__all__ = ["lower_errors", "lower_statuses"]


def lower_statuses(source: Source) -> tuple[ir.Status, ...]:
    """Every error status that an operation documents, in numeric order."""
    codes = {
        int(code)
        for *_, operation in source.document.operations()
        for code in operation["responses"]
        if code[0] in "45"
    }
    return tuple(_status(source, code) for code in sorted(codes))


def _status(source: Source, code: int) -> ir.Status:
    """What the answer that is called like the status says of it, else the HTTP standard."""
    name = status_name(code)
    answer = source.document.components("responses").get(name)
    standard = HTTPStatus(code)
    described = f"{standard.phrase}. {standard.description}"
    return ir.Status(
        code=code, name=name, description=described if answer is None else source.text(answer)
    )


def status_name(code: int) -> str:
    """`NotFound` for 404: the phrase of the HTTP standard as a class name."""
    return "".join(word.capitalize() for word in re.findall("[A-Za-z]+", HTTPStatus(code).phrase))


def lower_errors(source: Source) -> tuple[ir.ErrorClass, ...]:
    """The classes of numbered errors, in document order."""
    root = source.document.root
    errors: list[ir.ErrorClass] = []
    seen: dict[int, str] = {}
    for entry in source.extension(root, "error-codes") or ():
        for code in source.need(entry, "codes"):
            if code in seen:
                raise source.refuse(entry, f"code {code} belongs to {seen[code]} already")
            seen[code] = source.need(entry, "name")
        if source.need(entry, "outcome") not in get_args(ir.Outcome):
            raise source.refuse(entry, f"outcome {entry['outcome']!r} is no outcome of an answer")
        errors.append(
            ir.ErrorClass(
                name=entry["name"],
                parent=entry.get("parent"),
                codes=tuple(entry["codes"]),
                status=source.need(entry, "status"),
                outcome=entry["outcome"],
                description=source.text(entry),
                documented=source.need(entry, "documented"),
                fix=source.text(entry, "fix"),
                evidence=source.evidence(entry),
            )
        )
    _refuse_strange_parents(source, errors)
    for *_, operation in source.document.operations():
        unknown = set(source.extension(operation, "error-codes") or ()) - set(seen)
        if unknown:
            raise source.refuse(operation, f"error codes {sorted(unknown)} have no class")
    return tuple(errors)


def _refuse_strange_parents(source: Source, errors: list[ir.ErrorClass]) -> None:
    """A parent is an entry above, of the same status: so no class is below itself."""
    above: dict[str, int] = {}
    for error in errors:
        if error.parent is not None and above.get(error.parent) != error.status:
            raise source.refuse(
                source.document.root,
                f"{error.name}: parent {error.parent} is no entry above it with status "
                f"{error.status}",
            )
        above[error.name] = error.status
