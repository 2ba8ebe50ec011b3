"""The journal: what was asked is on disk before a byte leaves, what became of it after.

One SQLite file for each exchange and API key, so all programs on this machine that use a key keep
one journal. A write is one transaction; it outlives the process, SIGKILL included. One that
somebody else's write holds up raises `Busy` at once: how to wait is the caller's business.

An order that ends well is two statements: `begin` with all that has to be known before it leaves,
and `placed`. Of one that never left there is no record, for nothing can come of it.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gopax_generated.errors import ArgumentError

from ..errors import JournalError, TwinInFlight
from ..seam import Seam
from . import process
from .attempts import OPEN_STATES, Attempt, Confidence, State
from .resubmission import give_back_the_place, take_the_place_of
from .rows import BY_ID, SELECT_ATTEMPT, Numbers, attempt_of, numbers_of
from .storage import APART, Busy, Storage, Taken

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["KEPT", "Journal"]

KEPT: Final = 10_000
"""How many attempts are kept at least; older ones go, unless an order may still come of them."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_US: Final = timedelta(microseconds=1)
_NS_PER_US: Final = 1_000
_PRUNED_EVERY: Final = 256
_OVERTAKEN: Final = 2_000
"""Among so many attempts an identical order is looked for that was under way when one queued."""
_IS_OPEN: Final = "state IN ('sent', 'unknown')"
_LAST: Final = "(SELECT max(seq) FROM attempts)"
_OPEN_ONES: Final = f"subject >= '{{' AND {_IS_OPEN}"
"""The open ones, by the index: a body begins with a brace, behind all ids of orders."""
_OF_BODY: Final = "subject >= {0} AND subject < {0} || '!'"
"""The open ones of a body, by the index: what is allowed besides has a blank and more behind it."""
_INSERT: Final = """
INSERT INTO attempts (
    state, subject, body, owner, started_us, sent_us, seconds, nonce, key
) VALUES ('sent', {}, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
"""
_INSERT_FIRST: Final = _INSERT.format("?1")
_INSERT_TWIN: Final = _INSERT.format(
    f"CASE WHEN EXISTS (SELECT 1 FROM attempts WHERE {_OF_BODY.format('?1')}) "  # noqa: S608 - of constants
    f"THEN ?1 || ' ' || ({_LAST} + 1) ELSE ?1 END"
)
_FINISH: Final = (
    "UPDATE attempts SET state = ?, confidence = ?, subject = CASE WHEN ? THEN subject END "  # noqa: S608 - as above
    f"WHERE {BY_ID} AND {_IS_OPEN}"
)
_FIND: Final = f"{SELECT_ATTEMPT} {BY_ID}"
_OPEN: Final = f"{SELECT_ATTEMPT} {_OPEN_ONES}"
_OWNER: Final = f"{SELECT_ATTEMPT} subject = ?"
_LIKE: Final = f"{SELECT_ATTEMPT} {_OF_BODY.format('?1')}"
_TWINS: Final = (
    f"WITH asked (body) AS (SELECT body FROM attempts WHERE {BY_ID}) "  # noqa: S608 - as above
    f"{SELECT_ATTEMPT} {_OF_BODY.format('(SELECT body FROM asked)')}"
)
_JUST_PLACED: Final = (
    f"{SELECT_ATTEMPT} seq > {_LAST} - {_OVERTAKEN} AND body = ? AND state = 'placed' "
    "AND placed_us > ? AND placed_us <= ?"
)
_ABSENT: Final = (
    f"{SELECT_ATTEMPT} state IN ('absent', 'resubmitted') AND confidence IN ('fenced', 'settled') "
    "AND sent_us > ?"
)
_PLACED: Final = (
    "UPDATE attempts SET state = 'placed', subject = ?, placed_us = ?, confidence = NULL "  # noqa: S608 - as above
    f"WHERE {BY_ID}"
)
_SAW_TRADE: Final = """
INSERT INTO trades (after_seq, trade_id) SELECT coalesce(max(seq), 0), ? FROM attempts WHERE true
ON CONFLICT (after_seq) DO UPDATE SET trade_id = max(trade_id, excluded.trade_id)
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
        self._newest_trade = 0
        """What `saw_trade` has put on record, for all that this object knows."""

    def begin(
        self,
        body: bytes,
        *,
        nonce: int,
        key: str,
        asked_us: int,
        seconds: float,
        queued: bool = False,
        allow_twin: bool = False,
        origin: str | None = None,
    ) -> Numbers:
        """Put an attempt on record that is about to leave, and return what its id is made of.

        It was asked for at `asked_us` (microseconds since 1970) and ends `seconds` after that;
        `key` names the key of its nonce. Raises `TwinInFlight` where an order with the same body
        is open, or was when this one was asked for and had to queue, unless `allow_twin`, and
        `ArgumentError` where `origin`, the attempt that it resubmits, is not proven absent.
        """
        text, now_us = body.decode(), self._now_us()
        row = (text, process.own, asked_us, now_us, seconds, nonce, key)
        special = queued or allow_twin or origin is not None
        seq = 0 if special else self._insert_at_once(row)
        if not seq:
            with self._storage.writing() as connection:
                if allow_twin:
                    connection.execute(APART)
                else:
                    _refuse_twins(connection, text, now_us, asked_us if queued else None)
                seq = connection.execute(_INSERT_TWIN, row).lastrowid or 0
                if origin is not None:
                    take_the_place_of(connection, origin, seq)
        if seq % _PRUNED_EVERY == 0:
            # Another time will do; this attempt is on record, and must not be told otherwise.
            with suppress(Busy, JournalError), self._storage.writing() as connection:
                _prune(connection, seq)
        return asked_us, seq

    def _insert_at_once(self, row: Sequence[Any]) -> int:
        """Insert a row by one statement, as most orders do; 0 where something is in the way."""
        try:
            return self._storage.change(_INSERT_FIRST, row)[1]
        except Taken:
            return 0

    def leaves_again(self, attempt: Numbers, nonce: int, key: str) -> None:
        """Record that the attempt is about to leave once more, with another nonce."""
        self._storage.change(
            f"UPDATE attempts SET nonce = ?, key = ?, sent_us = ? WHERE {BY_ID}",  # noqa: S608
            (nonce, key, self._now_us(), *attempt),
        )

    def fenced(self, attempt_id: str) -> None:
        """Record that the exchange has accepted a later nonce by now; the first time counts."""
        self._storage.change(
            f"UPDATE attempts SET fenced_us = ? WHERE {BY_ID} AND fenced_us IS NULL",  # noqa: S608
            (self._now_us(), *numbers_of(attempt_id)),
        )

    def finish(
        self, attempt: str | Numbers, state: State, confidence: Confidence | None = None
    ) -> bool:
        """Record that the attempt ended without an order that is known; what is proven stays.

        False where something was proven before.
        """
        if state is State.NOT_SENT:
            with self._storage.writing() as connection:
                return _finish(connection, attempt, state)
        return self._storage.change(_FINISH, _finished(attempt, state, confidence))[0] == 1

    def placed(self, attempt: str | Numbers, order_id: str) -> None:
        """Record the order that the exchange answered. It belongs to this attempt from now on."""
        values = (order_id, self._now_us(), *numbers_of(attempt))
        try:
            self._storage.change(_PLACED, values)
        except Taken:
            with self._storage.writing() as connection:
                # Who adopted it meanwhile is open again: no two attempts have one order.
                connection.execute(APART)
                connection.execute(
                    "UPDATE attempts SET state = 'unknown', subject = body || ' ' || seq "
                    "WHERE subject = ?",
                    (order_id,),
                )
                connection.execute(_PLACED, values)

    def adopt(self, attempt_id: str, order_id: str) -> bool:
        """Record an order that was found for an attempt; False when either is settled otherwise."""
        with self._storage.writing() as connection:
            owner = connection.execute(_OWNER, (order_id,)).fetchone()
            if owner is not None:
                return bool(owner[0] == attempt_id)
            adopted = connection.execute(
                f"{_PLACED} AND {_IS_OPEN}",
                (order_id, self._now_us(), *numbers_of(attempt_id)),
            )
            return adopted.rowcount == 1

    def find(self, attempt_id: str) -> Attempt:
        """Return an attempt as it stands; `ArgumentError` when it is not in this journal."""
        rows = self._storage.rows(_FIND, numbers_of(attempt_id))
        if not rows:
            raise ArgumentError(
                f"attempt {attempt_id!r} is not in the journal of this key",
                fix="Use the client of the key, exchange and state folder it was made with.",
            )
        return attempt_of(rows[0], self._now_us())

    def unresolved(self) -> list[Attempt]:
        """Return the attempts that are open and that nobody is sending, oldest first."""
        now_us = self._now_us()
        attempts = [attempt_of(row, now_us) for row in sorted(self._storage.rows(_OPEN), key=_age)]
        return [attempt for attempt in attempts if not attempt.in_flight]

    def twins(self, attempt_id: str) -> list[Attempt]:
        """Return the open attempts that ask for the same as this one, itself too, oldest first."""
        rows = self._storage.rows(_TWINS, numbers_of(attempt_id))
        now_us = self._now_us()
        return [attempt_of(row, now_us) for row in sorted(rows, key=_age)]

    def claimed(self, order_ids: Iterable[str]) -> set[str]:
        """Return those of `order_ids` that belong to an attempt."""
        # One by one: for a list of them SQLite makes a table first.
        return {each for each in order_ids if self._storage.rows(_OWNER, (each,))}

    def saw_trade(self, trade_id: int) -> None:
        """Record the newest of the account's trades: those of later attempts are newer still."""
        if trade_id <= self._newest_trade:
            return
        self._storage.change(_SAW_TRADE, (trade_id,))
        self._newest_trade = trade_id

    def note_cancel(self, order_id: str) -> None:
        """Record that nobody knows what became of a cancel."""
        self._storage.change(
            "INSERT OR REPLACE INTO cancels (order_id, noted_us) VALUES (?, ?)",
            (order_id, self._now_us()),
        )

    def forget_cancel(self, order_id: str) -> None:
        """Record that it is known."""
        self._storage.change("DELETE FROM cancels WHERE order_id = ?", (order_id,))

    def lost_cancels(self) -> list[str]:
        """Return the ids of the orders whose cancel has an outcome that nobody knows."""
        rows = self._storage.rows("SELECT order_id FROM cancels ORDER BY noted_us")
        return [row[0] for row in rows]

    def absent_since(self, moment: datetime) -> list[Attempt]:
        """Return the attempts that left after `moment` and are taken for absent, oldest first."""
        rows = self._storage.rows(_ABSENT, ((moment - _EPOCH) // _US,))
        now_us = self._now_us()
        return [attempt_of(row, now_us) for row in sorted(rows, key=_age)]

    def came_late(self, attempt_id: str, order_id: str) -> bool:
        """Record that an order came of an attempt after all; False when it is another's."""
        try:
            late, _ = self._storage.change(
                "UPDATE attempts SET state = 'placed', subject = ? "  # noqa: S608 - as above
                f"WHERE {BY_ID} AND state IN ('absent', 'resubmitted')",
                (order_id, *numbers_of(attempt_id)),
            )
        except Taken:
            return False
        return late == 1

    def claim_audit(self, seconds: float) -> bool:
        """Tell if an audit is due that nobody else has begun in the last `seconds`."""
        now_us = self._now_us()
        # A little less: who rests that long between two looks must not find itself too early.
        since_us = now_us - int(seconds * 900_000)
        claimed, _ = self._storage.change(
            "INSERT INTO marks (name, value) VALUES ('audit', ?) ON CONFLICT (name) DO UPDATE "
            "SET value = excluded.value WHERE value <= ? OR value > excluded.value",
            (now_us, since_us),
        )
        return claimed == 1

    def close(self) -> None:
        """Close the file; what is used again is opened again."""
        self._storage.close()

    def _now_us(self) -> int:
        return self._seam.time_ns() // _NS_PER_US


def _refuse_twins(
    connection: "Connection", body: str, now_us: int, queued_since_us: int | None
) -> None:
    rows = connection.execute(_LIKE, (body,)).fetchall()
    if not rows and queued_since_us is not None:
        rows = connection.execute(_JUST_PLACED, (body, queued_since_us, now_us)).fetchall()
    if rows:
        raise TwinInFlight(str(attempt_of(rows[0], now_us)), attempt=rows[0][0])


def _age(row: Any) -> int:
    seq: int = row[-1]
    return seq


def _finished(
    attempt: str | Numbers, state: State, confidence: Confidence | None
) -> tuple[Any, ...]:
    told = None if confidence is None else confidence.value
    return (state.value, told, state in OPEN_STATES, *numbers_of(attempt))


def _finish(connection: "Connection", attempt: str | Numbers, state: State) -> bool:
    done = connection.execute(_FINISH, _finished(attempt, state, None))
    if state is State.NOT_SENT:
        give_back_the_place(connection, attempt)
    return done.rowcount == 1


def _prune(connection: "Connection", newest: int) -> None:
    # What an open attempt may still be compared with, which is what asked for the same, stays; the
    # newest has only just begun.
    connection.execute(
        f"DELETE FROM attempts WHERE seq <= ? AND NOT {_IS_OPEN} "  # noqa: S608
        f"AND body NOT IN (SELECT body FROM attempts WHERE {_OPEN_ONES} AND seq < ?)",
        (newest - KEPT, newest),
    )
    connection.execute(
        "DELETE FROM trades WHERE after_seq < (SELECT max(after_seq) FROM trades "
        "WHERE after_seq < ?)",
        (newest - KEPT,),
    )
