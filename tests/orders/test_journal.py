"""The journal keeps what it was told, through crashes and among processes."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

import gopax_ext as gx
from gopax_ext.orders.attempts import Confidence, State
from gopax_ext.orders.journal import KEPT, Journal
from gopax_ext.seam import SYSTEM
from tests.project.house import ROOT

from .conftest import Books, asking

OTHER = asking(amount="0.02")
CRASH = """
import os, signal, sys
from pathlib import Path
from gopax_ext.orders.attempts import State
from gopax_ext.orders.journal import Journal
from gopax_ext.orders.rows import id_of
from gopax_ext.seam import SYSTEM
journal, body, point = Journal(Path(sys.argv[1]), SYSTEM), sys.argv[2].encode(), sys.argv[3]
now_us = SYSTEM.time_ns() // 1000
lost = journal.begin(body, nonce=7, key="key", asked_us=now_us, seconds=10)
print(id_of(*lost), flush=True)
if point == "again":
    journal.leaves_again(lost, 8, "key")
if point == "unknown":
    journal.finish(lost, State.UNKNOWN)
if point == "placed":
    journal.placed(lost, "42")
if point == "inside":
    with journal._storage.writing() as connection:
        connection.execute("UPDATE attempts SET state = 'placed', subject = '42'")
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_attempt_is_kept_with_all_it_asked_for(books: Books) -> None:
    """What is needed to look for the order is there, exact to the digit."""
    name = books.send(asking(amount="0.00000001"), nonce=1_520_994_527_165)

    attempt = books.journal.find(name)

    assert attempt.request == asking(amount="0.00000001").request
    assert (attempt.state, attempt.nonce, attempt.key) == ("sent", 1_520_994_527_165, "key")
    assert attempt.sent_at == attempt.started_at
    assert attempt.is_open
    assert "0.00000001 at 5000000 in BTC-KRW" in str(attempt)


@pytest.mark.parametrize("state", [State.SENT, State.UNKNOWN])
def test_a_twin_of_an_open_order_is_refused(open_books: Callable[[], Books], state: State) -> None:
    """Two orders that nobody could tell apart never leave together, whoever sends the other."""
    first = open_books()
    name = first.send()
    if state is State.UNKNOWN:
        first.journal.finish(name, State.UNKNOWN)

    with pytest.raises(gx.TwinInFlight, match="allow_twin") as caught:
        open_books().send()

    assert (caught.value.attempt, caught.value.outcome) == (name, "not_sent")
    open_books().send(OTHER)
    open_books().send(allow_twin=True)
    with pytest.raises(gx.TwinInFlight):
        open_books().send(OTHER)


def test_a_twin_that_was_allowed_holds_others_back_by_itself(
    open_books: Callable[[], Books],
) -> None:
    """Whichever of them ends first, the last one that is open counts, whoever sends the next."""
    books, others = open_books(), open_books()
    others.send(OTHER)
    first, second, third = books.send(), books.send(allow_twin=True), books.send(allow_twin=True)

    for name, order_id in ((first, "41"), (third, "43")):
        books.journal.placed(name, order_id)
        with pytest.raises(gx.TwinInFlight) as caught:
            others.send()
        assert caught.value.attempt == second
    fourth = books.send(allow_twin=True)
    assert [twin.id for twin in books.journal.twins(second)] == [second, fourth]
    books.journal.finish(second, State.REJECTED)
    books.journal.finish(fourth, State.ABSENT)
    books.send()


def test_a_twin_that_queued_behind_the_first_is_refused(open_books: Callable[[], Books]) -> None:
    """What was under way when one was asked for held it back, though it is placed by its turn."""
    first, second = open_books(), open_books()
    name = first.send()
    first.seam.sleep(2)
    first.journal.placed(name, "42")
    first.seam.sleep(1)

    with pytest.raises(gx.TwinInFlight) as caught:
        second.send(queued=2.0)
    second.send(OTHER, queued=2.0)
    second.send(allow_twin=True, queued=2.0)

    assert caught.value.attempt == name


def test_what_was_placed_before_holds_nobody_back(open_books: Callable[[], Books]) -> None:
    """One order after the other, as often as one likes; a clock that stepped back is no reason."""
    first, second = open_books(), open_books()
    first.journal.placed(first.send(), "42")
    first.seam.sleep(2)
    second.journal.placed(second.send(queued=1.0), "43")
    first.seam.wall_ns -= 3_600 * 10**9
    first.journal.finish(first.send(queued=1.0), State.REJECTED)
    second.send(queued=2.0)


@pytest.mark.parametrize("state", [State.REJECTED, State.NOT_SENT, State.ABSENT])
def test_a_settled_order_may_be_placed_again(books: Books, state: State) -> None:
    """The lock ends with the doubt."""
    books.journal.finish(books.send(), state)
    books.journal.placed(books.send(), "42")
    books.send()


