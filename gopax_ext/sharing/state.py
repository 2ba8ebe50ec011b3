"""Small files that all processes of a person on a host share, one holder at a time.

A file is held by `flock`, which the kernel takes from a process that dies, however it dies.
"""

import hashlib
import os
import stat
from collections.abc import Mapping
from typing import Final, NoReturn

from ..errors import LaneError
from ..folders import own_folder
from ..seam import Seam
from .mounts import network_kind

__all__ = ["StateFile", "file_name", "state_folder"]

_LOCK_FIX: Final = (
    "Make {folder} writable and private (chmod 700), name another with GOPAX_STATE_DIR, or pass "
    'sharing="process" if no other process uses the key.'
)
_ALL_BUT_OWNER: Final = 0o077


def state_folder(environ: Mapping[str, str] | None = None) -> str:
    """Return where the state lives: GOPAX_STATE_DIR, else `gopax` below the XDG state folder."""
    return own_folder(
        environ, named="GOPAX_STATE_DIR", xdg="XDG_STATE_HOME", usual="~/.local/state"
    )


def file_name(kind: str, base_url: str, key: str | None) -> str:
    """Return the name of a file for an API key on an exchange; the key cannot be read from it."""
    scope = f"{base_url}\n{key or ''}".encode()
    return f"{kind}-{hashlib.sha256(scope).hexdigest()[:32]}"


class StateFile:
    """One file, opened when it is first held. Not for several threads at once.

    Folder and file belong to this user and nobody else may touch them; a link is not followed.
    What breaks this, a full disk and a folder that cannot be written raise `LaneError`.
    """

    def __init__(self, folder: str | os.PathLike[str], name: str, seam: Seam) -> None:
        self._folder = folder
        self._name = name
        self._seam = seam
        self._fd = -1
        self.opening = 0
        """How often it was opened: what was done before the last time was done to another file."""
        import fcntl  # noqa: PLC0415 - not on every platform

        self._flock = fcntl.flock
        self._take = fcntl.LOCK_EX | fcntl.LOCK_NB
        self._free = fcntl.LOCK_UN

    def hold(self, *, look: bool = True) -> bool:
        """Take hold of the file; False when another process has it.

        `look` sees whether the file still has its name: a deleted one is left for a new one.
        """
        try:
            while True:
                if self._fd < 0:
                    self._fd = self._open()
                    self.opening += 1
                self._flock(self._fd, self._take)
                if not look or os.fstat(self._fd).st_nlink:
                    return True
                self.forget()  # it was deleted, and others may hold a new one by this name
        except BlockingIOError:
            return False
        except OSError as error:
            self._refuse(error.strerror or str(error), error)

    def let_go(self) -> None:
        """Let another process hold the file."""
        if self._fd >= 0:
            self._flock(self._fd, self._free)

    def read(self, size: int, offset: int = 0) -> bytes:
        """Return up to `size` bytes; whoever holds the file sees what the last holder wrote."""
        try:
            return os.pread(self._fd, size, offset)
        except OSError as error:
            self._refuse(error.strerror or str(error), error)

    def write(self, data: bytes, offset: int = 0) -> None:
        """Write `data` in one piece; a full disk leaves what was there."""
        try:
            written = os.pwrite(self._fd, data, offset)
        except OSError as error:
            self._refuse(error.strerror or str(error), error)
        if written != len(data):
            self._refuse(f"only {written} of {len(data)} bytes could be written")

    def forget(self) -> None:
        """Close the file, which lets it go, unless a forked process has it too."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            self.opening += 1
            os.close(fd)

    def _open(self) -> int:
        os.makedirs(self._folder, mode=0o700, exist_ok=True)
        here = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
        folder = os.open(self._folder, os.O_RDONLY | here)
        try:
            status = os.fstat(folder)
            self._check(status, "the folder")
            kind = network_kind(status.st_dev)
            if kind is not None:
                self._refuse(f"it is on a network file system ({kind}), which other machines share")
            fd = self._open_in(folder)
        finally:
            os.close(folder)
        try:
            status = os.fstat(fd)
            self._check(status, f"its file {self._name}")
            if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
                self._refuse(f"its file {self._name} is not a plain file of one name")
        except BaseException:
            os.close(fd)
            raise
        return fd

    def _open_in(self, folder: int) -> int:
        flags = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            return os.open(self._name, flags, dir_fd=folder)
        except FileNotFoundError:
            # A key or an address that is new here: the moment to clear away those of the past.
            from .tidy import tidy  # noqa: PLC0415 - for new files alone

            tidy(folder, self._seam.time_ns())
            return os.open(self._name, flags | os.O_CREAT, 0o600, dir_fd=folder)

    def _check(self, status: os.stat_result, what: str) -> None:
        if status.st_uid != os.geteuid():
            self._refuse(f"{what} belongs to user {status.st_uid}, not {os.geteuid()}")
        if status.st_mode & _ALL_BUT_OWNER:
            mode = stat.S_IMODE(status.st_mode)
            self._refuse(f"{what} can be touched by other users (mode {mode:04o})")

    def _refuse(self, reason: str, cause: OSError | None = None) -> NoReturn:
        message = f"the state folder {self._folder} cannot be used: {reason}; nothing was sent"
        raise LaneError(message, fix=_LOCK_FIX.format(folder=self._folder)) from cause
