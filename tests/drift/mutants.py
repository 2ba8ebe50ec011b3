"""Mutants: every field of every success in openapi.yaml, changed in every way its type allows.

Nobody chose them, so they show what the choice of the named drifts leaves out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from attrs import frozen

from tests.contract.document import load_document
from tests.contract.meddling import Answer, Asked

from .drift import Drift, Notes
from .text import dump, load, operation_of

__all__ = ["EQUIVALENT", "mutants"]

EACH = "*"
"""In a path: every item of a list."""
_GONE = object()
Path = tuple[str | int, ...]
Operator = Callable[[Any], Any]

_UNORDERED = ("listBalances", "listAssets", "listTradingPairs", "listStats", "listOrders")
_OPTIONAL = "openapi.yaml lets servers leave it out, as those of the reference's days do"
_ORDINAL = "a sequence promises its order alone"
EQUIVALENT: Mapping[str, str] = {
    **{f"{name} reverse": "the reference promises no order of this list" for name in _UNORDERED},
    "getOrderBook rename of sequence": _OPTIONAL,
    "getOrderBook.sequence drop": _OPTIONAL,
    "getOrderBook.bid[][3] drop": _OPTIONAL,
    "getOrderBook.ask[][3] drop": _OPTIONAL,
    "getOrderBook.sequence x1000": _ORDINAL,
    "getOrderBook.sequence plus one": _ORDINAL,
}
"""Mutants that change answers and break no promise, with the reason."""


@frozen
class _Place:
    """One value in the answers of one operation."""

    operation: str
    path: Path
    schema: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The operation and the way to the value."""
        return self.operation + "".join(
            "[]" if part == EACH else f"[{part}]" if isinstance(part, int) else f".{part}"
            for part in self.path
        )


def mutants() -> dict[str, Drift]:
    """All mutants by name, operation by operation."""
    document = load_document()
    found: dict[str, Drift] = {}
    for item in document["paths"].values():
        for node in item.values():
            schema = node["responses"]["200"]["content"]["application/json"]["schema"]
            for place in _places(node["operationId"], (), schema, document):
                for operator, change in _operators(place):
                    name = f"{place.name} {operator}"
                    found[name] = Drift(
                        name=name,
                        group=operator.partition(" of ")[0],
                        text=f"{place.name} of every answer: {operator}",
                        layers=(),
                        tell=_telling(place, change),
                    )
    return found


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with its reference followed and its parts put together."""
    if "$ref" in schema:
        named = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return _resolved(named, document)
    whole = dict(schema)
    for part in schema.get("allOf", ()):
        more = _resolved(part, document)
        whole["type"] = more.get("type")
        whole["properties"] = {**whole.get("properties", {}), **more.get("properties", {})}
    return whole


def _places(
    operation: str, path: Path, schema: Mapping[str, Any], document: Mapping[str, Any]
) -> Iterator[_Place]:
    whole = _resolved(schema, document)
    yield _Place(operation, path, whole)
    for name, part in whole.get("properties", {}).items():
        yield from _places(operation, (*path, name), part, document)
    for index, part in enumerate(whole.get("prefixItems", ())):
        yield from _places(operation, (*path, index), part, document)
    if "items" in whole:
        yield from _places(operation, (*path, EACH), whole["items"], document)


def _operators(place: _Place) -> Iterator[tuple[str, Operator]]:
    schema, kind = place.schema, place.schema.get("type")
    yield "null", lambda _: None
    yield "wrap", lambda value: {"data": value} if isinstance(value, list) else [value]
    if place.path and place.path[-1] != EACH:
        yield "drop", lambda _: _GONE
    if kind in {"number", "integer"}:
        yield "stringify", str
        yield "x1000", lambda value: value * 1000
        yield "negate", lambda value: -value
        yield "zero", lambda _: 0
        yield "plus one", lambda value: value + 1
    elif schema.get("format") == "date-time":
        yield "numify", lambda text: int(datetime.fromisoformat(text).timestamp() * 1000)
        yield "an hour later", lambda text: _moved(text, timedelta(hours=1))
        yield "a year earlier", lambda text: _moved(text, timedelta(days=-365))
        yield "offset", lambda text: text.replace("Z", "+00:00")
        yield "empty", lambda _: ""
    elif kind == "string":
        yield "numify", lambda text: int(text) if text.isdigit() else len(text)
        yield "swapcase", str.swapcase
        yield "empty", lambda _: ""
        if "enum" in schema:
            yield "rotate", _rotating(schema["enum"])
    elif kind == "array" and "items" in schema:
        yield "reverse", lambda rows: rows[::-1]
        yield "truncate", lambda rows: rows[:-1]
        yield "dup", lambda rows: rows[:1] + rows
    elif kind == "array":
        yield "extra", lambda row: [*row, 0]
    elif kind == "object":
        yield "extra", lambda row: {**row, "extra": 0}
        for name in schema.get("properties", {}):
            yield f"rename of {name}", _renaming(name)


def _moved(text: str, by: timedelta) -> str:
    moment = datetime.fromisoformat(text) + by
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def _rotating(values: Sequence[str]) -> Operator:
    following = dict(zip(values, [*values[1:], values[0]], strict=True))
    return lambda value: following.get(value, values[0])


def _renaming(old: str) -> Operator:
    return lambda row: {f"{old}_" if name == old else name: value for name, value in row.items()}


def _telling(place: _Place, change: Operator) -> Callable[[Asked, Answer, Notes], Answer]:
    def tell(asked: Asked, answer: Answer, _: Notes) -> Answer:
        if not 200 <= answer.status < 300 or operation_of(asked) != place.operation:
            return answer
        before = load(answer.body)
        after = _changed(load(answer.body), place.path, change)
        return answer if dump(before) == dump(after) else answer.saying(dump(after))

    return tell


def _changed(value: Any, path: Path, change: Operator) -> Any:
    """`value` with what lies at `path` changed; what is not there stays away."""
    if not path:
        return change(value)
    first, rest = path[0], path[1:]
    if first == EACH:
        return [_changed(item, rest, change) for item in value]
    there = first in value if isinstance(value, dict) else int(first) < len(value)
    if there:
        part = _changed(value[first], rest, change)
        if part is _GONE:
            del value[first]
        else:
            value[first] = part
    return value
