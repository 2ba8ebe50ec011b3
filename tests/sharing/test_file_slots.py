"""Rate slots in a file, and rate slots in virtual time over every kind of network."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from gopax_ext import NotSent
from gopax_ext.gate import Urgency
from gopax_ext.limits import RateSlots
from gopax_ext.seam import SYSTEM, Seam
from gopax_ext.sharing.file_slots import FileSlots
from tests.project.house import ROOT
from tests.seams import StillSeam
from tests.sharing.network import FAR, saturate, too_many

RTT = 0.18


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A state folder that does not exist yet."""
    return tmp_path / "state" / "gopax"


def slots(folder: Path, seam: Seam, limit: int = 20) -> FileSlots:
    """One program's side of the slots."""
    return FileSlots("a slot", seam, limit=limit, window=1.0, folder=folder, file="slots-1")


@pytest.mark.parametrize("jitter", [0.0, 0.02, 0.1, 0.5])
def test_a_hundred_thousand_calls_meet_no_429_at_full_rate(jitter: float) -> None:
    """At least 98 % of 20 / (1 s + round trip), whatever the jitter."""
    seam = StillSeam()
    gate = RateSlots("a slot", seam, limit=20, window=1.0)
    start = seam.now

    arrivals, mean = saturate(seam, [gate], 100_000, there_and_back=RTT, jitter=jitter)

    assert too_many(arrivals, 20, 1.0) == 0
    rate = len(arrivals) / (seam.now - start)
    assert rate >= 0.98 * 20 / (1 + mean)


@pytest.mark.parametrize("jitter", [0.0, 0.5])
def test_programs_share_the_rate_without_a_429(folder: Path, jitter: float) -> None:
    """Four programs at once use what one may."""
    seam = StillSeam()
    gates = [slots(folder, seam) for _ in range(4)]
    start = seam.now

    arrivals, mean = saturate(seam, gates, 5_000, there_and_back=RTT, jitter=jitter)

    assert too_many(arrivals, 20, 1.0) == 0
    assert len(arrivals) / (seam.now - start) >= 0.95 * 20 / (1 + mean)


def test_slots_of_one_program_are_taken_for_the_other(folder: Path) -> None:
    """The exchange counts by key and by address, not by program."""
    seam = StillSeam()
    mine, other = slots(folder, seam), slots(folder, seam)
    turns = [mine.enter(seam.now, Urgency.QUERY) for _ in range(20)]
    with pytest.raises(NotSent):
        other.enter(seam.now, Urgency.QUERY)
    mine.leave(turns[0], used_until=None)

    other.enter(seam.now, Urgency.QUERY)


def test_a_slot_of_a_deleted_file_frees_none_of_the_new_one(folder: Path) -> None:
    """What is given back there is somebody else's by now."""
    seam = StillSeam()
    mine, other = slots(folder, seam, 1), slots(folder, seam, 1)
    turn = mine.enter(seam.now + 9, Urgency.QUERY)
    (folder / "slots-1").unlink()
    other.enter(seam.now + 9, Urgency.QUERY)
    seam.now += 1
    for _ in range(2):
        assert mine.enter_at_once(seam.now, Urgency.QUERY) is None
        mine.leave(turn, used_until=None)


def test_a_pause_holds_for_every_program_and_slows_all(folder: Path) -> None:
    """After a 429 of one of them."""
    seam = StillSeam()
    mine, other = slots(folder, seam), slots(folder, seam)
    mine.pause(3)
    start = seam.now
    other.enter(FAR, Urgency.QUERY)
    assert seam.now - start == pytest.approx(3)

    for _ in range(9):
        other.enter(seam.now, Urgency.QUERY)

    with pytest.raises(NotSent):
        mine.enter(seam.now, Urgency.QUERY)


def test_slots_of_a_killed_program_come_back(folder: Path) -> None:
    """One window after the deadline of its calls; nobody has to clean up."""
    seam = StillSeam()
    dead = slots(folder, seam, limit=1)
    dead.enter(seam.now + 5, Urgency.QUERY)
    del dead
    start = seam.now

    slots(folder, seam, limit=1).enter(FAR, Urgency.QUERY)

    assert 6 < seam.now - start < 6.3


def test_a_reboot_forgets_all_slots(folder: Path) -> None:
    """The clock that the times in the file are of has begun anew."""
    seam = StillSeam()
    before = slots(folder, seam, limit=1)
    before._slots._boot = b"another boot, ..."[:16]
    before.enter(seam.now + 1_000, Urgency.QUERY)

    slots(folder, seam, limit=1).enter(seam.now, Urgency.QUERY)


