"""How long the network alone takes there and back, at the least: what the kernel has measured.

An answer is later than its request's arrival by the way back, and the next request arrives later
than it is sent by the way there. Two calls are therefore at least this much further apart at the
exchange than they look from here, and whoever counts calls in a window need not wait for it.
"""

import socket
import struct
from typing import Final

__all__ = ["RoundTrips"]

_ENOUGH_EXCHANGES: Final = 32
"""Fewer may all have been slow ones: until then nothing is assumed."""
_WINDOW_SECONDS: Final = 300.0
"""What was measured in this window and the last one counts: ways change."""
_LOOK_AGAIN_SECONDS: Final = 1.0
_SHARE: Final = 0.9
"""Even so the shortest of all need not have been among them."""
_SMALLEST_SECONDS: Final = 0.001
"""Below this there is nothing to gain."""

# struct tcp_info of Linux: microseconds, since 4.6; the same place on every architecture.
_MIN_RTT: Final = struct.Struct("=I")
_MIN_RTT_OFFSET: Final = 148
_TCP_INFO: Final[int | None] = getattr(socket, "TCP_INFO", None)
_UNKNOWN: Final = 0xFFFFFFFF


class RoundTrips:
    """The shortest round trip to one origin, over all of its connections."""

    __slots__ = ("_before", "_exchanges", "_look_at", "_now", "_window_ends", "floor")

    def __init__(self) -> None:
        self.floor = 0.0
        """Seconds that no exchange takes less than; 0.0 while that is not known well enough."""
        self._now = self._before = float("inf")
        self._window_ends = self._look_at = 0.0
        self._exchanges = 0

    def exchanged(self, sock: socket.socket, now: float) -> None:
        """Count an exchange on `sock` that ended at `now` (monotonic seconds)."""
        self._exchanges += 1
        if now >= self._look_at:
            self._look_at = now + _LOOK_AGAIN_SECONDS
            self.note(shortest(sock), now)

    def note(self, seconds: float | None, now: float) -> None:
        """Take a measured round trip into account; None for one that is not known."""
        if now >= self._window_ends:
            self._before = self._now if now < self._window_ends + _WINDOW_SECONDS else float("inf")
            self._now = float("inf")
            self._window_ends = now + _WINDOW_SECONDS
        if seconds is not None:
            self._now = min(self._now, seconds)
        least = min(self._now, self._before)
        known = _SMALLEST_SECONDS <= least < float("inf") and self._exchanges >= _ENOUGH_EXCHANGES
        self.floor = _SHARE * least if known else 0.0


def shortest(sock: socket.socket) -> float | None:
    """Return the shortest round trip that the kernel has seen on `sock`, in seconds.

    None where it does not say: on other systems than Linux, or after an error.
    """
    if _TCP_INFO is None:
        return None
    try:
        told = sock.getsockopt(socket.IPPROTO_TCP, _TCP_INFO, _MIN_RTT_OFFSET + _MIN_RTT.size)
    except OSError:
        return None
    if len(told) < _MIN_RTT_OFFSET + _MIN_RTT.size:
        return None
    (microseconds,) = _MIN_RTT.unpack_from(told, _MIN_RTT_OFFSET)
    return None if microseconds in {0, _UNKNOWN} else microseconds / 1_000_000
