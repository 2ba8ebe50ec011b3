"""What several rules ask of an object after references and `allOf` have been followed."""

import re

from .document import Node
from .source import Json

__all__ = [
    "body_schema",
    "parameters_of",
    "placeholders",
    "properties_of",
    "security_of",
    "types_of",
]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def types_of(schema: Node) -> list[str]:
    """The types of a schema, `null` left out."""
    written = schema.value.get("type")
    types = written if isinstance(written, list) else [written]
    return [each for each in types if isinstance(each, str) and each != "null"]


def properties_of(schema: Node, *, _passed: frozenset[int] = frozenset()) -> dict[str, Node]:
    """The properties of an object by name, those of every branch of `allOf` among them."""
    target = schema.follow()
    if target is None or id(target) in _passed:
        return {}
    passed = _passed | {id(target)}
    properties = {node.name: node for node in target.children("properties")}
    for branch in target.children("allOf"):
        properties.update(properties_of(branch, _passed=passed))
    return properties


def placeholders(path: str) -> list[str]:
    """The names in braces of a path, in order."""
    return _PLACEHOLDER.findall(path)


def parameters_of(operation: Node) -> dict[tuple[str, str], Node]:
    """The parameters of an operation and of its path by `in` and name, references followed."""
    found: dict[tuple[str, str], Node] = {}
    for owner in (operation.parent, operation):
        for use in owner.children("parameters") if owner else []:
            target = use.follow()
            if target is not None:
                found[target.text("in"), target.text("name")] = target
    return found


def body_schema(holder: Node) -> Node | None:
    """The schema of the JSON body of a request or a response, references followed."""
    target = holder.follow()
    for media_type in target.children("content") if target else []:
        for schema in media_type.children("schema"):
            return schema.follow()
    return None


def security_of(operation: Node) -> list[dict[str, Json]]:
    """The requirements of an operation: any one of them has to be met, with all of its schemes."""
    return [each for each in operation.items("security") if isinstance(each, dict)]
