"""One value against another: a member of an object, a position of a row, an argument of a call."""

from collections.abc import Iterator
from typing import Protocol

from .. import ir
from .changes import Change, Impact, Thing, breaks, documents, fixes, widens
from .matching import likeness, member_likeness, name_likeness, same_text
from .types import Direction, TypeChange, Types

__all__ = ["Value", "alike", "compare_value", "first_sentence", "retold", "wire_renamed"]


class Value(Protocol):
    """What fields, parameters and arguments have in common."""

    @property
    def name(self) -> str: ...
    @property
    def wire_name(self) -> str: ...
    @property
    def type(self) -> ir.Type: ...
    @property
    def required(self) -> bool: ...
    @property
    def description(self) -> str: ...
    @property
    def unit(self) -> str | None: ...


def compare_value(
    types: Types, noun: str, old: Value, new: Value, direction: Direction, *things: Thing
) -> Iterator[Change]:
    """Everything about a value but its names; `noun` begins the kinds of the changes."""
    changes = tuple(types.compare(old.type, new.type, direction))
    yield from (retold(noun, change, *things) for change in changes)
    if old.required != new.required:
        yield _needed(noun, direction, *things, now=new.required)
    if old.unit != new.unit and not any(change.aspect == "type" for change in changes):
        yield _unit(noun, old.unit, new.unit, *things)
    if not same_text(old.description, new.description):
        yield documents("documentation", "described in other words", *things)


def retold(noun: str, change: TypeChange, *things: Thing) -> Change:
    """A change of a type, as a change of the things that have the type."""
    if change.impact is Impact.DOCUMENTATION:
        tell = fixes if change.aspect == "wire" else documents
    else:
        tell = breaks if change.impact is Impact.BREAKING else widens
    return tell(f"{noun}-{change.aspect}", change.words, *things)


def wire_renamed(noun: str, old: Value, new: Value, *things: Thing) -> Iterator[Change]:
    """Another name on the wire, for a value whose name travels."""
    if old.wire_name != new.wire_name:
        words = f"is `{new.wire_name}` on the wire (before: `{old.wire_name}`)"
        yield fixes(f"{noun}-wire", words, *things)


def alike(types: Types, old: Value, new: Value, direction: Direction, *, same_place: bool) -> float:
    """How likely one value is another under a new name: none of another type ever is."""
    changes = types.compare(old.type, new.type, direction)
    if any(change.aspect == "type" for change in changes):
        return 0.0
    return member_likeness(
        names=name_likeness(old.name, new.name),
        texts=likeness(old.description, new.description),
        same_place=same_place,
    )


def first_sentence(text: str) -> str:
    """`: What it is.` to end a line about something new, empty where nothing is said of it."""
    sentence, stop, _ = " ".join(text.split()).partition(". ")
    return f": {sentence}{'.' if stop else ''}" if sentence else ""


def _needed(noun: str, direction: Direction, *things: Thing, now: bool) -> Change:
    if direction == "sent":
        if now:
            return breaks(f"{noun}-required", "has to be given", *things)
        return widens(f"{noun}-optional", "may be left out", *things)
    if now:
        return widens(f"{noun}-required", "is always there, never `None`", *things)
    return breaks(f"{noun}-optional", "may be `None`", *things)


def _unit(noun: str, old: str | None, new: str | None, *things: Thing) -> Change:
    if old is not None and new is not None:
        return breaks(f"{noun}-unit", f"counts in `{new}` (before: `{old}`)", *things)
    words = f"counts in `{new}`" if new else f"counts in an unnamed unit (before: `{old}`)"
    return documents(f"{noun}-unit", words, *things)
