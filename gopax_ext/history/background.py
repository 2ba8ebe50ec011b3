"""Work on the disk in a thread of its own, so that the calls go on meanwhile."""

from collections.abc import Callable
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Final, Self

__all__ = ["Background"]

_MOST_WAITING: Final = 8
"""Jobs that may wait before whoever brings another one waits too: rows must not fill the memory."""


class Background:
    """Does one job after another; what one raises is raised to who brings the next, or at the end.

    After a failure nothing more is done.
    """

    def __init__(self) -> None:
        self._jobs: Queue[Callable[[], object] | None] = Queue(_MOST_WAITING)
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._work, name="gopax-history", daemon=True)

    def do(self, job: Callable[[], object]) -> None:
        """Leave a job to the thread."""
        self._raise_failure()
        self._jobs.put(job)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._jobs.put(None)
        self._thread.join()
        if exc is None:
            self._raise_failure()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if self._failure is None:
                try:
                    job()
                except BaseException as failure:  # noqa: BLE001 - raised to who waits for it
                    self._failure = failure

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure
