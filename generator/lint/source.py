"""From YAML text to plain values, with the place of each and with what YAML would let through.

The parser's own node tree is read, not its values: only the nodes still hold duplicate keys, plain
scalars that another parser reads differently, and positions.
"""

import math
import re
from enum import Enum, auto
from typing import Any, Protocol, TypeAlias

from attrs import Factory, define, frozen
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from .finding import Place, Pointer

__all__ = ["Json", "Source", "Trouble", "TroubleKind", "read"]

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

DEEPEST = 60  # levels; the deepest real document has 20, and the parsers' recursion ends near 200

_TAG = "tag:yaml.org,2002:"
_NOT_FINITE = re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE)
_READ_DIFFERENTLY = re.compile(
    r"(?i:yes|no|on|off)"  # YAML 1.1: true and false
    r"|[-+]?0[0-9]+"  # YAML 1.1: octal
    r"|[-+]?0o[0-7]+"  # YAML 1.1: a text
    r"|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?"  # YAML 1.1: base 60
    r"|[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?"  # YAML 1.2: a text
    r"|[-+]?[0-9]+[eE][-+]?[0-9]+"  # YAML 1.1: a text, for want of a point
    r"|[-+]?[0-9]*\.[0-9]*[eE][0-9]+"  # YAML 1.1: a text, for want of a sign
)


class _Mark(Protocol):
    """A position of the parser, counted from 0."""

    line: int
    column: int


class _Node(Protocol):
    """What is read of a node of the parser, which gives no types of its own."""

    id: str
    tag: str
    value: Any
    style: str | None
    anchor: str | None
    start_mark: _Mark


class TroubleKind(Enum):
    """What can be wrong with a text before it is looked at as OpenAPI."""

    UNREADABLE = auto()
    DUPLICATE_KEY = auto()
    ANCHOR = auto()
    KEY = auto()
    NOT_JSON = auto()
    AMBIGUOUS = auto()


@frozen
class Trouble:
    """One thing wrong with the text; `detail` is the end of a sentence about it."""

    kind: TroubleKind
    pointer: Pointer
    place: Place
    detail: str


@define
class Source:
    """A text as read: its value, the place of each value, and the troubles met."""

    value: dict[str, Json] = Factory(dict[str, Json])
    places: dict[Pointer, Place] = Factory(dict[Pointer, Place])
    nulls: list[Pointer] = Factory(list[Pointer])
    troubles: list[Trouble] = Factory(list[Trouble])

    def place(self, pointer: Pointer) -> Place:
        """Where a value is, or the nearest thing around it that is there."""
        while pointer and pointer not in self.places:
            pointer = pointer[:-1]
        return self.places.get(pointer, Place(1, 1))

    def trouble(self, kind: TroubleKind, pointer: Pointer, place: Place, detail: str) -> None:
        """Note that something is wrong at `place`."""
        self.troubles.append(Trouble(kind, pointer, place, detail))


def read(text: str) -> Source:
    """Read one YAML document. Never raises: what cannot be read is a trouble of the answer."""
    source = Source()
    try:
        parser: Any = YAML(typ="safe", pure=True)
        node: _Node | None = parser.compose(text)
    except MarkedYAMLError as error:
        marked: Any = error
        detail = " ".join(filter(None, (marked.context, marked.problem)))
        place = _place(marked.problem_mark or marked.context_mark)
        source.trouble(TroubleKind.UNREADABLE, (), place, detail)
    except YAMLError as error:
        detail = str(error).splitlines()[0]
        source.trouble(TroubleKind.UNREADABLE, (), Place(1, 1), detail)
    except RecursionError:
        source.trouble(TroubleKind.UNREADABLE, (), Place(1, 1), "it is nested too deeply")
    except (
        OverflowError,
        ValueError,
    ) as error:  # an escape such as \UFFFFFFFF, which is no character
        source.trouble(TroubleKind.UNREADABLE, (), Place(1, 1), str(error))
    else:
        if node is not None and node.id == "mapping":
            value = _Reader(source).read(node, ())
            source.value = value if isinstance(value, dict) else {}
        else:
            place = _place(node.start_mark if node else None)
            detail = "the document is no mapping of keys to values"
            source.trouble(TroubleKind.UNREADABLE, (), place, detail)
    return source


