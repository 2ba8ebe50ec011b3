"""What all of the lowering works with: document, engine's reading, configuration."""

import keyword
import re
from collections.abc import Mapping
from typing import Any, Self

from attrs import frozen

from .. import engine
from ..config import Config
from ..document import Document, Table
from ..problems import LoweringError

__all__ = ["Source", "spoken"]

_TAKEN = {
    *("self", "cls", "datetime", "str", "int", "bool", "list", "tuple", "object"),
    *("check", "codecs", "operations", "request"),
}
"""Names that generated code needs for itself where it has fields or arguments."""

_METHODS_TAKEN = {"check", "close", "aclose", "codecs", "date", "datetime", "errors", "operations"}
"""The same where it has methods or functions."""


@frozen
class Source:
    """The document beside what the engine made of it."""

    document: Document
    parsed: engine.Parsed
    config: Config
    operation_names: Mapping[str, str]
    """Method names by operationId."""

    @classmethod
    def of(cls, document: Document, parsed: engine.Parsed, config: Config) -> Self:
        """Put together what belongs together."""
        named = (operation.get("operationId") for *_, operation in document.operations())
        names = {name: _method_name(name) for name in named if name is not None}
        return cls(document, parsed, config, names)

    def extension(self, node: Table, name: str) -> Any:
        """The value of `<prefix><name>` at a node, None where it is absent."""
        return node.get(self.config.extension_prefix + name)

    def need(self, node: Table, name: str) -> Any:
        """A member that has to be there."""
        if name not in node:
            raise self.refuse(node, f"`{name}` is missing")
        return node[name]

    def unit(self, *nodes: Table) -> str | None:
        """The unit that the first node that names one gives."""
        return next((unit for node in nodes if (unit := self.extension(node, "unit"))), None)

    def text(self, node: Table, key: str = "description") -> str:
        """A text for people, with operationIds turned into method names."""
        text = str(node.get(key, "")).strip()
        # An operation that is called like a word is not meant by each such word.
        named = [name for name in self.operation_names if not name.islower()]
        words = "|".join(map(re.escape, named)) or "(?!)"
        return re.sub(rf"\b({words})\b", lambda match: f"`{self.operation_names[match[1]]}`", text)

    def evidence(self, node: Table) -> str | None:
        """Where a fact comes from that the API's reference lacks."""
        return self.text(node, "x-evidence") or None

    def refuse(self, node: Table, problem: str) -> LoweringError:
        """The error that says where in the document the problem is."""
        return LoweringError(f"{self.document.where(node)}: {problem}")


def _method_name(name: str) -> str:
    identifier = engine.identifier(name)
    return f"{identifier}_" if identifier in _METHODS_TAKEN else identifier


def spoken(name: str) -> str:
    """The engine's name without the underscore it adds to names of builtins.

    An attribute or a keyword argument may be called `type` or `open`; only keywords may not.
    """
    bare = name.removesuffix("_")
    return f"{bare}_" if keyword.iskeyword(bare) or bare in _TAKEN else bare
