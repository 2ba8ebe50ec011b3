"""S5: parameters, each of which becomes an argument of a method."""

import keyword
from collections.abc import Iterator

from .document import Node, python_name
from .finding import Problem
from .grammar import METHODS
from .rule import Group
from .views import body_schema, parameters_of, placeholders, properties_of, types_of

__all__ = ["GROUP"]

GROUP = Group("Parameters")


def _schema(parameter: Node) -> Node | None:
    """The schema of a parameter, references followed."""
    for schema in parameter.children("schema"):
        return schema.follow()
    return None


@GROUP.rule(
    "S501",
    "parameter",
    title="unknown keyword of a parameter",
    fix="Mend the spelling, or move it into the schema of the parameter.",
)
def unknown_keyword(parameter: Node) -> Iterator[Problem]:
    for key, meant in parameter.unknown():
        hint = f"; {meant!r} is near" if meant else ""
        yield parameter.problem(f"A parameter has no keyword {key!r}{hint}.", key)


@GROUP.rule(
    "S502",
    "operation",
    title="name in the path that no parameter declares",
    fix="Add a parameter of this name with `in: path`.",
)
def undeclared(operation: Node) -> Iterator[Problem]:
    path = str(operation.pointer[-2])
    declared = {name for place, name in parameters_of(operation) if place == "path"}
    broken = any(node.follow() is None for node in operation.children("parameters"))
    for name in placeholders(path):
        if name not in declared and not broken:
            yield operation.problem(f"{operation.label} does not declare {name!r} of {path}.")


@GROUP.rule(
    "S503",
    "path item",
    "operation",
    title="path parameter that the path does not have",
    fix="Write its name in braces in the path, or mend `name` or `in`.",
)
def not_in_path(owner: Node) -> Iterator[Problem]:
    item = owner.parent if owner.kind == "operation" else owner
    path = item.name if item else ""
    for use in owner.children("parameters"):
        target = use.follow()
        missing = target is not None and target.text("name") not in placeholders(path)
        if target is not None and target.text("in") == "path" and missing:
            yield use.problem(f"{path} has no {target.text('name')!r}.")


@GROUP.rule(
    "S504",
    "parameter",
    title="path parameter without pattern",
    fix="Add a `pattern` that allows no slash and no escape: what is signed is then what is sent.",
)
def no_pattern(parameter: Node) -> Iterator[Problem]:
    schema = _schema(parameter)
    if parameter.text("in") != "path" or schema is None or "enum" in schema.value:
        return
    if "string" in types_of(schema) and schema.lacks("pattern"):
        yield parameter.problem(f"Any text is allowed for {parameter.label!r}.", "schema")


@GROUP.rule(
    "S505",
    "parameter",
    title="path parameter that is not required",
    fix="Add `required: true`: there is no path without it.",
)
def optional_path(parameter: Node) -> Iterator[Problem]:
    optional = parameter.value.get("required", False) is False
    if parameter.text("in") == "path" and optional and not parameter.misspells("required"):
        yield parameter.problem(f"{parameter.label!r} is not required.")


@GROUP.rule(
    "S506",
    "parameter",
    title="parameter without example",
    fix="Add `example` with a value that the API accepts: documentation and tests call with it.",
)
def no_example(parameter: Node) -> Iterator[Problem]:
    if parameter.lacks("example"):
        yield parameter.problem(f"{parameter.label!r} has no example.")


@GROUP.rule(
    "S507",
    "parameter",
    title="parameter without description",
    fix="Say what it does, with its unit: it becomes the docstring.",
)
def no_description(parameter: Node) -> Iterator[Problem]:
    if parameter.lacks("description"):
        yield parameter.problem(f"{parameter.label!r} has no description.")


@GROUP.rule(
    "S508",
    "parameter",
    title="default of a parameter",
    fix="Say it in the description: the client would send it with each call.",
)
def default(parameter: Node) -> Iterator[Problem]:
    for schema in parameter.children("schema"):
        if "default" in schema.value:
            message = f"{parameter.label!r} has the default {schema.value['default']!r}."
            yield schema.problem(message, "default")


@GROUP.rule(
    "S509",
    "path item",
    "operation",
    title="parameter declared twice",
    fix="Keep one of the two.",
)
def twice(owner: Node) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for use in owner.children("parameters"):
        target = use.follow()
        if target is None:
            continue
        key = target.text("in"), target.text("name")
        if key in seen:
            yield use.problem(f"{key[1]!r} is declared twice.")
        seen.add(key)


@GROUP.rule(
    "S510",
    "operation",
    title="two arguments of one name, or one that cannot name an argument",
    fix="Leave it out if nobody needs it, or teach the generator another name for it.",
)
def arguments(operation: Node) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    names = [name for _, name in parameters_of(operation)]
    for holder in operation.children("requestBody"):
        schema = body_schema(holder)
        names.extend(properties_of(schema) if schema else ())
    for name in names:
        argument = python_name(name)
        if name and (not argument.isidentifier() or keyword.iskeyword(argument)):
            yield operation.problem(f"{name!r} cannot name an argument of {operation.label}.")
        elif argument in seen:
            message = f"{name!r} and {seen[argument]!r} would both become {argument!r}."
            yield operation.problem(message)
        seen.setdefault(argument, name)


@GROUP.rule(
    "S511",
    "parameter",
    title="parameter that is neither in the path nor in the query",
    fix="Use `in: path` or `in: query`; headers that authenticate are security schemes.",
)
def place(parameter: Node) -> Iterator[Problem]:
    if parameter.text("in") in {"header", "cookie"}:
        message = f"{parameter.label!r} is in the {parameter.text('in')}."
        yield parameter.problem(message, "in")


@GROUP.rule(
    "S512",
    "parameter",
    title="parameter that is not one plain value",
    fix="Use string, integer, number, boolean or an enum: lists and objects have no one encoding.",
)
def plain(parameter: Node) -> Iterator[Problem]:
    schema = _schema(parameter)
    for each in types_of(schema) if schema else []:
        if each in {"array", "object"}:
            yield parameter.problem(f"{parameter.label!r} is an {each}.", "schema")


@GROUP.rule(
    "S513",
    "parameter",
    title="keyword that changes how a parameter is written",
    fix="Take it out: the generator writes `name=value`, percent-encoded.",
)
def encoding(parameter: Node) -> Iterator[Problem]:
    for key in ("style", "explode", "allowReserved", "allowEmptyValue", "content"):
        if key in parameter.value:
            yield parameter.problem(f"{parameter.label!r} has {key!r}.", key)


@GROUP.rule(
    "S514",
    "parameter",
    title="parameter without schema",
    fix="Add `schema` with a type.",
)
def no_schema(parameter: Node) -> Iterator[Problem]:
    if parameter.lacks("schema") and parameter.lacks("content"):
        yield parameter.problem(f"{parameter.label!r} does not say its type.")


@GROUP.rule(
    "S515",
    "path item",
    title="parameter of a path that each of its methods overrides",
    fix="Take it out of the path: nobody reads it.",
)
def overridden(item: Node) -> Iterator[Problem]:
    operations = item.children(*METHODS)
    for use in item.children("parameters"):
        target = use.follow()
        for_all = operations and all(
            target is not parameters_of(operation).get((target.text("in"), target.text("name")))
            for operation in operations
            if target is not None
        )
        if target is not None and for_all:
            yield use.problem(f"Each method declares {target.text('name')!r} again.")
