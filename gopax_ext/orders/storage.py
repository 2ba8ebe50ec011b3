"""The SQLite file behind a journal: opened late, private to its owner, never waited for."""

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import JournalError

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["Busy", "Storage"]

_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE attempts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    pair TEXT NOT NULL,
    state TEXT NOT NULL,
    owner INTEGER NOT NULL,
    started_ms INTEGER NOT NULL,
    deadline_ms INTEGER NOT NULL,
    sent_ms INTEGER,
    fenced_ms INTEGER,
    nonce TEXT,
    key TEXT,
    order_id TEXT UNIQUE,
    confidence TEXT,
    origin TEXT,
    highest_order_id TEXT,
    highest_trade_id INTEGER
);
CREATE INDEX open_attempts ON attempts (body) WHERE state IN ('ready', 'sent', 'unknown');
CREATE INDEX placed_orders ON attempts (pair, seq) WHERE order_id IS NOT NULL;
CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 1;
"""
_HELD_UP: Final = frozenset({5, 6})
"""SQLITE_BUSY and SQLITE_LOCKED: somebody else is writing."""
_OF_A_PARENT: Final[list["Connection"]] = []
"""Connections of the process that this one was forked from: closing one would break its locks."""


class Busy(Exception):  # noqa: N818 - never leaves the package
    """Somebody else is writing; try again in a moment."""


class Storage:
    """A connection that is opened when first used, and again in each forked child.

    `path` is the file, None to keep everything in memory. The file is 0600, its folder 0700.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._connection: Connection | None = None
        self._owner = os.getpid()
        self._mutex = threading.Lock()

    @contextmanager
    def reading(self) -> Generator["Connection", None, None]:
        """Hold the connection; each statement is a transaction of its own."""
        from sqlite3 import DatabaseError  # noqa: PLC0415 - only who changes something pays for it

        if self._owner != os.getpid():
            self._leave_to_parent()
        with self._mutex:
            try:
                yield self._connection or self._open()
            except DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _HELD_UP:
                    raise Busy from error
                raise self._broken(error) from error
            except OSError as error:
                raise self._broken(error) from error

    @contextmanager
    def writing(self) -> Generator["Connection", None, None]:
        """Hold the connection in a transaction that is all or nothing."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the file. What is used again is opened again."""
        with self._mutex:
            connection, self._connection = self._connection, None
            if connection is not None and self._owner == os.getpid():
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
        self._connection = connection
        return connection

    def _leave_to_parent(self) -> None:
        if self._connection is not None:
            _OF_A_PARENT.append(self._connection)
        self._connection, self._owner, self._mutex = None, os.getpid(), threading.Lock()

    def _broken(self, error: Exception) -> JournalError:
        return JournalError(f"the journal of orders at {self.path} cannot be used: {error}")


def _prepare(connection: "Connection") -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been here between the two looks.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for statement in _SCHEMA.split(";") if version == 0 else ():
            connection.execute(statement)
        connection.execute("COMMIT")
    elif version != _VERSION:
        message = f"it was written by another version of this package (form {version})"
        raise OSError(message)
