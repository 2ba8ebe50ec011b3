"""openapi.yaml as data: loaded exactly, with its references followed."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jsonschema_rs import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import ScalarNode

SOURCE = Path(__file__).parents[2] / "openapi.yaml"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
JSON = "application/json"


class _ExactConstructor(SafeConstructor):
    """Builds a Decimal from every number with a point: what is written is what is compared."""


def _decimal(_: SafeConstructor, node: ScalarNode) -> Decimal:
    return Decimal(node.value)


_ExactConstructor.add_constructor("tag:yaml.org,2002:float", _decimal)


class Operation(NamedTuple):
    """One operation of the document, with its parameters and responses resolved."""

    id: str
    method: str
    path: str
    node: Mapping[str, Any]

    @property
    def parameters(self) -> list[Mapping[str, Any]]:
        """The parameters, in the order of the document."""
        return [resolve(parameter) for parameter in self.node.get("parameters", ())]

    @property
    def responses(self) -> dict[str, Mapping[str, Any]]:
        """The responses by status."""
        return {status: resolve(node) for status, node in self.node["responses"].items()}

    @property
    def answer(self) -> Mapping[str, Any]:
        """The media type object of the 200 answer."""
        return self.responses["200"]["content"][JSON]

    @property
    def body(self) -> Mapping[str, Any] | None:
        """The media type object of the request body, if the operation takes one."""
        return self.node["requestBody"]["content"][JSON] if "requestBody" in self.node else None


@cache
def document() -> Mapping[str, Any]:
    """Load openapi.yaml once; numbers with a point are Decimal."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _ExactConstructor
    loaded: Mapping[str, Any] = yaml.load(SOURCE.read_text(encoding="utf-8"))
    return loaded


@cache
def operations() -> Mapping[str, Operation]:
    """All operations by operationId."""
    found = [
        Operation(node.get("operationId", f"{method} {path}"), method.upper(), path, node)
        for path, item in document()["paths"].items()
        for method, node in item.items()
        if method in METHODS
    ]
    return {operation.id: operation for operation in found}


def schemas() -> Mapping[str, Any]:
    """The named schemas."""
    named: Mapping[str, Any] = document()["components"]["schemas"]
    return named


def resolve(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a `$ref`; a node without one comes back as it is."""
    while "$ref" in node:
        target: Any = document()
        for key in node["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        node = target
    return node


def flat(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object schema with its `allOf` parts merged."""
    schema = resolve(schema)
    merged: dict[str, Any] = {
        "properties": dict(schema.get("properties", {})),
        "required": list(schema.get("required", ())),
    }
    for part in map(flat, schema.get("allOf", ())):
        merged["properties"].update(part["properties"])
        merged["required"].extend(part["required"])
    return merged


def item(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of the items of a list, or the schema itself when it is no list."""
    schema = resolve(schema)
    return resolve(schema["items"]) if "items" in schema else schema


def examples(holder: Mapping[str, Any]) -> dict[str, Any]:
    """The example values of a parameter or media type by name; a lone one is named "example"."""
    found = {name: node["value"] for name, node in holder.get("examples", {}).items()}
    return {"example": holder["example"], **found} if "example" in holder else found


def errors(schema: Mapping[str, Any], value: object) -> list[str]:
    """What is wrong with `value` by `schema`, one message each; Decimals compare exactly."""
    whole = {**schema, "components": document()["components"]}
    found = Draft202012Validator(whole, validate_formats=True).iter_errors(value)
    return [f"{'.'.join(map(str, error.instance_path))}: {error.message}" for error in found]


def walk(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every node of the document below `node`, each with its path."""
    yield path, node
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from walk(value, (*path, str(key)))
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for index, value in enumerate(node):
            yield from walk(value, (*path, str(index)))


def schema_nodes() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every schema of the document, named or inline, each with a readable place."""
    for name, schema in schemas().items():
        yield from _subschemas(schema, name)
    for path, node in walk({k: v for k, v in document().items() if k != "components"}):
        if path and path[-1] == "schema":
            yield from _subschemas(node, "/".join(path))
    for kind in ("parameters", "responses"):
        for path, node in walk(document()["components"][kind]):
            if path and path[-1] == "schema":
                yield from _subschemas(node, f"{kind}/{'/'.join(path)}")


def _subschemas(schema: Mapping[str, Any], place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield place, schema
    for name, part in schema.get("properties", {}).items():
        yield from _subschemas(part, f"{place}.{name}")
    for keyword in ("allOf", "anyOf", "oneOf", "prefixItems"):
        for index, part in enumerate(schema.get(keyword, ())):
            yield from _subschemas(part, f"{place}.{keyword}[{index}]")
    if "items" in schema:
        yield from _subschemas(schema["items"], f"{place}[]")
