"""The journal: what was asked is on disk before a byte leaves, what became of it after.

One SQLite file for each exchange and API key, so all programs on this machine that use a key keep
one journal. A write is one transaction; it outlives the process, SIGKILL included. One that
somebody else's write holds up raises `Busy` at once: how to wait is the caller's business.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gopax_generated.errors import ArgumentError

from ..errors import TwinInFlight
from ..seam import Seam
from .attempts import Attempt, Confidence, State
from .resubmission import take_the_place_of
from .rows import SELECT_ATTEMPT, attempt_of, in_flight
from .storage import Storage, Taken

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["KEPT", "Journal"]

KEPT: Final = 10_000
"""How many attempts are kept at least; older ones go, unless an order may still come of them."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)
_NS_PER_MS: Final = 1_000_000
_PRUNED_EVERY: Final = 256
_LOOKED_BACK: Final = 100
"""Among so many attempts the last order of a trading pair is looked for: a watermark is a help."""
_IS_OPEN: Final = "state IN ('ready', 'sent', 'unknown')"
_INSERT: Final = f"""
INSERT INTO attempts (
    id, body, pair, state, owner, started_ms, deadline_ms, origin, highest_order_id,
    highest_trade_id
) SELECT :id, :body, :pair, 'ready', :owner, :started_ms, :deadline_ms, :origin,
    (SELECT order_id FROM attempts WHERE pair = :pair AND order_id IS NOT NULL
     AND seq > (SELECT max(seq) FROM attempts) - {_LOOKED_BACK} ORDER BY seq DESC LIMIT 1),
    (SELECT value FROM marks WHERE name = 'trades')
WHERE :allow_twin OR NOT EXISTS (SELECT 1 FROM attempts WHERE body = :body AND {_IS_OPEN})
"""  # noqa: S608 - of constants
_FINISH: Final = f"UPDATE attempts SET state = ?, confidence = ? WHERE id = ? AND {_IS_OPEN}"  # noqa: S608 - as above
_FIND: Final = f"{SELECT_ATTEMPT} id = ?"
_OPEN: Final = f"{SELECT_ATTEMPT} {_IS_OPEN}"
_TWINS: Final = (
    f"{SELECT_ATTEMPT} body = (SELECT body FROM attempts WHERE id = ?) "  # noqa: S608 - as above
    f"AND {_IS_OPEN}"
)
_ABSENT: Final = (
    f"{SELECT_ATTEMPT} state IN ('absent', 'resubmitted') AND confidence IN ('fenced', 'settled') "
    "AND sent_ms > ?"
)
_PLACED: Final = """
UPDATE attempts SET state = 'placed', order_id = ?, confidence = NULL WHERE id = ?
"""


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
        row = {
            "id": attempt_id,
            "body": body.decode(),
            "pair": pair,
            "owner": os.getpid(),
            "started_ms": now_ms,
            "deadline_ms": now_ms + int(seconds * 1000),
            "origin": origin,
            "allow_twin": allow_twin,
        }
        # One statement where nothing is in the way: it is on the way of every order.
        begun = None if origin else self._storage.change(_INSERT, row)
        if begun is None or begun.rowcount != 1:
            with self._storage.writing() as connection:
                self._refuse_twins(connection, row)
                if origin is not None:
                    take_the_place_of(connection, origin)
                begun = connection.execute(_INSERT, row)
        seq = begun.lastrowid or 0
        if seq % _PRUNED_EVERY == 0:
            with self._storage.writing() as connection:
                _prune(connection, seq)

    def _refuse_twins(self, connection: "Connection", begun: Mapping[str, Any]) -> None:
        query = f"{SELECT_ATTEMPT} body = ? AND {_IS_OPEN}"
        for row in connection.execute(query, (begun["body"],)).fetchall():
            if row[2] == State.READY and not self._in_flight(row):
                # It crashed before anything left.
                _finish(connection, row[0], State.NOT_SENT)
            elif not begun["allow_twin"]:
                raise TwinInFlight(str(attempt_of(row, self._now_ms())), attempt=row[0])

    def sent(self, attempt_id: str, nonce: int, key: str) -> None:
        """Record that the attempt is about to leave with `nonce` of the key of that name."""
        self._storage.change(
            "UPDATE attempts SET state = 'sent', nonce = ?, key = ?, sent_ms = ? WHERE id = ?",
            (str(nonce), key, self._now_ms(), attempt_id),
        )

    def fenced(self, attempt_id: str) -> None:
        """Record that the exchange has accepted a later nonce by now; the first time counts."""
        self._storage.change(
            "UPDATE attempts SET fenced_ms = ? WHERE id = ? AND fenced_ms IS NULL",
            (self._now_ms(), attempt_id),
        )

    def finish(self, attempt_id: str, state: State, confidence: Confidence | None = None) -> bool:
        """Record that the attempt ended without an order that is known; what is proven stays.

        False where something was proven before.
        """
        if state is State.NOT_SENT:
            with self._storage.writing() as connection:
                return _finish(connection, attempt_id, state)
        done = self._storage.change(_FINISH, _finished(attempt_id, state, confidence))
        return done.rowcount == 1

    def placed(self, attempt_id: str, order_id: str) -> None:
        """Record the order that the exchange answered. It belongs to this attempt from now on."""
        try:
            self._storage.change(_PLACED, (order_id, attempt_id))
        except Taken:
            with self._storage.writing() as connection:
                # Who adopted it meanwhile is open again: no two attempts have one order.
                connection.execute(
                    "UPDATE attempts SET state = 'unknown', order_id = NULL WHERE order_id = ?",
                    (order_id,),
                )
                connection.execute(_PLACED, (order_id, attempt_id))

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
        rows = self._storage.rows(_FIND, (attempt_id,))
        if rows and rows[0][2] == State.READY and not self._in_flight(rows[0]):
            # It crashed before anything left.
            self.finish(attempt_id, State.NOT_SENT)
            rows = self._storage.rows(_FIND, (attempt_id,))
        if not rows:
            raise ArgumentError(
                f"attempt {attempt_id!r} is not in the journal of this key",
                fix="Use the client of the key, exchange and state folder it was made with.",
            )
        return attempt_of(rows[0], self._now_ms())

    def unresolved(self) -> list[Attempt]:
        """Return the attempts that are open and that nobody is sending, oldest first."""
        now_ms = self._now_ms()
        attempts = [attempt_of(row, now_ms) for row in sorted(self._storage.rows(_OPEN), key=_age)]
        return [a for a in attempts if not a.in_flight and a.state is not State.READY]

    def bury(self) -> None:
        """Record of attempts that crashed before a byte of them left that nothing was sent."""
        for row in self._storage.rows(_OPEN):
            if row[2] == State.READY and not self._in_flight(row):
                self.finish(row[0], State.NOT_SENT)

    def twins(self, attempt_id: str) -> list[Attempt]:
        """Return the open attempts that ask for the same as this one, itself too, oldest first."""
        rows = self._storage.rows(_TWINS, (attempt_id,))
        now_ms = self._now_ms()
        return [attempt_of(row, now_ms) for row in sorted(rows, key=_age)]

    def claimed(self, order_ids: Iterable[str]) -> set[str]:
        """Return those of `order_ids` that belong to an attempt."""
        names = list(order_ids)
        places = ", ".join("?" * len(names))
        query = f"SELECT order_id FROM attempts WHERE order_id IN ({places})"  # noqa: S608 - as above
        return {row[0] for row in self._storage.rows(query, names)}

    def saw_trade(self, trade_id: int) -> None:
        """Record the newest of the account's trades: those of later attempts are newer still."""
        self._storage.change(
            "INSERT INTO marks (name, value) VALUES ('trades', ?) ON CONFLICT (name) "
            "DO UPDATE SET value = max(value, excluded.value)",
            (trade_id,),
        )

    def note_cancel(self, order_id: str) -> None:
        """Record that nobody knows what became of a cancel."""
        self._storage.change(
            "INSERT OR REPLACE INTO cancels (order_id, noted_ms) VALUES (?, ?)",
            (order_id, self._now_ms()),
        )

    def forget_cancel(self, order_id: str) -> None:
        """Record that it is known."""
        self._storage.change("DELETE FROM cancels WHERE order_id = ?", (order_id,))

    def lost_cancels(self) -> list[str]:
        """Return the ids of the orders whose cancel has an outcome that nobody knows."""
        rows = self._storage.rows("SELECT order_id FROM cancels ORDER BY noted_ms")
        return [row[0] for row in rows]

    def absent_since(self, moment: datetime) -> list[Attempt]:
        """Return the attempts that left after `moment` and are taken for absent, oldest first."""
        sent_ms = (moment - _EPOCH) // _MS
        rows = self._storage.rows(_ABSENT, (sent_ms,))
        now_ms = self._now_ms()
        return [attempt_of(row, now_ms) for row in sorted(rows, key=_age)]

    def came_late(self, attempt_id: str, order_id: str) -> bool:
        """Record that an order came of an attempt after all; False when it is another's."""
        try:
            late = self._storage.change(
                "UPDATE attempts SET state = 'placed', order_id = ? "
                "WHERE id = ? AND state IN ('absent', 'resubmitted')",
                (order_id, attempt_id),
            )
        except Taken:
            return False
        return late.rowcount == 1

    def claim_audit(self, seconds: float) -> bool:
        """Tell if an audit is due that nobody else has begun in the last `seconds`."""
        now_ms = self._now_ms()
        # A little less: who rests that long between two looks must not find itself too early.
        since_ms = now_ms - int(seconds * 900)
        claimed = self._storage.change(
            "INSERT INTO marks (name, value) VALUES ('audit', ?) ON CONFLICT (name) DO UPDATE "
            "SET value = excluded.value WHERE value <= ? OR value > excluded.value",
            (now_ms, since_ms),
        )
        return claimed.rowcount == 1

    def close(self) -> None:
        """Close the file; what is used again is opened again."""
        self._storage.close()

    def _in_flight(self, row: Any) -> bool:
        return in_flight(row, self._now_ms())

    def _now_ms(self) -> int:
        return self._seam.time_ns() // _NS_PER_MS


def _age(row: Any) -> int:
    seq: int = row[-1]
    return seq


def _finished(attempt_id: str, state: State, confidence: Confidence | None) -> tuple[Any, ...]:
    return (state.value, None if confidence is None else confidence.value, attempt_id)


def _finish(connection: "Connection", attempt_id: str, state: State) -> bool:
    done = connection.execute(_FINISH, _finished(attempt_id, state, None))
    if state is State.NOT_SENT:
        connection.execute(
            "UPDATE attempts SET state = 'absent' WHERE state = 'resubmitted' "
            "AND id = (SELECT origin FROM attempts WHERE id = ?)",
            (attempt_id,),
        )
    return done.rowcount == 1


def _prune(connection: "Connection", newest: int) -> None:
    # What an open attempt may still be compared with, which is what asked for the same, stays.
    left = "state IN ('sent', 'unknown')"
    connection.execute(
        f"DELETE FROM attempts WHERE seq <= ? AND NOT {left} "  # noqa: S608
        f"AND body NOT IN (SELECT body FROM attempts WHERE {left})",
        (newest - KEPT,),
    )
