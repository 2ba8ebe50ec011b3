"""A table of rate slots as bytes of a file: each change writes some bytes, however many rest.

The head says which places of a ring are in use. A place is written before the head that counts it,
so a process that is killed in between has taken nothing; every piece can be told from noise.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Final
from zlib import crc32

from ..errors import LaneError
from ..limits import SlotTable
from .state import StateFile

__all__ = ["Damaged", "SlotFile"]

_FIELDS: Final = struct.Struct("<4s16sQQ3d")
"""Mark, boot, first place, how many, paused until, cap, trading until."""
_CHECKSUM: Final = struct.Struct("<I")
_HEAD_SIZE: Final = _FIELDS.size + _CHECKSUM.size
_MARK: Final = b"GPS2"
_ENTRY: Final = struct.Struct("<dd")
"""When a slot is free again, and the negative of it: what is no pair was not written here."""
_ENTRY_SIZE: Final = _ENTRY.size
_NOTHING: Final = b"-"
"""What no file begins with: nothing was written."""
_CUT_OFF: Final = (0.0, 1.0)
"""In place of an entry that is not there."""
_READ_AT_ONCE: Final = 20
"""So many places: all, where the limit is that of the reference."""


class Damaged(Exception):  # noqa: N818 - it says what the file is
    """Something else has written to the file, or it was cut off."""


class SlotFile:
    """The slots of a table, read and written one by one. Only for whoever holds the file."""

    def __init__(self, file: StateFile, limit: int, boot: bytes) -> None:
        self._file = file
        self._limit = limit
        self._boot = boot
        self.first = 0
        """The place of the first slot, as `Ends` has it."""
        self._count = 0
        self._written = _NOTHING
        self._doubt_until = 0.0

    def load(self, table: SlotTable, doubt_until: float) -> None:
        """Read the head into `table`; a slot that cannot be read ends at `doubt_until`.

        Raises `Damaged` where the head cannot be read; no slot is taken then.
        """
        self._doubt_until = doubt_until
        data = self._file.read(_HEAD_SIZE)
        if data.startswith(self._written):
            return  # nobody else has taken a slot since
        self.first = self._count = 0
        table.paused_until, table.cap, table.trading_until = 0.0, float("inf"), 0.0
        if not data:
            return
        if len(data) < _HEAD_SIZE:
            raise Damaged
        mark, boot, first, count, *times = _FIELDS.unpack_from(data)
        (checksum,) = _CHECKSUM.unpack_from(data, _FIELDS.size)
        if mark != _MARK or checksum != crc32(data[: _FIELDS.size]) or count > self._limit:
            raise Damaged
        if boot == self._boot:  # the clock begins anew with each
            self.first, self._count = first, count
            table.paused_until, table.cap, table.trading_until = times

    def store(self, table: SlotTable) -> None:
        """Write the head: what was put into places before counts from now on."""
        fields = _FIELDS.pack(
            _MARK,
            self._boot,
            self.first,
            self._count,
            table.paused_until,
            table.cap,
            table.trading_until,
        )
        head = fields + _CHECKSUM.pack(crc32(fields))
        self._written = _NOTHING  # until it is known that it could be written
        self._file.write(head)
        self._written = head

    def give_back(self, place: int, end: float, free_from: float, now: float) -> None:
        """Do what `SlotTable.give_back` does; the file need not be held.

        While a slot has not ended nobody but who took it writes to its place, and half of an entry
        is no entry.
        """
        if now < end:
            offset = _HEAD_SIZE + place % self._limit * _ENTRY_SIZE
            self._file.write(_ENTRY.pack(free_from, -free_from), offset)

    def forget_ended(self, now: float) -> int:
        """Drop those that have ended from the front, up to one that has not; say what is left."""
        while self._count:
            for end in self._read(0):
                if end > now:
                    return self._count
                self.first += 1
                self._count -= 1
        return 0

    def add(self, end: float, limit: int) -> int | None:
        """Put one behind the last and return its place, None where there are `limit` already."""
        count = self._count
        if count >= limit:
            return None
        place = self.first + count
        self._file.write(_ENTRY.pack(end, -end), _HEAD_SIZE + place % self._limit * _ENTRY_SIZE)
        self._count = count + 1
        return place

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[float]:
        index = 0
        while index < self._count:
            for end in self._read(index):
                yield end
                index += 1

    def __getitem__(self, index: int, /) -> float:
        return self._read(index)[0]

    def __setitem__(self, index: int, end: float, /) -> None:
        place = (self.first + index) % self._limit
        self._file.write(_ENTRY.pack(end, -end), _HEAD_SIZE + place * _ENTRY_SIZE)

    def _read(self, index: int) -> list[float]:
        """Return when some slots end, from `index` on: as many as one read gives, at least one."""
        place = (self.first + index) % self._limit
        count = min(self._count - index, self._limit - place, _READ_AT_ONCE)
        data = self._file.read(count * _ENTRY_SIZE, _HEAD_SIZE + place * _ENTRY_SIZE)
        whole = data[: len(data) - len(data) % _ENTRY_SIZE]
        ends = [end for end, negative in _ENTRY.iter_unpack(whole) if end == -negative]
        if len(ends) == count:
            return ends
        pairs = [*_ENTRY.iter_unpack(whole), *[_CUT_OFF] * (count - len(whole) // _ENTRY_SIZE)]
        return [
            end if end == -negative else self._put_in_doubt(index + n)
            for n, (end, negative) in enumerate(pairs)
        ]

    def _put_in_doubt(self, index: int) -> float:
        with suppress(LaneError):  # on a full disk it stays in doubt
            self[index] = self._doubt_until
        return self._doubt_until
