"""S8: extensions: the table of error codes, retries, rate limits, pages and units."""

import re
from collections import Counter
from collections.abc import Iterator

from .document import Node
from .finding import Problem
from .rule import Group
from .source import Json
from .views import parameters_of, types_of

__all__ = ["GROUP"]

GROUP = Group("Extensions")

_PLACES = {
    "error-codes": {"document", "operation"},
    "pagination": {"operation"},
    "rate-limit": {"operation"},
    "retry": {"operation"},
    "section": {"operation"},
    "unit": {"schema"},
}
_ENTRY: dict[str, type] = {
    "name": str,
    "codes": list,
    "status": int,
    "outcome": str,
    "description": str,
    "documented": bool,
    "fix": str,
}
_RETRIES = ("safe", "verify", "never")
_OUTCOMES = ("rejected", "unknown")
_CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


def _extension(node: Node, name: str) -> tuple[str, Json]:
    """The full name and the value of one of the generator's extensions; null where it is not."""
    full = node.document.options.extension(name) or ""
    return full, node.value.get(full)


def _table(node: Node) -> Iterator[tuple[int, dict[str, Json]]]:
    """The entries of the table of error codes, with their positions."""
    _, entries = _extension(node.document.root, "error-codes")
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _codes(entry: dict[str, Json]) -> list[Json]:
    codes = entry.get("codes")
    return codes if isinstance(codes, list) else []


@GROUP.rule(
    "S801",
    *("document", "info", "server", "tag", "paths", "path item", "operation", "parameter"),
    *("request body", "media type", "example", "responses", "response", "link", "schema"),
    *("condition", "security scheme", "components", "contact", "licence"),
    title="unknown extension",
    fix="Mend the spelling, or enter it in the configuration of the generator with what reads it.",
)
def unknown_extension(node: Node) -> Iterator[Problem]:
    allowed = node.document.options.allowed_extensions
    for key, value in node.value.items():
        if key.startswith("x-") and key not in allowed and value is not None:
            yield node.problem(f"Nothing reads the extension {key!r}.", key)


@GROUP.rule(
    "S802",
    *("document", "info", "path item", "operation", "parameter", "request body", "media type"),
    *("response", "link", "schema", "condition", "components"),
    title="extension where nothing reads it",
    fix="Move it to an object that it is read from.",
)
def misplaced(node: Node) -> Iterator[Problem]:
    for name, places in (*_PLACES.items(), ("x-enum-varnames", {"schema"})):
        key = node.document.options.extension(name) or name
        if node.value.get(key) is not None and node.kind not in places and key.startswith("x-"):
            message = f"{key!r} belongs to: {', '.join(sorted(places))}; this is a {node.kind}."
            yield node.problem(message, key)
    if "x-enum-varnames" in node.value and node.kind == "schema" and node.lacks("enum"):
        yield node.problem("There is no enum to name the values of.", "x-enum-varnames")


@GROUP.rule(
    "S803",
    "document",
    title="malformed entry of the table of error codes",
    fix="Write name, codes, status, outcome (rejected, unknown), description, documented and fix.",
)
def entry_form(document: Node) -> Iterator[Problem]:
    key, entries = _extension(document, "error-codes")
    if entries is not None and not isinstance(entries, list):
        yield document.problem(f"{key!r} is no list of entries.", key)
    for index, entry in _table(document):
        for message, *steps in _faults(entry):
            yield document.problem(message, key, index, *steps)


def _faults(entry: dict[str, Json]) -> Iterator[tuple[str, *tuple[str | int, ...]]]:
    """What is wrong with an entry, each with the steps to it; null is a finding of its own."""
    for field in _ENTRY.keys() - entry.keys():
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
    "S804",
    "document",
    title="error code listed twice in the table",
    fix="Keep one of the two: a code has one class.",
)
def code_twice(document: Node) -> Iterator[Problem]:
    key, _ = _extension(document, "error-codes")
    seen: set[int] = set()
    for index, entry in _table(document):
        for position, code in enumerate(_codes(entry)):
            if isinstance(code, int):
                if code in seen:
                    message = f"The code {code} is listed twice."
                    yield document.problem(message, key, index, "codes", position)
                seen.add(code)


@GROUP.rule(
    "S805",
    "document",
    title="error class named twice in the table",
    fix="Put the codes of one class into one entry.",
)
def class_twice(document: Node) -> Iterator[Problem]:
    key, _ = _extension(document, "error-codes")
    seen: Counter[str] = Counter()
    for index, entry in _table(document):
        name = str(entry.get("name"))
        if seen[name]:
            yield document.problem(f"{name!r} has an entry already.", key, index, "name")
        seen[name] += 1


