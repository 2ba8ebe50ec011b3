"""A document as its objects: each knows its kind, where it stands, and what it refers to."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from attrs import field, frozen

from .finding import Pointer, Problem
from .grammar import GRAMMAR, OPAQUE, PLAIN, UNREAD
from .source import Json, Source

__all__ = ["FORMATS", "Document", "Node", "Options", "python_name"]

FORMATS: Mapping[str, frozenset[str]] = {
    "integer": frozenset({"int32", "int64"}),
    "number": frozenset({"decimal"}),
    "string": frozenset({"date", "date-time"}),
}
"""The formats that mean something to the generator, by the type they go with."""


@frozen
class Options:
    """What differs from one API to another."""

    allowed_extensions: frozenset[str]
    """Names of the extensions that something reads, such as `x-enum-varnames`."""
    extension_prefix: str
    """What the generator's own extensions begin with, such as `x-weather-`."""
    units: frozenset[str]
    """Values of the unit extension; where there are any, each number needs one."""
    formats: Mapping[str, frozenset[str]]
    """Formats that the generator knows, by type."""

    def full_name(self, name: str) -> str | None:
        """Full name of one of the generator's own extensions, None where it is not in use."""
        full = self.extension_prefix + name
        return full if full in self.allowed_extensions else None


@frozen(eq=False)
class Node:
    """One object of the document. Where a reference stands for it, its kind is `reference`."""

    kind: str
    expects: str
    """The kind itself, or for a reference the kind it has to lead to."""
    pointer: Pointer
    keyword: str
    """The keyword of the object above under which this one stands."""
    value: dict[str, Json]
    parent: "Node | None" = field(repr=False)
    document: "Document" = field(repr=False)

    @property
    def name(self) -> str:
        """The last step to it: its name in a map, or the keyword it stands under."""
        return str(self.pointer[-1]) if self.pointer else ""

    @property
    def label(self) -> str:
        """What a person calls it."""
        if self.kind == "operation":
            return self.text("operationId") or f"{self.name} {self.pointer[-2]}"
        if self.kind == "parameter":
            return self.text("name") or self.name
        if self.keyword == "schema" and self.parent is not None:
            return self.parent.label
        return ".".join(
            step for step in map(str, self.pointer[1:]) if step not in {"schemas", "properties"}
        )

    def text(self, keyword: str) -> str:
        """The text under a keyword, empty when there is none."""
        value = self.value.get(keyword)
        return value if isinstance(value, str) else ""

    def items(self, keyword: str) -> list[Json]:
        """The list under a keyword, empty when there is none."""
        value = self.value.get(keyword)
        return value if isinstance(value, list) else []

    def members(self, keyword: str) -> dict[str, Json]:
        """The object under a keyword, empty when there is none."""
        value = self.value.get(keyword)
        return value if isinstance(value, dict) else {}

    def number(self, keyword: str) -> int | float | None:
        """The number under a keyword."""
        value = self.value.get(keyword)
        return None if isinstance(value, bool | str | list | dict) else value

    def extension(self, name: str) -> tuple[str, Json]:
        """Full name and value of one of the generator's own extensions, empty and null without."""
        full = self.document.options.full_name(name) or ""
        return full, self.value.get(full)

    def children(self, *keywords: str) -> list["Node"]:
        """The objects directly below, under any keyword or under those named."""
        below = self.document.below(self)
        return [node for node in below if not keywords or node.keyword in keywords]

    def unknown(self) -> Iterator[tuple[str, str]]:
        """Keywords that its kind does not have, each with what was probably meant or nothing.

        Keywords with null are left out: that is a trap of YAML, and a finding of its own.
        """
        known = GRAMMAR.get(self.kind, {})
        if "*" in known or not known:
            return
        for key, value in self.value.items():
            if value is None or key in known or key in UNREAD.get(self.kind, ()):
                continue
            if not key.startswith("x-"):
                yield key, next(iter(get_close_matches(key, known, 1, 0.75)), "")

    def misspells(self, keyword: str) -> bool:
        """Tell whether a keyword that it does not have was probably meant as `keyword`."""
        return any(meant == keyword for _, meant in self.unknown())

    def lacks(self, keyword: str) -> bool:
        """Tell whether a keyword is missing, and not just misspelt."""
        return keyword not in self.value and not self.misspells(keyword)

    def follow(self) -> "Node | None":
        """The object that references lead to from here; itself when it is none.

        None when they lead nowhere, in a circle, or to an object of another kind.
        """
        node, passed = self, {self.pointer}
        while node.kind == "reference":
            pointer = self.document.target(node.text("$ref"))
            if pointer is None or pointer in passed:
                return None
            passed.add(pointer)
            found = self.document.at(pointer)
            if found is None or found.expects != self.expects:
                return None
            node = found
        return node

    def problem(self, message: str, *steps: str | int) -> Problem:
        """A problem of this object, or of what is below it at `steps`."""
        return Problem((*self.pointer, *steps), message)


