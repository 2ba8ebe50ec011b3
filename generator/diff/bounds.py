"""Bounds against bounds: what is refused now that was taken, and what is taken now that was not."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum

from attrs import frozen

from .. import ir

__all__ = ["BoundsChange", "compare_bounds", "compare_items"]

_Limit = tuple[int | Decimal, int]
"""A limit, and on which side of the value itself it lies: -1 just below, 0 at it, 1 just above."""


class _Move(Enum):
    TIGHTER = "tighter"
    LOOSER = "looser"
    UNKNOWN = "unknown"  # of two patterns it cannot be told which one takes more


@frozen
class BoundsChange:
    """How one set of bounds became another."""

    narrowed: bool
    """May refuse something that was taken before."""
    words: str
    """`at most 50 (before: at most 100)`"""


def compare_bounds(old: ir.Scalar, new: ir.Scalar) -> BoundsChange | None:
    """The change of a value's bounds; None when the same values fulfil them."""
    moves = set(_moves(old, new))
    if not moves:
        return None
    words = (
        f"{_spell_bounds(new.bounds, old.bounds)} (before: {_spell_bounds(old.bounds, new.bounds)})"
    )
    return BoundsChange(moves != {_Move.LOOSER}, words)


def compare_items(old: ir.ListOf, new: ir.ListOf) -> BoundsChange | None:
    """The change of how many items a list may have; None when there is none."""
    moves = {
        *_lower(_at(old.min_items or None), _at(new.min_items or None)),
        *_upper(_at(old.max_items), _at(new.max_items)),
    }
    if not moves:
        return None
    words = f"{_spell_items(new, old)} (before: {_spell_items(old, new)})"
    return BoundsChange(moves != {_Move.LOOSER}, words)


def _spell_bounds(bounds: ir.Bounds, other: ir.Bounds) -> str:
    """What distinguishes the bounds from the others."""
    said = (
        ("at least {}", "minimum"),
        ("above {}", "above"),
        ("at most {}", "maximum"),
        ("below {}", "below"),
        ("at least {} characters", "min_length"),
        ("at most {} characters", "max_length"),
        ("of the form `{}`", "pattern"),
    )
    found = ((words, getattr(bounds, name), getattr(other, name)) for words, name in said)
    return _join(
        words.format(_plain(ours)) for words, ours, theirs in found if ours not in (theirs, None)
    )


def _spell_items(items: ir.ListOf, other: ir.ListOf) -> str:
    said = (
        ("at least {} items", items.min_items, other.min_items),
        ("at most {} items", items.max_items, other.max_items),
    )
    return _join(words.format(ours) for words, ours, theirs in said if ours not in (theirs, None))


def _join(parts: Iterable[str]) -> str:
    return ", ".join(parts) or "not so bounded"


def _plain(value: int | Decimal | str) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _moves(old: ir.Scalar, new: ir.Scalar) -> Iterator[_Move]:
    was, now = old.bounds, new.bounds
    whole = old.kind == new.kind == "int"
    yield from _lower(_lowest(was, whole=whole), _lowest(now, whole=whole))
    yield from _upper(_highest(was, whole=whole), _highest(now, whole=whole))
    yield from _lower(_at(was.min_length or None), _at(now.min_length or None))
    yield from _upper(_at(was.max_length), _at(now.max_length))
    if was.pattern != now.pattern:
        if was.pattern is None:
            yield _Move.TIGHTER
        else:
            yield _Move.LOOSER if now.pattern is None else _Move.UNKNOWN


def _lower(old: _Limit | None, new: _Limit | None) -> Iterator[_Move]:
    if old != new:
        tighter = old is None or (new is not None and new > old)
        yield _Move.TIGHTER if tighter else _Move.LOOSER


def _upper(old: _Limit | None, new: _Limit | None) -> Iterator[_Move]:
    if old != new:
        tighter = old is None or (new is not None and new < old)
        yield _Move.TIGHTER if tighter else _Move.LOOSER


def _lowest(bounds: ir.Bounds, *, whole: bool) -> _Limit | None:
    limits = [_at(bounds.minimum), _beside(bounds.above, 1, whole=whole)]
    return max((limit for limit in limits if limit is not None), default=None)


def _highest(bounds: ir.Bounds, *, whole: bool) -> _Limit | None:
    limits = [_at(bounds.maximum), _beside(bounds.below, -1, whole=whole)]
    return min((limit for limit in limits if limit is not None), default=None)


def _at(value: int | Decimal | None) -> _Limit | None:
    return None if value is None else (value, 0)


def _beside(value: int | Decimal | None, side: int, *, whole: bool) -> _Limit | None:
    """Above 0 is the same as at least 1 where only whole numbers are."""
    if value is None:
        return None
    return (value + side, 0) if whole and isinstance(value, int) else (value, side)
