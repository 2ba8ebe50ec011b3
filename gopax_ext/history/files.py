"""Files that are whole or not there: written beside their place, forced to the disk, renamed."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import attrs

__all__ = ["TEMPORARY", "Written", "replace", "sha256_of", "sync_folder", "write_beside"]

TEMPORARY: Final = ".part"
"""End of the names of files that are not finished; nothing reads them."""


@attrs.frozen
class Written:
    """A file as it lies on the disk."""

    path: Path
    bytes: int
    sha256: str


def write_beside(target: Path, write: Callable[[str], object]) -> Written:
    """Let `write(path)` make the file that shall replace `target`, and force it to the disk.

    It lies hidden beside `target`, where no reader of the folder takes it for data. `OSError` where
    the disk cannot take it; nothing is left then.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    path = target.with_name(f".{target.name}{TEMPORARY}")
    try:
        write(str(path))
        with path.open("rb") as file:
            os.fsync(file.fileno())
        return Written(path, path.stat().st_size, sha256_of(path))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace(written: Written, target: Path) -> None:
    """Put a file in its place, at once for every reader and for good."""
    written.path.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(descriptor)
    except OSError:  # some file systems have no such thing
        return
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
