"""A clock that stands still until a test moves it, or somebody waits on it."""

import asyncio
from datetime import UTC, datetime
from typing import Final

from .virtual import VirtualLoop, VirtualSeam

__all__ = ["StillSeam"]

_SECOND_NS: Final = 1_000_000_000


class StillSeam(VirtualSeam):
    """Virtual time for code on any thread and any event loop: whoever waits moves it on at once.

    On an event loop of `new_loop()` tasks wait beside each other, as they would in real time. On
    any other loop a wait ends at once and moves the time for all.
    """

    __slots__ = ()

    @property
    def now(self) -> datetime:
        """What the clock shows, in UTC."""
        seconds, rest = divmod(self.time_ns(), _SECOND_NS)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest // 1000)

    def step(self, seconds: float) -> None:
        """Let `seconds` pass."""
        if seconds < 0:
            message = f"cannot step {seconds!r} s: time does not run backwards"
            raise ValueError(message)
        self.sleep(seconds)

    async def async_sleep(self, seconds: float) -> None:
        if isinstance(asyncio.get_running_loop(), VirtualLoop):
            await super().async_sleep(seconds)
            return
        self.sleep(seconds)
        await super().async_sleep(0)

    async def async_wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        if isinstance(asyncio.get_running_loop(), VirtualLoop):
            return await super().async_wait(event, seconds)
        await super().async_sleep(0)
        if seconds is None:
            return await event.wait()
        if not event.is_set():
            self.sleep(seconds)
        return event.is_set()
