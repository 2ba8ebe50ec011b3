"""The file of the journal: private, what it should be, shared by threads and processes."""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import gopax_ext as gx
from gopax_ext.orders.storage import Busy

from .conftest import Books, asking

OTHER = asking(amount="0.02")


def test_only_its_owner_can_read_it(books: Books) -> None:
    """0700 for the folder, 0600 for every file in it."""
    books.send()

    assert books.path is not None
    assert stat.S_IMODE(books.path.parent.stat().st_mode) == 0o700
    modes = {stat.S_IMODE(file.stat().st_mode) for file in books.path.parent.iterdir()}
    assert modes == {0o600}


def test_a_link_in_its_place_is_not_followed(tmp_path: Path, books: Books) -> None:
    """Nobody makes it write elsewhere."""
    assert books.path is not None
    books.path.parent.mkdir(mode=0o700)
    books.path.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(gx.JournalError, match="GOPAX_STATE_DIR") as caught:
        books.send()

    assert caught.value.outcome == "not_sent"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("content", [b"not a database, not at all" * 99, b"\0" * 4096])
def test_a_file_that_is_something_else_is_refused(books: Books, content: bytes) -> None:
    """No order is sent without its record."""
    assert books.path is not None
    books.path.parent.mkdir(mode=0o700)
    books.path.write_bytes(content)

    with pytest.raises(gx.JournalError):
        books.send()


def test_a_file_of_another_version_is_refused(books: Books) -> None:
    """Rows that mean something else are not guessed at."""
    assert books.path is not None
    books.path.parent.mkdir(mode=0o700)
    connection = sqlite3.connect(books.path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()

    with pytest.raises(gx.JournalError, match="form 9"):
        books.send()


def test_somebody_who_writes_is_waited_for_by_the_caller(open_books: Callable[[], Books]) -> None:
    """A write that is held up says so at once and changes nothing."""
    first, second = open_books(), open_books()
    first.send()
    second.send(OTHER)

    with first.journal._storage.writing(), pytest.raises(Busy):
        second.send(asking(amount="0.03"))

    second.send(asking(amount="0.03"))


def test_threads_share_one_journal(books: Books) -> None:
    """Of many that place the same order at once, one gets through."""
    begun: list[str] = []
    refused: list[gx.TwinInFlight] = []

    def place() -> None:
        try:
            begun.append(books.send())
        except gx.TwinInFlight as error:
            refused.append(error)

    threads = [threading.Thread(target=place) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(begun), len(refused)) == (1, 7)


def test_a_forked_child_opens_its_own(books: Books) -> None:
    """A connection that two processes use breaks the file."""
    books.send(asking(amount="0.03"))
    child = os.fork()
    if not child:
        code = 1
        try:
            books.send(OTHER)
            code = 0
        finally:
            os._exit(code)

    _, status = os.waitpid(child, 0)

    assert status == 0
    with pytest.raises(gx.TwinInFlight):
        books.send(OTHER, queued=1.0)
