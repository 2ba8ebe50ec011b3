"""Which old thing is which new thing: by name, and what is left by likeness."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from attrs import frozen

__all__ = [
    "Pairing",
    "likeness",
    "member_likeness",
    "name_likeness",
    "overlap",
    "pair",
    "same_text",
]

T = TypeVar("T")

_ENOUGH = 0.6
"""From this likeness on, two names are one thing renamed; below it, one went and one came."""


@frozen
class Pairing(Generic[T]):
    """What became of the members of a container."""

    kept: tuple[tuple[T, T], ...]
    renamed: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]

    @property
    def both(self) -> tuple[tuple[T, T], ...]:
        """All that exist on both sides, under whatever name."""
        return self.kept + self.renamed


def pair(
    old: Sequence[T],
    new: Sequence[T],
    *,
    name: Callable[[T], Hashable],
    alike: Callable[[T, T], float],
) -> Pairing[T]:
    """Pair equal names, then the most alike of the rest; `alike` answers 0 (not at all) to 1."""
    named = {name(item): item for item in new}
    kept = tuple((item, named[name(item)]) for item in old if name(item) in named)
    known = {name(item) for item, _ in kept}
    gone = [item for item in old if name(item) not in known]
    come = [item for item in new if name(item) not in known]
    scored = [(alike(was, now), i, j) for i, was in enumerate(gone) for j, now in enumerate(come)]
    partner: dict[int, int] = {}
    for score, i, j in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if score >= _ENOUGH and i not in partner and j not in partner.values():
            partner[i] = j
    return Pairing(
        kept,
        tuple((gone[i], come[j]) for i, j in sorted(partner.items())),
        tuple(item for i, item in enumerate(gone) if i not in partner),
        tuple(item for j, item in enumerate(come) if j not in partner.values()),
    )


def likeness(old: str, new: str) -> float:
    """How many words of two texts are the same, 0 to 1; an empty text is like nothing."""
    ours, theirs = (re.findall(r"\w+", text.lower()) for text in (old, new))
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() if ours and theirs else 0.0


def name_likeness(old: str, new: str) -> float:
    """How many letters of two names are the same, 0 to 1."""
    return SequenceMatcher(None, old.lower(), new.lower(), autojunk=False).ratio()


def member_likeness(*, names: float, texts: float, same_place: bool) -> float:
    """Likeness of two members of one type: mostly what is said of them, then where they stand."""
    return 0.6 * max(texts, names) + 0.3 * same_place + 0.1 * names


def overlap(old: Iterable[Hashable], new: Iterable[Hashable]) -> float:
    """The share of all members that both sets have; two empty sets share nothing."""
    ours, theirs = set(old), set(new)
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def same_text(old: str | None, new: str | None) -> bool:
    """Do two texts read the same, however their lines are broken."""
    return _normal(old or "") == _normal(new or "")


def _normal(text: str) -> str:
    return " ".join(text.split())
