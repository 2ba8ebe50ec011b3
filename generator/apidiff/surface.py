"""The public Python surface of the packages at one moment, as griffe reads their sources."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import griffe
from attrs import frozen
from packaging.version import Version

from ..diff.history import HistoryError, Tree
from ..diff.project import version_of

__all__ = ["Definition", "Surface", "read_surface"]

Definition: TypeAlias = griffe.Object | griffe.Alias


@frozen(kw_only=True)
class Surface:
    """What users may name: all that is promised and neither private nor merely imported."""

    label: str
    version: Version | None
    packages: Mapping[str, Definition]
    """The packages that exist, by name."""
    things: Mapping[str, Definition]
    """Every public module, class, function and attribute, by dotted path."""
    guarded: frozenset[str]
    """Packages that promise only what comes through their doors."""
    exported: frozenset[str]
    """Paths of what the doors export, and of where it is defined."""

    def canonical(self, thing: Definition) -> str:
        """The path of the definition where users may use that, else the path of the alias."""
        try:
            path = thing.canonical_path
        except griffe.AliasResolutionError:
            return thing.path
        return path if path in self.things else thing.path

    def promises(self, path: str) -> bool:
        """Whether users may rely on what the path names."""
        parts = path.split(".")
        above = (".".join(parts[:end]) for end in range(1, len(parts) + 1))
        return parts[0] not in self.guarded or not self.exported.isdisjoint(above)


def read_surface(tree: Tree, packages: Sequence[str], doors: Sequence[str] = ()) -> Surface:
    """Read the packages of a tree without importing them; one that is not there has no surface."""
    with tempfile.TemporaryDirectory() as room:
        present = [name for name in packages if tree.export(name, Path(room))]
        if not present:
            raise HistoryError(f"{tree.label}: there is no package {' and no '.join(packages)}")
        loader = griffe.GriffeLoader(search_paths=[room], allow_inspection=False)
        loaded = {name: loader.load(name, try_relative_path=False) for name in present}
        loader.resolve_aliases(external=False)
    things = {thing.path: thing for thing in _public(loaded.values())}
    return Surface(
        label=tree.label,
        version=version_of(tree),
        packages=loaded,
        things=things,
        guarded=frozenset(door.partition(".")[0] for door in doors),
        exported=frozenset(_exported(things.values(), doors)),
    )


def _public(owners: Iterable[Definition]) -> Iterator[Definition]:
    for owner in owners:
        yield owner
        if not owner.is_alias and (owner.is_module or owner.is_class):
            members = (owner.members[name] for name in owner.members if name != "__all__")
            yield from _public(member for member in members if member.is_public)


def _exported(things: Iterable[Definition], doors: Sequence[str]) -> Iterator[str]:
    for thing in things:
        if thing.parent is not None and thing.parent.path in doors and not thing.is_module:
            yield thing.path
            if thing.is_alias:
                yield thing.canonical_path
