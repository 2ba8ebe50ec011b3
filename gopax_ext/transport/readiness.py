"""Waiting on one socket: cheaper than a timeout on each operation, and it tells a stale one."""

import select
import socket

__all__ = ["Readiness"]

# poll counts its timeout in an int of milliseconds; nobody waits for longer than a day.
_LONGEST_WAIT_SECONDS = 86_400.0


class Readiness:
    """Asks the kernel about one socket. One thread at a time."""

    __slots__ = ("_descriptor", "poll")

    def __init__(self, sock: socket.socket) -> None:
        self._descriptor = sock.fileno()
        readable = select.poll()
        readable.register(self._descriptor, select.POLLIN)
        self.poll = readable.poll
        """The kernel's answer by itself, for whoever asks with every call: milliseconds, 0: now."""

    def wait_readable(self, seconds: float) -> bool:
        """Whether there are bytes, an end or an error to be read within `seconds` (0: now)."""
        limit = min(_LONGEST_WAIT_SECONDS, seconds)
        return bool(self.poll(limit * 1000))

    def wait_writable(self, seconds: float) -> bool:
        """Whether bytes can be written, or an error is known, within `seconds`."""
        # Made each time: connects and writes past the kernel's buffer are the only users.
        writable = select.poll()
        writable.register(self._descriptor, select.POLLOUT)
        return bool(writable.poll(min(seconds, _LONGEST_WAIT_SECONDS) * 1000))
