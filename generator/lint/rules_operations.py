"""S4: paths and operations."""

import keyword
import re
from collections.abc import Iterator

from .document import Node, python_name
from .finding import Problem
from .grammar import METHODS
from .rule import Group

__all__ = ["GROUP"]

GROUP = Group("Paths and operations")

_PATH = re.compile(r"(/([A-Za-z0-9._~-]|\{[A-Za-z][A-Za-z0-9_-]*\})+)+")


@GROUP.rule(
    "S401",
    "path item",
    title="unknown keyword or method of a path",
    fix="Mend the spelling: OpenAPI and the engine ignore what they do not know.",
)
def unknown_path_keyword(item: Node) -> Iterator[Problem]:
    for key, meant in item.unknown():
        hint = f"; {meant!r} is near" if meant else ""
        yield item.problem(f"A path has no method or keyword {key!r}{hint}.", key)


@GROUP.rule(
    "S402",
    "operation",
    title="unknown keyword of an operation",
    fix="Mend the spelling; a keyword of your own begins with x-.",
)
def unknown_operation_keyword(operation: Node) -> Iterator[Problem]:
    for key, meant in operation.unknown():
        hint = f"; {meant!r} is near" if meant else ""
        yield operation.problem(f"An operation has no keyword {key!r}{hint}.", key)


@GROUP.rule(
    "S403",
    "operation",
    title="operation without operationId",
    fix="Add `operationId`: it becomes the name of the method.",
)
def no_operation_id(operation: Node) -> Iterator[Problem]:
    if operation.lacks("operationId"):
        yield operation.problem(f"{operation.label} has no operationId.")


@GROUP.rule(
    "S404",
    "document",
    title="operationId given twice",
    fix="Name one of them otherwise: the engine lets the second overwrite the first.",
)
def operation_id_twice(document: Node) -> Iterator[Problem]:
    seen: dict[str, Node] = {}
    for operation in document.document.of("operation"):
        name = operation.text("operationId")
        if name in seen:
            first = f"{seen[name].name} {seen[name].pointer[-2]}"
            yield operation.problem(f"{name!r} is also the operationId of {first}.", "operationId")
        elif name:
            seen[name] = operation


@GROUP.rule(
    "S405",
    "operation",
    title="operationId that is no camelCase name",
    fix="Write it as in listBooks: letters and digits, a small letter first.",
)
def operation_id_form(operation: Node) -> Iterator[Problem]:
    name = operation.text("operationId")
    if name and (not re.fullmatch(r"[a-z][A-Za-z0-9]*", name) or keyword.iskeyword(name)):
        yield operation.problem(f"The operationId is {name!r}.", "operationId")


@GROUP.rule(
    "S406",
    "document",
    title="two operations that would become one method",
    fix="Name one of them otherwise.",
)
def method_collision(document: Node) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for operation in document.document.of("operation"):
        name = operation.text("operationId")
        method = python_name(name)
        if name and seen.setdefault(method, name) != name:
            message = f"{name!r} and {seen[method]!r} would both become {method!r}."
            yield operation.problem(message, "operationId")


@GROUP.rule(
    "S407",
    "operation",
    title="operation without summary",
    fix="Add `summary`: one line that says what a call does.",
)
def no_summary(operation: Node) -> Iterator[Problem]:
    if operation.lacks("summary"):
        yield operation.problem(f"{operation.label} has no summary.")


@GROUP.rule(
    "S408",
    "operation",
    title="operation without description",
    fix="Add `description`: what a user has to know before calling it.",
)
def no_description(operation: Node) -> Iterator[Problem]:
    if operation.lacks("description"):
        yield operation.problem(f"{operation.label} has no description.")


@GROUP.rule(
    "S409",
    "operation",
    title="operation without tag",
    fix="Add one of the tags declared at the top of the document: the reference is ordered by it.",
)
def no_tag(operation: Node) -> Iterator[Problem]:
    if operation.lacks("tags") or operation.value.get("tags") == []:
        yield operation.problem(f"{operation.label} has no tag.")


@GROUP.rule(
    "S410",
    "operation",
    title="tag that is not declared",
    fix="Mend the spelling, or declare it under `tags` of the document.",
)
def undeclared_tag(operation: Node) -> Iterator[Problem]:
    declared = {tag.text("name") for tag in operation.document.of("tag")}
    for index, tag in enumerate(operation.items("tags")):
        if str(tag) not in declared:
            yield operation.problem(f"The tag {tag!r} is not declared.", "tags", index)


@GROUP.rule(
    "S411",
    "document",
    title="declared tag that no operation has, or that is declared twice",
    fix="Take it out: it would become an empty chapter.",
)
def idle_tag(document: Node) -> Iterator[Problem]:
    used = [tag for each in document.document.of("operation") for tag in each.items("tags")]
    seen: set[str] = set()
    for tag in document.children("tags"):
        name = tag.text("name")
        if name in seen:
            yield tag.problem(f"The tag {name!r} is declared twice.", "name")
        elif name not in used:
            yield tag.problem(f"No operation has the tag {name!r}.", "name")
        seen.add(name)


@GROUP.rule(
    "S412",
    "path item",
    title="path without operation",
    fix="Add a method, or take the path out.",
)
def empty_path(item: Node) -> Iterator[Problem]:
    if all(item.lacks(method) for method in METHODS):
        yield item.problem(f"The path {item.name!r} has no method.")


@GROUP.rule(
    "S413",
    "paths",
    title="malformed path",
    fix="Begin it with one slash, end it without, and keep query strings and odd characters out.",
)
def path_form(paths: Node) -> Iterator[Problem]:
    for path, item in paths.value.items():
        if item is not None and not path.startswith("x-") and not _PATH.fullmatch(path):
            yield paths.problem(f"The path is {path!r}.", path)


@GROUP.rule(
    "S414",
    "paths",
    title="two paths that differ only in the names of their parameters",
    fix="Put their methods under one path: no server can tell the two apart.",
)
def same_path(paths: Node) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for path in paths.value:
        form = re.sub(r"\{[^{}]*\}", "{}", path)
        if form in seen:
            yield paths.problem(f"{path!r} and {seen[form]!r} are one path.", path)
        seen.setdefault(form, path)
