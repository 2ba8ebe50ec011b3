"""Who audits in the background: a thread, or a task, while there is something to look after.

Nothing runs before an outcome is unknown, or a crash has left something behind; it ends by itself
when everything is settled.
"""

import math
import os
import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final

from gopax_generated.errors import GopaxError

from ..errors import SettingsError
from ..steps import Rest, Steps, drive_async

if TYPE_CHECKING:
    import asyncio
    import logging
    from collections.abc import Callable

    from ..steps import Step
    from ..transport.base import AsyncTransport, Transport
    from .auditing import Finding
    from .desk import Desk

__all__ = ["AUDIT_SECONDS", "Auditor", "TaskAuditor", "ThreadAuditor", "audit_seconds"]

AUDIT_SECONDS: Final = 30.0
"""How long an auditor rests before it looks, unless told otherwise."""

_LEAST_SECONDS: Final = 1.0

_STOP_SECONDS: Final = 1.0
"""How long closing waits for an auditor that is in the middle of a call."""


def audit_seconds(asked: float | None, *, own_time: bool) -> float | None:
    """Return how long to rest before each audit, None for never; `SettingsError` for nonsense."""
    if asked is None:
        return None if own_time else AUDIT_SECONDS
    if asked == 0:
        return None
    if not _LEAST_SECONDS <= asked < math.inf:
        message = f"audit={asked!r} is no number of seconds from {_LEAST_SECONDS:g} on"
        raise SettingsError(message, fix="Give the seconds between two audits, 0 for none.")
    return asked


def _log() -> "logging.Logger":
    import logging  # noqa: PLC0415 - slow to load, and most clients have nothing to say

    return logging.getLogger(__name__)


class Auditor(ABC):
    """What a thread and a task do alike. `seconds` is the rest before each audit, None for never.

    `open_desk` is asked for the desk when it is needed, `on_finding` is told what was found.
    """

    def __init__(
        self,
        open_desk: "Callable[[], Desk]",
        *,
        seconds: float | None,
        on_finding: "Callable[[Finding], object] | None" = None,
    ) -> None:
        self._open_desk = open_desk
        self._seconds = seconds
        self._on_finding = on_finding
        self._process = os.getpid()
        self._first = True
        self._start_anew()

    def _start_anew(self) -> None:
        """Forget who worked: in a forked child nobody does."""
        self._mutex = threading.Lock()
        self._calls = 0
        """How often it was roused: whoever is about to end looks whether there was another."""
        self._at_work = False

    def begin(self) -> None:
        """Look once whether something was left behind before this client was made."""
        if self._first and self._seconds is not None:
            self._first = False
            from .storage import Busy  # noqa: PLC0415 - only orders need it

            try:
                left = self._open_desk().journal.unresolved()
            except (Busy, GopaxError) as error:
                _log().info("nobody could look for unresolved attempts: %s", error)
                return
            if left:
                _log().warning(
                    "%d attempts to place orders are unresolved from before",
                    len(left),
                    extra={"gopax": {"event": "unresolved_found", "attempts": len(left)}},
                )
                self.rouse()

    def hear(self, error: BaseException) -> None:
        """Take notice of how a call that changes something ended."""
        if not isinstance(error, GopaxError) or error.outcome == "unknown":
            self.rouse()

    def rouse(self) -> None:
        """See to it that somebody looks after what is unresolved. Costs next to nothing."""
        if self._seconds is None:
            return
        if self._process != os.getpid():
            self._process = os.getpid()
            self._start_anew()
        with self._mutex:
            self._calls += 1
            if not self._at_work:
                self._at_work = self._start()

    @abstractmethod
    def _start(self) -> bool:
        """Begin to work; False where nobody can."""

    def _failed(self) -> None:
        """Log the exception that is being handled, and let the next one start anew."""
        _log().exception("the auditor ends; whatever is unknown next starts it again")
        with self._mutex:
            self._at_work = False

    def _watch(self, seconds: float) -> Steps[None]:
        """Audit again and again until nothing is left to look after."""
        from .auditing import audit, is_anything_left, report  # noqa: PLC0415 - loads all of orders
        from .noting import Note  # noqa: PLC0415 - as above

        desk = self._open_desk()
        seam, journal = desk.seam, desk.journal
        while True:
            calls = self._calls
            yield Rest(seam, seconds)
            until = seam.monotonic() + desk.options.deadline
            try:
                # One program audits for all that share the journal.
                if (yield Note(seam, until, lambda: journal.claim_audit(seconds))):
                    report((yield from audit(desk)), self._on_finding)
                left = yield Note(seam, until, lambda: is_anything_left(desk))
            except GopaxError as error:
                _log().warning("an audit failed, the next one comes in %s s: %s", seconds, error)
                continue
            with self._mutex:
                if not left and calls == self._calls:
                    self._at_work = False
                    return


