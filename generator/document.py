"""Reads an OpenAPI document so that no digit and no line number is lost.

YAML numbers with a fraction become Decimals, times stay texts, and every mapping knows the line it
starts on and the line of each of its keys.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeGuard

from attrs import frozen
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from .problems import DocumentError

__all__ = ["Document", "Table", "load", "plain", "read"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Table(dict[str, Any]):
    """A mapping of the document, with the place it was read from."""

    __slots__ = ("line", "lines")

    line: int
    lines: dict[str, int]


class _Constructor(SafeConstructor):
    """YAML 1.2 as JSON sees it, but exact: no floats, no dates."""

    def construct_table(self, node: Any) -> Iterator[Table]:
        table = Table()
        table.line = node.start_mark.line + 1
        table.lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
        yield table
        construct: Any = self
        table.update(construct.construct_mapping(node, deep=True))

    def construct_exact(self, node: Any) -> Decimal:
        return Decimal(node.value)

    def construct_text(self, node: Any) -> str:
        return str(node.value)


def _register(constructor: Any) -> None:
    for tag, method in (
        ("map", _Constructor.construct_table),
        ("float", _Constructor.construct_exact),
        ("timestamp", _Constructor.construct_text),
    ):
        constructor.add_constructor(f"tag:yaml.org,2002:{tag}", method)


_register(_Constructor)


@frozen
class Document:
    """An OpenAPI document as it was written."""

    path: Path
    root: Table

    def resolve(self, node: Table) -> Table:
        """Follow `$ref` until something that is not a reference."""
        seen: list[str] = []
        while (reference := node.get("$ref")) is not None:
            if reference in seen:
                raise DocumentError(f"{self.where(node)}: $ref {reference} refers to itself")
            seen.append(reference)
            node = self.target(reference, node)
        return node

    def target(self, reference: str, node: Table) -> Table:
        """What a local reference points at."""
        found: Any = self.root
        for part in reference.removeprefix("#/").split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            found = found.get(key) if isinstance(found, Table) else None
        if not isinstance(found, Table):
            raise DocumentError(f"{self.where(node)}: $ref {reference} points at nothing")
        return found

    def where(self, node: Table) -> str:
        """`openapi.yaml:12`: where a person finds the node."""
        return f"{self.path.name}:{node.line}"

    def operations(self) -> Iterator[tuple[str, str, Table, Table]]:
        """Every operation in document order: path, method, path item, operation."""
        for path, item in self.root["paths"].items():
            for method in METHODS:
                if method in item:
                    yield path, method, item, item[method]

    def components(self, kind: str) -> Mapping[str, Table]:
        """The named components of one kind, such as `schemas`."""
        found: Mapping[str, Table] = self.root.get("components", {}).get(kind, {})
        return found


def read(path: Path) -> str:
    """The text of a document."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path.name}: not UTF-8: {error}") from error


def load(path: Path) -> Document:
    """Read a document, or say in which line it is broken."""
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    try:
        root = yaml.load(read(path))
    except MarkedYAMLError as error:
        where, what = _trouble(error)
        raise DocumentError(f"{path.name}:{where}: not YAML: {what}") from error
    except YAMLError as error:
        raise DocumentError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(root, Table):
        raise DocumentError(f"{path.name}: an OpenAPI document is a mapping")
    return Document(path, root)


def plain(node: Any) -> Any:
    """The same data in the types that `json` would have given."""
    if isinstance(node, Table):
        return {str(key): plain(value) for key, value in node.items()}
    if _is_array(node):
        return [plain(value) for value in node]
    return float(node) if isinstance(node, Decimal) else node


def _is_array(node: object) -> TypeGuard[list[Any]]:
    return isinstance(node, list)


def _trouble(error: Any) -> tuple[int, str]:
    mark = error.problem_mark
    return (1 if mark is None else mark.line + 1), error.problem
