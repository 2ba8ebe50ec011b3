"""Removes state files that nobody has used for long, so that keys of the past leave nothing."""

import os
import re
import stat
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

__all__ = ["tidy"]

_DAY_NS: Final = 86_400 * 10**9
_KEPT_DAYS: Final = {"lane": 366, "slots": 30}
"""A lane remembers the highest nonce of its key, so it is kept until a clock that is wrong by
months has been found out; slots are all free again some seconds after the last call."""
_NAME: Final = re.compile(r"(lane|slots)(-[\w.+-]*)?-[0-9a-f]{32}")


def tidy(folder: int, now_ns: int) -> None:
    """Remove what is old from the open `folder`; what somebody holds or may not go stays.

    `now_ns` is the wall clock in nanoseconds. Orders on record are never removed.
    """
    import fcntl  # noqa: PLC0415 - not on every platform

    for name in os.listdir(folder):
        kind = _NAME.fullmatch(name)
        if kind is None:
            continue
        last_ns = now_ns - _KEPT_DAYS[kind[1]] * _DAY_NS
        try:
            if _used_at(os.stat(name, dir_fd=folder, follow_symlinks=False)) > last_ns:
                continue
            with _opened(name, folder) as fd:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _used_at(os.fstat(fd)) <= last_ns:
                    os.unlink(name, dir_fd=folder)
        except OSError:
            continue  # in use, gone already, or another user's


def _used_at(status: os.stat_result) -> float:
    """Return when the file was last written to; never where it is no plain file."""
    return status.st_mtime_ns if stat.S_ISREG(status.st_mode) else float("inf")


@contextmanager
def _opened(name: str, folder: int) -> Generator[int]:
    fd = os.open(name, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    try:
        yield fd
    finally:
        os.close(fd)
