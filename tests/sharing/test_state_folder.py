"""The folder that programs share: where it may lie, and what of it is cleared away."""

import fcntl
import os
from pathlib import Path

import pytest

from gopax_ext import LaneError
from gopax_ext.gate import Urgency
from gopax_ext.server_clock import ServerClock
from gopax_ext.sharing import mounts
from gopax_ext.sharing.file_lane import FileLane
from gopax_ext.sharing.file_slots import FileSlots
from gopax_ext.sharing.state import file_name
from tests.seams import StillSeam

DAY = 86_400
URL = "https://api.gopax.co.kr"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A private folder."""
    made = tmp_path / "gopax"
    made.mkdir(mode=0o700)
    return made


def aged(folder: Path, kind: str, key: str, days: float, seam: StillSeam) -> Path:
    """Leave a file of `kind` that was last written to so many days ago."""
    path = folder / file_name(kind, URL, key)
    path.write_bytes(b"")
    path.chmod(0o600)
    then = seam.wall_ns / 1e9 - days * DAY
    os.utime(path, (then, then))
    return path


def begin(folder: Path, seam: StillSeam, key: str = "new") -> None:
    """Use a lane that has no file yet."""
    lane = FileLane("a lane", seam, ServerClock(), folder=folder, file=file_name("lane", URL, key))
    lane.enter(seam.now, Urgency.QUERY)
    lane.next_nonce()
    lane.leave()


def test_files_that_nobody_has_used_for_long_go_when_a_new_key_comes(folder: Path) -> None:
    """Slots after a month, lanes after a year; what was used since then stays."""
    seam = StillSeam()
    gone = [
        aged(folder, "lane", "1", 367, seam),
        aged(folder, "slots-20-1", "2", 31, seam),
        aged(folder, "slots-1-0.5-get_order_book", "3", 31, seam),
    ]
    kept = [aged(folder, "lane", "4", 365, seam), aged(folder, "slots-20-1", "5", 29, seam)]

    begin(folder, seam)

    assert [path.exists() for path in gone] == [False] * 3
    assert [path.exists() for path in kept] == [True] * 2


def test_a_key_that_is_there_costs_no_look_around(folder: Path) -> None:
    """Nothing grows while nothing new comes."""
    seam = StillSeam()
    begin(folder, seam)
    old = aged(folder, "lane", "1", 1_000, seam)

    begin(folder, seam)

    assert old.exists()


def test_what_is_not_a_lane_or_slots_is_left_alone(folder: Path) -> None:
    """Orders on record above all; and no link is followed."""
    seam = StillSeam()
    others = [folder / f"{file_name('orders', URL, 'key')}.sqlite3", folder / "sandbox.json"]
    link = folder / file_name("lane", URL, "linked")
    target = folder / "target"
    for path in [*others, target]:
        path.write_bytes(b"")
        os.utime(path, (0, 0))
    link.symlink_to(target)
    os.utime(link, (0, 0), follow_symlinks=False)

    begin(folder, seam)

    assert all(path.exists() for path in [*others, link, target])


def test_a_file_that_is_held_is_not_removed(folder: Path) -> None:
    """However old it is: a program that stands still at a breakpoint has it."""
    seam = StillSeam()
    held = aged(folder, "lane", "1", 1_000, seam)
    with held.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        begin(folder, seam)
        assert held.exists()
    begin(folder, seam, "another")
    assert not held.exists()


def test_who_had_a_removed_file_open_finds_the_new_one(folder: Path) -> None:
    """A program that slept for a year and the one that came meanwhile are in one lane again."""
    seam = StillSeam()
    begin(folder, seam)
    name = file_name("lane", URL, "new")
    sleeper = FileLane("a lane", seam, ServerClock(), folder=folder, file=name)
    sleeper.enter(seam.now, Urgency.QUERY)
    before = sleeper.next_nonce()
    sleeper.leave()
    os.utime(folder / name, (0, 0))
    begin(folder, seam, "another")
    assert not (folder / name).exists()

    begin(folder, seam)
    seam.now += 1
    sleeper.enter(seam.now, Urgency.QUERY)

    assert sleeper.next_nonce() > before
    assert not _can_take(folder / name)


def _can_take(path: Path) -> bool:
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def mounted(folder: Path, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system say that the folder lies on a file system of `kind`."""
    device = folder.stat().st_dev
    text = tmp_path / "mountinfo"
    text.write_text(
        "22 1 254:1 / / rw - ext4 /dev/root rw\n"
        f"36 22 {os.major(device)}:{os.minor(device)} / /home rw,nosuid shared:5 - {kind} a:/b rw\n"
    )
    monkeypatch.setattr(mounts, "_MOUNTS", text)
    mounts._network_kind.cache_clear()


@pytest.fixture(autouse=True)
def _forget_mounts() -> None:
    mounts._network_kind.cache_clear()


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "fuse.glusterfs", "lustre"])
def test_a_lane_on_a_network_file_system_is_refused(
    folder: Path, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other machines write there too, and no lock of this one keeps them out."""
    mounted(folder, kind, tmp_path, monkeypatch)

    with pytest.raises(LaneError, match=f"network file system .{kind}.") as caught:
        begin(folder, StillSeam())

    assert "GOPAX_STATE_DIR" in caught.value.fix
    assert list(folder.iterdir()) == []


def test_slots_on_a_network_file_system_are_of_one_program_with_a_warning(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A call too many is refused and does no harm, so public calls go on."""
    mounted(folder, "nfs", tmp_path, monkeypatch)
    gate = FileSlots("a slot", StillSeam(), limit=1, window=1.0, folder=folder, file="slots-1")

    gate.enter(1e9, Urgency.QUERY)

    assert "network file system (nfs)" in caplog.text


@pytest.mark.parametrize("kind", ["ext4", "overlay", "tmpfs", "btrfs", "fuse.lxcfs", "9p"])
def test_any_other_file_system_is_fine(
    folder: Path, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers have overlays, and some have fuse."""
    mounted(folder, kind, tmp_path, monkeypatch)
    begin(folder, StillSeam())


def test_a_system_that_does_not_tell_is_believed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no such list outside of Linux."""
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "none")
    begin(folder, StillSeam())
