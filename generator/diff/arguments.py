"""The arguments of a call, wherever they travel: in the path, in the query or in the body."""

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from .. import ir
from .changes import Change, Thing, breaks, comes, fixes, goes, widens
from .context import Context
from .matching import Pairing, pair
from .values import alike, compare_value, first_sentence, wire_renamed

__all__ = ["compare_arguments"]


@frozen(kw_only=True)
class Argument:
    """What a program gives to a call."""

    name: str
    wire_name: str
    place: Literal["path", "query", "body"]
    positional: bool
    type: ir.Type
    required: bool
    description: str
    unit: str | None
    model: str | None = None
    """Of a member of the body: the class that holds it."""


def compare_arguments(context: Context, old: ir.Operation, new: ir.Operation) -> Iterator[Change]:
    """What is different about calling an operation."""
    was, now = _arguments(context.old, old), _arguments(context.new, new)
    pairs = pair(
        was,
        now,
        name=lambda argument: argument.name,
        alike=lambda a, b: alike(
            context.types, a, b, "sent", same_place=_place(was, a) == _place(now, b)
        ),
    )
    names = {a.name: b.name for a, b in pairs.both}
    yield from _removed(context, new, pairs)
    for a, b in pairs.both:
        things = _things(context, new, b)
        yield from compare_value(context.types, "argument", a, b, "sent", *things)
        yield from _moved(a, b, *things)
    old_order = [names[argument.name] for argument in _positional(was) if argument.name in names]
    new_order = [argument.name for argument in _positional(now)]
    if [name for name in old_order if name in new_order] != [
        name for name in new_order if name in old_order
    ]:
        words = f"takes its positional arguments in the order {', '.join(new_order)}"
        yield breaks("argument-order", words, context.method(new.name))
    yield from _added(context, new, pairs)
    yield from _conditions(context, old, new, names)


def _arguments(api: ir.Api, operation: ir.Operation) -> tuple[Argument, ...]:
    """The arguments in the order of the signature's positional ones, then as documented."""
    found = [
        Argument(
            name=parameter.name,
            wire_name=parameter.wire_name,
            place=parameter.location,
            positional=parameter.location == "path",
            type=parameter.type,
            required=parameter.required,
            description=parameter.description,
            unit=parameter.unit,
        )
        for parameter in operation.parameters
    ]
    if (body := operation.body) is not None:
        members = [
            Argument(
                name=field.name,
                wire_name=field.wire_name,
                place="body",
                positional=field.wire_name in body.positional,
                type=field.type,
                required=field.required,
                description=field.description,
                unit=field.unit,
                model=body.model,
            )
            for field in api.model(body.model).fields
        ]
        first = {name: index for index, name in enumerate(body.positional)}
        members.sort(key=lambda member: first.get(member.wire_name, len(first)))
        found += members
    return tuple(found)


def _things(context: Context, operation: ir.Operation, argument: Argument) -> tuple[Thing, ...]:
    name = argument.name
    method = context.argument(operation.name, name, positional=argument.positional)
    if argument.model is None:
        return (method,)
    member = f"{argument.model}.{name}"
    return method, Thing(member, member)


def _place(arguments: tuple[Argument, ...], argument: Argument) -> tuple[int, int]:
    """Position and number of siblings: a place is the same only where none came or went."""
    return arguments.index(argument), len(arguments)


def _removed(context: Context, new: ir.Operation, pairs: Pairing[Argument]) -> Iterator[Change]:
    for gone in pairs.removed:
        yield goes("argument-removed", "is not an argument any more", *_things(context, new, gone))
    for was, now in pairs.renamed:
        yield breaks(
            "argument-renamed",
            f"is called `{now.name}` (a rename, by type and by words or place)",
            *_things(context, new, was),
            instead=f"{new.name}.{now.name}",
        )


def _added(context: Context, new: ir.Operation, pairs: Pairing[Argument]) -> Iterator[Change]:
    for come in pairs.added:
        things, words = _things(context, new, come), first_sentence(come.description)
        if come.required:
            yield breaks("argument-added-required", f"is new and has to be given{words}", *things)
        else:
            yield comes("argument-added", f"is new and may be left out{words}", *things)


def _moved(old: Argument, new: Argument, *things: Thing) -> Iterator[Change]:
    if old.place != new.place:
        words = f"is sent in the {new.place} (before: in the {old.place})"
        yield fixes("argument-place", words, *things)
    elif old.name == new.name and new.place != "path":  # what a path calls it is never sent
        yield from wire_renamed("argument", old, new, *things)
    if old.positional and not new.positional:
        yield breaks("argument-keyword", "has to be given by name", *things)
    elif new.positional and not old.positional:
        yield widens("argument-positional", "may be given without its name", *things)


def _positional(arguments: tuple[Argument, ...]) -> list[Argument]:
    return [argument for argument in arguments if argument.positional]


def _conditions(
    context: Context, old: ir.Operation, new: ir.Operation, names: Mapping[str, str]
) -> Iterator[Change]:
    was = {
        ir.Condition(
            name=names.get(condition.name, condition.name),
            value=condition.value,
            needs=tuple(names.get(need, need) for need in condition.needs),
        )
        for condition in _body_conditions(context.old, old)
    }
    now = _body_conditions(context.new, new)
    for condition in now:
        if condition not in was:
            words = f"refuses a call without {_spell(condition)}"
            yield breaks("condition-added", words, context.method(new.name))
    for condition in sorted(was - set(now), key=repr):
        words = f"takes a call without {_spell(condition)}"
        yield widens("condition-removed", words, context.method(new.name))


def _body_conditions(api: ir.Api, operation: ir.Operation) -> tuple[ir.Condition, ...]:
    return () if operation.body is None else api.model(operation.body.model).conditions


def _spell(condition: ir.Condition) -> str:
    needs = " and ".join(f"`{need}`" for need in condition.needs)
    return f"{needs} when `{condition.name}` is `{condition.value}`"
