"""What the document itself says about an answer: its status, its kind and its schema."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema_rs import Draft202012Validator

from .document import json_schema, nodes
from .oracles import Complaint
from .seen import UNREADABLE, Seen

__all__ = ["Conformance"]

_MOST = 3
_JSON = "application/json"


class Conformance:
    """The answers that a document allows; the schemas of those that came are compiled once."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._answers: dict[str, Mapping[str, Any]] = {
            node["operationId"]: node["responses"] for _, _, node in nodes(document)
        }
        self._compiled: dict[tuple[str, int], Draft202012Validator | None] = {}

    def look(self, seen: Seen) -> list[Complaint]:
        """Everything in which an answer is not one of those documented."""
        return [
            Complaint(rule, seen.operation, text)
            for rule, found in (
                ("statuses are documented", self._status(seen)),
                ("JSON is called JSON", self._kind(seen)),
                ("answers fit their schema", self._schema(seen)),
            )
            for text in found
        ]

    def _status(self, seen: Seen) -> Iterator[str]:
        if str(seen.status) not in self._answers[seen.operation]:
            yield f"{seen.status} is not documented: {seen.body[:80]!r}"

    def _kind(self, seen: Seen) -> Iterator[str]:
        kind = seen.headers.get("content-type", "none")
        if self._validator(seen) and kind.partition(";")[0].strip().lower() != _JSON:
            yield f"the Content-Type is {kind}"

    def _schema(self, seen: Seen) -> Iterator[str]:
        validator = self._validator(seen)
        if validator is None:
            return
        if seen.answer is UNREADABLE:
            yield f"the body is not JSON: {seen.body[:80]!r}"
            return
        value = json.loads(seen.body)  # its numbers as the validator knows them
        if validator.is_valid(value):
            return
        for number, error in enumerate(validator.iter_errors(value)):
            if number == _MOST:
                return
            place = "".join(f"[{part!r}]" for part in error.instance_path)
            yield f"answer{place}: {error.message[:200]}"

    def _validator(self, seen: Seen) -> Draft202012Validator | None:
        """What validates the body; None where the document says nothing about it."""
        key = seen.operation, seen.status
        if key not in self._compiled:
            answer = self._answers[seen.operation].get(str(seen.status), {})
            schema = json_schema(answer, self._document)
            self._compiled[key] = schema and Draft202012Validator(
                {**schema, "components": self._document["components"]}, validate_formats=True
            )
        return self._compiled[key]
