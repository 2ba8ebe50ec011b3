"""The one place where time, sleep, chance and identifiers enter.

Everything in `gopax_ext` takes a `Seam` and calls nothing else for these, so a test, a simulation
or a replay can hand in its own and repeat a day of trading exactly.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio

__all__ = ["SYSTEM", "Seam", "SystemSeam"]


class Seam(Protocol):
    """What the outside world gives: two clocks, two ways to wait, chance and identifiers."""

    def time_ns(self) -> int:
        """Wall clock: nanoseconds since 1970-01-01 UTC. It may step; never measure with it."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never steps back; the clock of every deadline and window."""
        ...

    def sleep(self, seconds: float) -> None:
        """Block this thread for `seconds`."""
        ...

    async def async_sleep(self, seconds: float) -> None:
        """Suspend this task for `seconds`."""
        ...

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        """Block until `event` is set or `seconds` have passed; True when it is set."""
        ...

    async def async_wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        """Suspend until `event` is set or `seconds` have passed; True when it is set."""
        ...

    def random(self) -> float:
        """A number in [0, 1)."""
        ...

    def new_id(self) -> str:
        """An identifier never given before."""
        ...


class SystemSeam:
    """The real world."""

    __slots__ = ()

    time_ns = staticmethod(time.time_ns)  # looked at many times in a call
    monotonic = staticmethod(time.monotonic)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    async def async_sleep(self, seconds: float) -> None:
        import asyncio  # noqa: PLC0415 - costs a blocking program more than all the rest

        await asyncio.sleep(seconds)

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        return event.wait(None if seconds is None else min(seconds, threading.TIMEOUT_MAX))

    async def async_wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        import asyncio  # noqa: PLC0415 - see above

        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return event.is_set()
        return True

    def random(self) -> float:
        import random  # noqa: PLC0415 - who waits for nobody needs no chance

        return random.SystemRandom().random()

    def new_id(self) -> str:
        import uuid  # noqa: PLC0415 - only orders ask for identifiers

        return str(uuid.uuid4())


SYSTEM = SystemSeam()
"""The seam that is used where none is given."""
