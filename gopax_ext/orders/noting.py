"""Writing to the journal as a step: where another process writes, wait a moment."""

import logging
from collections.abc import Callable, Iterator
from typing import Final, Generic, TypeVar

from msgspec import Struct

from ..errors import JournalError
from ..seam import Seam
from ..steps import Steps
from ..transport.base import AsyncTransport, Transport
from .storage import Busy

__all__ = ["GRACE_SECONDS", "Note", "keep", "keep_at_once"]

T = TypeVar("T")

GRACE_SECONDS: Final = 0.05
"""What a call may overrun its deadline by to put on record what it has just learnt."""

_LOG: Final = logging.getLogger(__name__)

_FIRST_PAUSE_SECONDS: Final = 0.0005
_LONGEST_PAUSE_SECONDS: Final = 0.02


class Note(Struct, Generic[T]):
    """Do what `action` does to the journal; raise `JournalError` when `deadline` comes first.

    `deadline` is in monotonic seconds. The action is tried once even when that has passed.
    """

    seam: Seam
    deadline: float
    action: Callable[[], T]

    def run(self, transport: Transport) -> T:
        del transport
        try:
            return self.action()
        except Busy:
            pass
        for pause in self._pauses():
            self.seam.sleep(pause)
            done = self._try()
            if done is not None:
                return done[0]
        raise self._gave_up()

    async def run_async(self, transport: AsyncTransport) -> T:
        del transport
        try:
            return self.action()
        except Busy:
            pass
        for pause in self._pauses():
            await self.seam.async_sleep(pause)
            done = self._try()
            if done is not None:
                return done[0]
        raise self._gave_up()

    def _try(self) -> tuple[T] | None:
        try:
            return (self.action(),)
        except Busy:
            return None

    def _pauses(self) -> Iterator[float]:
        """Give what to wait before each further try, for as long as there is time."""
        pause = _FIRST_PAUSE_SECONDS
        while self.seam.monotonic() + pause < self.deadline:
            # Two that wait for each other must not keep step.
            yield pause * (0.5 + self.seam.random() / 2)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    def _gave_up(self) -> JournalError:
        return JournalError("another process kept the journal of orders busy until the deadline")


def keep(seam: Seam, deadline: float, what: str, action: Callable[[], object]) -> Steps[None]:
    """Put on record what became of something. Failing that it stays open, and is found as such."""
    try:
        yield Note(seam, max(deadline, seam.monotonic() + GRACE_SECONDS), action)
    except JournalError as error:
        _log_unkept(what, error)


def keep_at_once(what: str, action: Callable[[], object]) -> None:
    """As `keep`, where something was interrupted: that is no time to wait for anybody."""
    try:
        action()
    except (Busy, JournalError) as error:
        _log_unkept(what, error)


def _log_unkept(what: str, error: Exception) -> None:
    about = {"event": "outcome_unrecorded", "what": what}
    _LOG.warning(
        "the outcome of %s is not on record, resolve it: %s", what, error, extra={"gopax": about}
    )
