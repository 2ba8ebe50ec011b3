"""Virtual time: an event loop whose clock jumps to the next timer whenever nothing is ready.

A day of waiting passes in no time, and the same seed gives the same day: nothing in it depends on
the machine. What such a loop can run is code that waits through the loop alone, so no sockets and
no threads; `AppTransport` carries calls to an exchange in the same process.
"""

import asyncio
import selectors
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from contextvars import Context
from typing import Any, Final, TypeVar, TypeVarTuple

from ..sandbox.chance import Chance
from ..seam import SystemSeam

__all__ = ["Stuck", "VirtualLoop", "VirtualSeam", "run_virtual"]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_START_NS: Final = 1_520_994_527_165_000_000
_FRACTIONS: Final = 1 << 53


class Stuck(RuntimeError):  # noqa: N818 - it names the state
    """Every task waits, and no timer is set that could wake one: real time would stand still."""


class _Time:
    """The seconds that have passed."""

    __slots__ = ("now",)

    def __init__(self) -> None:
        self.now = 0.0


class _Idle(selectors.SelectSelector):
    """Where the loop goes to wait: here the time passes at once."""

    def __init__(self, time: _Time) -> None:
        super().__init__()
        self._time = time

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        # The first is the loop's own, by which other threads would wake it.
        if len(self.get_map()):
            raise RuntimeError("a socket cannot wait in virtual time: use AppTransport")
        return super().register(fileobj, events, data)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Stuck("every task waits, and no timer is set that could wake one")
        self._time.now += max(timeout, 0.0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop on the time of one `VirtualSeam`."""

    def __init__(self, time: _Time) -> None:
        self._virtual = time
        super().__init__(_Idle(time))

    def time(self) -> float:
        return self._virtual.now

    def call_soon_threadsafe(
        self,
        callback: Callable[[*Ts], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> asyncio.Handle:
        # There is one thread: nobody has to be woken.
        return self.call_soon(callback, *args, context=context)

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts
    ) -> asyncio.Future[T]:
        del executor, func, args
        raise RuntimeError("a thread cannot be waited for in virtual time")


class VirtualSeam(SystemSeam):
    """Both clocks run on virtual time, and chance and identifiers are drawn from `seed`.

    Give it to every client and to the exchange: `AsyncGopax(seam=seam)`, `Sandbox(seam=seam)`.
    """

    __slots__ = ("_chance", "_time")

    def __init__(self, seed: int = 0) -> None:
        super().__init__()
        self._time = _Time()
        self._chance = Chance(seed, "virtual time")

    def new_loop(self) -> VirtualLoop:
        """Return an event loop on this time."""
        return VirtualLoop(self._time)

    def time_ns(self) -> int:
        return _START_NS + round(self._time.now * 1e9)

    def monotonic(self) -> float:
        return self._time.now

    def sleep(self, seconds: float) -> None:
        self._time.now += max(seconds, 0.0)

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        if not event.is_set():
            if seconds is None:
                raise Stuck("this thread waits for another one, and there is none")
            self.sleep(seconds)
        return event.is_set()

    def random(self) -> float:
        return self._chance.below(_FRACTIONS) / _FRACTIONS

    def new_id(self) -> str:
        return self._chance.raw(16).hex()


def run_virtual(main: Callable[[VirtualSeam], Coroutine[Any, Any, T]], *, seed: int = 0) -> T:
    """Run `main(seam)` in virtual time and return its result; the same for the same seed.

    Raises what it raises, and `Stuck` where it would wait for ever.
    """
    seam = VirtualSeam(seed)
    with asyncio.Runner(loop_factory=seam.new_loop) as runner:
        return runner.run(main(seam))
