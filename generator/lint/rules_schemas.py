"""S2: schemas one by one: types, formats, bounds, and keywords without the effect they promise."""

import re
from collections.abc import Iterator

from .document import Node
from .finding import Problem
from .grammar import SCHEMA_KINDS
from .rule import Group
from .views import types_of

__all__ = ["GROUP"]

GROUP = Group("Schemas")

_TYPES = frozenset({"array", "boolean", "integer", "number", "object", "string"})
_LOWER_UPPER = (
    ("minimum", "maximum"),
    ("exclusiveMinimum", "maximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
)
_ONE_TYPE = {
    **dict.fromkeys(("minLength", "maxLength", "pattern"), ("string",)),
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        ("number", "integer"),
    ),
    **dict.fromkeys(("items", "prefixItems", "minItems", "maxItems", "uniqueItems"), ("array",)),
    **dict.fromkeys(("properties", "required", "additionalProperties"), ("object",)),
}


@GROUP.rule(
    "S201",
    *SCHEMA_KINDS,
    title="unknown keyword in a schema",
    fix="Mend the spelling: JSON Schema ignores what it does not know.",
)
def unknown_keyword(schema: Node) -> Iterator[Problem]:
    for key, meant in schema.unknown():
        hint = f"; {meant!r} is near" if meant else ""
        yield schema.problem(f"A schema has no keyword {key!r}{hint}.", key)


@GROUP.rule(
    "S202",
    *SCHEMA_KINDS,
    title="unknown type",
    fix="Use string, number, integer, boolean, array or object.",
)
def unknown_type(schema: Node) -> Iterator[Problem]:
    written = schema.value.get("type")
    if isinstance(written, str) and written not in _TYPES:
        yield schema.problem(f"There is no type {written!r} here.", "type")


@GROUP.rule(
    "S203",
    "schema",
    title="schema without type",
    fix="Add `type`: without it every value passes the checks written here.",
)
def no_type(schema: Node) -> Iterator[Problem]:
    typed = sorted(schema.value.keys() & {*_ONE_TYPE, "format"})
    if typed and "enum" not in schema.value and schema.lacks("type"):
        yield schema.problem(f"A schema with {', '.join(typed)} does not say its type.")


@GROUP.rule(
    "S204",
    "schema",
    title="list of types",
    fix="Choose one type; a field that may be absent is left out of `required`.",
)
def several_types(schema: Node) -> Iterator[Problem]:
    written = schema.value.get("type")
    if isinstance(written, list):
        yield schema.problem(f"The type is {written!r}.", "type")


@GROUP.rule(
    "S205",
    *SCHEMA_KINDS,
    title="keyword in its meaning of OpenAPI 3.0",
    fix="Leave a field that may be absent out of `required`; write the bound itself as a number.",
)
def old_keyword(schema: Node) -> Iterator[Problem]:
    if "nullable" in schema.value:
        yield schema.problem("'nullable' means nothing in OpenAPI 3.1.", "nullable")
    for key in ("exclusiveMinimum", "exclusiveMaximum"):
        if isinstance(schema.value.get(key), bool):
            yield schema.problem(f"{key!r} is a number in OpenAPI 3.1, not a flag.", key)


@GROUP.rule(
    "S206",
    "schema",
    title="number without `format: decimal`",
    fix="Add `format: decimal`: a plain number becomes a float, which loses digits.",
)
def float_number(schema: Node) -> Iterator[Problem]:
    if "number" in types_of(schema) and schema.lacks("format"):
        yield schema.problem("A number would become a float.", "type")


@GROUP.rule(
    "S207",
    "schema",
    title="format that the generator does not know for the type",
    fix="Use a format that it knows for this type, or add this one to its table of types.",
)
def unknown_format(schema: Node) -> Iterator[Problem]:
    written = schema.value.get("format")
    known = schema.document.options.formats
    for each in types_of(schema):
        if written is not None and each in _TYPES and str(written) not in known.get(each, ()):
            names = ", ".join(sorted(known.get(each, ()))) or "none"
            message = f"{each} has no format {written!r} here; it has {names}."
            yield schema.problem(message, "format")


