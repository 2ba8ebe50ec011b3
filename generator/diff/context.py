"""The two documents as one whole: which class became which, and how users call what they define."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from .. import ir
from .changes import Thing
from .matching import Pairing, likeness, name_likeness, overlap, pair
from .types import Direction, Types, class_names

__all__ = ["Context", "connect"]


@frozen
class Context:
    """What every comparison needs to know of the whole."""

    old: ir.Api
    new: ir.Api
    client: str
    """The class whose methods are the operations, as users call it."""
    enums: Pairing[ir.Enum]
    models: Pairing[ir.Model]
    rows: Pairing[ir.Row]
    types: Types
    used: Mapping[str, frozenset[Direction]]
    """Which ways the values of a class travel, by its new name."""

    def method(self, operation: str) -> Thing:
        """An operation."""
        return Thing(f"{self.client}.{operation}", operation)

    def argument(self, operation: str, name: str, *, positional: bool) -> Thing:
        """An argument of an operation, as a call gives it."""
        given = name if positional else f"{name}=..."
        return Thing(f"{self.client}.{operation}({given})", f"{operation}.{name}")


_Record = ir.Model | ir.Row
_Class = ir.Enum | _Record


def connect(old: ir.Api, new: ir.Api, client: str) -> Context:
    """Find out which class became which, and see the two documents as one whole."""
    enums = pair(old.enums, new.enums, name=_name, alike=_alike_enums)
    models = pair(old.models, new.models, name=_name, alike=_alike_records)
    rows = pair(old.rows, new.rows, name=_name, alike=_alike_records)
    both: tuple[tuple[_Class, _Class], ...] = (*enums.both, *models.both, *rows.both)
    return Context(
        old=old,
        new=new,
        client=client,
        enums=enums,
        models=models,
        rows=rows,
        types=Types(
            {was.name: now.name for was, now in both},
            {enum.name: enum.base for enum in (*old.enums, *new.enums)},
        ),
        used=_used(new),
    )


def _name(entry: _Class) -> str:
    return entry.name


def _alike_enums(old: ir.Enum, new: ir.Enum) -> float:
    shared = overlap(
        (member.value for member in old.members), (member.value for member in new.members)
    )
    return _alike_classes(shared, old, new)


def _alike_records(old: _Record, new: _Record) -> float:
    shared = overlap(
        ((field.wire_name, type(field.type)) for field in old.fields),
        ((field.wire_name, type(field.type)) for field in new.fields),
    )
    return _alike_classes(shared, old, new)


def _alike_classes(shared: float, old: _Class, new: _Class) -> float:
    words = max(name_likeness(old.name, new.name), likeness(old.description, new.description))
    return 0.7 * shared + 0.3 * words


def _used(api: ir.Api) -> Mapping[str, frozenset[Direction]]:
    """A class in no call counts as received: a program may hold it, none has to build it."""
    ways: dict[str, set[Direction]] = {}
    for direction, root in _roots(api):
        waiting = [root]
        while waiting:
            for name in class_names(waiting.pop()):
                known = ways.setdefault(name, set())
                if direction not in known:
                    known.add(direction)
                    waiting += [field.type for field in _fields(api, name)]
    records: tuple[_Record, ...] = (*api.models, *api.rows)
    bodies = {operation.body.model for operation in api.operations if operation.body}
    return {
        record.name: frozenset(
            ways.get(record.name, () if record.name in bodies else ("received",))
        )
        for record in records
    }


def _roots(api: ir.Api) -> Iterator[tuple[Direction, ir.Type]]:
    for operation in api.operations:
        yield "received", operation.result
        if operation.body is not None:  # its own members are arguments; only what they hold is sent
            for field in api.model(operation.body.model).fields:
                yield "sent", field.type
    if api.error_model is not None:
        yield "received", ir.ModelRef(api.error_model)


def _fields(api: ir.Api, name: str) -> tuple[ir.Field, ...]:
    records: tuple[_Record, ...] = (*api.models, *api.rows)
    return next((record.fields for record in records if record.name == name), ())
