"""What a change is: the Python things it touches, what it means for their users, and how much."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from attrs import evolve, frozen

__all__ = [
    "Change",
    "Impact",
    "Section",
    "Thing",
    "breaks",
    "comes",
    "deprecates",
    "documents",
    "fixes",
    "goes",
    "merged",
    "widens",
]


class Impact(IntEnum):
    """What a program that was right before the change has to expect, from least to most."""

    DOCUMENTATION = 1
    """Nothing: only what people read, or what goes over the wire unseen, is different."""
    ADDITIVE = 2
    """Nothing, and more is possible than before."""
    BREAKING = 3
    """It may fail, be refused, or mean something else."""

    @property
    def word(self) -> str:
        return self.name.lower()


class Section(StrEnum):
    """The headings of a changelog, in its order."""

    ADDED = "Added"
    CHANGED = "Changed"
    DEPRECATED = "Deprecated"
    REMOVED = "Removed"
    FIXED = "Fixed"
    DOCUMENTATION = "Documentation"


@frozen
class Thing:
    """Something a user can name in Python."""

    words: str
    """As it stands in a program: `Client.list_trades(before=...)`, `Order.price`."""
    name: str
    """Dotted, without the client: `list_trades.before`, `Order.price`."""


@frozen(kw_only=True)
class Change:
    """One difference between two documents, as a user of the Python client meets it."""

    kind: str
    """For programs: `argument-removed`, `field-type`."""
    impact: Impact
    section: Section
    text: str
    """What is different, said of the things affected; Markdown."""
    affected: tuple[Thing, ...]
    also: frozenset[str] = frozenset()
    """Dotted names that went or changed with it, beyond those of `affected`."""

    @property
    def names(self) -> frozenset[str]:
        """Every dotted name that this change accounts for."""
        return self.also.union(thing.name for thing in self.affected)


def goes(kind: str, text: str, *things: Thing) -> Change:
    """What a program used is not there any more."""
    return _change(kind, Impact.BREAKING, Section.REMOVED, text, things)


def comes(kind: str, text: str, *things: Thing) -> Change:
    """Something more may be used."""
    return _change(kind, Impact.ADDITIVE, Section.ADDED, text, things)


def breaks(kind: str, text: str, *things: Thing, instead: str = "") -> Change:
    """What a program used is there, but not as it was; `instead` is a name that came for it."""
    change = _change(kind, Impact.BREAKING, Section.CHANGED, text, things)
    return evolve(change, also=frozenset(filter(None, [instead])))


def widens(kind: str, text: str, *things: Thing) -> Change:
    """What a program used is there and allows more."""
    return _change(kind, Impact.ADDITIVE, Section.CHANGED, text, things)


def deprecates(kind: str, text: str, *things: Thing) -> Change:
    """It works as before, and programs should leave it."""
    return _change(kind, Impact.ADDITIVE, Section.DEPRECATED, text, things)


def fixes(kind: str, text: str, *things: Thing) -> Change:
    """The client talks to the server in another way, and programs need not know."""
    return _change(kind, Impact.DOCUMENTATION, Section.FIXED, text, things)


def documents(kind: str, text: str, *things: Thing) -> Change:
    """Only what is said about it is different."""
    return _change(kind, Impact.DOCUMENTATION, Section.DOCUMENTATION, text, things)


def merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The same change of several things said once, in order of first appearance."""
    found: dict[tuple[str, Impact, Section, str], Change] = {}
    for change in changes:
        key = (change.kind, change.impact, change.section, change.text)
        known = found.setdefault(key, change)
        if known is not change:
            affected = tuple(dict.fromkeys((*known.affected, *change.affected)))
            found[key] = evolve(known, affected=affected, also=known.also | change.also)
    return tuple(found.values())


def _change(
    kind: str, impact: Impact, section: Section, text: str, things: tuple[Thing, ...]
) -> Change:
    return Change(kind=kind, impact=impact, section=section, text=text, affected=things)
