"""Where another process writes the journal, ours waits a moment, and no longer than it may."""

import logging
from collections.abc import Callable

import pytest

from gopax_ext import JournalError
from gopax_ext.orders.noting import GRACE_SECONDS, Note, keep, keep_at_once
from gopax_ext.orders.storage import Busy
from tests.seams import StillSeam


class Busily:
    """An action that finds the journal busy so many times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self) -> str:
        if self.left:
            self.left -= 1
            raise Busy
        return "done"


@pytest.fixture
def seam() -> StillSeam:
    """Time that passes only when somebody waits."""
    return StillSeam()


async def noted(flavour: str, note: Note[str]) -> str:
    """What came of it, in a thread's way or in a task's."""
    return note.run(None) if flavour == "sync" else await note.run_async(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("flavour", ["sync", "async"])
@pytest.mark.parametrize("times", [0, 1, 2, 7])
async def test_a_busy_journal_is_asked_again(seam: StillSeam, flavour: str, times: int) -> None:
    """Soon at first, then less often, and each 20 ms at the latest."""
    start = seam.now

    assert await noted(flavour, Note(seam, start + 1, Busily(times))) == "done"
    assert len(seam.waits) == times
    assert seam.waits == sorted(seam.waits)
    assert all(0 < wait <= 0.02 for wait in seam.waits)


@pytest.mark.parametrize("flavour", ["sync", "async"])
async def test_the_deadline_ends_the_waiting(seam: StillSeam, flavour: str) -> None:
    """And says whose fault it was; an action is tried once in any case."""
    start = seam.now
    with pytest.raises(JournalError, match="kept the journal of orders busy"):
        await noted(flavour, Note(seam, start + 0.3, Busily(10**6)))

    assert start + 0.25 < seam.now < start + 0.3
    assert await noted(flavour, Note(seam, start - 5, Busily(0))) == "done"


def test_what_was_learnt_late_is_given_a_moment_all_the_same(seam: StillSeam) -> None:
    """The call may be over; what became of it matters still."""
    (note,) = keep(seam, seam.now - 5, "an order", Busily(2))
    assert isinstance(note, Note)

    assert note.deadline == pytest.approx(seam.now + GRACE_SECONDS)
    assert note.run(None) == "done"  # type: ignore[arg-type]


def _interrupted(action: Callable[[], object], seam: StillSeam) -> None:
    del seam
    keep_at_once("an order", action)


def _too_late(action: Callable[[], object], seam: StillSeam) -> None:
    steps = keep(seam, seam.now, "an order", action)
    note = next(steps)
    assert isinstance(note, Note)
    with pytest.raises(JournalError) as caught:
        note.run(None)  # type: ignore[arg-type]
    with pytest.raises(StopIteration):
        steps.throw(caught.value)


@pytest.mark.parametrize("keeping", [_interrupted, _too_late])
def test_what_could_not_be_put_on_record_is_told(
    keeping: Callable[[Callable[[], object], StillSeam], None],
    seam: StillSeam,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It stays open in the journal and raises nothing: the answer itself was good."""
    with caplog.at_level(logging.WARNING):
        keeping(Busily(10**6), seam)

    (record,) = caplog.records
    assert "the outcome of an order is not on record, resolve it" in record.getMessage()
    assert vars(record)["gopax"] == {"event": "outcome_unrecorded", "what": "an order"}


def test_who_was_interrupted_waits_for_nobody(seam: StillSeam) -> None:
    """One try, and that is it."""
    action = Busily(1)
    keep_at_once("an order", action)

    assert action.left == 0
    assert seam.waits == []
