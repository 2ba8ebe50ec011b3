"""Classes with fields: models, and rows whose fields have positions as well."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from .. import ir
from .changes import Change, Thing, breaks, comes, documents, goes
from .context import Context
from .matching import Pairing, pair, same_text
from .types import Direction
from .values import alike, compare_value, first_sentence, wire_renamed

__all__ = ["class_changes", "compare_models", "compare_rows"]

_Class = TypeVar("_Class", bound=ir.Enum | ir.Model | ir.Row | ir.ErrorClass)


def compare_models(context: Context) -> Iterator[Change]:
    """Models that came, went or changed."""
    yield from class_changes("model", context.models)
    for old, new in context.models.both:
        for direction in sorted(context.used[new.name]):
            yield from _compare_fields(context, old, new, direction)


def compare_rows(context: Context) -> Iterator[Change]:
    """Rows that came, went or changed; every position counts, since programs unpack rows."""
    yield from class_changes("row", context.rows)
    for old, new in context.rows.both:
        thing = Thing(new.name, new.name)
        if len(old.fields) != len(new.fields):
            words = f"unpacks into {len(new.fields)} values (before: {len(old.fields)})"
            yield breaks("row-length", words, thing)
        kept = [field.name for field in old.fields if field.name in _names(new.fields)]
        if kept != [name for name in _names(new.fields) if name in kept]:
            order = ", ".join(_names(new.fields))
            yield breaks("row-order", f"has its values in the order {order}", thing)
        for direction in sorted(context.used[new.name]):
            yield from _compare_fields(context, old, new, direction)


def class_changes(noun: str, pairs: Pairing[_Class]) -> Iterator[Change]:
    """Classes that came and went, and what is said of those that stay."""
    for gone in pairs.removed:
        yield goes(f"{noun}-removed", "is gone", Thing(gone.name, gone.name))
    for old, new in pairs.renamed:
        words = f"is called `{new.name}` (a rename, by what it holds)"
        yield breaks(f"{noun}-renamed", words, Thing(old.name, old.name), instead=new.name)
    for come in pairs.added:
        words = f"is new{first_sentence(come.description)}"
        yield comes(f"{noun}-added", words, Thing(come.name, come.name))
    for old, new in pairs.both:
        if not same_text(old.description, new.description):
            yield documents("documentation", "described in other words", Thing(new.name, new.name))


def _compare_fields(
    context: Context, old: ir.Model | ir.Row, new: ir.Model | ir.Row, direction: Direction
) -> Iterator[Change]:
    pairs = pair(
        old.fields,
        new.fields,
        name=lambda field: field.name,
        alike=lambda a, b: alike(
            context.types,
            a,
            b,
            direction,
            same_place=(old.fields.index(a), len(old.fields))
            == (new.fields.index(b), len(new.fields)),
        ),
    )
    for gone in pairs.removed:
        yield goes("field-removed", "is gone", _field(new, gone))
    for a, b in pairs.renamed:
        yield breaks(
            "field-renamed",
            f"is called `{b.name}` (a rename, by type and by words or place)",
            _field(new, a),
            instead=_field(new, b).name,
        )
    for a, b in pairs.both:
        yield from compare_value(context.types, "field", a, b, direction, _field(new, b))
    if isinstance(new, ir.Model):  # positions of a row have no names on the wire
        for a, b in pairs.kept:
            yield from wire_renamed("field", a, b, _field(new, b))
    for come in pairs.added:
        yield _added(direction, come, _field(new, come))


def _added(direction: Direction, field: ir.Field, thing: Thing) -> Change:
    words = first_sentence(field.description)
    if direction == "sent" and field.required:
        return breaks("field-added-required", f"is new and has to be given{words}", thing)
    return comes("field-added", f"is new{words}", thing)


def _field(record: ir.Model | ir.Row, field: ir.Field) -> Thing:
    name = f"{record.name}.{field.name}"
    return Thing(name, name)


def _names(fields: Sequence[ir.Field]) -> list[str]:
    return [field.name for field in fields]
