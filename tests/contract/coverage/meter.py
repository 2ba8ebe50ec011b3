"""What one call exercised of the document; the validator itself says which keywords it applied."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jsonschema_rs import Draft202012Validator

from ..document import nodes
from ..seen import Router
from .extent import Extent, Mark, place_of, shown

__all__ = ["Meter"]

_ENOUGH = 40
"""After so many answers of a place in a row that showed nothing new, it is left alone."""
_WHOLE = re.compile(r"-?[0-9]{1,40}")


class Meter:
    """Marks what calls exercise."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.extent = Extent(document)
        self.marks: set[Mark] = set()
        self._components = document["components"]
        self._router = Router(document)
        self._nodes = {node["operationId"]: node for _, _, node in nodes(document)}
        self._compiled: dict[tuple[str, str], Draft202012Validator | None] = {}
        self._idle: Counter[tuple[str, str]] = Counter()

    def look(self, method: str, url: str, sent: bytes, status: int, body: bytes) -> None:
        """Mark what a call and its answer exercise; status 0 is no answer."""
        parts = urlsplit(url)
        found = self._router.find(method, parts.path)
        if found is None:
            return
        operation, values = found
        node = self._nodes[operation]
        self.marks.add(("operation", operation, self.extent.operations[operation]))
        self._parameters(operation, node, values, parts.query)
        self._body(operation, node, sent)
        if str(status) in node["responses"]:
            self.marks.add(("status", operation, str(status)))
            self._answer(operation, node, status, body)

    def follow(self, operation: str, status: int, link: str) -> None:
        """Mark a link that was followed from an answer of `operation`."""
        self.marks.add(("link", operation, str(status), link))

    def _parameters(
        self, operation: str, node: Mapping[str, Any], values: Mapping[str, str], query: str
    ) -> None:
        given = {"path": dict(values), "query": dict(parse_qsl(query, keep_blank_values=True))}
        for place, parameter in self.extent.parameters(node):
            text = given[parameter["in"]].get(parameter["name"])
            kind = "broken" if text is None else "kept"
            self.marks.add((kind, operation, place, "required"))
            if text is not None:
                self.marks.add(("parameter", operation, place))
                value = int(text) if _WHOLE.fullmatch(text) else text
                validator = self._validator(operation, place, parameter["schema"])
                if self._is_text(parameter):
                    value = text
                self._sent(validator, operation, place, value)

    def _is_text(self, parameter: Mapping[str, Any]) -> bool:
        return bool(parameter["schema"].get("type") == "string")

    def _body(self, operation: str, node: Mapping[str, Any], sent: bytes) -> None:
        schema = self.extent.body(node)
        if schema is None:
            return
        value = _json(sent)
        if isinstance(value, dict):
            self.marks |= {("parameter", operation, f"body {name}") for name in value}
        self._sent(self._validator(operation, "body", schema), operation, "body", value)

    def _sent(
        self, validator: Draft202012Validator | None, operation: str, place: str, value: object
    ) -> None:
        """A keyword is broken where it says so, and kept where the whole value is right."""
        if validator is None:
            return
        judged = validator.evaluate(value)
        for keyword, valid in _applied(judged.list()):
            if judged.valid or not valid:
                self.marks.add(("kept" if valid else "broken", operation, place, keyword))

    def _answer(self, operation: str, node: Mapping[str, Any], status: int, body: bytes) -> None:
        place = place_of(str(status))
        validator = self._validator(operation, str(status), self.extent.answer(node, status))
        if validator is None or self._idle[operation, place] > _ENOUGH:
            return
        before = len(self.marks)
        value = _json(body)
        for keyword, _ in _applied(validator.evaluate(value).list()):
            self.marks.add(("answer", operation, place, keyword))
        self._idle[operation, place] += 1
        if len(self.marks) > before:
            self._idle[operation, place] = 0

    def _validator(
        self, operation: str, place: str, schema: Mapping[str, Any] | None
    ) -> Draft202012Validator | None:
        key = operation, place
        if key not in self._compiled:
            self._compiled[key] = schema and Draft202012Validator(
                {**schema, "components": self._components}, validate_formats=True
            )
        return self._compiled[key]


def _applied(output: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each keyword that was applied, and whether the value kept to it.

    Where exactly two properties are required, the validator joins both keywords to one and tells of
    `properties` alone.
    """
    for detail in output["details"]:
        location = detail["schemaLocation"]
        if location:
            yield shown(location), detail["valid"]
        if location.endswith("/properties") and detail["valid"]:
            yield shown(location.removesuffix("properties") + "required"), True


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