def test_numbers_that_are_equal_make_twins(books: Books) -> None:
    """0.010 is 0.01, and 5e6 is 5000000."""
    books.send(asking(amount="0.010", price="5e6"))

    with pytest.raises(gx.TwinInFlight):
        books.send(asking(amount="0.01", price="5000000.0"))


def test_what_is_proven_stays(books: Books) -> None:
    """A late note of doubt does not undo an answer; an answer undoes a verdict."""
    name = books.send()
    books.journal.placed(name, "42")
    books.journal.finish(name, State.UNKNOWN)
    assert books.journal.find(name).order_id == "42"

    other = books.send()
    books.journal.finish(other, State.ABSENT, Confidence.FENCED)
    assert books.journal.find(other).confidence == "fenced"
    books.journal.placed(other, "43")
    assert books.journal.find(other).state == "placed"


def test_no_order_belongs_to_two_attempts(books: Books) -> None:
    """An adopted order goes back to whom the exchange answered it."""
    first = books.send()
    second = books.send(allow_twin=True)

    assert books.journal.adopt(first, "42")
    assert books.journal.adopt(first, "42")
    assert not books.journal.adopt(second, "42")
    books.journal.placed(second, "42")

    assert books.journal.find(first).state == "unknown"
    assert books.journal.claimed(["41", "42"]) == {"42"}
    assert not books.journal.adopt(second, "43")
    with pytest.raises(gx.TwinInFlight) as caught:
        books.send()
    assert caught.value.attempt == first
    assert [twin.id for twin in books.journal.twins(first)] == [first]


def test_nothing_is_left_by_attempts_under_way(books: Books) -> None:
    """What is being sent is not unresolved, until its deadline is over."""
    name = books.send(seconds=10)
    assert books.journal.unresolved() == []
    twin = books.send(allow_twin=True, seconds=20)
    assert [(each.id, each.in_flight) for each in books.journal.twins(name)] == [
        (name, True),
        (twin, True),
    ]
    assert books.journal.twins(books.send(OTHER))[0].request == OTHER.request
    books.journal.finish(
        books.journal.twins(books.send(OTHER, allow_twin=True))[0].id, State.ABSENT
    )

    books.seam.sleep(15)

    assert name in [attempt.id for attempt in books.journal.unresolved()]
    assert twin not in [attempt.id for attempt in books.journal.unresolved()]
    assert [(each.id, each.in_flight) for each in books.journal.twins(name)] == [
        (name, False),
        (twin, True),
    ]


def test_an_attempt_that_leaves_again_has_its_last_nonce(books: Books) -> None:
    """What fences it is a nonce above the one that it left with last."""
    name = books.send(nonce=7)
    books.seam.sleep(1)

    at, _, number = name.partition("-")
    books.journal.leaves_again((int(at), int(number)), 8, "other key")

    attempt = books.journal.find(name)
    assert (attempt.nonce, attempt.key, attempt.state) == (8, "other key", "sent")
    assert attempt.sent_at - attempt.started_at == timedelta(seconds=1)


def test_a_resubmission_needs_proof_and_takes_it_once(books: Books) -> None:
    """Absent, once, and twice at most in a row."""
    first = books.send()
    books.journal.finish(first, State.UNKNOWN)
    with pytest.raises(gx.TwinInFlight):
        books.send(origin=first)
    with pytest.raises(gx.ArgumentError, match="not proven"):
        books.send(OTHER, origin="")
    with pytest.raises(gx.ArgumentError, match="not proven"):
        books.send(origin=first, allow_twin=True)
    books.journal.finish(first, State.ABSENT, Confidence.FENCED)

    second = books.send(origin=first)
    books.journal.finish(second, State.ABSENT, Confidence.FENCED)
    with pytest.raises(gx.ArgumentError, match="was resubmitted"):
        books.send(origin=first)
    third = books.send(origin=second)
    books.journal.finish(third, State.ABSENT, Confidence.FENCED)
    with pytest.raises(gx.ArgumentError, match="2 times"):
        books.send(origin=third)
    assert books.journal.find(third).state == "absent"


def test_a_refused_resubmission_says_why(books: Books) -> None:
    """No proof, or too often."""
    lost = books.send()
    with pytest.raises(gx.ArgumentError) as unproven:
        books.send(origin=lost, allow_twin=True)
    for _ in range(2):
        books.journal.finish(lost, State.ABSENT, Confidence.FENCED)
        lost = books.send(origin=lost)
    books.journal.finish(lost, State.ABSENT, Confidence.FENCED)
    with pytest.raises(gx.ArgumentError) as too_often:
        books.send(origin=lost)

    assert unproven.value.operation == too_often.value.operation == "place_order"
    assert unproven.value.fix.startswith("Resubmit an attempt once, after resolve()")
    assert too_often.value.fix.startswith("Find out why it does not arrive")
    assert "2 times already" in str(too_often.value)


