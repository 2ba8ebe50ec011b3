"""Rate slots that all processes of a host share: the exchange counts by key and by address."""

import logging
import struct
import zlib
from pathlib import Path
from typing import Final

from ..errors import LaneError
from ..gate import Turn
from ..limits import RateSlots, SlotTable
from ..seam import Seam
from .state import StateFile

__all__ = ["FileSlots"]

_log = logging.getLogger("gopax_ext.sharing")

_HEAD: Final = struct.Struct("<4sII16s3d")
"""Mark, checksum of the rest, number of slots, which boot, paused until, cap, trading until."""
_MARK: Final = b"GPS1"
_CHECKED_FROM: Final = 8
_LOOK_AGAIN_SECONDS: Final = 0.25
"""What another process gives back unused is seen within this time."""
_BUSY_SECONDS: Final = 0.0005
_TRIES: Final = 200


class FileSlots(RateSlots):
    """Slots in a file that is held for some microseconds when a call comes and when it ends.

    Times are those of the clock that all processes of a host have in common since it was booted; a
    process that dies leaves slots that end by themselves. Where the file cannot be used, the slots
    are those of this process alone, with a warning: a call too many is refused and does no harm.
    """

    def __init__(
        self, name: str, seam: Seam, *, limit: int, window: float, folder: Path, file: str
    ) -> None:
        self._file = StateFile(folder, file)
        self._boot = _boot_id()
        self._alone = False
        super().__init__(name, seam, limit=limit, window=window)

    def _start_anew(self) -> None:
        self._file.forget()
        super()._start_anew()

    def _admit(self, now: float, turn: Turn) -> float | None:
        if not self._hold():
            return _BUSY_SECONDS * (1 + self._seam.random())
        try:
            self._load(now)
            wait = super()._admit(now, turn)
            if wait == 0.0:
                self._store()
        finally:
            self._file.let_go()
        return None if wait is None else min(wait, _LOOK_AGAIN_SECONDS)

    def _give_back(self, turn: Turn, free_from: float) -> None:
        if self._hold_soon():
            try:
                self._load(self._seam.monotonic())
                super()._give_back(turn, free_from)
                self._store()
            finally:
                self._file.let_go()

    def _slow_down(self, now: float, seconds: float) -> None:
        if self._hold_soon():
            try:
                self._load(now)
                super()._slow_down(now, seconds)
                self._store()
            finally:
                self._file.let_go()

    def _hold(self) -> bool:
        if self._alone:
            return True
        try:
            return self._file.hold()
        except LaneError as error:
            self._go_alone(error)
            return True

    def _hold_soon(self) -> bool:
        """Wait for the file, which others hold for microseconds; give up on one that hangs."""
        for _ in range(_TRIES):
            if self._hold():
                return True
            self._seam.sleep(_BUSY_SECONDS)
        return False

    def _go_alone(self, error: LaneError) -> None:
        self._alone = True
        self._file.forget()
        _log.warning("%s is shared with no other process: %s", self.name, error)

    def _load(self, now: float) -> None:
        if self._alone:
            return
        data = self._file.read(_HEAD.size + 8 * self._limit)
        table = self._parse(data)
        if table is None:
            _log.warning("%s had a damaged file: keeping still for one window", self.name)
            self._table = SlotTable(paused_until=now + self._rest)
            self._store()
            return
        self._table = table

    def _parse(self, data: bytes) -> SlotTable | None:
        if not data:
            return SlotTable()
        if len(data) < _HEAD.size:
            return None
        mark, checksum, count, boot, paused, cap, trading = _HEAD.unpack_from(data)
        size = _HEAD.size + 8 * count
        if mark != _MARK or len(data) < size or checksum != zlib.crc32(data[_CHECKED_FROM:size]):
            return None
        if boot != self._boot:
            return SlotTable()  # since then the machine was booted, and its clock began anew
        ends = struct.unpack_from(f"<{count}d", data, _HEAD.size)
        return SlotTable(list(ends), paused, cap, trading)

    def _store(self) -> None:
        if self._alone:
            return
        table = self._table
        count = len(table.ends)
        head = (count, self._boot, table.paused_until, table.cap, table.trading_until)
        data = _HEAD.pack(_MARK, 0, *head) + struct.pack(f"<{count}d", *table.ends)
        rest = data[_CHECKED_FROM:]
        try:
            self._file.write(_MARK + zlib.crc32(rest).to_bytes(4, "little") + rest)
        except LaneError as error:
            self._go_alone(error)


def _boot_id() -> bytes:
    """Return what tells one boot from another; the same for all where the system has no such id."""
    try:
        text = Path("/proc/sys/kernel/random/boot_id").read_text("ascii")
        return bytes.fromhex(text.strip().replace("-", ""))
    except (OSError, ValueError):
        return bytes(16)
