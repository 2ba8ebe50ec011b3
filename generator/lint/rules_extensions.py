"""S8: extensions: retries, rate limits, pages and units, and where each may stand."""

from collections.abc import Iterator

from .document import Node
from .finding import Problem
from .grammar import GRAMMAR
from .rule import Group
from .views import parameters_of, types_of

__all__ = ["GROUP", "own_extensions"]

GROUP = Group("Extensions")

_PLACES = {
    "error-codes": {"document", "operation"},
    "pagination": {"operation"},
    "rate-limit": {"operation"},
    "retry": {"operation"},
    "section": {"operation"},
    "unit": {"schema"},
}
_RETRIES = ("safe", "verify", "never")


def own_extensions(prefix: str) -> frozenset[str]:
    """Full names of all extensions that the generator reads, for an API with this prefix."""
    return frozenset({"x-enum-varnames", "x-evidence", *(prefix + name for name in _PLACES)})


@GROUP.rule(
    "S801",
    *GRAMMAR,
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
    *GRAMMAR,
    title="extension where nothing reads it",
    fix="Move it to an object that it is read from.",
)
def misplaced(node: Node) -> Iterator[Problem]:
    for name, places in (*_PLACES.items(), ("x-enum-varnames", {"schema"})):
        key = node.document.options.full_name(name) or name
        if node.value.get(key) is not None and node.kind not in places and key.startswith("x-"):
            message = f"{key!r} belongs to: {', '.join(sorted(places))}; this is a {node.kind}."
            yield node.problem(message, key)
    if "x-enum-varnames" in node.value and node.kind == "schema" and node.lacks("enum"):
        yield node.problem("There is no enum to name the values of.", "x-enum-varnames")


@GROUP.rule(
    "S803",
    "operation",
    title="retry rule that is missing from a write, or unknown",
    fix="Write safe, verify or never: what to do after a call whose outcome is unknown.",
)
def retry(operation: Node) -> Iterator[Problem]:
    key, value = operation.extension("retry")
    if key and key not in operation.value and operation.name not in {"get", "head", "options"}:
        yield operation.problem(f"{operation.label} writes, and does not say {key!r}.")
    if value is not None and value not in _RETRIES:
        yield operation.problem(f"There is no retry rule {value!r}.", key)


@GROUP.rule(
    "S804",
    "operation",
    title="malformed rate limit",
    fix="Write a scope (key or address), and whole numbers above zero as limit and window_ms.",
)
def rate_limit(operation: Node) -> Iterator[Problem]:
    key, value = operation.extension("rate-limit")
    if value is None:
        return
    limit = value if isinstance(value, dict) else {}
    numbers = [limit.get("limit"), limit.get("window_ms")]
    well_formed = (
        limit.keys() == {"scope", "limit", "window_ms"}
        and limit.get("scope") in ("key", "address")
        and all(type(each) is int and each > 0 for each in numbers)
    )
    if not well_formed:
        yield operation.problem(f"The rate limit of {operation.label} is {value!r}.", key)


@GROUP.rule(
    "S805",
    "operation",
    title="pagination by a parameter that the operation does not have",
    fix="Write older and newer as names of query parameters of this operation, and max above zero.",
)
def pagination(operation: Node) -> Iterator[Problem]:
    key, value = operation.extension("pagination")
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
    "S806",
    "schema",
    title="number without unit",
    fix="Add the unit extension: an amount without unit is a mistake waiting to happen.",
)
def no_unit(schema: Node) -> Iterator[Problem]:
    key, value = schema.extension("unit")
    wanted = key and schema.document.options.units and "number" in types_of(schema)
    if wanted and value is None and key not in schema.value:
        yield schema.problem(f"{schema.label!r} is a number without {key!r}.")


@GROUP.rule(
    "S807",
    "schema",
    title="unknown unit",
    fix="Mend the spelling, or enter the unit in the configuration of the generator.",
)
def unknown_unit(schema: Node) -> Iterator[Problem]:
    key, value = schema.extension("unit")
    units = schema.document.options.units
    if units and value is not None and str(value) not in units:
        yield schema.problem(f"{value!r} is none of {', '.join(sorted(units))}.", key)
