"""Rate slots that all processes of a host share: the exchange counts by key and by address."""

from collections.abc import Generator
from contextlib import contextmanager
from os import PathLike
from typing import Final

from ..errors import LaneError
from ..gate import Turn
from ..limits import RateSlots, SlotTable
from ..seam import Seam
from .slot_file import Damaged, SlotFile
from .state import StateFile
from .warning import warn

__all__ = ["FileSlots"]


_LOOK_AGAIN_SECONDS: Final = 0.25
"""What another process gives back unused is seen within this time, and that the file is gone."""
_BUSY_SECONDS: Final = 0.0005
_TRIES: Final = 200


class FileSlots(RateSlots):
    """Slots in a file that is held for some microseconds when a call comes and when it ends.

    Times are those of the clock that all processes of a host have in common since it was booted; a
    process that dies leaves slots that end by themselves. Where the file cannot be used, the slots
    are those of this process alone, with a warning: a call too many is refused and does no harm.
    """

    def __init__(
        self,
        name: str,
        seam: Seam,
        *,
        limit: int,
        window: float,
        folder: str | PathLike[str],
        file: str,
    ) -> None:
        self._file = StateFile(folder, file, seam)
        self._slots = SlotFile(self._file, limit, _boot_id())
        self._alone = False
        self._look_at = 0.0
        super().__init__(name, seam, limit=limit, window=window)
        self._table = SlotTable(self._slots)

    def _start_anew(self) -> None:
        self._file.forget()
        super()._start_anew()

    def _admit(self, now: float, turn: Turn) -> float | None:
        if self._alone:
            return super()._admit(now, turn)
        file, look = self._file, now >= self._look_at
        try:
            if not file.hold(look=look):
                return _BUSY_SECONDS * (1 + self._seam.random())
            if look:
                self._look_at = now + _LOOK_AGAIN_SECONDS
            try:
                table = self._table
                try:
                    self._slots.load(table, now + self._rest)
                except Damaged:
                    self._keep_still(now)
                wait = super()._admit(now, turn)
                if wait == 0.0:
                    self._slots.store(table)
                    turn.opening = file.opening
                    return 0.0
            finally:
                file.let_go()
        except LaneError as error:
            self._go_alone(error)
            wait = super()._admit(now, turn)
        return None if wait is None else min(wait, _LOOK_AGAIN_SECONDS)

    def _has_room(self, now: float, turn: Turn) -> bool:
        with self._loaded(now) as loaded:
            return not loaded or super()._has_room(now, turn)

    def _give_back(self, turn: Turn, free_from: float) -> None:
        if self._alone:
            super()._give_back(turn, free_from)
            return
        # In a file of another opening it is not there: that is a new one, or a parent's turn.
        if turn.opening == self._file.opening:
            try:
                self._slots.give_back(turn.place, turn.ends, free_from, self._monotonic())
            except LaneError as error:
                self._go_alone(error)

    def _slow_down(self, now: float, seconds: float) -> None:
        with self._loaded(now) as loaded:
            if loaded:
                super()._slow_down(now, seconds)
                self._store()

    def _left(self, now: float) -> int | None:
        with self._loaded(now):
            return super()._left(now)

    @contextmanager
    def _loaded(self, now: float) -> Generator[bool]:
        """Hold the file and read its table; False where somebody else keeps it."""
        held = self._hold_soon()
        try:
            if held:
                self._load(now)
            yield held
        finally:
            if held:
                self._file.let_go()

    def _hold(self, *, look: bool = False) -> bool:
        if self._alone:
            return True
        try:
            return self._file.hold(look=look)
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
        known = self._table
        self._table = SlotTable(
            paused_until=known.paused_until, cap=known.cap, trading_until=known.trading_until
        )
        warn(
            "%s is shared with no other process: %s",
            self.name,
            error,
            event="slots_unshared",
            slots=self.name,
        )

    def _load(self, now: float) -> None:
        if self._alone:
            return
        try:
            self._slots.load(self._table, now + self._rest)
        except Damaged:
            self._keep_still(now)

    def _keep_still(self, now: float) -> None:
        warn(
            "%s had a damaged file: keeping still for one window",
            self.name,
            event="slots_damaged",
            slots=self.name,
        )
        self._table.paused_until = now + self._rest
        self._store()

    def _store(self) -> None:
        if self._alone:
            return
        try:
            self._slots.store(self._table)
        except LaneError as error:
            self._go_alone(error)


def _boot_id() -> bytes:
    """Return what tells one boot from another; the same for all where the system has no such id."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="utf-8") as boot_id:
            return bytes.fromhex(boot_id.read().strip().replace("-", ""))
    except (OSError, ValueError):
        return bytes(16)
