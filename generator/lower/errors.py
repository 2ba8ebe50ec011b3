"""Error statuses and error codes to exception classes."""

import re
from http import HTTPStatus

from .. import ir
from .source import Source

__all__ = ["lower_errors", "lower_statuses"]


def lower_statuses(source: Source) -> tuple[ir.Status, ...]:
    """Every error status that an operation documents, in numeric order."""
    described: dict[int, str] = {}
    for *_, operation in source.document.operations():
        for code, answer in operation["responses"].items():
            if code[0] in "45":
                text = source.text(source.document.resolve(answer))
                described.setdefault(int(code), text)
    for name, answer in source.document.components("responses").items():
        for code in described:  # the answer that is called like the status describes it best
            if name == status_name(code):
                described[code] = source.text(answer)
    return tuple(
        ir.Status(code=code, name=status_name(code), description=described[code])
        for code in sorted(described)
    )


def status_name(code: int) -> str:
    """`NotFound` for 404: the phrase of the HTTP standard as a class name."""
    return "".join(word.capitalize() for word in re.findall("[a-z]+", HTTPStatus(code).phrase, re.I))


def lower_errors(source: Source) -> tuple[ir.ErrorClass, ...]:
    """The classes of numbered errors, in document order."""
    root = source.document.root
    errors: list[ir.ErrorClass] = []
    seen: dict[int, str] = {}
    for entry in source.extension(root, "error-codes") or ():
        for code in entry["codes"]:
            if code in seen:
                raise source.refuse(entry, f"code {code} belongs to {seen[code]} already")
            seen[code] = entry["name"]
        if entry["outcome"] not in ("rejected", "unknown"):
            raise source.refuse(entry, f"outcome {entry['outcome']!r} is no outcome of an answer")
        errors.append(
            ir.ErrorClass(
                name=entry["name"],
                codes=tuple(entry["codes"]),
                status=entry["status"],
                outcome=entry["outcome"],
                description=source.text(entry),
                documented=entry["documented"],
                fix=source.text(entry, "fix"),
                evidence=source.evidence(entry),
            )
        )
    for *_, operation in source.document.operations():
        unknown = set(source.extension(operation, "error-codes") or ()) - set(seen)
        if unknown:
            raise source.refuse(operation, f"error codes {sorted(unknown)} have no class")
    return tuple(errors)
