"""The nonce lane in a file: whoever opens the same file is another program on the same key."""

import itertools
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gopax_ext import ClockError, LaneError, NotSent
from gopax_ext.gate import Urgency
from gopax_ext.seam import SYSTEM, Seam
from gopax_ext.server_clock import ServerClock
from gopax_ext.sharing.file_lane import FileLane
from gopax_ext.transport.base import Headers
from tests.project.house import ROOT
from tests.seams import StillSeam

FAR = 1e12
DAY_NS = 86_400_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A state folder that does not exist yet."""
    return tmp_path / "state" / "gopax"


NAMES = itertools.count(1)


def lane(folder: Path, seam: Seam, clock: ServerClock | None = None) -> FileLane:
    """One program's side of the lane; each draws a name of its own."""
    if isinstance(seam, StillSeam):
        seam.chance = next(NAMES) / 1_000
    return FileLane("the lane", seam, clock or ServerClock(), folder=folder, file="lane-1")


def one_nonce(gate: FileLane) -> int:
    """Enter, take a nonce, leave."""
    gate.enter(FAR, Urgency.QUERY)
    try:
        return gate.next_nonce()
    finally:
        gate.leave()


def test_two_programs_never_hold_the_lane_at_once(folder: Path) -> None:
    """From the choice of a nonce until the answer has been read."""
    seam = StillSeam()
    mine, other = lane(folder, seam), lane(folder, seam)
    mine.enter(FAR, Urgency.QUERY)

    with pytest.raises(NotSent, match="waiting for the lane"):
        other.enter(seam.now + 0.5, Urgency.CANCEL)

    mine.leave()
    other.enter(seam.now + 0.5, Urgency.QUERY)


def test_a_waiting_program_asks_every_few_milliseconds(folder: Path) -> None:
    """0.5 to 5 ms, drawn each time, so that two do not go on asking in step."""
    seam = StillSeam()
    mine, other = lane(folder, seam), lane(folder, seam)
    seam.chance = 0.25
    mine.enter(FAR, Urgency.QUERY)

    with pytest.raises(NotSent):
        other.enter(seam.now + 0.1, Urgency.QUERY)

    assert seam.waits[0] == pytest.approx(0.0005 + 0.25 * 0.0045)


def test_nonces_rise_across_programs_and_restarts_whatever_the_clock_does(folder: Path) -> None:
    """An hour back, in the middle and between two starts."""
    seam = StillSeam()
    mine, other = lane(folder, seam), lane(folder, seam)
    nonces = [one_nonce(mine), one_nonce(other)]
    seam.wall_ns -= 3_600_000_000_000
    nonces += [one_nonce(mine), one_nonce(other), one_nonce(lane(folder, seam))]

    assert nonces == sorted(set(nonces))


def test_a_program_that_had_the_lane_lets_one_go_first_that_asks(folder: Path) -> None:
    """However busy it is itself."""
    seam = StillSeam()
    busy, patient = lane(folder, seam), lane(folder, seam)
    assert busy.enter_at_once(FAR, Urgency.QUERY)
    busy.next_nonce()
    assert not patient.enter_at_once(FAR, Urgency.QUERY)
    busy.leave()

    assert not busy.enter_at_once(FAR, Urgency.CANCEL)
    assert patient.enter_at_once(FAR, Urgency.QUERY)


def test_courtesy_ends_when_nobody_takes_the_lane(folder: Path) -> None:
    """Whoever asked may have gone."""
    seam = StillSeam()
    busy, gone = lane(folder, seam), lane(folder, seam)
    busy.enter_at_once(FAR, Urgency.QUERY)
    busy.next_nonce()
    gone.enter_at_once(FAR, Urgency.QUERY)
    busy.leave()
    start = seam.now

    busy.enter(FAR, Urgency.QUERY)

    assert seam.now - start < 0.012


def test_folder_and_file_are_private_and_tell_nothing(folder: Path) -> None:
    """0700 and 0600, and the record is the nonce, not the key."""
    one_nonce(lane(folder, StillSeam()))

    (file,) = folder.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.stat().st_size == 24


