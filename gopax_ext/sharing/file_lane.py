"""The nonce lane that all processes of a host share, whether or not they know of each other."""

import struct
import zlib
from hashlib import sha256
from os import PathLike
from typing import Final

from ..gate import Turn
from ..nonce import NonceLane
from ..seam import Seam
from ..server_clock import ServerClock
from .state import StateFile
from .warning import warn

__all__ = ["FileLane"]


_HEAD: Final = struct.Struct("<4sI")
"""Mark, and the checksum of the rest."""
_REST: Final = struct.Struct("<QQ")
"""Highest nonce given out, and which process gave it."""
_RECORD_SIZE: Final = _HEAD.size + _REST.size
_MARK: Final = b"GPX1"
_WISH: Final = struct.Struct("<dQ")
"""When another process last asked for the lane in vain (monotonic seconds), and which."""
_WISH_OFFSET: Final = 64
_READ_AT_ONCE: Final = _WISH_OFFSET + _WISH.size
_SHORTEST_POLL_SECONDS: Final = 0.0005
_LONGEST_POLL_SECONDS: Final = 0.005
_LOOK_AGAIN_SECONDS: Final = 0.05
"""That somebody has deleted the file is seen within this time."""
_COURTESY_SECONDS: Final = 0.006
"""How long whoever had the lane last steps back for a process that asks: more than one poll."""


class FileLane(NonceLane):
    """A lane held by `flock` from the choice of a nonce until its answer has been read.

    The file keeps the highest nonce given out, so that neither a restart nor a clock that steps
    back repeats one. A file that cannot be read is begun anew from the clock, with a warning.
    """

    reach = "the processes of this host that use the same state folder"

    def __init__(
        self, name: str, seam: Seam, clock: ServerClock, *, folder: str | PathLike[str], file: str
    ) -> None:
        self._file = StateFile(folder, file, seam)
        self._make_name = seam.new_id
        self._left_at = float("-inf")
        super().__init__(name, seam, clock)

    def _start_anew(self) -> None:
        self._file.forget()
        # A forked child is another process.
        self._me = int.from_bytes(sha256(self._make_name().encode()).digest()[:8], "little")
        self._written = b"-"
        self._look_at = 0.0
        super()._start_anew()

    def _admit(self, now: float, turn: Turn) -> float | None:
        del turn
        if self._held:
            return None
        look = now >= self._look_at
        if not self._file.hold(look=look):
            self._file.write(_WISH.pack(now, self._me), _WISH_OFFSET)
            return self._poll()
        if look:
            self._look_at = now + _LOOK_AGAIN_SECONDS
        try:
            if self._others_turn(now):
                return self._poll()
            self._held = True
        finally:
            if not self._held:
                self._file.let_go()
        return 0.0

    def _poll(self) -> float:
        spread = _LONGEST_POLL_SECONDS - _SHORTEST_POLL_SECONDS
        return _SHORTEST_POLL_SECONDS + spread * self._seam.random()

    def _others_turn(self, now: float) -> bool:
        """Read the record; tell if this process should let one go first that asked meanwhile."""
        data = self._file.read(_READ_AT_ONCE)
        if data.startswith(self._written):
            holder = self._me
        else:
            high, holder = self._parse(data)
            self._last = max(self._last, high)
        if holder != self._me or now - self._left_at >= _COURTESY_SECONDS:
            return False
        if len(data) < _READ_AT_ONCE:
            return False
        asked_at, other = _WISH.unpack_from(data, _WISH_OFFSET)
        return bool(other != self._me and asked_at > self._left_at - _COURTESY_SECONDS)

    def _parse(self, data: bytes) -> tuple[int, int]:
        record = data[:_RECORD_SIZE]
        if not record:
            return 0, 0
        if len(record) == _RECORD_SIZE:
            rest = record[_HEAD.size :]
            if _HEAD.pack(_MARK, zlib.crc32(rest)) + rest == record:
                high, holder = _REST.unpack(rest)
                return high, holder
        warn(
            "%s had a damaged file: nonces go on from the clock. If it happens again, see if a "
            "program other than this one writes to the state folder",
            self.name,
            event="lane_damaged",
        )
        return 0, 0

    def next_nonce(self) -> int:
        nonce = super().next_nonce()
        rest = _REST.pack(nonce, self._me)
        record = _HEAD.pack(_MARK, zlib.crc32(rest)) + rest
        self._file.write(record)
        self._written = record
        return nonce

    def leave(self) -> None:
        self._mutex.acquire()  # as in `Gate.enter_at_once`
        try:
            self._left_at = self._monotonic()
            self._held = False
            self._file.let_go()
            if self._waiting:
                self._wake_first()
        finally:
            self._mutex.release()
