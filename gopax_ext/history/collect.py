"""From answers, in whatever order they come, to whole months on the disk."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs

from ..seam import Seam
from .background import Background
from .dataset import Dataset
from .ranges import Range
from .rows import within
from .series import Series, months_within

__all__ = ["CHECKPOINT_SECONDS", "Collector"]

CHECKPOINT_SECONDS: Final = 10.0
"""What has come in is on the disk after this time at the latest, whole month or not."""


@attrs.define
class _Month:
    """What has come in of a month of a series, and what is still missing of it in this run."""

    left: int
    tables: list[Any] = attrs.Factory(list[Any])
    complete: list[Range] = attrs.Factory(list[Range])


@attrs.define
class Collector:
    """Takes answers and leaves months to the disk."""

    dataset: Dataset
    background: Background
    seam: Seam
    doubles: int = 0
    """Rows that the exchange gave twice."""
    _months: dict[tuple[Series, str], _Month] = attrs.Factory(dict[tuple[Series, str], _Month])
    _stored_at: float = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._stored_at = self.seam.monotonic()

    def expect(self, series: Series, spans: Iterable[Range]) -> None:
        """Say what is going to come, so that a month is known to be whole."""
        for span in spans:
            for month, (start, end) in months_within(span):
                self._months.setdefault((series, month), _Month(0)).left += end - start

    def add(self, series: Series, span: Range, tables: list[Any]) -> None:
        """Take all candles that the exchange has in `span`."""
        for month, part in months_within(span):
            found = self._months[series, month]
            kept = tables if part == span else [within(table, part) for table in tables]
            found.tables += [table for table in kept if table.num_rows]
            found.complete.append(part)
            found.left -= part[1] - part[0]
            if found.left == 0:
                self._store(series, month)
        if self.seam.monotonic() - self._stored_at > CHECKPOINT_SECONDS:
            self.store_all()

    def store_all(self) -> None:
        """Leave everything that has come in to the disk."""
        self._stored_at = self.seam.monotonic()
        for series, month in list(self._months):
            self._store(series, month)

    def _store(self, series: Series, month: str) -> None:
        found = self._months[series, month]
        if found.left == 0:
            del self._months[series, month]
        else:
            self._months[series, month] = _Month(found.left)
        if found.complete:
            self.background.do(self._job(series, month, found))

    def _job(self, series: Series, month: str, found: _Month) -> Callable[[], None]:
        def job() -> None:
            tables = {month: found.tables} if found.tables else {}
            self.doubles += self.dataset.add(series, tables, found.complete)

        return job
