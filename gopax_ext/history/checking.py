"""Checking a dataset: against its manifest, against itself, and against the exchange."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import attrs

from .dataset import Dataset
from .files import sha256_of
from .frame import gaps_in
from .manifest import Entry, Manifest
from .packages import load
from .ranges import Range, without
from .rows import ascends, column_ms, keys_of, within
from .series import Series, month_range
from .tables import read_table

__all__ = ["Finding", "SeriesReport", "check", "stray_files"]

Problem = Literal[
    "missing", "changed", "unreadable", "columns", "order", "double", "month", "count", "stray"
]
"""What can be wrong with a file:

missing, changed (its hash is another), unreadable, columns (other names or types), order (keys do
not ascend), double (a key twice), month (a time of another month), count (other rows than the
manifest says), stray (no file of the dataset, but engines would read it).
"""


@attrs.frozen
class Finding:
    """Something that is wrong with a file."""

    file: str
    problem: Problem
    detail: str


@attrs.frozen
class SeriesReport:
    """What is known of one series."""

    series: Series
    files: int
    rows: int
    first_ms: int | None
    """Time of the first row."""
    last_ms: int | None
    """Time of the last row."""
    covered: tuple[Range, ...]
    """What was asked for and is complete; of trades their ids."""
    holes: tuple[Range, ...]
    """What lies between complete ranges and was never asked for."""
    gaps: int
    """Runs of intervals without a candle; 0 for trades."""
    empty: int
    """Intervals without a candle: the exchange was asked and had none."""


def check(dataset: Dataset) -> tuple[list[SeriesReport], list[Finding]]:
    """Read every file and compare it with the manifest; nothing is changed."""
    findings = [
        Finding(name, "stray", "the manifest does not know it")
        for name in stray_files(dataset.root, dataset.manifest)
    ]
    reports: list[SeriesReport] = []
    for name in dataset.manifest.covered:
        series = Series.of_name(name)
        reports.append(_check_series(dataset, series, findings))
    return reports, findings


def stray_files(root: Path, manifest: Manifest) -> list[str]:
    """Return the Parquet files in the folders of a dataset that are not part of it."""
    found = (
        path.relative_to(root).as_posix()
        for folder in ("candles", "trades")
        for path in (root / folder).rglob("*.parquet")
    )
    return sorted(name for name in found if name not in manifest.files)


def _check_series(dataset: Dataset, series: Series, findings: list[Finding]) -> SeriesReport:
    tables: list[Any] = []
    names = [name for name in dataset.manifest.files if name.startswith(f"{series.name}/month=")]
    for name in names:
        table, problems = _check_file(dataset.root, name, dataset.manifest.files[name], series)
        findings += problems
        if table is not None:
            tables.append(table.select(dict.fromkeys([series.key, "time"])))
    pa = load()
    rows = pa.concat_tables(tables) if tables else None
    covered = dataset.covered(series)
    gaps = []
    if series.kind == "candles":
        times = rows if rows is not None else series.schema.empty_table()
        gaps = [gap for span in covered for gap in _gaps(times, series, span)]
    bounds = (
        {"min": None, "max": None}
        if rows is None
        else load("pyarrow.compute").min_max(column_ms(rows)).as_py()
    )
    return SeriesReport(
        series,
        files=len(names),
        rows=0 if rows is None else rows.num_rows,
        first_ms=bounds["min"],
        last_ms=bounds["max"],
        covered=tuple(covered),
        holes=tuple(_between(covered)),
        gaps=len(gaps),
        empty=sum(gap.candles for gap in gaps),
    )


def _gaps(times: Any, series: Series, span: Range) -> Iterable[Any]:
    return gaps_in(within(times, span), series.step_ms, span)


def _between(covered: list[Range]) -> list[Range]:
    return without((covered[0][0], covered[-1][1]), covered) if covered else []


def _check_file(
    root: Path, name: str, entry: Entry, series: Series
) -> tuple[Any | None, list[Finding]]:
    """Return the rows of a file, None where it has none that can be read, and what is wrong."""
    path = root / name
    if not path.is_file():
        return None, [Finding(name, "missing", f"{entry.rows} rows are gone")]
    found: list[Finding] = []
    if (digest := sha256_of(path)) != entry.sha256:
        found.append(Finding(name, "changed", f"sha256 {digest[:12]}, was {entry.sha256[:12]}"))
    pa = load()
    try:
        table = read_table(path)
        table.validate(full=True)
    except (pa.ArrowException, OSError) as error:
        return None, [*found, Finding(name, "unreadable", str(error).partition("\n")[0][:200])]
    if not table.schema.equals(series.schema):
        return None, [*found, Finding(name, "columns", " ".join(map(str, table.schema.types)))]
    found += [Finding(name, problem, detail) for problem, detail in _disorder(table, series, name)]
    if table.num_rows != entry.rows:
        found.append(Finding(name, "count", f"{table.num_rows} rows, were {entry.rows}"))
    return table, found


def _disorder(table: Any, series: Series, name: str) -> Iterable[tuple[Problem, str]]:
    if not table.num_rows:
        return
    compute = load("pyarrow.compute")
    keys = keys_of(table, series)
    doubles = len(keys) - len(keys.unique())
    if doubles:
        yield "double", f"{doubles} rows have the {series.key} of another"
    elif not ascends(keys):
        yield "order", f"{series.key} does not ascend"
    span = month_range(name.partition("/month=")[2].partition("/")[0])
    bounds = compute.min_max(column_ms(table)).as_py()
    if bounds["min"] < span[0] or bounds["max"] >= span[1]:
        yield "month", "times of another month"
