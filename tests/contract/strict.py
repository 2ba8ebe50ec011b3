"""The strict overlay: openapi.yaml without its leniency, applied in memory and never published.

The published schemas allow what later servers send: more fields, longer rows. To hold a server to
the reference itself, nothing may come that is not in it.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

__all__ = ["strict"]

TIME = r"^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]{3}Z$"
"""ISO 8601 in UTC with milliseconds, the form of every time in the reference's examples."""


def strict(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with answers held to the letter; what may be sent stays as it is."""
    tight: dict[str, Any] = deepcopy(dict(document))
    schemas = tight["components"]["schemas"]
    for schema in schemas.values():
        _tighten(schema)
    for name in ("BookEntry", "Candle"):
        schemas[name]["maxItems"] = len(schemas[name]["prefixItems"])
    schemas["Trade"]["required"] = [*schemas["Trade"]["required"], "date"]
    schemas["ErrorBody"]["required"] = ["errorCode", "errorMessage"]
    schemas["EmptyObject"]["maxProperties"] = 0
    answers = [
        answer
        for item in tight["paths"].values()
        for node in item.values()
        for answer in node["responses"].values()
    ]
    for answer in [*answers, *tight["components"]["responses"].values()]:
        for media in answer.get("content", {}).values():
            _close(media["schema"], schemas)
    return tight


def _tighten(node: Any) -> None:
    """Give every time its pattern."""
    if isinstance(node, dict):
        if node.get("format") == "date-time":
            node["pattern"] = TIME
        for part in node.values():
            _tighten(part)
    elif isinstance(node, list):
        for part in node:
            _tighten(part)


def _close(schema: dict[str, Any], schemas: Mapping[str, Any]) -> None:
    """Allow no other fields than the documented ones, where a schema is used for an answer."""
    if "items" in schema:
        _close(schema["items"], schemas)
    elif "$ref" in schema:
        named = schemas[schema["$ref"].rpartition("/")[2]]
        if named.get("type") != "array":
            schema["unevaluatedProperties"] = False
