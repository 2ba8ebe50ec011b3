"""Keys as they are pressed, without Enter."""

import os
import select
import sys
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["Keyboard", "keyboard"]

_LONGEST = 64


class Keyboard:
    """Waits for keys on standard input."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def pressed(self, seconds: float) -> str:
        """Return what is pressed within `seconds`, empty for nothing."""
        here = [] if self._descriptor is None else [self._descriptor]
        ready, _, _ = select.select(here, [], [], seconds)
        if not ready or self._descriptor is None:
            return ""
        keys = os.read(self._descriptor, _LONGEST)
        if not keys:  # it was closed: nobody will press anything any more
            self._descriptor = None
        return keys.decode("utf-8", "replace")


@contextmanager
def keyboard() -> Generator[Keyboard]:
    """Give the keys one by one while the block runs; Ctrl-C interrupts as ever."""
    try:
        descriptor = sys.stdin.fileno()
        import termios
        import tty

        before = termios.tcgetattr(descriptor)
    except (ImportError, OSError, ValueError, AttributeError):  # no terminal, or Windows
        yield Keyboard(None)
        return
    try:
        tty.setcbreak(descriptor)
        yield Keyboard(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