def _place(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


class _Reader:
    """Turns nodes into values, noting places and troubles on the way."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen: set[int] = set()

    def read(self, node: _Node, pointer: Pointer) -> Json:
        place = _place(node.start_mark)
        self._source.places.setdefault(pointer, place)
        if node.anchor or id(node) in self._seen:
            self._source.trouble(TroubleKind.ANCHOR, pointer, place, repr(node.anchor))
        if id(node) in self._seen:
            return None
        self._seen.add(id(node))
        if len(pointer) > DEEPEST:
            detail = f"it is nested deeper than {DEEPEST} levels"
            self._source.trouble(TroubleKind.UNREADABLE, pointer, place, detail)
            return None
        if node.id == "scalar":
            return self._scalar(node, pointer, place)
        if node.tag not in {f"{_TAG}map", f"{_TAG}seq"}:
            self._source.trouble(TroubleKind.NOT_JSON, pointer, place, f"the tag {node.tag!r}")
        if node.id == "sequence":
            items: list[_Node] = node.value
            return [self.read(item, (*pointer, index)) for index, item in enumerate(items)]
        return self._mapping(node, pointer)

    def _mapping(self, node: _Node, pointer: Pointer) -> dict[str, Json]:
        mapping: dict[str, Json] = {}
        members: list[tuple[_Node, _Node]] = node.value
        for key_node, value_node in members:
            place = _place(key_node.start_mark)
            if key_node.id != "scalar":
                self._source.trouble(TroubleKind.KEY, pointer, place, "a list or an object")
                continue
            key = str(key_node.value)
            inner = (*pointer, key)
            if key in mapping:
                self._source.trouble(TroubleKind.DUPLICATE_KEY, inner, place, repr(key))
                continue
            if key_node.tag == f"{_TAG}merge":
                self._source.trouble(TroubleKind.ANCHOR, inner, place, repr(key))
            elif key_node.tag != f"{_TAG}str":
                self._source.trouble(TroubleKind.KEY, inner, place, key)
            elif _read_differently(key_node):
                self._source.trouble(TroubleKind.AMBIGUOUS, inner, place, key)
            self._source.places[inner] = place
            mapping[key] = self.read(value_node, inner)
        return mapping

    def _scalar(self, node: _Node, pointer: Pointer, place: Place) -> Json:
        if _read_differently(node):
            self._source.trouble(TroubleKind.AMBIGUOUS, pointer, place, str(node.value))
        if node.tag == f"{_TAG}null":
            self._source.nulls.append(pointer)
        try:
            return _value(str(node.value), str(node.tag).removeprefix(_TAG))
        except ValueError:
            self._source.trouble(TroubleKind.NOT_JSON, pointer, place, str(node.value))
            return str(node.value)


def _read_differently(node: _Node) -> bool:
    """Tell whether YAML 1.1 and 1.2 differ about a scalar without quotes."""
    return not node.style and _READ_DIFFERENTLY.fullmatch(str(node.value)) is not None


def _value(text: str, tag: str) -> Json:
    """Read a scalar as JSON would have it; ValueError when JSON has nothing like it."""
    match tag:
        case "str":
            return text
        case "null":
            return None
        case "bool" if text.lower() in {"true", "false"}:
            return text.lower() == "true"
        case "int":
            plain = text.replace("_", "")
            return int(plain, 0 if plain.lstrip("+-")[:2] in {"0x", "0o", "0b"} else 10)
        case "float" if not _NOT_FINITE.fullmatch(text):
            number = float(text.replace("_", ""))
            if math.isfinite(number):
                return number
        case _:
            pass
    raise ValueError(text)
