"""Surface against surface: what came, what went, and what is to be called otherwise."""

from collections.abc import Container, Iterator
from typing import Literal

import griffe
from attrs import frozen

from ..diff.changes import Impact
from .surface import Definition, Surface

__all__ = ["ApiChange", "compare"]


@frozen
class ApiChange:
    """One difference of the public Python surface."""

    kind: Literal["removed", "changed", "retyped", "added"]
    """`retyped`: an annotation or a base is another one; what that breaks is not seen from here."""
    path: str
    """Dotted, with the package: `client.models.Order.price`."""
    argument: str | None
    words: str

    @property
    def impact(self) -> Impact:
        """What is retyped counts as documentation here: its weight is for the diff to say."""
        if self.kind in {"removed", "changed"}:
            return Impact.BREAKING
        return Impact.ADDITIVE if self.kind == "added" else Impact.DOCUMENTATION

    @property
    def name(self) -> str:
        """The path, and the argument if it is about one."""
        return self.path if self.argument is None else f"{self.path}({self.argument})"


def compare(old: Surface, new: Surface) -> tuple[ApiChange, ...]:
    """Every difference, once under the path of its definition, sorted by path."""
    found = [
        change
        for change in {*_breakages(old, new), *_retyped(old, new), *_added(old, new)}
        if (new if change.kind == "added" else old).promises(change.path)
    ]
    come = {change.path for change in found if change.kind == "added" and not change.argument}
    told = (change for change in found if change.kind != "added" or not _within(change.path, come))
    return tuple(
        sorted(told, key=lambda change: (change.path, change.argument or "", change.words))
    )


def _within(path: str, owners: Container[str]) -> bool:
    """Whether something above is new as a whole, and says it for its members."""
    parts = path.split(".")
    return any(".".join(parts[:end]) in owners for end in range(1, len(parts)))


def _breakages(old: Surface, new: Surface) -> Iterator[ApiChange]:
    for name, package in old.packages.items():
        if name not in new.packages:
            yield ApiChange("removed", name, None, "the package was removed")
            continue
        for breakage in griffe.find_breaking_changes(package, new.packages[name]):
            if breakage.kind is griffe.BreakageKind.OBJECT_REMOVED:
                if breakage.obj.name in dir(object):
                    continue  # every object has one: only how it works is another
                gone = old.canonical(breakage.obj)
                if gone in new.things:  # the definition stays, the alias is what went
                    gone = breakage.obj.path
                yield ApiChange("removed", gone, None, "was removed")
            else:
                path, argument = new.canonical(breakage.obj), _argument(breakage)
                yield ApiChange("changed", path, argument, _words(breakage))


def _argument(breakage: griffe.Breakage) -> str | None:
    values = (breakage.old_value, breakage.new_value)
    return next((value.name for value in values if isinstance(value, griffe.Parameter)), None)


def _words(breakage: griffe.Breakage) -> str:
    said = breakage.kind.value.lower()
    was, now = breakage.old_value, breakage.new_value
    if not isinstance(was, griffe.Parameter) or not isinstance(now, griffe.Parameter):
        return said
    if breakage.kind is griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT:
        return f"{said}: `{now.default}` (before: `{was.default}`)"
    if was.kind and now.kind and was.kind is not now.kind:
        return f"{said}: {now.kind.value} (before: {was.kind.value})"
    return said


def _retyped(old: Surface, new: Surface) -> Iterator[ApiChange]:
    for path, was in old.things.items():
        now = new.things.get(path)
        if now is None or was.kind is not now.kind or was.is_alias or now.is_alias:
            continue
        then, today = _types(was), _types(now)
        for argument, words in then.items():
            if argument in today and words != today[argument]:
                said = f"`{today[argument]}` (before: `{words}`)"
                yield ApiChange("retyped", path, argument, said)


def _types(thing: Definition) -> dict[str | None, str]:
    """What is annotated, by argument; None stands for the thing itself."""
    match thing:
        case griffe.Function():
            arguments = {item.name: str(item.annotation) for item in thing.parameters}
            return {**arguments, None: str(thing.returns)}
        case griffe.Class():
            return {None: ", ".join(map(str, thing.bases)) or "object"}
        case griffe.Attribute():
            return {None: str(thing.annotation)}
        case _:
            return {}


def _added(old: Surface, new: Surface) -> Iterator[ApiChange]:
    for path, thing in new.things.items():
        if path not in old.things:
            yield ApiChange("added", new.canonical(thing), None, "is new")
        else:
            before = old.things.get(path)
            if isinstance(before, griffe.Function) and isinstance(thing, griffe.Function):
                known = {item.name for item in before.parameters}
                for name in sorted(_optional(thing) - known):
                    yield ApiChange("added", path, name, "is a new argument")


def _optional(function: griffe.Function) -> set[str]:
    return {item.name for item in function.parameters if not item.required}
