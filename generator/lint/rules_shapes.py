"""S3: what becomes a class: objects, enums, and rows (tuples)."""

import keyword
import re
from collections.abc import Iterator

from .document import Node, python_name
from .finding import Problem
from .rule import Group
from .source import Json
from .views import properties_of, types_of

__all__ = ["GROUP"]

GROUP = Group("Objects, enums and rows")

_TAKEN = frozenset({*keyword.kwlist, "count", "index"})  # Python's own, and those of each tuple
_VALUE_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def _is_component(schema: Node) -> bool:
    return schema.keyword == "schemas"


def _same(values: list[Json]) -> Iterator[tuple[int, Json]]:
    """Those values that stand in the list before, with their position."""
    for index, value in enumerate(values):
        if any(value == other and type(value) is type(other) for other in values[:index]):
            yield index, value


@GROUP.rule(
    "S301",
    "schema",
    title="object described where it is used",
    fix="Move it to components/schemas and refer to it: its class needs a name.",
)
def inline_object(schema: Node) -> Iterator[Problem]:
    is_object = "object" in types_of(schema) or "properties" in schema.value
    named = schema.keyword in {"schemas", "allOf"}
    if is_object and not named:
        yield schema.problem("An object without a name of its own is described here.")


@GROUP.rule(
    "S302",
    "schema",
    title="enum described where it is used",
    fix="Move it to components/schemas and refer to it: its class needs a name.",
)
def inline_enum(schema: Node) -> Iterator[Problem]:
    if "enum" in schema.value and not _is_component(schema):
        yield schema.problem("An enum without a name of its own is described here.", "enum")


@GROUP.rule(
    "S303",
    "schema",
    title="row described where it is used",
    fix="Move it to components/schemas and refer to it: its class needs a name.",
)
def inline_row(schema: Node) -> Iterator[Problem]:
    if "prefixItems" in schema.value and not _is_component(schema):
        yield schema.problem("A row without a name of its own is described here.", "prefixItems")


@GROUP.rule(
    "S304",
    "schema",
    title="enum without type",
    fix="Add `type: string` or `type: integer`.",
)
def enum_type(schema: Node) -> Iterator[Problem]:
    if "enum" in schema.value and schema.lacks("type"):
        yield schema.problem("The enum does not say the type of its values.", "enum")


@GROUP.rule(
    "S305",
    "schema",
    title="value of another type than its enum",
    fix="Write the value as the type has it; YAML reads 1 as a number and '1' as a text.",
)
def enum_value(schema: Node) -> Iterator[Problem]:
    expected = [kind for each in types_of(schema) for kind in _VALUE_TYPES.get(each, ())]
    for index, value in enumerate(schema.items("enum")):
        if expected and value is not None and type(value) not in expected:
            yield schema.problem(f"{value!r} is no {types_of(schema)[0]}.", "enum", index)


@GROUP.rule(
    "S306",
    "schema",
    title="enum that is empty or lists a value twice",
    fix="List each value once.",
)
def enum_values(schema: Node) -> Iterator[Problem]:
    if "enum" in schema.value and not schema.items("enum"):
        yield schema.problem("The enum has no values.", "enum")
    for index, value in _same(schema.items("enum")):
        yield schema.problem(f"{value!r} is listed twice.", "enum", index)


@GROUP.rule(
    "S307",
    "schema",
    title="x-enum-varnames of another length than the enum",
    fix="Write one name for each value, in the same order.",
)
def enum_names_length(schema: Node) -> Iterator[Problem]:
    names, values = len(schema.items("x-enum-varnames")), len(schema.items("enum"))
    if "x-enum-varnames" in schema.value and names != values:
        message = f"There are {names} names for {values} values."
        yield schema.problem(message, "x-enum-varnames")


