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

_HEAD: Final = struct.Struct("<4s16sQQ3dI")
"""Mark, boot, first place, how many, paused until, cap, trading until, checksum of all that."""
_MARK: Final = b"GPS2"
_CHECKED: Final = _HEAD.size - 4
_ENTRY: Final = struct.Struct("<dd")
"""When a slot is free again, and the negative of it: what is no pair was not written here."""
_READ_AT_ONCE: Final = _HEAD.size + 32 * _ENTRY.size
"""Head and ring in one piece, where the limit is that of the reference."""


class Damaged(Exception):  # noqa: N818 - it says what the file is
    """Something else has written to the file, or it was cut off."""


class SlotFile:
    """The slots of a table, read and written one by one. Only for whoever holds the file."""

    def __init__(self, file: StateFile, limit: int, boot: bytes) -> None:
        self._file = file
        self._limit = limit
        self._boot = boot
        self._first = 0
        self._count = 0
        self._bytes = b""
        self._written = b"-"
        self._doubt_until = 0.0

    def load(self, table: SlotTable, doubt_until: float) -> None:
        """Read the head into `table`; a slot that cannot be read ends at `doubt_until`.

        Raises `Damaged` where the head cannot be read; no slot is taken then.
        """
        self._doubt_until = doubt_until
        self._bytes = data = self._file.read(_READ_AT_ONCE)
        if data[: _HEAD.size] == self._written:
            return  # nobody else has taken a slot since
        if len(data) >= _HEAD.size:
            mark, boot, first, count, paused, cap, trading, checksum = _HEAD.unpack_from(data)
            if (
                mark == _MARK
                and checksum == crc32(data[:_CHECKED])
                and count <= self._limit
                and boot == self._boot
            ):
                self._first = table.first = first
                self._count = count
                table.paused_until, table.cap, table.trading_until = paused, cap, trading
                return
        else:
            mark, checksum, boot = b"", 0, b""
        self._first = self._count = table.first = 0
        table.paused_until, table.cap, table.trading_until = 0.0, float("inf"), 0.0
        booted_since = mark == _MARK and checksum == crc32(data[:_CHECKED]) and boot != self._boot
        if data and not booted_since:  # the clock began anew with that boot
            raise Damaged

    def store(self, table: SlotTable) -> None:
        """Write the head: what was put into places before counts from now on."""
        times = (table.paused_until, table.cap, table.trading_until)
        head = _HEAD.pack(_MARK, self._boot, self._first, self._count, *times, 0)[:_CHECKED]
        self._written = b""
        head += crc32(head).to_bytes(4, "little")
        self._file.write(head)
        self._written = head

    def give_back(self, place: int, end: float, free_from: float) -> None:
        """Do what `SlotTable.give_back` does, without the table: its head stays as it is."""
        offset = self._offset(place)
        if self._file.read(_ENTRY.size, offset) == _ENTRY.pack(end, -end):
            self._write(offset, free_from)

    def forget_ended(self, now: float) -> int:
        """Drop those that have ended from the front, up to one that has not; say how many."""
        data, first, limit = self._bytes, self._first, self._limit
        gone = 0
        while gone < self._count:
            offset = _HEAD.size + (first + gone) % limit * _ENTRY.size
            if offset + _ENTRY.size <= len(data):
                end, negative = _ENTRY.unpack_from(data, offset)
            else:
                end = negative = 0.0
            if not end == -negative > 0.0:
                end = self[gone]
            if end > now:
                break
            gone += 1
        self._first = first + gone
        self._count -= gone
        return gone

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[float]:
        return map(self.__getitem__, range(self._count))

    def __getitem__(self, index: int, /) -> float:
        offset = self._offset(self._first + index)
        data = self._bytes[offset : offset + _ENTRY.size]
        if len(data) < _ENTRY.size:
            data = self._file.read(_ENTRY.size, offset)
        if len(data) == _ENTRY.size:
            end: float
            end, negative = _ENTRY.unpack(data)
            if end == -negative:
                return end
        with suppress(LaneError):  # on a full disk it stays in doubt
            self._write(offset, self._doubt_until)
        return self._doubt_until

    def __setitem__(self, index: int, end: float, /) -> None:
        self._write(self._offset(self._first + index), end)

    def append(self, end: float, /) -> None:
        """Put one behind the last."""
        self._write(self._offset(self._first + self._count), end)
        self._count += 1

    def _offset(self, place: int) -> int:
        return _HEAD.size + place % self._limit * _ENTRY.size

    def _write(self, offset: int, end: float) -> None:
        self._file.write(_ENTRY.pack(end, -end), offset)
        self._bytes = b""  # what was read before is no longer so
