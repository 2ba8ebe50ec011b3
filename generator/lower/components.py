"""Components to enums, models and rows."""

from collections.abc import Iterable
from itertools import chain

from attrs import evolve

from .. import engine, ir
from ..document import Table
from .source import Source, spoken
from .types import lower_type, members

__all__ = ["lower_enums", "lower_models", "lower_rows"]


def lower_enums(source: Source) -> tuple[ir.Enum, ...]:
    """The named enums, in document order."""
    return tuple(
        _enum(source, engine.class_name(name), schema)
        for name, schema in source.document.components("schemas").items()
        if "enum" in schema
    )


def lower_models(source: Source) -> tuple[ir.Model, ...]:
    """The named objects with members, in document order."""
    return tuple(
        _model(source, engine.class_name(name), schema)
        for name, schema in source.document.components("schemas").items()
        if isinstance(lower_type(source, _pointer(name, schema)), ir.ModelRef)
    )


def lower_rows(source: Source) -> tuple[ir.Row, ...]:
    """The named arrays with positions, in document order."""
    return tuple(
        _row(source, engine.class_name(name), schema)
        for name, schema in source.document.components("schemas").items()
        if "prefixItems" in schema
    )


def _pointer(name: str, schema: Table) -> Table:
    pointer = Table({"$ref": f"#/components/schemas/{name}"})
    pointer.line, pointer.lines = schema.line, {}
    return pointer


def _enum(source: Source, name: str, schema: Table) -> ir.Enum:
    values = schema["enum"]
    parsed = source.parsed.enums.get(name)
    names = schema.get("x-enum-varnames") or (() if parsed is None else parsed.members)
    if parsed is None or len(names) != len(values) or len(parsed.members) != len(values):
        raise source.refuse(schema, f"enum {name}: values must be texts or integers, each once")
    return ir.Enum(
        name=name,
        base="int" if isinstance(values[0], int) else "text",
        members=tuple(map(_member, names, values)),
        description=source.text(schema),
        unit=source.unit(schema),
        evidence=source.evidence(schema),
    )


def _member(name: str, value: str | int) -> ir.Member:
    return ir.Member(name=name, value=value)


def _model(source: Source, name: str, schema: Table) -> ir.Model:
    parsed = source.parsed.models.get(name)
    if parsed is None:
        raise source.refuse(schema, f"{name}: the engine made no model of this object")
    names = {member.wire: member for member in parsed.members}
    fields = _apart_from_types(
        _field(source, spoken(names[wire].python), wire, node, required=names[wire].required)
        for wire, node in members(source, schema).items()
    )
    return ir.Model(
        name=name,
        base=_base(schema),
        fields=fields,
        description=source.text(schema),
        evidence=source.evidence(schema),
        conditions=tuple(_conditions(source, schema, fields)),
    )


def _apart_from_types(fields: Iterable[ir.Field]) -> tuple[ir.Field, ...]:
    """In a class with days, a field called `date` would hide the type of the others."""
    found = tuple(fields)
    if not any(isinstance(field.type, ir.Scalar) and field.type.kind == "date" for field in found):
        return found
    return tuple(evolve(field, name="date_") if field.name == "date" else field for field in found)


def _base(schema: Table) -> str | None:
    """The one named part of an `allOf`: its members, and more."""
    references = [part["$ref"] for part in schema.get("allOf", ()) if "$ref" in part]
    return engine.class_name(references[0].rsplit("/", 1)[-1]) if len(references) == 1 else None


def _field(source: Source, name: str, wire: str, node: Table, *, required: bool) -> ir.Field:
    schema = source.document.resolve(node)
    return ir.Field(
        name=name,
        wire_name=wire,
        type=lower_type(source, node),
        required=required,
        description=source.text(node) or source.text(schema),
        unit=source.unit(node, schema),
        evidence=source.evidence(node),
    )


def _conditions(source: Source, schema: Table, fields: tuple[ir.Field, ...]) -> list[ir.Condition]:
    """`if: {properties: {x: {const: ...}}} then: {required: [...]}`, the one form that is known."""
    if "if" not in schema:
        return []
    names = {field.wire_name: field.name for field in fields}
    tests = schema["if"].get("properties", {})
    needs = schema.get("then", {}).get("required", ())
    if "else" in schema or len(tests) != 1 or not needs or set(schema["then"]) != {"required"}:
        raise source.refuse(schema["if"], "only `if` one const `then` required is understood")
    ((wire, test),) = tests.items()
    if set(test) != {"const"} or wire not in names or not set(needs) <= set(names):
        raise source.refuse(schema["if"], "`if` has to compare one member with a const")
    return [
        ir.Condition(name=names[wire], value=test["const"], needs=tuple(names[n] for n in needs))
    ]


def _row(source: Source, name: str, schema: Table) -> ir.Row:
    positions = schema["prefixItems"]
    needed = schema.get("minItems", 0)
    fields: list[ir.Field] = []
    for index, node in enumerate(positions):
        resolved = source.document.resolve(node)
        title = node.get("title") or resolved.get("title")
        if title is None:
            raise source.refuse(resolved, f"{name}: position {index} needs a `title`")
        python = spoken(engine.identifier(title))
        if python in chain(dir(tuple), (field.name for field in fields)):
            raise source.refuse(resolved, f"{name}: a position cannot be called {python}")
        fields.append(_field(source, python, title, node, required=index < needed))
    return ir.Row(
        name=name,
        fields=_apart_from_types(fields),
        description=source.text(schema),
        evidence=source.evidence(schema),
    )
