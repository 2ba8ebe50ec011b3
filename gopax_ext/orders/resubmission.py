"""Placing once more what is proven not to have been placed: once for each proof."""

from typing import TYPE_CHECKING, Final

from gopax_generated.errors import ArgumentError

from .rows import BY_ID, Numbers, numbers_of

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["RESUBMISSIONS", "give_back_the_place", "take_the_place_of"]

RESUBMISSIONS: Final = 2
"""How often one order may be resubmitted."""

_ORIGIN: Final = f"SELECT origin FROM attempts WHERE {BY_ID}"  # noqa: S608 - of constants


def take_the_place_of(connection: "Connection", origin: str, seq: int) -> None:
    """Use up the proof that no order came of `origin`; `ArgumentError` where there is none.

    The attempt with the number `seq` is what takes its place.
    """
    connection.execute("UPDATE attempts SET origin = ? WHERE seq = ?", (origin, seq))
    taken = connection.execute(
        f"UPDATE attempts SET state = 'resubmitted' WHERE {BY_ID} AND state = 'absent'",  # noqa: S608
        numbers_of(origin),
    )
    if taken.rowcount != 1:
        raise ArgumentError(
            f"attempt {origin!r} is not proven to have placed no order, or was resubmitted",
            operation="place_order",
            fix="Resubmit an attempt once, after resolve() has returned None for it.",
        )
    length, ancestor = 0, str(origin)
    while ancestor:
        length += 1
        row = connection.execute(_ORIGIN, numbers_of(ancestor)).fetchone()
        ancestor = row[0] or "" if row else ""
    if length > RESUBMISSIONS:
        raise ArgumentError(
            f"the order has been resubmitted {RESUBMISSIONS} times already",
            operation="place_order",
            fix="Find out why it does not arrive, then place it anew.",
        )


def give_back_the_place(connection: "Connection", attempt: str | Numbers) -> None:
    """Let the proof count again that an attempt used up of which not a byte left."""
    (origin,) = connection.execute(_ORIGIN, numbers_of(attempt)).fetchone() or (None,)
    if origin is not None:
        connection.execute(
            f"UPDATE attempts SET state = 'absent' WHERE {BY_ID} AND state = 'resubmitted'",  # noqa: S608
            numbers_of(origin),
        )
