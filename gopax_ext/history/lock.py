"""One writer in a folder at a time."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .errors import FolderBusy

__all__ = ["locked"]

_NAME: Final = ".lock"


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """Hold a folder; `FolderBusy` where another process has it.

    The kernel takes the lock from a process that dies, however it dies.
    """
    import fcntl  # noqa: PLC0415 - not on every platform

    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "?"
            raise FolderBusy(f"{folder} is in use by process {holder}") from None
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
