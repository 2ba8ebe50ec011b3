"""Slots whose file cannot be used any more: the program goes on by itself, and says so once."""

import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gopax_ext import LaneError, NotSent
from gopax_ext.gate import Urgency
from gopax_ext.sharing.file_slots import FileSlots
from gopax_ext.sharing.state import StateFile
from tests.seams import StillSeam


@pytest.fixture
def seam() -> StillSeam:
    """Time that passes only when somebody waits."""
    return StillSeam()


@pytest.fixture
def gate(tmp_path: Path, seam: StillSeam) -> FileSlots:
    """Two slots in a folder that works, so far."""
    folder = tmp_path / "gopax"
    folder.mkdir(mode=0o700)
    return FileSlots("a slot", seam, limit=2, window=1.0, folder=folder, file="slots-1")


Spoil = Callable[[int], None]


@pytest.fixture
def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> Spoil:
    """Let so many writes succeed, and none after them."""

    def fill(writes: int) -> None:
        left = iter(range(writes))
        write = StateFile.write

        def writing(self: StateFile, data: bytes, offset: int = 0) -> None:
            if next(left, None) is None:
                raise LaneError("the disk is full")
            write(self, data, offset)

        monkeypatch.setattr(StateFile, "write", writing)

    return fill


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_disk_that_fills_up_stops_no_call(
    gate: FileSlots,
    seam: StillSeam,
    fill_the_disk: Spoil,
    writes: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Before a slot is taken, while it is, and when it is given back; the rate is kept to."""
    fill_the_disk(writes)
    gate.leave(gate.enter(seam.now, Urgency.QUERY), used_until=seam.now)
    start = seam.now
    for _ in range(6):
        gate.leave(gate.enter(1e9, Urgency.QUERY), used_until=seam.now)

    assert seam.now - start >= 2
    (record,) = caplog.records
    assert "the disk is full" in record.getMessage()
    assert vars(record)["gopax"]["event"] == "slots_unshared"


def test_a_pause_holds_without_the_file_too(
    gate: FileSlots, seam: StillSeam, fill_the_disk: Spoil
) -> None:
    """The 429 was meant for this program."""
    fill_the_disk(0)
    gate.pause(5)
    start = seam.now
    gate.enter(1e9, Urgency.QUERY)

    assert gate.left() == 0
    assert seam.now - start == pytest.approx(5)


@pytest.fixture
def held(gate: FileSlots, seam: StillSeam, tmp_path: Path) -> Iterator[FileSlots]:
    """Somebody took hold of the file and hangs, as a program at a breakpoint does."""
    gate.leave(gate.enter(seam.now, Urgency.QUERY), used_until=None)
    with (tmp_path / "gopax" / "slots-1").open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield gate


def test_a_program_that_hangs_with_the_file_makes_nobody_wait_for_ever(
    held: FileSlots, seam: StillSeam
) -> None:
    """Who would come in gives up in its own time, and who leaves does not wait for it."""
    start = seam.now
    with pytest.raises(NotSent):
        held.enter(seam.now + 0.3, Urgency.QUERY)
    assert seam.now - start == pytest.approx(0.3, abs=0.01)

    held.pause(1)

    assert seam.now - start < 1


def test_who_leaves_while_another_hangs_is_done_soon(
    gate: FileSlots, seam: StillSeam, tmp_path: Path
) -> None:
    """Its slot ends by itself, one window after the deadline of its call."""
    turn = gate.enter(seam.now, Urgency.QUERY)
    start = seam.now
    with (tmp_path / "gopax" / "slots-1").open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        gate.leave(turn, used_until=seam.now)
    assert seam.now - start < 0.2

    seam.now = start + 1.01
    assert gate.left() == 2


def test_what_is_left_is_told(gate: FileSlots, seam: StillSeam) -> None:
    """By the file, so also what other programs took."""
    assert gate.left() == 2
    gate.leave(gate.enter(seam.now, Urgency.QUERY), used_until=seam.now)
    assert gate.left() == 1
