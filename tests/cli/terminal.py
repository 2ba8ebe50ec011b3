"""A terminal of a given size that a command believes to be somebody's."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Generator, Mapping
from typing import Any

from tests.project.house import ROOT

__all__ = ["Terminal", "terminal"]

_PATIENCE_SECONDS = 20.0
# Ctrl-C interrupts whoever the terminal belongs to.
_OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
_CONTROL = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[()][A-Z0-9])")


class Terminal:
    """What a person has before them: a screen and keys."""

    def __init__(self, process: "subprocess.Popen[bytes]", ours: int) -> None:
        self.process = process
        self._ours = ours
        self._raw = b""

    @property
    def raw(self) -> str:
        """All that was written, control sequences too."""
        return self._raw.decode("utf-8", "replace")

    @property
    def lines(self) -> list[str]:
        """All lines that were ever shown, without colours and movements."""
        text = self.raw.replace("\r", "").replace("\x1b[H", "\n")  # a new drawing begins there
        return [line.rstrip() for line in _CONTROL.sub("", text).split("\n")]

    def until(self, text: str, *, times: int = 1) -> None:
        """Wait until `text` has been shown so often."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while _CONTROL.sub("", self.raw).count(text) < times:
            if time.monotonic() > end or not self._read(0.2):
                raise AssertionError(f"{text!r} was not shown {times} times:\n{self.raw}")

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        """Wait until the command has ended; return its exit code."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while self._read(0.1):
            assert time.monotonic() < end, self.raw
        return self.process.wait(_PATIENCE_SECONDS)

    def modes(self) -> list[Any]:
        """How the terminal treats keys."""
        return termios.tcgetattr(self._ours)

    def _read(self, seconds: float) -> bool:
        """Read what is there; False once nobody writes any more."""
        ready, _, _ = select.select([self._ours], [], [], seconds)
        if not ready:
            return True
        try:
            chunk = os.read(self._ours, 65536)
        except OSError:  # how Linux says that the last writer has gone
            return False
        self._raw += chunk
        return bool(chunk)


@contextlib.contextmanager
def terminal(
    *arguments: object, columns: int = 100, rows: int = 30, env: Mapping[str, str] | None = None
) -> Generator[Terminal]:
    """Run the command at a terminal of this size."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(env or {})}
    for name in ("COLUMNS", "LINES"):
        if name not in (env or {}):
            environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-c", _OWN_TERMINAL, "-m", "gopax_ext.cli", *map(str, arguments)],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        os.close(ours)
