"""openapi.yaml as plain data, and how to find one's way in it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

__all__ = ["Node", "followed", "json_schema", "load_document", "nodes", "parameters"]

_SPEC = Path(__file__).parents[2] / "openapi.yaml"
Node = Mapping[str, Any]


def load_document() -> dict[str, Any]:
    """openapi.yaml."""
    loaded: dict[str, Any] = YAML(typ="safe", pure=False).load(_SPEC.read_text("utf-8"))
    return loaded


def nodes(document: Node) -> Iterator[tuple[str, str, Node]]:
    """Method, path and description of each operation, in the order of the document."""
    for path, item in document["paths"].items():
        for method, node in item.items():
            yield method.upper(), path, node


def followed(node: Node, document: Node) -> Node:
    """What a node is, or what its reference leads to."""
    found: Any = node
    while "$ref" in found:
        way = found["$ref"].removeprefix("#/").split("/")
        found = document
        for part in way:
            found = found[part]
    return found  # type: ignore[no-any-return]  # a document is plain data


def parameters(node: Node, document: Node) -> Iterator[Node]:
    """The parameters of an operation."""
    for part in node.get("parameters", ()):
        yield followed(part, document)


def json_schema(node: Node, document: Node) -> Node | None:
    """The schema of the JSON in a body; None where none is documented."""
    content = followed(node, document).get("content", {})
    schema: Node | None = content.get("application/json", {}).get("schema")
    return schema
