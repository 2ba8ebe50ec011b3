"""How far a download is: bars on a terminal, else a line now and then, on standard error."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import attrs

from ..history.ranges import total
from ..seam import SYSTEM, Seam
from .messages import say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from ..history.download import Progress, Watcher
    from ..history.plan import Plan
    from ..history.series import Series

__all__ = ["LineProgress", "bars", "clock_text"]

_LINE_SECONDS: Final = 10.0


def clock_text(seconds: float) -> str:
    """Return a length of time as people read it: `0:03:20`."""
    return str(timedelta(seconds=round(seconds)))


@attrs.define
class LineProgress:
    """A line for each series under way, every ten seconds."""

    note: Callable[[str], None]
    plan_told: Callable[["Plan"], None]
    seam: Seam = SYSTEM
    _began: float = 0.0
    _told: float = 0.0

    def planned(self, plan: "Plan") -> None:
        """See `Watcher`."""
        self.plan_told(plan)
        self._began = self._told = self.seam.monotonic()

    def progressed(self, progress: "Progress") -> None:
        """See `Watcher`."""
        now = self.seam.monotonic()
        if now - self._told < _LINE_SECONDS:
            return
        self._told = now
        passed = now - self._began
        left = passed * (progress.total - progress.done) / max(1, progress.done)
        self.note(
            say(
                "history.progress",
                series=progress.series,
                done=f"{progress.done:,}",
                total=f"{progress.total:,}",
                percent=100 * progress.done // max(1, progress.total),
                rate=f"{progress.rows / passed:,.0f}",
                left=clock_text(left),
            )
        )


@attrs.define
class _Bars:
    plan_told: Callable[["Plan"], None]
    live: "Bars"
    tasks: "dict[Series, TaskID]"

    def planned(self, plan: "Plan") -> None:
        self.plan_told(plan)
        for task in plan.tasks:
            size = task.rows if plan.exact else total(task.missing)
            self.tasks[task.series] = self.live.add_task(str(task.series), total=size, rate="")
        self.live.start()

    def progressed(self, progress: "Progress") -> None:
        task = self.tasks[progress.series]
        began = self.live.tasks[task].elapsed or 0.0
        rate = f"{progress.rows / began:,.0f}/s" if began > 0 else ""
        self.live.update(task, completed=progress.done, rate=rate)


@contextmanager
def bars(console: "Console", plan_told: "Callable[[Plan], None]") -> "Generator[Watcher]":
    """Draw a bar for each series, with rate and remaining time, while the block runs."""
    from rich import progress

    live = progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(),
        console=console,
    )
    try:
        yield _Bars(plan_told, live, {})
    finally:
        live.stop()