def test_a_resubmission_of_what_is_no_longer_kept_counts_from_there(books: Books) -> None:
    """Attempts are pruned, and what they came of with them."""
    first = books.send()
    books.journal.finish(first, State.ABSENT, Confidence.FENCED)
    second = books.send(origin=first)
    books.journal.finish(second, State.ABSENT, Confidence.FENCED)
    with books.journal._storage.writing() as connection:
        seq = int(first.partition("-")[2])
        connection.execute("DELETE FROM attempts WHERE seq = ?", (seq,))

    third = books.send(origin=second)

    assert books.journal.find(third).origin == second


def test_a_resubmission_that_was_not_sent_may_be_tried_again(books: Books) -> None:
    """The proof is used up by what leaves."""
    first = books.send()
    books.journal.finish(first, State.ABSENT, Confidence.FENCED)
    books.journal.finish(books.send(origin=first), State.NOT_SENT)

    assert books.journal.find(first).state == "absent"
    books.send(origin=first)


@pytest.mark.parametrize(
    ("point", "state", "left"),
    [
        ("sent", "sent", True),
        ("again", "sent", True),
        ("inside", "sent", True),
        ("unknown", "unknown", True),
        ("placed", "placed", False),
    ],
)
def test_a_kill_leaves_what_is_true(tmp_path: Path, point: str, state: str, left: bool) -> None:
    """SIGKILL at each point of an order's life, also within a transaction."""
    path = tmp_path / "orders.sqlite3"
    body = asking().body.decode()
    done = subprocess.run(
        [sys.executable, "-c", CRASH, path, body, point],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    lost = done.stdout.strip()

    journal = Journal(path, SYSTEM)
    try:
        assert [attempt.id for attempt in journal.unresolved()] == [lost] * left
        assert journal.find(lost).state == state
    finally:
        journal.close()


@pytest.mark.parametrize("name", ["", "lost", "17", "1-x", "-1", "5--3", "0-1", "1" * 20 + "-1"])
def test_an_id_of_another_journal_is_not_taken_for_one_of_this(books: Books, name: str) -> None:
    """Nor is anything else that somebody calls an attempt."""
    number = books.send().partition("-")[2]

    for each in (name, f"1520994527165001-{number}"):
        with pytest.raises(gx.ArgumentError, match="not in the journal"):
            books.journal.find(each)


def test_it_does_not_grow_for_ever(books: Books) -> None:
    """Old attempts go, but for those that an open one may have to be compared with."""
    first = books.send()
    books.journal.placed(first, "1")
    lost = books.send(OTHER)
    books.journal.finish(lost, State.UNKNOWN)
    other = books.send(OTHER, allow_twin=True)
    books.journal.placed(other, "2")
    with books.journal._storage.writing() as connection:
        seq = int(other.partition("-")[2])
        connection.execute("UPDATE attempts SET seq = seq + ? WHERE seq = ?", (KEPT + 500, seq))
    for _ in range(300):
        books.journal.finish(books.send(), State.NOT_SENT)

    assert books.journal.claimed(["1", "2"]) == {"2"}
    assert books.journal.find(lost).state == "unknown"
    with pytest.raises(gx.ArgumentError, match="not in the journal"):
        books.journal.find(first)


def test_watermarks_are_those_of_the_beginning(books: Books) -> None:
    """What was known before an order left is older than the order."""
    books.journal.placed(books.send(asking(pair="ETH-KRW")), "40")
    books.journal.placed(books.send(), "41")
    books.journal.saw_trade(9)
    books.journal.saw_trade(8)
    slow = books.send(asking(amount="0.03"))
    books.journal.placed(books.send(asking(pair="ETH-KRW")), "42")
    books.seam.sleep(1)
    name = books.send()
    books.seam.sleep(1)
    books.journal.placed(books.send(OTHER), "43")
    books.journal.placed(slow, "44")
    books.journal.saw_trade(12)

    attempt = books.journal.find(name)

    assert (attempt.highest_order_id, attempt.highest_trade_id) == (41, 9)
    books.seam.sleep(1)
    assert books.journal.find(name).started_at == attempt.started_at
    assert attempt.started_at.utcoffset() == timedelta()


def test_sqlite_is_loaded_by_the_first_order_alone() -> None:
    """Who only reads pays nothing for the journal."""
    code = (
        "import sys; before = set(sys.modules); "  # whoever measures coverage loads sqlite3 too
        "import gopax_ext; gopax_ext.Gopax(key='k', secret='c2VjcmV0'); "
        "print({'sqlite3', 'gopax_ext.orders.journal'} & (set(sys.modules) - before))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "set()"