class Document:
    """All objects of a document, in the order of its text."""

    def __init__(self, source: Source, options: Options) -> None:
        self.source = source
        self.options = options
        self.clean = False
        """Whether no rule has found anything so far, so that all references can be followed."""
        self.opaque: set[Pointer] = set()
        """Where the values begin that belong to the API and not to its description."""
        self._nodes: dict[Pointer, Node] = {}
        self._below: dict[Pointer, list[Node]] = {}
        self.root = self._enter("document", (), "", source.value, None)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def of(self, kind: str) -> list[Node]:
        """All objects of one kind."""
        return [node for node in self if node.kind == kind]

    def at(self, pointer: Pointer) -> Node | None:
        """The object at a place."""
        return self._nodes.get(pointer)

    def below(self, node: Node) -> list[Node]:
        """The objects directly below another."""
        return self._below.get(node.pointer, [])

    def target(self, reference: str) -> Pointer | None:
        """Where a reference within this document leads to; None when there is nothing."""
        if not reference.startswith("#/"):
            return None
        value: Json = self.source.value
        pointer: Pointer = ()
        for step in reference[2:].split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and key in value:
                value, pointer = value[key], (*pointer, key)
            elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
                value, pointer = value[int(key)], (*pointer, int(key))
            else:
                return None
        return pointer

    def _enter(
        self,
        kind: str,
        pointer: Pointer,
        keyword: str,
        mapping: dict[str, Json],
        parent: Node | None,
    ) -> Node:
        referring = "$ref" in mapping and kind != "path item"
        own_kind = "reference" if referring else kind
        node = Node(own_kind, kind, pointer, keyword, mapping, parent, self)
        self._nodes[pointer] = node
        if parent is not None:
            self._below.setdefault(parent.pointer, []).append(node)
        if not referring:
            self._descend(node)
        return node

    def _descend(self, node: Node) -> None:
        known = GRAMMAR[node.kind]
        for key, value in node.value.items():
            child = known.get(key, known.get("*", ""))
            inner = (*node.pointer, key)
            if child == OPAQUE:
                self.opaque.add(inner)
            elif child != PLAIN and not ("*" in known and key.startswith("x-")):
                for steps, item in _objects(child, value):
                    self._enter(child.rstrip("[]{}"), (*inner, *steps), key, item, node)


def _objects(child: str, value: Json) -> Iterator[tuple[Pointer, dict[str, Json]]]:
    """The objects in the value of a keyword, with the steps to each."""
    found: list[tuple[Pointer, Json]] = []
    if child.endswith("[]") and isinstance(value, list):
        found = [((index,), item) for index, item in enumerate(value)]
    elif child.endswith("{}") and isinstance(value, dict):
        found = [((name,), item) for name, item in value.items()]
    elif not child.endswith(("[]", "{}")):
        found = [((), value)]
    return ((steps, item) for steps, item in found if isinstance(item, dict))


def python_name(name: str) -> str:
    """What an operation, a parameter or a field is called in Python: listAll becomes list_all."""
    parts = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", name)
    return re.sub(r"\W+|_+", "_", parts).strip("_").lower()
