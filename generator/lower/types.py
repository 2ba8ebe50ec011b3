"""Schemas to types, by a closed table: nothing falls through to float or Any."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .. import engine, ir
from ..document import Table
from .source import Source

__all__ = ["lower_type", "members"]

SCALARS: Mapping[tuple[str, str], ir.Kind] = {
    ("string", ""): "text",
    ("string", "date"): "date",
    ("string", "date-time"): "datetime",
    ("integer", ""): "int",
    ("integer", "int32"): "int",
    ("integer", "int64"): "int",
    ("number", "decimal"): "decimal",
    ("boolean", ""): "bool",
    ("", ""): "json",
}


def lower_type(source: Source, node: Table) -> ir.Type:
    """The type a schema, or a reference to one, means."""
    schema = source.document.resolve(node)
    reference = _reference(node)
    unit = source.unit(node, schema)
    if "enum" in schema:
        return ir.EnumRef(_named(source, node, reference, "an enum"), unit)
    kind = schema.get("type", "object" if "allOf" in schema or "properties" in schema else "")
    if kind == "array":
        if "prefixItems" in schema:
            return ir.RowRef(_named(source, node, reference, "an array with prefixItems"))
        if "items" not in schema:
            raise source.refuse(schema, "an array needs `items` or `prefixItems`")
        return ir.ListOf(
            item=lower_type(source, schema["items"]),
            min_items=schema.get("minItems"),
            max_items=schema.get("maxItems"),
        )
    if kind == "object":
        if not members(source, schema):
            return ir.Nothing()
        return ir.ModelRef(_named(source, node, reference, "an object"))
    return _scalar(source, schema, kind, unit)


def members(source: Source, schema: Table) -> dict[str, Table]:
    """The members of an object by wire name, those that `allOf` brings included."""
    found: dict[str, Table] = {}
    for part in schema.get("allOf", ()):
        found |= members(source, source.document.resolve(part))
    own: dict[str, Table] = schema.get("properties", {})
    return found | own


def _reference(node: Table) -> str | None:
    reference = node.get("$ref")
    return None if reference is None else str(reference).rsplit("/", 1)[-1]


def _named(source: Source, node: Table, reference: str | None, what: str) -> str:
    if reference is None:
        raise source.refuse(node, f"{what} needs a name: move it to components and use $ref")
    return engine.class_name(reference)


def _scalar(source: Source, schema: Table, kind: Any, unit: str | None) -> ir.Scalar:
    form = schema.get("format", "")
    if not isinstance(kind, str) or (kind, form) not in SCALARS or {"oneOf", "anyOf"} & set(schema):
        known = ", ".join(f"{k} {f}".strip() for k, f in SCALARS if k)
        raise source.refuse(
            schema, f"no exact Python type for type {kind!r} format {form!r}; known are {known}"
        )
    bounds = _bounds(schema)
    name = SCALARS[kind, form]
    per_second = source.config.timestamps.get(unit or "")
    if per_second is not None and name in ("int", "text"):
        name = "stamp_int" if name == "int" else "stamp_text"
    return ir.Scalar(
        kind=name,
        unit=unit,
        per_second=per_second,
        bounds=bounds,
        digits_only=name == "text" and _digits_only(bounds.pattern),
    )


def _bounds(schema: Table) -> ir.Bounds:
    return ir.Bounds(
        minimum=_whole(schema.get("minimum")),
        maximum=_whole(schema.get("maximum")),
        above=_whole(schema.get("exclusiveMinimum")),
        below=_whole(schema.get("exclusiveMaximum")),
        min_length=schema.get("minLength"),
        max_length=schema.get("maxLength"),
        pattern=schema.get("pattern"),
    )


def _whole(number: int | Decimal | None) -> int | Decimal | None:
    """A bound without a fraction is an int however it was written."""
    if isinstance(number, Decimal) and number == number.to_integral_value():
        return int(number)
    return number


def _digits_only(pattern: str | None) -> bool:
    """Does the pattern take numbers and nothing that an int could not be."""
    if pattern is None:
        return False
    regex = re.compile(pattern)
    return any(map(regex.search, ("1", "12345"))) and not any(
        regex.search(text) for text in ("a", "A", "1a", "1A", "1-1", "1.1", "-1", "01")
    )
