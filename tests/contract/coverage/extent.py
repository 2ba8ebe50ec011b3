"""What there is to exercise in a document: operations, parameters, keywords, statuses, links.

A mark names one of these things. A keyword of what is sent counts twice: once for a call that keeps
to it and once for one that breaks it. A keyword of what comes back counts when it was held against
an answer. Applicators such as `properties` or `items` are no keywords here: what lies below is.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import Factory, define

from ..document import followed, json_schema, nodes, parameters

__all__ = ["ERRORS", "UNREACHED", "Extent", "Mark", "place_of", "shown"]

Mark = tuple[str, ...]
"""Kind, operationId, and what it is about: see the functions below for each kind."""
ERRORS = "errors"
"""Stands for every status from 400 on: their bodies have one schema."""
UNREACHED = {
    "ErrorBody/properties/errormsg": "sent before the reference's era alone, which no profile is",
}
"""Beginnings of keywords that no run on the built-in exchange can reach, with the reason."""

_KEYWORDS = frozenset(
    {
        *("type", "enum", "const", "pattern", "minimum", "maximum", "required"),
        *("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength"),
        *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
        *("additionalProperties", "unevaluatedProperties"),
    }
)
_ASSERTED_FORMATS = frozenset({"date-time"})
_NAMED = "/components/schemas/"


@define
class Extent:
    """Everything that a document has to exercise."""

    document: Mapping[str, Any]
    marks: set[Mark] = Factory(set)

    def __attrs_post_init__(self) -> None:
        """Walk through the document once."""
        for method, path, node in nodes(self.document):
            self.marks.add(("operation", node["operationId"], f"{method} {path}"))
            self._sent(node)
            self._answered(node)

    def of(self, kind: str, operation: str | None = None) -> list[Mark]:
        """The marks of a kind, in order; of one operation alone when it is named."""
        wanted = {operation, None}
        found = [m for m in self.marks if m[0] == kind and (operation is None or m[1] in wanted)]
        return sorted(found)

    @property
    def operations(self) -> dict[str, str]:
        """Method and path by operationId, in the order of the document."""
        return {
            node["operationId"]: f"{method} {path}" for method, path, node in nodes(self.document)
        }

    def parameters(self, node: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Where each parameter of an operation stands with its name, and what it is."""
        for found in parameters(node, self.document):
            yield f"{found['in']} {found['name']}", found

    def body(self, node: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The schema of the body that an operation takes."""
        return json_schema(node.get("requestBody", {}), self.document)

    def answer(self, node: Mapping[str, Any], status: int) -> Mapping[str, Any] | None:
        """The schema of an operation's answers with a status; None where there is none."""
        return json_schema(node["responses"].get(str(status), {}), self.document)

    def _sent(self, node: Mapping[str, Any]) -> None:
        operation = node["operationId"]
        for place, parameter in self.parameters(node):
            self.marks.add(("parameter", operation, place))
            if not place.startswith("path") and parameter["required"]:
                self._twice(operation, place, "required")
            for keyword in self._keywords(parameter["schema"]):
                if keyword.rpartition("/")[2] != "type" or "integer" in self._type(parameter):
                    self._twice(operation, place, keyword)
        body = self.body(node)
        if body is not None:
            for name in self._followed(body).get("properties", {}):
                self.marks.add(("parameter", operation, f"body {name}"))
            for keyword in self._keywords(body):
                self._twice(operation, "body", keyword)

    def _twice(self, operation: str, place: str, keyword: str) -> None:
        self.marks |= {(kind, operation, place, keyword) for kind in ("kept", "broken")}

    def _answered(self, node: Mapping[str, Any]) -> None:
        operation = node["operationId"]
        for status, answer in node["responses"].items():
            self.marks.add(("status", operation, status))
            self.marks |= {("link", operation, status, name) for name in answer.get("links", {})}
            schema = self.answer(node, int(status))
            for keyword in self._keywords(schema or {}):
                if not keyword.startswith(tuple(UNREACHED)):
                    self.marks.add(("answer", operation, place_of(status), keyword))

    def _type(self, parameter: Mapping[str, Any]) -> str:
        return str(self._followed(parameter["schema"]).get("type"))

    def _keywords(self, schema: Mapping[str, Any]) -> Iterator[str]:
        return _walk(schema, "", self.document)

    def _followed(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        return followed(node, self.document)


def place_of(status: str) -> str:
    """The place of an answer's keywords: its status, or that of all errors together."""
    return status if int(status) < 400 else ERRORS


def shown(location: str) -> str:
    """A keyword's place in the document, short: from the name of its schema on."""
    return location.removeprefix(_NAMED).removeprefix("/")


def _parts_of(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The schemas that lie in a schema, with the way to each; an `if` asserts nothing."""
    for name in ("items", "then", "else", "not"):
        if isinstance(schema.get(name), Mapping):
            yield name, schema[name]
    for name in ("allOf", "anyOf", "oneOf", "prefixItems"):
        for index, part in enumerate(schema.get(name, ())):
            yield f"{name}/{index}", part
    for key, part in schema.get("properties", {}).items():
        yield f"properties/{key}", part


def _walk(schema: Mapping[str, Any], at: str, document: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        yield from _walk(followed(schema, document), schema["$ref"].removeprefix("#"), document)
    for name, value in schema.items():
        if name in _KEYWORDS or (name == "format" and value in _ASSERTED_FORMATS):
            yield shown(f"{at}/{name}")
    for way, part in _parts_of(schema):
        yield from _walk(part, f"{at}/{way}", document)
