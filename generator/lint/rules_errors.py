"""S85: the table of error codes, each of which becomes an exception class."""

import re
from collections import Counter
from collections.abc import Iterator

from .document import Node
from .finding import Problem
from .rule import Group
from .source import Json

__all__ = ["GROUP"]

GROUP = Group("Error codes")

_ENTRY: dict[str, type] = {
    "name": str,
    "parent": str,
    "codes": list,
    "status": int,
    "outcome": str,
    "description": str,
    "documented": bool,
    "fix": str,
}
_OPTIONAL = frozenset({"parent"})
_OUTCOMES = ("rejected", "unknown")
_CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


def _table(node: Node) -> Iterator[tuple[int, dict[str, Json]]]:
    """The entries of the table of error codes, with their positions."""
    _, entries = node.document.root.extension("error-codes")
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _codes(entry: dict[str, Json]) -> list[Json]:
    codes = entry.get("codes")
    return codes if isinstance(codes, list) else []


@GROUP.rule(
    "S851",
    "document",
    title="malformed entry of the table of error codes",
    fix="Write name, codes, status, outcome (rejected, unknown), description, documented and fix; "
    "where it is a kind of another class, its parent.",
)
def entry_form(document: Node) -> Iterator[Problem]:
    key, entries = document.extension("error-codes")
    if entries is not None and not isinstance(entries, list):
        yield document.problem(f"{key!r} is no list of entries.", key)
    for index, entry in _table(document):
        for message, *steps in _faults(entry):
            yield document.problem(message, key, index, *steps)


def _faults(entry: dict[str, Json]) -> Iterator[tuple[str, *tuple[str | int, ...]]]:
    """What is wrong with an entry, each with the steps to it; null is a finding of its own."""
    for field in sorted(_ENTRY.keys() - entry.keys() - _OPTIONAL):
        yield (f"The entry has no {field!r}.",)
    for field, value in entry.items():
        kind = _ENTRY.get(field)
        if value is None or field.startswith("x-"):
            continue
        if kind is None:
            yield f"An entry has no {field!r}.", field
        elif type(value) is not kind:
            yield f"The {field} is {value!r}, not of type {kind.__name__}.", field
        elif field == "outcome" and value not in _OUTCOMES:
            yield f"There is no outcome {value!r}.", field
        elif field == "name" and not _CLASS_NAME.fullmatch(str(value)):
            yield f"{value!r} cannot name an error class.", field
    for position, code in enumerate(_codes(entry)):
        if type(code) is not int:
            yield f"{code!r} is no code.", "codes", position


@GROUP.rule(
    "S852",
    "document",
    title="error code listed twice in the table",
    fix="Keep one of the two: a code has one class.",
)
def code_twice(document: Node) -> Iterator[Problem]:
    key, _ = document.extension("error-codes")
    seen: set[int] = set()
    for index, entry in _table(document):
        for position, code in enumerate(_codes(entry)):
            if isinstance(code, int):
                if code in seen:
                    message = f"The code {code} is listed twice."
                    yield document.problem(message, key, index, "codes", position)
                seen.add(code)


@GROUP.rule(
    "S853",
    "document",
    title="error class named twice in the table",
    fix="Put the codes of one class into one entry.",
)
def class_twice(document: Node) -> Iterator[Problem]:
    key, _ = document.extension("error-codes")
    seen: Counter[str] = Counter()
    for index, entry in _table(document):
        name = str(entry.get("name"))
        if seen[name]:
            yield document.problem(f"{name!r} has an entry already.", key, index, "name")
        seen[name] += 1


@GROUP.rule(
    "S854",
    "operation",
    title="error code that the table does not have, or that is named twice",
    fix="Mend the number, or enter it in the table of error codes.",
)
def unknown_code(operation: Node) -> Iterator[Problem]:
    key, _ = operation.extension("error-codes")
    known = {str(code) for _, entry in _table(operation) for code in _codes(entry)}
    named = operation.items(key)
    for index, code in enumerate(named):
        if str(code) not in known:
            message = f"{operation.label} names the code {code!r}, which the table lacks."
            yield operation.problem(message, key, index)
        elif code in named[:index]:
            yield operation.problem(f"{operation.label} names {code!r} twice.", key, index)


@GROUP.rule(
    "S855",
    "document",
    title="error code that no operation names",
    fix="Name it on the operations that answer it, or take it out of the table.",
)
def idle_code(document: Node) -> Iterator[Problem]:
    key, _ = document.extension("error-codes")
    named = [code for each in document.document.of("operation") for code in each.items(key)]
    for index, entry in _table(document):
        for position, code in enumerate(_codes(entry)):
            if type(code) is int and code not in named:
                message = f"No operation answers the code {code}."
                yield document.problem(message, key, index, "codes", position)


@GROUP.rule(
    "S856",
    "operation",
    title="error code with a status that the operation does not answer",
    fix="Describe the answer with this status, or take the code out of the operation.",
)
def status_of_code(operation: Node) -> Iterator[Problem]:
    key, _ = operation.extension("error-codes")
    answered = operation.members("responses").keys()
    status_of: dict[str, Json] = {}
    for _, entry in _table(operation):
        for code in _codes(entry):
            status_of.setdefault(str(code), entry.get("status"))
    for index, code in enumerate(operation.items(key)):
        status = status_of.get(str(code))
        if status is not None and answered and str(status) not in answered:
            message = (
                f"The code {code} comes with status {status}, not an answer of this operation."
            )
            yield operation.problem(message, key, index)


@GROUP.rule(
    "S857",
    "document",
    title="error class with the name of a schema",
    fix="Name one of them otherwise: both would become a class of this name.",
)
def schema_of_that_name(document: Node) -> Iterator[Problem]:
    key, _ = document.extension("error-codes")
    schemas = {node.name for node in document.document if node.keyword == "schemas"}
    for index, entry in _table(document):
        if str(entry.get("name")) in schemas:
            message = f"There is a schema {entry['name']!r} too."
            yield document.problem(message, key, index, "name")


@GROUP.rule(
    "S858",
    "document",
    title="parent that is no error class above it with the same status",
    fix="Name an entry that stands above this one and comes with the same status.",
)
def parent_above(document: Node) -> Iterator[Problem]:
    key, _ = document.extension("error-codes")
    above: dict[str, Json] = {}
    for index, entry in _table(document):
        parent = entry.get("parent")
        if isinstance(parent, str) and parent not in above:
            yield document.problem(f"No entry above is called {parent!r}.", key, index, "parent")
        elif isinstance(parent, str) and above[parent] != entry.get("status"):
            message = f"{parent!r} comes with status {above[parent]}, not {entry.get('status')}."
            yield document.problem(message, key, index, "parent")
        above[str(entry.get("name"))] = entry.get("status")
