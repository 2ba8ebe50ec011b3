"""`History`: a folder of downloaded candles and trades."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, tzinfo
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from gopax_generated.enums import CandleInterval
from gopax_generated.errors import ArgumentError

from .access import Access
from .blocking import run
from .checking import Finding, SeriesReport, check
from .comparing import Compared, compare
from .dataset import Dataset
from .download import Done, Progress, Watcher, download_candles
from .errors import HistoryError
from .export import export
from .frame import Candles, Trades
from .manifest import Manifest
from .packages import load, load_all
from .patience import Caller
from .plan import Plan, plan_candles
from .ranges import Range
from .rows import within
from .series import Series, month_range
from .span import Moment, span_of
from .tables import read_table
from .trades import download_trades, plan_trades

__all__ = ["Downloaded", "History"]


@attrs.frozen
class Downloaded:
    """What a download has done."""

    plan: Plan
    done: tuple[Done, ...]
    calls: int
    """Calls that were answered, those of the plan and for looking twice included."""
    seconds: float
    doubles: int
    """Rows that the exchange gave more than once; one of each is stored."""


@attrs.frozen
class Stored:
    """How much there is of a series."""

    files: int
    rows: int
    last: int | None
    """The highest key: when its latest candle began (ms since 1970), or the id of a trade."""


class _Nobody:
    def planned(self, plan: Plan) -> None:
        pass

    def progressed(self, progress: Progress) -> None:
        pass


@attrs.frozen
class History:
    """A dataset: a folder of Parquet files, by pair and month, and a manifest of them.

    Any engine reads it without this library; see docs/history.md for the layout.
    """

    root: Path = attrs.field(converter=Path)

    def download(
        self,
        pairs: str | Iterable[str],
        *,
        interval: CandleInterval | int = 1,
        start: Moment,
        end: Moment | None = None,
        watcher: Watcher | None = None,
        **client: Any,
    ) -> Downloaded:
        """Fetch the candles that are missing from `start` until just before `end` (or until now).

        Times are aware datetimes or milliseconds since 1970, `interval` is in minutes. A candle is
        stored when it can no longer change, so the one that is still forming never is. Stop it
        whenever you like: started again, it goes on. `client` are arguments of `AsyncGopax`, such
        as `base_url`; calls of several downloads share the rate that the exchange allows.

        Raises the errors of `list_candles` (`InvalidTradingPair`), `FolderBusy` where another
        download works in the folder, `HistoryError` where its rows are another exchange's,
        `HistoryDamaged` for a file that was changed, `NumberTooFine` for a number that does not
        fit, `TransportError` after two minutes without an answer, `SettingsError` without pyarrow.
        """
        wanted = [Series.candles(pair, interval) for pair in _names(pairs)]
        return self.get(wanted, span_of(start, end), watcher, **client)

    def download_trades(
        self,
        pairs: str | Iterable[str],
        *,
        start: Moment,
        end: Moment | None = None,
        watcher: Watcher | None = None,
        **client: Any,
    ) -> Downloaded:
        """Fetch the trades that are missing, as `download` does: none is left out, none is double.

        They are followed by id, so that trades of the same time are all there.
        """
        wanted = [Series.trades(pair) for pair in _names(pairs)]
        return self.get(wanted, span_of(start, end), watcher, **client)

    def get(
        self,
        wanted: Sequence[Series],
        span: Range,
        watcher: Watcher | None = None,
        **client: Any,
    ) -> Downloaded:
        """Do what `download` and `download_trades` do, for series of one kind and a span in ms."""
        return run(lambda: self.fetch(Access(client), wanted, span, watcher))

    def plan(self, wanted: Sequence[Series], span: Range, **client: Any) -> Plan:
        """Return what a download of `span` (ms) would ask for, with calls and seconds."""
        access = Access(client)

        async def planned() -> Plan:
            with Dataset.held(self.root, access.exchange) as dataset:
                async with access.open() as caller:
                    return await _plan(caller, dataset, wanted, span, access.rate)

        return run(planned)

    async def fetch(
        self,
        access: Access,
        wanted: Sequence[Series],
        span: Range,
        watcher: Watcher | None = None,
    ) -> Downloaded:
        """Do what `get` does, for code that awaits."""
        load_all(lists=wanted[0].kind == "trades")
        watcher = watcher or _Nobody()
        with Dataset.held(self.root, access.exchange) as dataset:
            async with access.open() as caller:
                began = access.seam.monotonic()
                plan = await _plan(caller, dataset, wanted, span, access.rate)
                for task in plan.tasks:
                    dataset.know(task.series)
                watcher.planned(plan)
                download = download_candles if plan.exact else download_trades
                done, doubles = await download(caller, dataset, plan, watcher)
                seconds = access.seam.monotonic() - began
        return Downloaded(plan, tuple(done), caller.calls, seconds, doubles)

    def series(self) -> list[Series]:
        """Return what the dataset holds."""
        return [Series.of_name(name) for name in self._manifest().covered]

    def stored(self, series: Series) -> Stored:
        """Return how much of a series there is."""
        entries = [
            entry
            for name, entry in self._manifest().files.items()
            if name.startswith(f"{series.name}/month=")
        ]
        last = max((entry.last for entry in entries), default=None)
        return Stored(len(entries), sum(entry.rows for entry in entries), last)

    def candles(
        self,
        pair: str,
        *,
        interval: CandleInterval | int = 1,
        start: Moment | None = None,
        end: Moment | None = None,
    ) -> Candles:
        """Return the stored candles of a pair with `start <= time < end`, oldest first.

        `HistoryError` where none were downloaded.
        """
        series = Series.candles(pair, interval)
        return Candles(series, self._read(series, start, end))

    def trades(
        self, pair: str, *, start: Moment | None = None, end: Moment | None = None
    ) -> Trades:
        """Return the stored trades of a pair with `start <= time < end`, oldest first.

        `HistoryError` where none were downloaded.
        """
        series = Series.trades(pair)
        return Trades(series, self._read(series, start, end))

    def months(self, series: Series, span: Range) -> list[str]:
        """Return the paths of the files that can hold rows of a time range (ms), oldest first."""
        manifest = self._manifest()
        if series.name not in manifest.covered:
            have = ", ".join(str(Series.of_name(name)) for name in manifest.covered) or "nothing"
            raise HistoryError(
                f"{self.root} has no {series}; it has {have}",
                fix=f"gopax history download {series.pair} -o {self.root} --since ...",
            )
        found: list[str] = []
        for name in manifest.files:
            folder, _, rest = name.partition("/month=")
            first, last = month_range(rest.partition("/")[0])
            if folder == series.name and first < span[1] and last > span[0]:
                found.append(name)
        return found

    def verify(self) -> tuple[list[SeriesReport], list[Finding]]:
        """Read every file again: its hash, columns, order, doubles; and tell what has no candle.

        Returns what is known of each series, and what is wrong. `FolderBusy` while a download
        works in the folder.
        """
        exchange = self._manifest().exchange
        with Dataset.held(self.root, exchange, mend=False) as dataset:
            return check(dataset)

    def compare(
        self, *, start: Moment | None = None, end: Moment | None = None, **client: Any
    ) -> list[Compared]:
        """Ask the exchange again for all that is stored and compare it to the last digit.

        `start` and `end` bound the candles that are asked for; trades are compared whole.
        """
        client.setdefault("base_url", self._manifest().exchange)
        access, span = Access(client), span_of(start, end)

        async def compared() -> list[Compared]:
            with Dataset.held(self.root, access.exchange, mend=False) as dataset:
                wanted = [
                    (each, _shared(dataset.covered(each), span, each)) for each in self.series()
                ]
                async with access.open() as caller:
                    return await compare(caller, lambda each: self._read(each, None, None), wanted)

        return run(compared)

    def export(
        self,
        series: Series,
        path: str | PathLike[str],
        *,
        start: Moment | None = None,
        end: Moment | None = None,
        zone: tzinfo = UTC,
    ) -> int:
        """Write stored rows with `start <= time < end` to one file; return how many.

        The end of its name says the form: .csv, .jsonl or .parquet. Times are in `zone`.
        """
        tables = self._tables(series, span_of(start, end))
        return export(tables, series.schema, Path(path), zone=zone)

    def _read(self, series: Series, start: Moment | None, end: Moment | None) -> Any:
        tables = list(self._tables(series, span_of(start, end)))
        return load().concat_tables(tables) if tables else series.schema.empty_table()

    def _tables(self, series: Series, span: Range) -> Iterator[Any]:
        for name in self.months(series, span):
            yield within(read_table(self.root / name), span).cast(series.schema)

    def _manifest(self) -> Manifest:
        manifest = Manifest.load(self.root)
        if manifest is None:
            raise HistoryError(
                f"there is no dataset in {self.root}",
                fix=f"gopax history download BTC-KRW -o {self.root} --since 30d",
            )
        return manifest


async def _plan(
    caller: Caller, dataset: Dataset, wanted: Sequence[Series], span: Range, rate: int
) -> Plan:
    if wanted[0].kind == "candles":
        return await plan_candles(caller, dataset, wanted, span, rate=rate)
    return await plan_trades(caller, dataset, wanted, span, rate=rate)


def _shared(covered: Sequence[Range], span: Range, series: Series) -> list[Range]:
    if series.kind == "trades":
        return list(covered)
    parts = [(max(start, span[0]), min(end, span[1])) for start, end in covered]
    return [part for part in parts if part[0] < part[1]]


def _names(pairs: str | Iterable[str]) -> list[str]:
    names = [pairs] if isinstance(pairs, str) else list(dict.fromkeys(pairs))
    if not names:
        raise ArgumentError("no trading pair was given", fix='Give some, like ["BTC-KRW"].')
    return names