@pytest.mark.parametrize("damage", [b"x", b"GPS2" + bytes(100), bytes(60)])
def test_a_damaged_file_costs_one_window_and_one_warning(
    folder: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody knows what was in it, so everyone keeps still once."""
    seam = StillSeam()
    slots(folder, seam).enter(seam.now, Urgency.QUERY)
    next(folder.iterdir()).write_bytes(damage)
    start = seam.now

    gate = slots(folder, seam)
    gate.enter(FAR, Urgency.QUERY)
    gate.enter(FAR, Urgency.QUERY)

    assert seam.now - start == pytest.approx(1.002)
    assert len(caplog.records) == 1


def test_without_a_folder_slots_are_of_this_program_alone(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Market data can be read on a machine without a home; a warning says what is missing."""
    folder.parent.mkdir()
    folder.write_text("a file")
    seam = StillSeam()
    gate = slots(folder, seam, limit=1)
    gate.leave(gate.enter(seam.now, Urgency.QUERY), used_until=seam.now)

    with pytest.raises(NotSent):
        gate.enter(seam.now, Urgency.QUERY)

    assert len(caplog.records) == 1
    assert "shared with no other process" in caplog.text


SPRINTER = """
import sys
from pathlib import Path
from gopax_ext.gate import Urgency
from gopax_ext.seam import SYSTEM
from gopax_ext.sharing.file_slots import FileSlots
gate = FileSlots("a slot", SYSTEM, limit=20, window=0.5, folder=Path(sys.argv[1]), file="slots-1")
end = SYSTEM.monotonic() + 2.5
while SYSTEM.monotonic() < end:
    turn = gate.enter(1e12, Urgency.QUERY)
    now = SYSTEM.monotonic()
    gate.leave(turn, used_until=now)
    print(now)
"""


def test_real_programs_share_the_rate(folder: Path) -> None:
    """Four processes at full speed for 2.5 s: no window sees one call too many."""
    command = [sys.executable, "-c", SPRINTER, str(folder)]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    calls = sorted(float(line) for each in running for line in each.communicate()[0].split())

    assert too_many(calls, 20, 0.5) == 0
    assert len(calls) >= 60


def test_a_slot_costs_microseconds(folder: Path) -> None:
    """Entering and leaving, uncontended, through the file; a loose bound for a busy machine."""
    gate = slots(folder, SYSTEM, limit=20)
    best = float("inf")
    for _ in range(200):
        start = time.perf_counter()
        turn = gate.enter(1e12, Urgency.QUERY)
        gate.leave(turn, used_until=None)
        best = min(best, time.perf_counter() - start)

    assert best < 0.0005


def test_a_cancel_goes_through_while_programs_query(folder: Path) -> None:
    """A key that trades keeps slots for cancels in every program."""
    seam = StillSeam()
    bot, reader = slots(folder, seam), slots(folder, seam)
    bot.enter(seam.now, Urgency.PLACE)
    while reader.enter_at_once(seam.now, Urgency.QUERY):
        pass

    bot.enter(seam.now, Urgency.CANCEL)


def test_a_slot_that_cannot_be_read_rests_for_one_window(folder: Path) -> None:
    """Noise in the middle of the ring is neither a free slot nor one that is taken for ever."""
    seam = StillSeam()
    slots(folder, seam, limit=1).enter(seam.now, Urgency.QUERY)
    file = next(folder.iterdir())
    data = bytearray(file.read_bytes())
    data[-8:] = b"\xff" * 8
    file.write_bytes(data)
    start = seam.now

    slots(folder, seam, limit=1).enter(FAR, Urgency.QUERY)

    assert seam.now - start == pytest.approx(1.002)


def test_a_call_that_hangs_holds_up_nobody_else(folder: Path) -> None:
    """The slots that were taken after it are used again and again."""
    seam = StillSeam()
    gate = slots(folder, seam, limit=3)
    gate.enter(seam.now + 1_000, Urgency.QUERY)
    start = seam.now
    for _ in range(20):
        gate.leave(gate.enter(FAR, Urgency.QUERY), used_until=seam.now)

    assert 9 < seam.now - start < 10


@pytest.mark.parametrize("limit", [20, 5_000])
def test_a_call_writes_some_bytes_however_many_slots_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """Two writes to come in, one to leave, a hundred bytes in all; and few to read."""
    seam = StillSeam()
    gate = slots(folder, seam, limit=limit)
    for _ in range(limit - 1):
        gate.leave(gate.enter(FAR, Urgency.QUERY), used_until=seam.now)
    moved: dict[str, list[int]] = {"read": [], "write": []}
    read, write = gate._file.read, gate._file.write

    def reading(size: int, offset: int = 0) -> bytes:
        data = read(size, offset)
        moved["read"].append(len(data))
        return data

    def writing(data: bytes, offset: int = 0) -> None:
        moved["write"].append(len(data))
        write(data, offset)

    monkeypatch.setattr(gate._file, "read", reading)
    monkeypatch.setattr(gate._file, "write", writing)
    gate.leave(gate.enter(FAR, Urgency.QUERY), used_until=seam.now)

    assert len(moved["write"]) == 3
    assert sum(moved["write"]) < 128
    assert sum(moved["read"]) < 1024
