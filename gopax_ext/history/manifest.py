"""The manifest: which files a dataset has, their hashes, and which ranges they are complete for.

A change goes to the disk in three steps: the new files lie beside the old ones, the manifest names
the new ones and what they replace, the files are renamed. Whenever the machine stops, the next
writer finds either the old state or everything it needs to finish the new one.
"""

from pathlib import Path
from typing import Final

import msgspec

from .errors import HistoryDamaged, HistoryError
from .files import TEMPORARY, Written, replace, sha256_of, write_beside
from .ranges import Range

__all__ = ["MANIFEST", "Entry", "Manifest", "Undo", "settle"]

MANIFEST: Final = "manifest.json"
_FORMAT: Final = "gopax-history-1"
_DAMAGED_FIX: Final = "Restore it from a copy, or delete {path} and download into a new folder."


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One file: `first` and `last` are the keys of its rows, a time in ms or the id of a trade."""

    rows: int
    bytes: int
    sha256: str
    first: int
    last: int


class Undo(msgspec.Struct, frozen=True, kw_only=True):
    """What the change that was written last takes the place of."""

    files: dict[str, Entry | None]
    covered: dict[str, list[Range] | None]


class Manifest(msgspec.Struct, kw_only=True):
    """The state of a dataset."""

    format: str = _FORMAT
    exchange: str = ""
    """Base URL of the exchange that the rows come from."""
    covered: dict[str, list[Range]] = {}
    """By series, for what the exchange was asked and all it had is stored.

    Candles: when they begin, in ms. Trades: their ids.
    """
    files: dict[str, Entry] = {}
    """By path within the dataset."""
    undo: Undo | None = None

    @classmethod
    def load(cls, root: Path) -> "Manifest | None":
        """Read the manifest of a dataset, None where there is none yet."""
        path = root / MANIFEST
        try:
            found = msgspec.json.decode(path.read_bytes(), type=cls)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            fix = _DAMAGED_FIX.format(path=path)
            raise HistoryDamaged(f"{path} cannot be read: {error}", fix=fix) from error
        if found.format != _FORMAT:
            fix = f"Read it with the release that wrote it; this one writes {_FORMAT}."
            raise HistoryError(f"{path} is of the format {found.format!r}", fix=fix)
        return found

    def save(self, root: Path) -> None:
        """Write the manifest, whole or not at all."""
        self.covered = dict(sorted(self.covered.items()))
        self.files = dict(sorted(self.files.items()))
        text = msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"
        target = root / MANIFEST
        replace(write_beside(target, lambda name: Path(name).write_bytes(text)), target)


def settle(root: Path, manifest: Manifest) -> None:
    """Finish the change that was under way when the last writer ended, or take it back."""
    if manifest.undo is not None:
        _finish(root, manifest, manifest.undo)
    for left in root.rglob(f".*{TEMPORARY}"):
        left.unlink(missing_ok=True)


def _finish(root: Path, manifest: Manifest, undo: Undo) -> None:
    complete = True
    for name, before in undo.files.items():
        entry = manifest.files[name]
        target = root / name
        beside = target.with_name(f".{target.name}{TEMPORARY}")
        if _is(target, entry):
            continue
        if _is(beside, entry):
            replace(Written(beside, entry.bytes, entry.sha256), target)
            continue
        complete = False
        del manifest.files[name]
        if before is not None:
            manifest.files[name] = before
    if not complete:
        for series, ranges in undo.covered.items():
            manifest.covered.pop(series, None)
            if ranges is not None:
                manifest.covered[series] = ranges
    manifest.undo = None


def _is(path: Path, entry: Entry) -> bool:
    return path.is_file() and path.stat().st_size == entry.bytes and sha256_of(path) == entry.sha256
