"""Reads an OpenAPI document so that no digit and no line number is lost.

YAML numbers with a fraction become Decimals, times stay texts, and every mapping knows the line it
starts on and the line of each of its keys.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

from .problems import DocumentError

__all__ = ["Document", "Table", "load", "plain"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Table(dict[str, Any]):
    """A mapping of the document, with the place it was read from."""

    __slots__ = ("line", "lines")

    line: int
    lines: dict[str, int]


class _Constructor(SafeConstructor):
    """YAML 1.2 as JSON sees it, but exact: no floats, no dates."""

    def construct_table(self, node: MappingNode) -> Iterator[Table]:
        table = Table()
        table.line = node.start_mark.line + 1
        table.lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
        yield table
        table.update(self.construct_mapping(node, deep=True))

    def construct_exact(self, node: ScalarNode) -> Decimal:
        return Decimal(self.construct_scalar(node))

    def construct_text(self, node: ScalarNode) -> str:
        return str(self.construct_scalar(node))


for _tag, _method in (
    ("map", _Constructor.construct_table),
    ("float", _Constructor.construct_exact),
    ("timestamp", _Constructor.construct_text),
):
    _Constructor.add_constructor(f"tag:yaml.org,2002:{_tag}", _method)


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
            found = found.get(key) if isinstance(found, Mapping) else None
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


def load(path: Path) -> Document:
    """Read a document, or say in which line it is broken."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    try:
        root = yaml.load(path.read_bytes())
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}") from error
    except MarkedYAMLError as error:
        line = 1 if error.problem_mark is None else error.problem_mark.line + 1
        raise DocumentError(f"{path.name}:{line}: not YAML: {error.problem}") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(root, Table):
        raise DocumentError(f"{path.name}: an OpenAPI document is a mapping")
    return Document(path, root)


def plain(node: Any) -> Any:
    """The same data in the types that `json` would have given."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return float(node) if isinstance(node, Decimal) else node