@pytest.mark.parametrize(
    "damage", [b"", b"x", b"GPX1", b"\0" * 24, b"not a record of nonces at all"]
)
def test_a_damaged_file_is_begun_anew_with_one_warning(
    folder: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """Nonces go on from the clock; an empty file is no damage."""
    seam = StillSeam()
    one_nonce(lane(folder, seam))
    (file,) = folder.iterdir()
    file.write_bytes(damage)
    gate = lane(folder, seam)
    seam.wall_ns += 1_000_000

    nonces = [one_nonce(gate), one_nonce(gate)]

    assert nonces == [1_520_994_527_166, 1_520_994_527_167]
    assert len(caplog.records) == (1 if damage else 0)


def test_a_file_whose_checksum_is_wrong_is_damaged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One flipped bit would otherwise burn the key."""
    seam = StillSeam()
    one_nonce(lane(folder, seam))
    (file,) = folder.iterdir()
    record = bytearray(file.read_bytes())
    record[15] ^= 0x40
    file.write_bytes(record)

    assert one_nonce(lane(folder, seam)) == 1_520_994_527_165
    assert "damaged" in caplog.text


def _link(folder: Path) -> None:
    (file,) = folder.iterdir()
    file.rename(folder.parent / "elsewhere")
    file.symlink_to(folder.parent / "elsewhere")


def _second_name(folder: Path) -> None:
    (file,) = folder.iterdir()
    os.link(file, folder.parent / "two")


def _open_file(folder: Path) -> None:
    next(folder.iterdir()).chmod(0o620)


def _open_folder(folder: Path) -> None:
    folder.chmod(0o755)


def _linked_folder(folder: Path) -> None:
    folder.rename(folder.parent / "elsewhere")
    folder.symlink_to(folder.parent / "elsewhere")


def _no_folder(folder: Path) -> None:
    folder.rename(folder.parent / "elsewhere")
    folder.write_text("a file")


@pytest.mark.parametrize(
    "spoil", [_link, _second_name, _open_file, _open_folder, _linked_folder, _no_folder]
)
def test_what_others_could_touch_is_refused(folder: Path, spoil: object) -> None:
    """A link, a second name, a mode or an owner that is not ours: nothing is sent."""
    one_nonce(lane(folder, StillSeam()))
    assert callable(spoil)
    spoil(folder)

    with pytest.raises(LaneError, match="nothing was sent") as caught:
        lane(folder, StillSeam()).enter(FAR, Urgency.QUERY)

    assert caught.value.outcome == "not_sent"
    assert str(folder) in str(caught.value)
    assert 'sharing="process"' in caught.value.fix


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_refused(folder: Path) -> None:
    """Who owns it may change what it says."""
    one_nonce(lane(folder, StillSeam()))
    os.chown(next(folder.iterdir()), 12345, 12345)

    with pytest.raises(LaneError, match="belongs to user 12345"):
        lane(folder, StillSeam()).enter(FAR, Urgency.QUERY)


def test_a_full_disk_is_told_with_the_way_out(folder: Path) -> None:
    """A nonce that cannot be kept is not given out; a real limit on file sizes stands for it."""
    script = f"""
import resource
from pathlib import Path
from gopax_ext.errors import LaneError
from gopax_ext.gate import Urgency
from gopax_ext.seam import SYSTEM
from gopax_ext.sharing.file_lane import FileLane
from gopax_ext.server_clock import ServerClock
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
lane = FileLane("the lane", SYSTEM, ServerClock(), folder=Path({str(folder)!r}), file="lane-1")
lane.enter(1e12, Urgency.QUERY)
try:
    lane.next_nonce()
except LaneError as error:
    print(error)
"""
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "cannot be used: File too large; nothing was sent" in answer.stdout
    assert 'sharing="process"' in answer.stdout


def test_a_deleted_file_parts_nobody(folder: Path) -> None:
    """Whoever comes next makes a new one, and those who had the old one find it."""
    seam = StillSeam()
    mine, other = lane(folder, seam), lane(folder, seam)
    nonces = [one_nonce(mine), one_nonce(other)]
    next(folder.iterdir()).unlink()
    seam.now += 0.05
    seam.wall_ns += 5_000_000
    nonces.append(one_nonce(other))
    mine.enter(FAR, Urgency.QUERY)
    nonces.append(mine.next_nonce())

    with pytest.raises(NotSent):
        other.enter(seam.now + 0.1, Urgency.QUERY)
    assert nonces == sorted(set(nonces))


def test_a_clock_that_is_years_ahead_burns_no_key(folder: Path) -> None:
    """The exchange's own clock disagrees: nothing is sent, and the right time goes on working."""
    seam, clock = StillSeam(), ServerClock()
    gate = lane(folder, seam, clock)
    before = one_nonce(gate)
    seam.wall_ns += 3_650 * DAY_NS
    clock.hear(Headers([("Date", "Wed, 14 Mar 2018 02:28:48 GMT")]), seam.now)

    with pytest.raises(ClockError, match=r"3650\.0 days ahead of the exchange's clock") as caught:
        one_nonce(gate)

    assert caught.value.outcome == "not_sent"
    assert caught.value.last_nonce == before
    seam.wall_ns -= 3_650 * DAY_NS
    assert one_nonce(gate) == before + 1


def test_a_holiday_is_no_reason_to_refuse(folder: Path) -> None:
    """A week later the exchange says that it is a week later."""
    seam, clock = StillSeam(), ServerClock()
    one_nonce(lane(folder, seam, clock))
    seam.wall_ns += 7 * DAY_NS
    gate = lane(folder, seam, clock)
    gate.enter(FAR, Urgency.QUERY)
    assert gate.needs_witness()
    clock.hear(Headers([("Date", "Wed, 21 Mar 2018 02:28:47 GMT")]), seam.now)

    assert not gate.needs_witness()
    assert gate.next_nonce() == 1_520_994_527_165 + 7 * 86_400_000


HOLDER = """
import sys, time
from pathlib import Path
from gopax_ext.gate import Urgency
from gopax_ext.seam import SYSTEM
from gopax_ext.sharing.file_lane import FileLane
from gopax_ext.server_clock import ServerClock
lane = FileLane("the lane", SYSTEM, ServerClock(), folder=Path(sys.argv[1]), file="lane-1")
lane.enter(1e12, Urgency.QUERY)
print(lane.next_nonce(), flush=True)
time.sleep(60)
"""


def test_the_lane_of_a_killed_program_is_free_at_once(folder: Path) -> None:
    """The kernel takes the lock from whoever dies, and the nonce it took stays taken."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    theirs = int(holder.stdout.readline())
    mine = lane(folder, SYSTEM)
    assert not mine.enter_at_once(FAR, Urgency.QUERY)
    holder.kill()
    holder.communicate()
    start = time.monotonic()

    nonce = one_nonce(mine)

    assert time.monotonic() - start < 0.5
    assert nonce > theirs


FORKING = """
import os, sys
from pathlib import Path
from gopax_ext.gate import Turn, Urgency
from gopax_ext.seam import SYSTEM
from gopax_ext.sharing.file_lane import FileLane
from gopax_ext.server_clock import ServerClock
lane = FileLane("the lane", SYSTEM, ServerClock(), folder=Path(sys.argv[1]), file="lane-1")
lane.enter(1e12, Urgency.QUERY)
first = lane.next_nonce()
reader, writer = os.pipe()
child = os.fork()
if child == 0:
    blocked = not lane.enter_at_once(1e12, Urgency.QUERY)
    os.write(writer, b"blocked " if blocked else b"let in ")
    lane.enter(1e12, Urgency.QUERY)
    os.write(writer, str(lane.next_nonce()).encode())
    os._exit(0)
said = os.read(reader, 100)
lane.leave()
os.waitpid(child, 0)
said += os.read(reader, 100)
lane.enter(1e12, Urgency.QUERY)
print(said.decode(), first, lane.next_nonce())
"""


def test_a_forked_child_waits_like_any_other_program(folder: Path) -> None:
    """It inherits no lane that is held, and its nonces are in order with its parent's."""
    answer = subprocess.run(
        [sys.executable, "-c", FORKING, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    word, childs, first, last = answer.stdout.split()
    assert word == "blocked"
    assert int(first) < int(childs) < int(last)


def test_threads_of_one_program_take_turns_without_polling(folder: Path) -> None:
    """Within a process the lane is handed on; 8 x 50 turns take no 5 ms each."""
    gate = lane(folder, SYSTEM)
    nonces: list[int] = []
    threads = [
        threading.Thread(target=lambda: [nonces.append(one_nonce(gate)) for _ in range(50)])
        for _ in range(8)
    ]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert len(set(nonces)) == 400
    assert time.monotonic() - start < 2.0
