"""S9: what well-kept validators say about the document, its schemas and its examples."""

import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import quote

import jsonschema_rs

from .document import Node
from .finding import Problem, write_pointer
from .rule import Group
from .source import Json

__all__ = ["GROUP"]

GROUP = Group("Conformance")

_ROOT = "urn:document"


@contextmanager
def _without(module: str) -> Generator[None]:
    """Let no import find a module, unless it is loaded already."""
    modules = cast(dict[str, Any], sys.modules)
    hidden = modules.setdefault(module, None) is None
    try:
        yield
    finally:
        if hidden:
            del modules[module]


with _without("rfc3987_syntax"):  # would compile its grammars, a second for what no rule asks about
    from openapi_spec_validator import OpenAPIV31SpecValidator


def _first_line(message: str) -> str:
    """What a validator found, without the schema and the value that it quotes below."""
    return (message.splitlines() or [""])[0]


@GROUP.rule(
    "S901",
    "schema",
    title="schema that JSON Schema 2020-12 refuses",
    fix="Give the keyword a value of the kind it takes.",
)
def json_schema(schema: Node) -> Iterator[Problem]:
    if schema.parent is not None and schema.parent.kind == "schema":
        return
    try:
        jsonschema_rs.meta.validate(schema.value)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        path = error.instance_path if isinstance(error, jsonschema_rs.ValidationError) else []
        yield schema.problem(_first_line(str(error)), *path)


@GROUP.rule(
    "S902",
    "document",
    title="document that openapi-spec-validator refuses",
    fix="Change what is named here so that it is OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1).",
)
def openapi_schema(document: Node) -> Iterator[Problem]:
    validator = OpenAPIV31SpecValidator(document.value)
    errors = list(validator.schema_validator.iter_errors(document.value))
    if (
        document.document.clean and not errors
    ):  # it trusts that references and keywords are in order
        errors = list(validator.iter_errors())
    for error in errors:
        pointer = tuple(error.absolute_path)
        known = pointer in document.document.source.places
        yield Problem(pointer if known else (), _first_line(error.message))


@GROUP.rule(
    "S903",
    "document",
    title="example that its schema refuses",
    fix="Mend the example or the schema: one of them is wrong about the API.",
)
def example(document: Node) -> Iterator[Problem]:
    if not document.document.clean:
        return
    registry = jsonschema_rs.Registry([(_ROOT, document.value)])
    for owner in document.document:
        if owner.kind in {"parameter", "media type"} and "schema" in owner.value:
            yield from _refused_examples(owner, registry)


def _refused_examples(owner: Node, registry: jsonschema_rs.Registry) -> Iterator[Problem]:
    fragment = quote(write_pointer((*owner.pointer, "schema")))
    schema: dict[str, Json] = {"$ref": f"{_ROOT}#{fragment}"}
    try:
        validator = jsonschema_rs.Draft202012Validator(
            schema, registry=registry, validate_formats=True
        )
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as refusal:
        yield owner.problem(_first_line(str(refusal)), "schema")
        return
    for steps, value in _examples(owner):
        for error in validator.iter_errors(value):
            yield owner.problem(_first_line(error.message), *steps, *error.instance_path)


def _examples(owner: Node) -> Iterator[tuple[tuple[str, ...], Json]]:
    """The examples of a parameter or a body, with the steps to each."""
    if "example" in owner.value:
        yield ("example",), owner.value["example"]
    for named in owner.children("examples"):
        found = named.follow()
        if found is not None and "value" in found.value:
            yield ("examples", named.name, "value"), found.value["value"]
