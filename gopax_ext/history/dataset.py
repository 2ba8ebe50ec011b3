"""The files of a dataset: reading months, and changing them so that a crash loses nothing."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from .errors import HistoryDamaged, HistoryError
from .files import Written, replace, sha256_of, write_beside
from .lock import locked
from .manifest import Entry, Manifest, Undo, settle
from .packages import load
from .ranges import Range, union, without
from .rows import keys_of, ordered
from .series import Series, month_of, month_range
from .tables import read_table

__all__ = ["Dataset"]


@attrs.define
class Dataset:
    """A folder that is held for writing. Made by `Dataset.held`."""

    root: Path
    manifest: Manifest
    lost: list[str]
    """Files that were gone or cut short when the folder was opened; their range is open again."""

    @classmethod
    @contextmanager
    def held(cls, root: Path, exchange: str, *, mend: bool = True) -> "Generator[Dataset]":
        """Hold a dataset for rows of `exchange`; with `mend` files that are lost are forgotten.

        `FolderBusy` where another process writes, `HistoryError` where the rows in it are of
        another exchange, `HistoryDamaged` where its manifest cannot be read.
        """
        with locked(root):
            manifest = Manifest.load(root) or Manifest(exchange=exchange)
            if manifest.exchange != exchange:
                raise HistoryError(
                    f"{root} holds rows of {manifest.exchange}, not of {exchange}",
                    fix="Download into another folder.",
                )
            settle(root, manifest)
            dataset = cls(root, manifest, [])
            if mend:
                dataset._look_for_losses()
            yield dataset

    def covered(self, series: Series) -> list[Range]:
        """Return the ranges that are complete."""
        return self.manifest.covered.get(series.name, [])

    def know(self, series: Series) -> None:
        """Note that a series is part of the dataset, though it may turn out to have no row."""
        self.manifest.covered.setdefault(series.name, [])

    def read(self, series: Series, month: str) -> Any | None:
        """Return a month as it is stored, None where there is none.

        `HistoryDamaged` where it is not what was written.
        """
        name = series.file(month)
        entry = self.manifest.files.get(name)
        if entry is None:
            return None
        path = self.root / name
        if sha256_of(path) != entry.sha256:
            raise HistoryDamaged(
                f"{path} was changed since it was written",
                fix="Delete it and run the same download again: it fetches that month anew.",
            )
        return read_table(path)

    def add(self, series: Series, tables: Mapping[str, Any], complete: Iterable[Range]) -> int:
        """Add rows by month, and ranges that are complete with them; return how many were double.

        On the disk for good when it returns.
        """
        manifest, name = self.manifest, series.name
        doubles, written = 0, dict[str, tuple[Written, Entry]]()
        for month, table in tables.items():
            stored = self.read(series, month)
            rows, double = ordered(table if stored is None else [stored, *table], series)
            doubles += double
            if rows.num_rows and not (stored is not None and stored.num_rows == rows.num_rows):
                written[series.file(month)] = self._write(series, month, rows)
        files = {path: manifest.files.get(path) for path in written}
        manifest.undo = Undo(files=files, covered={name: manifest.covered.get(name)})
        manifest.files.update({path: entry for path, (_, entry) in written.items()})
        manifest.covered[name] = union([*self.covered(series), *complete])
        manifest.save(self.root)
        for path, (beside, _) in written.items():
            replace(beside, self.root / path)
        manifest.undo = None
        return doubles

    def close(self) -> None:
        """Write that nothing is under way any more."""
        if self.manifest.files or self.manifest.covered:
            self.manifest.save(self.root)

    def _write(self, series: Series, month: str, rows: Any) -> tuple[Written, Entry]:
        parquet = load("pyarrow.parquet")
        labels = {"gopax.pair": series.pair, "gopax.exchange": self.manifest.exchange}
        rows = rows.replace_schema_metadata(labels)
        written = write_beside(
            self.root / series.file(month),
            lambda path: parquet.write_table(rows, path, compression="zstd"),
        )
        keys = keys_of(rows, series)
        entry = Entry(
            rows=rows.num_rows,
            bytes=written.bytes,
            sha256=written.sha256,
            first=keys[0].as_py(),
            last=keys[-1].as_py(),
        )
        return written, entry

    def _look_for_losses(self) -> None:
        for name, entry in list(self.manifest.files.items()):
            path = self.root / name
            if path.is_file() and path.stat().st_size == entry.bytes:
                continue
            self.lost.append(name)
            self.forget(name)

    def forget(self, name: str) -> None:
        """Take a file out of the dataset: what it covered counts as never downloaded."""
        entry = self.manifest.files.pop(name)
        series = Series.of_name(name.partition("/month=")[0])
        if series.kind == "candles":
            span = month_range(month_of(entry.first))
        else:
            span = (entry.first, entry.last + 1)
        kept = [each for whole in self.covered(series) for each in without(whole, [span])]
        self.manifest.covered[series.name] = kept
