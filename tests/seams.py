"""A seam whose time passes only when somebody waits."""

import asyncio
import itertools
import threading


class StillSeam:
    """Both clocks stand still until a wait moves them; chance gives what it was told to."""

    def __init__(self, *, chance: float = 0.5) -> None:
        self.now = 1_000.0
        self.wall_ns = 1_520_994_527_165_000_000
        self.chance = chance
        self.waits: list[float] = []
        self._ids = itertools.count(1)

    def time_ns(self) -> int:
        return self.wall_ns

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        self.wall_ns += round(seconds * 1e9)

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)
        await asyncio.sleep(0)

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        if not event.is_set() and seconds is not None:
            self.sleep(seconds)
        return event.is_set()

    async def async_wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        await asyncio.sleep(0)
        if not event.is_set() and seconds is not None:
            self.sleep(seconds)
        return event.is_set()

    def random(self) -> float:
        return self.chance

    def new_id(self) -> str:
        return f"id-{next(self._ids)}"
