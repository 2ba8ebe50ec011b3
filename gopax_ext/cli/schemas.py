"""What each command answers with `--json`, as JSON Schema: a promise to programs."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["definitions", "output_of", "schema_of"]


def definitions() -> Mapping[str, Any]:
    """Return what the schemas share, by name; `error` is the object of a failure."""
    shared: Mapping[str, Any] = _document()["$defs"]
    return shared


def output_of(command: str) -> Mapping[str, Any] | None:
    """Return the schema of a command's document, None where it has none; needs `definitions`."""
    found: Mapping[str, Any] | None = _document()["commands"].get(command)
    return found


def schema_of(name: str) -> Mapping[str, Any]:
    """Return the whole schema of a command's document, or of a definition."""
    inner = output_of(name) or {"$ref": f"#/$defs/{name}"}
    return {"$schema": _document()["$schema"], **inner, "$defs": definitions()}


@cache
def _document() -> Mapping[str, Any]:
    text = files(__package__ or "").joinpath("schemas.json").read_text("utf-8")
    document: Mapping[str, Any] = json.loads(text)
    return document