@GROUP.rule(
    "S208",
    *SCHEMA_KINDS,
    title="bounds that no value meets",
    fix="Swap or widen them.",
)
def bounds(schema: Node) -> Iterator[Problem]:
    for lower, upper in _LOWER_UPPER:
        low, high = schema.number(lower), schema.number(upper)
        if low is None or high is None:
            continue
        if low > high or (low == high and "exclusive" in f"{lower}{upper}"):
            yield schema.problem(f"{lower} {low} and {upper} {high} leave no value.", upper)


@GROUP.rule(
    "S209",
    "schema",
    title="keyword that says nothing about its type",
    fix="Take it out, or change the type: JSON Schema ignores it here.",
)
def pointless_keyword(schema: Node) -> Iterator[Problem]:
    types = types_of(schema)
    for key, owners in _ONE_TYPE.items():
        known = types and _TYPES.issuperset(types)
        if key in schema.value and known and not set(types) & set(owners):
            yield schema.problem(f"{key!r} says nothing about a value of type {types[0]}.", key)


@GROUP.rule(
    "S210",
    *SCHEMA_KINDS,
    title="pattern that is no regular expression",
    fix="Mend the expression; keep to what JavaScript and Python read alike.",
)
def broken_pattern(schema: Node) -> Iterator[Problem]:
    try:
        re.compile(schema.text("pattern"))
    except (re.error, OverflowError, RecursionError) as error:
        yield schema.problem(f"{schema.text('pattern')!r} cannot be read: {error}.", "pattern")


@GROUP.rule(
    "S211",
    "schema",
    title="pattern that may match in the middle",
    fix="Begin it with ^ and end it with $: a path value may hold a slash otherwise.",
)
def loose_pattern(schema: Node) -> Iterator[Problem]:
    pattern = schema.text("pattern")
    if pattern and not (pattern.startswith("^") and pattern.endswith("$")):
        yield schema.problem(f"{pattern!r} is met by any text that contains a match.", "pattern")


@GROUP.rule(
    "S212",
    "schema",
    title="default outside a parameter",
    fix="Say it in the description: the engine would fill it in and send it.",
)
def default(schema: Node) -> Iterator[Problem]:
    if "default" in schema.value and schema.parent and schema.parent.kind != "parameter":
        yield schema.problem(f"The default is {schema.value['default']!r}.", "default")


@GROUP.rule(
    "S213",
    *SCHEMA_KINDS,
    title="object closed to unknown fields",
    fix="Take it out: a field that the server adds would make every answer invalid.",
)
def closed(schema: Node) -> Iterator[Problem]:
    for key in ("additionalProperties", "unevaluatedProperties"):
        if schema.value.get(key) is False:
            yield schema.problem(f"{key!r} is false.", key)


@GROUP.rule(
    "S214",
    "schema",
    title="union of types",
    fix="Describe one schema with optional fields: a union has no one type in Python.",
)
def union(schema: Node) -> Iterator[Problem]:
    for key in ("anyOf", "oneOf"):
        if schema.value.get(key) is not None:
            yield schema.problem(f"{key!r} offers {len(schema.items(key))} schemas.", key)


@GROUP.rule(
    "S215",
    *SCHEMA_KINDS,
    title="`items: false`",
    fix="Take it out: the engine cannot read the document with it, and rows may grow.",
)
def items_false(schema: Node) -> Iterator[Problem]:
    if isinstance(schema.value.get("items"), bool):
        yield schema.problem(f"'items' is {str(schema.value['items']).lower()}.", "items")


@GROUP.rule(
    "S216",
    "schema",
    title="array without items",
    fix="Add `items`, or `prefixItems` for a row.",
)
def no_items(schema: Node) -> Iterator[Problem]:
    lacking = schema.lacks("items") and schema.lacks("prefixItems")
    if "array" in types_of(schema) and lacking:
        yield schema.problem("An array does not say what it holds.", "type")


@GROUP.rule(
    "S217",
    "schema",
    title="component, field or position without description",
    fix="Say what it means to a user, in one sentence: it becomes the docstring.",
)
def no_description(schema: Node) -> Iterator[Problem]:
    documented = {"schemas", "properties", "prefixItems"}
    if schema.keyword in documented and schema.lacks("description"):
        yield schema.problem(f"{schema.label!r} has no description.")