@GROUP.rule(
    "S308",
    "schema",
    title="enum name that is no constant's name, or is given twice",
    fix="Write each name once, in capitals: HARD_COVER.",
)
def enum_names(schema: Node) -> Iterator[Problem]:
    names = schema.items("x-enum-varnames")
    twice = {index for index, _ in _same(names)}
    for index, name in enumerate(names):
        if index in twice or not re.fullmatch(r"[A-Z][A-Z0-9_]*", str(name)):
            message = f"{name!r} cannot name a value of the enum."
            yield schema.problem(message, "x-enum-varnames", index)


@GROUP.rule(
    "S309",
    "schema",
    "condition",
    title="required property that is not among the properties",
    fix="Mend the spelling, or add the property.",
)
def required(schema: Node) -> Iterator[Problem]:
    known: set[str] = set()
    owner: Node | None = schema
    while owner is not None and owner.kind in {"schema", "condition"}:
        known |= properties_of(owner).keys()
        owner = owner.parent if owner.keyword in {"allOf", "if", "then", "else", "not"} else None
    for index, name in enumerate(schema.items("required")):
        if str(name) not in known and not schema.misspells("properties"):
            yield schema.problem(f"There is no property {name!r}.", "required", index)


@GROUP.rule(
    "S310",
    "schema",
    title="property names that Python cannot tell apart or cannot use",
    fix="Leave it out if nobody needs it, or teach the generator another name for it.",
)
def property_names(schema: Node) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for node in schema.children("properties"):
        name = python_name(node.name)
        if not name.isidentifier():
            yield node.problem(f"{node.name!r} cannot become a field.")
        elif name in seen:
            yield node.problem(f"{node.name!r} and {seen[name]!r} would both become {name!r}.")
        seen.setdefault(name, node.name)


@GROUP.rule(
    "S311",
    "schema",
    title="row whose positions lack titles",
    fix="Give each position a `title`: it becomes the name of the field.",
)
def row_titles(schema: Node) -> Iterator[Problem]:
    for node in schema.children("prefixItems"):
        if node.kind == "schema" and node.lacks("title"):
            yield node.problem(f"Position {node.name} has no title.")


@GROUP.rule(
    "S312",
    "schema",
    title="row with two positions of one title",
    fix="Give each position a title of its own.",
)
def row_same_titles(schema: Node) -> Iterator[Problem]:
    nodes = [node for node in schema.children("prefixItems") if "title" in node.value]
    for index, title in _same([node.value["title"] for node in nodes]):
        yield nodes[index].problem(f"The title {title!r} is given twice.", "title")


@GROUP.rule(
    "S313",
    "schema",
    title="title of a position that is no field name",
    fix="Write it as a Python field: updated_at.",
)
def row_field_name(schema: Node) -> Iterator[Problem]:
    for node in schema.children("prefixItems"):
        title = node.text("title")
        usable = re.fullmatch(r"[a-z][a-z0-9_]*", title) and title not in _TAKEN
        if title and not usable:
            yield node.problem(f"{title!r} cannot name a field.", "title")


@GROUP.rule(
    "S314",
    "schema",
    title="row without minItems",
    fix="Add `minItems`, the number of positions that are always there.",
)
def row_length(schema: Node) -> Iterator[Problem]:
    if "prefixItems" in schema.value and schema.lacks("minItems"):
        yield schema.problem("The row does not say how long it is at least.", "prefixItems")


@GROUP.rule(
    "S315",
    "schema",
    title="row whose bounds do not fit its positions",
    fix="Let minItems be at most the number of positions, and maxItems at least that.",
)
def row_bounds(schema: Node) -> Iterator[Problem]:
    positions = len(schema.items("prefixItems"))
    least, most = schema.number("minItems"), schema.number("maxItems")
    if positions and least is not None and least > positions:
        message = f"At least {least} values are demanded, {positions} are described."
        yield schema.problem(message, "minItems")
    if positions and most is not None and most < positions:
        message = f"At most {most} values are allowed, {positions} are described."
        yield schema.problem(message, "maxItems")
