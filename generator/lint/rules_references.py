"""S1: references and the components they lead to."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from .document import Node
from .finding import Pointer, Problem
from .rule import Group
from .views import security_of

__all__ = ["GROUP"]

GROUP = Group("References and components")

_CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


@GROUP.rule(
    "S101",
    "reference",
    title="reference that leads nowhere",
    fix="Mend the name, or add the component; the engine only warns and drops the answer.",
)
def dangling(node: Node) -> Iterator[Problem]:
    target = node.value["$ref"]
    if str(target).startswith("#") and node.document.target(str(target)) is None:
        yield node.problem(f"There is nothing at {target!r}.", "$ref")


@GROUP.rule(
    "S102",
    "reference",
    title="reference out of the document",
    fix="Copy what it leads to into `components`: one file is the source of truth.",
)
def foreign(node: Node) -> Iterator[Problem]:
    target = node.value["$ref"]
    if target is not None and not str(target).startswith("#"):
        yield node.problem(f"{target!r} leads out of this document.", "$ref")


@GROUP.rule(
    "S103",
    "reference",
    title="reference to another kind of object",
    fix="Refer to a component of the kind that belongs here.",
)
def wrong_kind(node: Node) -> Iterator[Problem]:
    pointer = node.document.target(node.text("$ref"))
    found = node.document.at(pointer) if pointer else None
    if pointer and (found is None or found.expects != node.expects):
        there = f"a {found.expects}" if found else "no object of OpenAPI"
        message = f"A {node.expects} belongs here; at {node.text('$ref')!r} is {there}."
        yield node.problem(message, "$ref")


@GROUP.rule(
    "S104",
    "reference",
    title="keyword beside a reference",
    fix="Name a component of its own. Beside a $ref to a schema only title, description and "
    "extensions are read, beside other references nothing.",
)
def sibling(node: Node) -> Iterator[Problem]:
    for key, value in node.value.items():
        read = key in {"title", "description"} or key.startswith("x-")
        if key != "$ref" and value is not None and not (read and node.expects == "schema"):
            yield node.problem(f"{key!r} stands beside a $ref.", key)


@GROUP.rule(
    "S105",
    "reference",
    title="references in a circle",
    fix="Break the circle: one of these has to say what it is.",
)
def circle(node: Node) -> Iterator[Problem]:
    waiting, passed = list(_next(node)), set[Pointer]()
    while waiting:
        current = waiting.pop()
        if current is node:
            yield node.problem(f"{node.text('$ref')!r} leads back here.", "$ref")
            return
        if current.pointer not in passed:
            passed.add(current.pointer)
            waiting.extend(_next(current))


def _next(node: Node) -> list[Node]:
    """What has to be known before `node` is: the target of a reference, the branches of `allOf`."""
    if node.kind != "reference":
        return node.children("allOf")
    pointer = node.document.target(node.text("$ref"))
    found = node.document.at(pointer) if pointer else None
    return [found] if found else []


@GROUP.rule(
    "S106",
    "components",
    title="component that nothing uses",
    fix="Use it or take it out: it would become code that nothing returns.",
)
def unused(components: Node) -> Iterator[Problem]:
    whole = components.document
    used = {_meant(node) for node in whole.of("reference")}
    for operation in (whole.root, *whole.of("operation")):
        for requirement in security_of(operation):
            used |= {("components", "securitySchemes", name) for name in requirement}
    for node in components.children():
        if node.pointer not in used:
            yield node.problem(f"Nothing uses the component {node.name!r}.")


def _meant(reference: Node) -> Pointer | None:
    """Where a reference leads to, or would if its name were not misspelt."""
    target = reference.text("$ref")
    place, _, name = target.rpartition("/")
    siblings = [node.name for node in reference.document if node.expects == reference.expects]
    near = get_close_matches(name, siblings, 1)
    meant = f"{place}/{near[0]}" if near else target
    return reference.document.target(target) or reference.document.target(meant)


@GROUP.rule(
    "S107",
    "schema",
    "parameter",
    "response",
    "request body",
    "reference",
    title="component name that is no class name",
    fix="Write the name as in a Python class: BookDetail.",
)
def component_name(node: Node) -> Iterator[Problem]:
    is_component = node.parent is not None and node.parent.kind == "components"
    if is_component and not _CLASS_NAME.fullmatch(node.name):
        yield node.problem(f"{node.name!r} does not read as a class.")


@GROUP.rule(
    "S108",
    "components",
    title="two schemas that would become one class",
    fix="Give one of them a name that differs by more than capitals.",
)
def class_collision(components: Node) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for node in components.children("schemas"):
        first = seen.setdefault(node.name.lower(), node.name)
        if first != node.name:
            yield node.problem(f"{node.name!r} and {first!r} differ only by capitals.")
