"""Placing once more what is proven not to have been placed: once for each proof."""

from typing import TYPE_CHECKING, Final

from gopax_generated.errors import ArgumentError

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["RESUBMISSIONS", "take_the_place_of"]

RESUBMISSIONS: Final = 2
"""How often one order may be resubmitted."""


def take_the_place_of(connection: "Connection", origin: str) -> None:
    """Use up the proof that no order came of `origin`; `ArgumentError` where there is none."""
    taken = connection.execute(
        "UPDATE attempts SET state = 'resubmitted' WHERE id = ? AND state = 'absent'", (origin,)
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
        row = connection.execute("SELECT origin FROM attempts WHERE id = ?", (ancestor,)).fetchone()
        ancestor = row[0] or "" if row else ""
    if length > RESUBMISSIONS:
        raise ArgumentError(
            f"the order has been resubmitted {RESUBMISSIONS} times already",
            operation="place_order",
            fix="Find out why it does not arrive, then place it anew.",
        )