class ThreadAuditor(Auditor):
    """Audits in a daemon thread of its own."""

    def __init__(
        self,
        open_desk: "Callable[[], Desk]",
        transport: "Transport",
        *,
        seconds: float | None,
        on_finding: "Callable[[Finding], object] | None" = None,
    ) -> None:
        super().__init__(open_desk, seconds=seconds, on_finding=on_finding)
        self._transport = transport

    def _start_anew(self) -> None:
        super()._start_anew()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def _start(self) -> bool:
        if self._stopped.is_set():
            return False
        self._thread = threading.Thread(target=self._run, name="gopax-auditor", daemon=True)
        self._thread.start()
        return True

    def _run(self) -> None:
        steps = self._watch(self._seconds or AUDIT_SECONDS)
        try:
            step = next(steps)
            while not self._stopped.is_set():
                try:
                    reply = self._carry_out(step)
                except Exception as error:  # noqa: BLE001 - the steps know what to do about it
                    step = steps.throw(error)
                else:
                    step = steps.send(reply)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - it is logged, and nobody else would hear of it
            self._failed()
        finally:
            steps.close()

    def _carry_out(self, step: "Step") -> object:
        """As `drive` does, but that a rest ends when the client is closed."""
        if isinstance(step, Rest):
            return step.seam.wait(self._stopped, step.seconds)
        return step.run(self._transport)

    def stop(self) -> None:
        """End it, after the call that it is at, if that does not take long."""
        self._stopped.set()
        thread = self._thread
        if thread is not None and self._process == os.getpid():
            thread.join(_STOP_SECONDS)


class TaskAuditor(Auditor):
    """Audits in a task of the event loop that the client is used in."""

    def __init__(
        self,
        open_desk: "Callable[[], Desk]",
        transport: "AsyncTransport",
        *,
        seconds: float | None,
        on_finding: "Callable[[Finding], object] | None" = None,
    ) -> None:
        super().__init__(open_desk, seconds=seconds, on_finding=on_finding)
        self._transport = transport
        self._closed = False

    def _start_anew(self) -> None:
        super()._start_anew()
        self._task: asyncio.Task[None] | None = None

    def _start(self) -> bool:
        import asyncio  # noqa: PLC0415 - threads alone do not need it

        if self._closed:
            return False
        self._task = asyncio.get_running_loop().create_task(self._run(), name="gopax-auditor")
        return True

    async def _run(self) -> None:
        try:
            await drive_async(self._watch(self._seconds or AUDIT_SECONDS), self._transport)
        except Exception:  # noqa: BLE001 - it is logged, and nobody else would hear of it
            self._failed()

    async def stop(self) -> None:
        """End it, in the middle of a call too."""
        import asyncio  # noqa: PLC0415 - threads alone do not need it

        self._closed = True
        task = self._task
        if task is not None and not task.done() and task.get_loop() is asyncio.get_running_loop():
            task.cancel()
            await asyncio.wait({task})
