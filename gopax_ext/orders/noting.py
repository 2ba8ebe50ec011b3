"""Writing to the journal as a step: where another process writes, wait a moment."""

from collections.abc import Callable, Iterator
from typing import Final, Generic, TypeVar

import attrs

from ..errors import JournalError
from ..seam import Seam
from ..transport.base import AsyncTransport, Transport
from .storage import Busy

__all__ = ["Note"]

T = TypeVar("T")

_FIRST_PAUSE_SECONDS: Final = 0.0005
_LONGEST_PAUSE_SECONDS: Final = 0.02


@attrs.define
class Note(Generic[T]):
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
