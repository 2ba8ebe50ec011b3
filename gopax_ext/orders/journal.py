"""The journal: what was asked is on disk before a byte leaves, what became of it after.

One SQLite file for each exchange and API key, so all programs on this machine that use a key keep
one journal. A write is one transaction; it outlives the process, SIGKILL included. One that
somebody else's write holds up raises `Busy` at once: how to wait is the caller's business.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gopax_generated.errors import ArgumentError

from ..errors import TwinInFlight
from ..seam import Seam
from .attempts import Attempt, Confidence, State
from .resubmission import take_the_place_of
from .rows import SELECT_ATTEMPT, attempt_of, in_flight
from .storage import Storage

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["KEPT", "Journal"]

KEPT: Final = 10_000
"""How many attempts are kept at least; older ones go, unless an order may still come of them."""

_NS_PER_MS: Final = 1_000_000
_PRUNED_EVERY: Final = 256
_IS_OPEN: Final = "state IN ('ready', 'sent', 'unknown')"
_INSERT: Final = """
INSERT INTO attempts (
    id, body, pair, state, owner, started_ms, deadline_ms, origin, highest_order_id,
    highest_trade_id
) VALUES (
    :id, :body, :pair, 'ready', :owner, :started_ms, :deadline_ms, :origin,
    (SELECT order_id FROM attempts WHERE pair = :pair AND order_id IS NOT NULL
     ORDER BY seq DESC LIMIT 1),
    (SELECT value FROM marks WHERE name = 'trades')
)"""


class Journal:
    """The attempts to place orders with one API key on one exchange.

    `path` is its file, None for a journal that lives and dies with this object. Any number of
    threads and processes may share one. Methods raise `Busy`, or `JournalError` for a file that
    cannot be used.
    """

    def __init__(self, path: Path | None, seam: Seam) -> None:
        self._storage = Storage(path)
        self._seam = seam

    def begin(
        self,
        attempt_id: str,
        body: bytes,
        pair: str,
        *,
        seconds: float,
        allow_twin: bool = False,
        origin: str | None = None,
    ) -> None:
        """Put an attempt on record that will end within `seconds`.

        Raises `TwinInFlight` where an order with the same body is open, unless `allow_twin`, and
        `ArgumentError` where `origin`, the attempt that it resubmits, is not proven absent.
        """
        now_ms = self._now_ms()
        text = body.decode()
        with self._storage.writing() as connection:
            execute = connection.execute
            query = f"{SELECT_ATTEMPT} body = ? AND {_IS_OPEN}"
            for row in execute(query, (text,)).fetchall():
                if row[2] == State.READY and not self._in_flight(row):
                    # It crashed before anything left.
                    _finish(connection, row[0], State.NOT_SENT)
                elif not allow_twin:
                    raise TwinInFlight(str(attempt_of(row, self._now_ms())), attempt=row[0])
            if origin is not None:
                take_the_place_of(connection, origin)
            seq = execute(
                _INSERT,
                {
                    "id": attempt_id,
                    "body": text,
                    "pair": pair,
                    "owner": os.getpid(),
                    "started_ms": now_ms,
                    "deadline_ms": now_ms + int(seconds * 1000),
                    "origin": origin,
                },
            ).lastrowid
            if seq is not None and seq % _PRUNED_EVERY == 0:
                _prune(connection, seq)

    def sent(self, attempt_id: str, nonce: int, key: str) -> None:
        """Record that the attempt is about to leave with `nonce` of the key of that name."""
        with self._storage.reading() as connection:
            connection.execute(
                "UPDATE attempts SET state = 'sent', nonce = ?, key = ?, sent_ms = ? WHERE id = ?",
                (str(nonce), key, self._now_ms(), attempt_id),
            )

    def fenced(self, attempt_id: str) -> None:
        """Record that the exchange has accepted a later nonce by now; the first time counts."""
        with self._storage.reading() as connection:
            connection.execute(
                "UPDATE attempts SET fenced_ms = ? WHERE id = ? AND fenced_ms IS NULL",
                (self._now_ms(), attempt_id),
            )

    def finish(self, attempt_id: str, state: State, confidence: Confidence | None = None) -> None:
        """Record that the attempt ended without an order that is known; what is proven stays."""
        # Only what was not sent takes a second statement, and so a transaction.
        hold = self._storage.writing if state is State.NOT_SENT else self._storage.reading
        with hold() as connection:
            _finish(connection, attempt_id, state, confidence)

    def placed(self, attempt_id: str, order_id: str) -> None:
        """Record the order that the exchange answered. It belongs to this attempt from now on."""
        with self._storage.writing() as connection:
            # Who adopted it meanwhile is open again: no two attempts have one order.
            connection.execute(
                "UPDATE attempts SET state = 'unknown', order_id = NULL "
                "WHERE order_id = ? AND id != ?",
                (order_id, attempt_id),
            )
            connection.execute(
                "UPDATE attempts SET state = 'placed', order_id = ?, confidence = NULL "
                "WHERE id = ?",
                (order_id, attempt_id),
            )

    def adopt(self, attempt_id: str, order_id: str) -> bool:
        """Record an order that was found for an attempt; False when either is settled otherwise."""
        with self._storage.writing() as connection:
            owner = connection.execute(
                "SELECT id FROM attempts WHERE order_id = ?", (order_id,)
            ).fetchone()
            if owner is not None:
                return bool(owner[0] == attempt_id)
            adopted = connection.execute(
                "UPDATE attempts SET state = 'placed', order_id = ? "  # noqa: S608
                f"WHERE id = ? AND {_IS_OPEN}",
                (order_id, attempt_id),
            )
            return adopted.rowcount == 1

    def find(self, attempt_id: str) -> Attempt:
        """Return an attempt as it stands; `ArgumentError` when it is not in this journal."""
        with self._storage.reading() as connection:
            query = f"{SELECT_ATTEMPT} id = ?"
            row = connection.execute(query, (attempt_id,)).fetchone()
            if row is not None and row[2] == State.READY and not self._in_flight(row):
                # It crashed before anything left.
                _finish(connection, attempt_id, State.NOT_SENT)
                row = connection.execute(query, (attempt_id,)).fetchone()
        if row is None:
            raise ArgumentError(
                f"attempt {attempt_id!r} is not in the journal of this key",
                fix="Use the client of the key, exchange and state folder it was made with.",
            )
        return attempt_of(row, self._now_ms())

    def unresolved(self) -> list[Attempt]:
        """Return the attempts that are open and that nobody is sending, oldest first."""
        with self._storage.reading() as connection:
            rows = connection.execute(f"{SELECT_ATTEMPT} {_IS_OPEN} ORDER BY seq").fetchall()
        attempts = [attempt_of(row, self._now_ms()) for row in rows]
        return [a for a in attempts if not a.in_flight and a.state is not State.READY]

    def twins(self, attempt_id: str) -> list[Attempt]:
        """Return the open attempts that ask for the same as this one, itself too, oldest first."""
        own = "body = (SELECT body FROM attempts WHERE id = ?)"
        query = f"{SELECT_ATTEMPT} {own} AND {_IS_OPEN} ORDER BY seq"
        with self._storage.reading() as connection:
            rows = connection.execute(query, (attempt_id,)).fetchall()
        return [attempt_of(row, self._now_ms()) for row in rows]

    def claimed(self, order_ids: Iterable[str]) -> set[str]:
        """Return those of `order_ids` that belong to an attempt."""
        query = "SELECT 1 FROM attempts WHERE order_id = ?"
        with self._storage.reading() as connection:
            execute = connection.execute
            return {each for each in order_ids if execute(query, (each,)).fetchone()}

    def saw_trade(self, trade_id: int) -> None:
        """Record the newest of the account's trades: those of later attempts are newer still."""
        with self._storage.reading() as connection:
            connection.execute(
                "INSERT INTO marks (name, value) VALUES ('trades', ?) ON CONFLICT (name) "
                "DO UPDATE SET value = max(value, excluded.value)",
                (trade_id,),
            )

    def close(self) -> None:
        """Close the file; what is used again is opened again."""
        self._storage.close()

    def _in_flight(self, row: Any) -> bool:
        return in_flight(row, self._now_ms())

    def _now_ms(self) -> int:
        return self._seam.time_ns() // _NS_PER_MS


def _finish(
    connection: "Connection", attempt_id: str, state: State, confidence: Confidence | None = None
) -> None:
    connection.execute(
        f"UPDATE attempts SET state = ?, confidence = ? WHERE id = ? AND {_IS_OPEN}",  # noqa: S608
        (state.value, None if confidence is None else confidence.value, attempt_id),
    )
    if state is State.NOT_SENT:
        connection.execute(
            "UPDATE attempts SET state = 'absent' WHERE state = 'resubmitted' "
            "AND id = (SELECT origin FROM attempts WHERE id = ?)",
            (attempt_id,),
        )


def _prune(connection: "Connection", newest: int) -> None:
    # What an open attempt may still be compared with, which is what asked for the same, stays.
    left = "state IN ('sent', 'unknown')"
    connection.execute(
        f"DELETE FROM attempts WHERE seq <= ? AND NOT {left} "  # noqa: S608
        f"AND body NOT IN (SELECT body FROM attempts WHERE {left})",
        (newest - KEPT,),
    )
