"""The SQLite file behind a journal: opened late, private to its owner, never waited for."""

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from ..errors import JournalError
from . import process

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

__all__ = ["APART", "Busy", "Storage", "Taken"]

Parameters = Sequence[Any] | Mapping[str, Any]

_VERSION: Final = 4
_SCHEMA: Final = (
    # Nothing is looked up or written for an order that is not needed: two statements are all that
    # an order costs, so `seq` is its identity, and there is one index. `subject` is what no two may
    # have alike: the body while an order may still come of it, then the id of the order. A twin
    # that is allowed has a blank and a number after its body, so it stands right behind it.
    """
    CREATE TABLE attempts (
        seq INTEGER PRIMARY KEY,
        subject TEXT,
        state TEXT NOT NULL,
        body TEXT NOT NULL,
        owner INTEGER NOT NULL,
        started_us INTEGER NOT NULL,
        sent_us INTEGER NOT NULL,
        seconds REAL NOT NULL,
        nonce INTEGER NOT NULL,
        key TEXT NOT NULL,
        placed_us INTEGER,
        origin TEXT,
        fenced_us INTEGER,
        confidence TEXT
    )
    """,
    "CREATE UNIQUE INDEX subjects ON attempts (subject)",
    "CREATE TABLE trades (after_seq INTEGER PRIMARY KEY, trade_id INTEGER NOT NULL)",
    "CREATE TABLE cancels (order_id TEXT PRIMARY KEY, noted_us INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    f"PRAGMA user_version = {_VERSION}",
)
APART: Final = """
CREATE TRIGGER IF NOT EXISTS apart BEFORE INSERT ON attempts WHEN EXISTS (
    SELECT 1 FROM attempts WHERE subject > NEW.subject || ' ' AND subject < NEW.subject || '!'
)
BEGIN SELECT RAISE(ABORT, 'twin'); END
"""
"""What refuses a twin where only one that was allowed is open still: made with the first of those,
so that nobody else's orders pay for it."""

_PRAGMAS: Final = (
    "PRAGMA page_size = 1024",  # a note changes a few rows, and whole pages are written
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # on record when the process dies, not when the power fails
    "PRAGMA wal_autocheckpoint = 4000",
)
_HELD_UP: Final = frozenset({5, 6})
"""SQLITE_BUSY and SQLITE_LOCKED: somebody else is writing."""
_OF_A_PARENT: Final[list[object]] = []
"""Connections of the process that this one was forked from: closing one would break its locks."""


class Busy(Exception):  # noqa: N818 - never leaves the package
    """Somebody else is writing; try again in a moment."""


class Taken(Exception):  # noqa: N818 - never leaves the package
    """What had to be the only one of its kind is there already; nothing was written."""


class Storage:
    """A connection that is opened when first used, and again in each forked child.

    `path` is the file, None to keep everything in memory. The file is 0600, its folder 0700.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._connection: Connection | None = None
        self._cursor: Cursor
        """Used again and again, for changes: a new one each time costs a tenth of a change."""
        self._owner = process.own
        self._mutex = threading.Lock()

    def rows(self, statement: str, values: Parameters = ()) -> list[Any]:
        """Return what a query gives."""
        try:
            connection = self.take()
            try:
                return connection.execute(statement, values).fetchall()
            finally:
                self.give_back()
        except BaseException as error:
            self.explain(error)
            raise

    def change(self, statement: str, values: Parameters) -> tuple[int, int]:
        """Carry out one statement, a transaction of its own.

        Returns how many rows it changed, and the number of the last row that was ever inserted.
        """
        try:
            self.take()
            try:
                cursor = self._cursor.execute(statement, values)
                return cursor.rowcount, cursor.lastrowid or 0
            finally:
                self._mutex.release()
        except BaseException as error:
            self.explain(error)
            raise

    def writing(self) -> "_Hold":
        """Hold the connection in a transaction that is all or nothing."""
        return _Hold(self)

    def take(self) -> "Connection":
        """Return the connection, which nobody else has until `give_back`."""
        if self._owner != process.own:
            self._leave_to_parent()
        self._mutex.acquire()
        try:
            return self._connection or self._open()
        except BaseException:
            self._mutex.release()
            raise

    def give_back(self) -> None:
        """Let the next thread have the connection."""
        self._mutex.release()

    def explain(self, error: BaseException) -> None:
        """Raise `Busy`, `Taken` or `JournalError` for what the file has to do with."""
        from sqlite3 import DatabaseError, IntegrityError  # noqa: PLC0415 - only who changes something pays for it

        if isinstance(error, DatabaseError):
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _HELD_UP:
                raise Busy from error
            if isinstance(error, IntegrityError):
                raise Taken from error
            raise self._broken(error) from error
        if isinstance(error, OSError):
            raise self._broken(error) from error

    def close(self) -> None:
        """Close the file. What is used again is opened again."""
        with self._mutex:
            connection, self._connection = self._connection, None
            if connection is not None and self._owner == process.own:
                connection.close()

    def __del__(self) -> None:
        self.close()

    def _open(self) -> "Connection":
        import sqlite3  # noqa: PLC0415 - only who changes something pays for it

        if self.path is not None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
            os.close(os.open(self.path, flags, mode=0o600))
        connection = sqlite3.connect(
            self.path or ":memory:", timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._connection, self._cursor = connection, connection.cursor()
        return connection

    def _leave_to_parent(self) -> None:
        if self._connection is not None:
            _OF_A_PARENT.extend((self._connection, self._cursor))
        self._connection, self._owner, self._mutex = None, process.own, threading.Lock()

    def _broken(self, error: Exception) -> JournalError:
        return JournalError(f"the journal of orders at {self.path} cannot be used: {error}")


class _Hold:
    """One transaction, for a `with` statement."""

    __slots__ = ("_connection", "_storage")

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def __enter__(self) -> "Connection":
        storage = self._storage
        try:
            self._connection = connection = storage.take()
        except BaseException as error:
            storage.explain(error)
            raise
        try:
            connection.execute("BEGIN IMMEDIATE")
        except BaseException as error:
            storage.give_back()
            storage.explain(error)
            raise
        return connection

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self._connection.execute("COMMIT" if error is None else "ROLLBACK")
        except BaseException as failed:
            if self._connection.in_transaction:
                self._connection.rollback()
            self._storage.explain(error or failed)
            if error is None:
                raise
        finally:
            self._storage.give_back()
        if error is not None:
            self._storage.explain(error)


def _prepare(connection: "Connection") -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been here between the two looks.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for statement in _SCHEMA if version == 0 else ():
            connection.execute(statement)
        connection.execute("COMMIT")
    elif version != _VERSION:
        message = f"it was written by another version of this package (form {version})"
        raise OSError(message)
