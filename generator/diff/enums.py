"""Enums: a value more is always welcome, since enums are open; a name less is missed."""

from collections.abc import Iterator

from attrs import evolve

from .. import ir
from .changes import Change, Thing, breaks, comes, documents, goes
from .context import Context
from .matching import pair
from .records import class_changes

__all__ = ["compare_enums"]


def compare_enums(context: Context) -> Iterator[Change]:
    """Enums that came, went or changed."""
    yield from class_changes("enum", context.enums)
    for old, new in context.enums.both:
        for change in _compare_members(old, new):  # where its values are listed, they changed too
            yield evolve(change, also=change.also | {new.name})
        if old.unit != new.unit:
            words = f"counts in `{new.unit}` (before: `{old.unit}`)"
            tell = breaks if old.unit and new.unit else documents
            yield tell("enum-unit", words, Thing(new.name, new.name))


def _compare_members(old: ir.Enum, new: ir.Enum) -> Iterator[Change]:
    pairs = pair(
        old.members,
        new.members,
        name=lambda member: member.name,
        alike=lambda a, b: float(a.value == b.value),
    )
    for gone in pairs.removed:
        yield goes(
            "enum-value-removed", f"is gone, with its value `{gone.value}`", _member(new, gone)
        )
    for was, now in pairs.renamed:
        name = f"{new.name}.{now.name}"
        yield breaks("enum-value-renamed", f"is called `{name}`", _member(new, was), instead=name)
    for was, now in pairs.kept:
        if was.value != now.value:
            words = f"has the value `{now.value}` (before: `{was.value}`)"
            yield breaks("enum-value", words, _member(new, now))
    for come in pairs.added:
        yield comes("enum-value-added", f"is new: `{come.value}`", _member(new, come))


def _member(enum: ir.Enum, member: ir.Member) -> Thing:
    name = f"{enum.name}.{member.name}"
    return Thing(name, name)
