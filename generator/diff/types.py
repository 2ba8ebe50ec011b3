"""Types against types, as the values that a program hands in or gets back."""

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import evolve, frozen

from .. import ir
from .bounds import compare_bounds, compare_items
from .changes import Impact

__all__ = ["Direction", "TypeChange", "Types", "class_names"]

Direction = Literal["sent", "received"]
"""Handed in by the program, or handed back to it."""

_PYTHON: Mapping[ir.Kind, str] = {
    "text": "str",
    "int": "int",
    "bool": "bool",
    "decimal": "Decimal",
    "datetime": "datetime",
    "date": "date",
    "stamp_int": "datetime",
    "stamp_text": "datetime",
    "json": "any JSON value",
}
_TAKEN: Mapping[ir.Kind, str] = {
    **_PYTHON,
    "decimal": "Decimal` or `int",
    "stamp_int": "datetime` or `int",
    "stamp_text": "datetime` or `int",
}
"""What a call takes, where that is more than what an answer gives."""
_WIDER_TO_SEND = {
    ("int", "decimal"),
    *((kind, stamp) for kind in ("int", "datetime") for stamp in ("stamp_int", "stamp_text")),
}
"""Pairs of kinds of which the second takes every value that the first takes, and means the same."""
_STAMPS = {"stamp_int", "stamp_text"}


@frozen
class TypeChange:
    """What became of a type."""

    aspect: Literal["type", "bounds", "wire"]
    impact: Impact
    words: str


@frozen
class Types:
    """Compares types of two documents whose classes may have other names."""

    classes: Mapping[str, str]
    """New name of each old class that still exists."""
    enum_bases: Mapping[str, str]
    """`text` or `int`, by the new name of an enum."""

    def compare(self, old: ir.Type, new: ir.Type, direction: Direction) -> Iterator[TypeChange]:
        """Every difference that a program or a reader meets; nothing for none."""
        old = self.renamed(old)
        match old, new:
            case ir.ListOf(), ir.ListOf():
                yield from self.compare(old.item, new.item, direction)
                if (items := compare_items(old, new)) is not None:
                    yield _of_bounds(items.words, direction, narrowed=items.narrowed)
            case ir.Scalar(), ir.Scalar():
                yield from _compare_scalars(old, new, direction)
            case _ if _bare(old) != _bare(new):
                impact = self._impact(old, new, direction)
                yield TypeChange("type", impact, _words(direction, old, new))
            case _:
                pass

    def renamed(self, kind: ir.Type) -> ir.Type:
        """The old type with the names its classes have now."""
        match kind:
            case ir.ListOf():
                return evolve(kind, item=self.renamed(kind.item))
            case ir.EnumRef() | ir.ModelRef() | ir.RowRef():
                return evolve(kind, name=self.classes.get(kind.name, kind.name))
            case _:
                return kind

    def _impact(self, old: ir.Type, new: ir.Type, direction: Direction) -> Impact:
        match old, new, direction:
            case ir.Nothing(), _, "received":
                wider = True
            case _, ir.Scalar(kind="json"), "sent":
                wider = True
            case ir.EnumRef(name=name), ir.Scalar(kind=kind), "sent":
                wider = self.enum_bases.get(name) == kind
            case ir.Scalar(kind=kind), ir.EnumRef(name=name), "received":
                wider = self.enum_bases.get(name) == kind  # a member of the enum is such a value
            case _:
                wider = False
        return Impact.ADDITIVE if wider else Impact.BREAKING


def class_names(kind: ir.Type) -> Iterator[str]:
    """The classes a type is made of."""
    match kind:
        case ir.ListOf():
            yield from class_names(kind.item)
        case ir.EnumRef() | ir.ModelRef() | ir.RowRef():
            yield kind.name
        case _:
            pass


def _spell_type(kind: ir.Type, direction: Direction) -> str:
    """The type as Python code names it, in Markdown."""
    match kind:
        case ir.Scalar(kind="json"):
            return _PYTHON["json"]
        case ir.Nothing():
            return "`None`"
        case ir.ListOf():
            return f"a sequence of {_spell_type(kind.item, direction)}"
        case ir.Scalar():
            return f"`{(_TAKEN if direction == 'sent' else _PYTHON)[kind.kind]}`"
        case ir.EnumRef() | ir.ModelRef() | ir.RowRef():
            return f"`{kind.name}`"


def _words(direction: Direction, old: ir.Type, new: ir.Type) -> str:
    verb = "takes" if direction == "sent" else "is"
    return f"{verb} {_spell_type(new, direction)} (before: {_spell_type(old, direction)})"


def _compare_scalars(old: ir.Scalar, new: ir.Scalar, direction: Direction) -> Iterator[TypeChange]:
    changes = tuple((_sent if direction == "sent" else _received)(old, new))
    yield from changes
    if any(change.impact is Impact.BREAKING and change.aspect == "type" for change in changes):
        return  # bounds of different things cannot be compared
    if (bounds := compare_bounds(old, new)) is not None:
        yield _of_bounds(bounds.words, direction, narrowed=bounds.narrowed)


def _sent(old: ir.Scalar, new: ir.Scalar) -> Iterator[TypeChange]:
    stamps = {old.kind, new.kind} <= _STAMPS
    if stamps and old.per_second != new.per_second:
        yield TypeChange("type", Impact.BREAKING, "counts an `int` in another unit of time")
    elif stamps and old.kind != new.kind:
        yield TypeChange("wire", Impact.DOCUMENTATION, "is written in another form on the wire")
    elif old.kind != new.kind:
        wider = new.kind == "json" or (old.kind, new.kind) in _WIDER_TO_SEND
        impact = Impact.ADDITIVE if wider else Impact.BREAKING
        yield TypeChange("type", impact, _words("sent", old, new))
    elif old.digits_only and not new.digits_only:
        yield TypeChange("type", Impact.BREAKING, "takes a `str` alone (before: an `int` too)")


def _received(old: ir.Scalar, new: ir.Scalar) -> Iterator[TypeChange]:
    if _PYTHON[old.kind] != _PYTHON[new.kind]:
        yield TypeChange("type", Impact.BREAKING, _words("received", old, new))
    elif (old.kind, old.per_second) != (new.kind, new.per_second):
        yield TypeChange("wire", Impact.DOCUMENTATION, "is read from another form on the wire")


def _of_bounds(words: str, direction: Direction, *, narrowed: bool) -> TypeChange:
    """Bounds are checked on what is sent alone; of what is received they are read about."""
    if direction == "received":
        return TypeChange("bounds", Impact.DOCUMENTATION, f"documented as {words}")
    verb, impact = ("narrowed", Impact.BREAKING) if narrowed else ("widened", Impact.ADDITIVE)
    return TypeChange("bounds", impact, f"{verb} to {words}")


def _bare(kind: ir.Type) -> ir.Type:
    """Without the unit, which is compared where it is told to users."""
    return evolve(kind, unit=None) if isinstance(kind, ir.EnumRef) else kind