@GROUP.rule(
    "S806",
    "operation",
    title="error code that the table does not have, or that is named twice",
    fix="Mend the number, or enter it in the table of error codes.",
)
def unknown_code(operation: Node) -> Iterator[Problem]:
    key, _ = _extension(operation, "error-codes")
    known = [code for _, entry in _table(operation) for code in _codes(entry)]
    named = operation.items(key)
    for index, code in enumerate(named):
        if code not in known:
            message = f"{operation.label} names the code {code!r}, which the table lacks."
            yield operation.problem(message, key, index)
        elif code in named[:index]:
            yield operation.problem(f"{operation.label} names {code!r} twice.", key, index)


@GROUP.rule(
    "S807",
    "document",
    title="error code that no operation names",
    fix="Name it on the operations that answer it, or take it out of the table.",
)
def idle_code(document: Node) -> Iterator[Problem]:
    key, _ = _extension(document, "error-codes")
    named = [code for each in document.document.of("operation") for code in each.items(key)]
    for index, entry in _table(document):
        for position, code in enumerate(_codes(entry)):
            if type(code) is int and code not in named:
                message = f"No operation answers the code {code}."
                yield document.problem(message, key, index, "codes", position)


@GROUP.rule(
    "S808",
    "operation",
    title="error code with a status that the operation does not answer",
    fix="Describe the answer with this status, or take the code out of the operation.",
)
def status_of_code(operation: Node) -> Iterator[Problem]:
    key, _ = _extension(operation, "error-codes")
    answered = operation.members("responses").keys()
    status_of = {
        str(code): entry.get("status") for _, entry in _table(operation) for code in _codes(entry)
    }
    for index, code in enumerate(operation.items(key)):
        status = status_of.get(str(code))
        if status is not None and answered and str(status) not in answered:
            message = (
                f"The code {code} comes with status {status}, not an answer of this operation."
            )
            yield operation.problem(message, key, index)


@GROUP.rule(
    "S809",
    "operation",
    title="retry rule that is missing from a write, or unknown",
    fix="Write safe, verify or never: what to do after a call whose outcome is unknown.",
)
def retry(operation: Node) -> Iterator[Problem]:
    key, value = _extension(operation, "retry")
    if key and key not in operation.value and operation.name not in {"get", "head", "options"}:
        yield operation.problem(f"{operation.label} writes, and does not say {key!r}.")
    if value is not None and value not in _RETRIES:
        yield operation.problem(f"There is no retry rule {value!r}.", key)


@GROUP.rule(
    "S810",
    "operation",
    title="malformed rate limit",
    fix="Write a scope (key or address), and whole numbers above zero as limit and window_ms.",
)
def rate_limit(operation: Node) -> Iterator[Problem]:
    key, value = _extension(operation, "rate-limit")
    if value is None:
        return
    limit = value if isinstance(value, dict) else {}
    numbers = [limit.get("limit"), limit.get("window_ms")]
    well_formed = (
        limit.keys() == {"scope", "limit", "window_ms"}
        and limit.get("scope") in {"key", "address"}
        and all(type(each) is int and each > 0 for each in numbers)
    )
    if not well_formed:
        yield operation.problem(f"The rate limit of {operation.label} is {value!r}.", key)


@GROUP.rule(
    "S811",
    "operation",
    title="pagination by a parameter that the operation does not have",
    fix="Write older and newer as names of query parameters of this operation, and max above zero.",
)
def pagination(operation: Node) -> Iterator[Problem]:
    key, value = _extension(operation, "pagination")
    if value is None:
        return
    pages = value if isinstance(value, dict) else {}
    for field in ("older", "newer"):
        name = pages.get(field)
        if ("query", str(name)) not in parameters_of(operation):
            message = f"{operation.label} has no query parameter {name!r}."
            yield operation.problem(message, key, *([field] if field in pages else []))
    most = pages.get("max")
    if not isinstance(most, int) or most <= 0:
        yield operation.problem(f"The largest page of {operation.label} is {most!r}.", key)


@GROUP.rule(
    "S812",
    "schema",
    title="number without unit",
    fix="Add the unit extension: an amount without unit is a mistake waiting to happen.",
)
def no_unit(schema: Node) -> Iterator[Problem]:
    key, value = _extension(schema, "unit")
    wanted = key and schema.document.options.units and "number" in types_of(schema)
    if wanted and value is None and key not in schema.value:
        yield schema.problem(f"{schema.label!r} is a number without {key!r}.")


@GROUP.rule(
    "S813",
    "schema",
    title="unknown unit",
    fix="Mend the spelling, or enter the unit in the configuration of the generator.",
)
def unknown_unit(schema: Node) -> Iterator[Problem]:
    key, value = _extension(schema, "unit")
    units = schema.document.options.units
    if units and value is not None and value not in units:
        yield schema.problem(f"{value!r} is none of {', '.join(sorted(units))}.", key)
