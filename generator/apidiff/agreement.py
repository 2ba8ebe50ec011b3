"""Does the document's diff explain what changed in the generated Python.

What it does not explain came from the generator: from its templates or its configuration.
"""

import re
from collections.abc import Iterable, Iterator

from ..diff.changes import Change, Impact
from .changes import ApiChange

__all__ = ["unexplained"]


def unexplained(
    api: Iterable[ApiChange], document: Iterable[Change], package: str
) -> tuple[ApiChange, ...]:
    """What broke or was retyped in the generated package, and no change of the document says so."""
    changes = tuple(document)
    breaking = _keys(change for change in changes if change.impact is Impact.BREAKING)
    every = _keys(changes)
    return tuple(
        change
        for change in api
        if change.path.partition(".")[0] == package
        and (
            (change.kind == "retyped" and every.isdisjoint(_candidates(change)))
            or (change.impact is Impact.BREAKING and breaking.isdisjoint(_candidates(change)))
        )
    )


def _keys(changes: Iterable[Change]) -> frozenset[str]:
    return frozenset(_key(name) for change in changes for name in change.names)


def _candidates(change: ApiChange) -> Iterator[str]:
    """The names under which the document's diff may speak of it.

    `api.Api.list_trades(limit)` is about `list_trades.limit`, or about the whole of `list_trades`;
    a new annotation may also come from the class it names.
    """
    parts = change.path.split(".")
    owners = [".".join(parts[start:]) for start in range(1, len(parts))]
    for owner in owners:
        yield _key(owner)
        if change.argument is not None:
            yield _key(f"{owner}.{change.argument}")
    if change.kind == "retyped":
        yield from map(_key, re.findall(r"\w+", change.words))


def _key(name: str) -> str:
    """One spelling for `decode_list_trades`, `LIST_TRADES` and `list_trades`."""
    inner = name.replace("_", "").lower()
    return re.sub(r"^(decode|encode)", "", inner)
