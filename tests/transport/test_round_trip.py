"""What the kernel knows of the network is used with care: the full rate, and no 429."""

import socket
import struct
from collections.abc import Callable
from typing import cast

import pytest

from gopax_ext.gate import Turn
from gopax_ext.limits import RateSlots
from gopax_ext.seam import SYSTEM, Seam
from gopax_ext.transport.base import WireRequest
from gopax_ext.transport.round_trip import RoundTrips, shortest
from gopax_ext.transport.sync import SocketTransport
from tests.seams import StillSeam
from tests.sharing.network import saturate, too_many
from tests.transport.server import ScriptedServer, answer, answering


class Told:
    """In place of a socket: its kernel tells what a test says."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def getsockopt(self, *_: object) -> bytes:
        """Return as much of a struct tcp_info as is read."""
        return bytes(148) + struct.pack("=I", round(self.seconds * 1e6))


def exchanged(trips: RoundTrips, told: Told, now: float) -> None:
    """Tell `trips` of an exchange."""
    trips.exchanged(cast(socket.socket, told), now)


class Informed(RateSlots):
    """Slots whose calls take what they take, over connections that the kernel measures."""

    def __init__(self, seam: Seam) -> None:
        super().__init__("a slot", seam, limit=20, window=1.0)
        self.trips = RoundTrips()
        self._sent: dict[int, float] = {}
        self._socket = Told(100.0)

    def _admit(self, now: float, turn: Turn) -> float | None:
        self._sent[id(turn)] = now
        return super()._admit(now, turn)

    def leave(self, turn: Turn, *, used_until: float | None) -> None:
        assert used_until is not None
        took = used_until - self._sent.pop(id(turn))
        self._socket.seconds = min(self._socket.seconds, took)
        exchanged(self.trips, self._socket, used_until)
        super().leave(turn, used_until=used_until - self.trips.floor)
        if len(self._sent) > 1_000:
            self._sent.clear()


@pytest.mark.parametrize(
    ("there_and_back", "jitter", "share"),
    [(0.005, 0.0, 0.98), (0.05, 0.01, 0.97), (0.18, 0.0, 0.95), (0.18, 0.05, 0.90)],
)
def test_the_rate_is_kept_however_far_the_exchange_is(
    there_and_back: float, jitter: float, share: float
) -> None:
    """Of 20 calls a second: 98 % at 5 ms, 97 % at 50 ms with 20 ms jitter, 95 % at 180 ms."""
    seam = StillSeam()
    gate = Informed(seam)
    start = seam.now

    arrivals, _ = saturate(seam, [gate], 10_000, there_and_back=there_and_back, jitter=jitter)

    assert too_many(arrivals, 20, 1.0) == 0
    assert len(arrivals) / (seam.now - start) >= share * 20


def test_nothing_is_assumed_before_enough_was_measured() -> None:
    """The first calls may all have been slow."""
    trips = RoundTrips()
    for count in range(40):
        exchanged(trips, Told(0.1), float(count))
        assert (trips.floor > 0) is (count >= 31)
    assert trips.floor == pytest.approx(0.09)


def test_a_shorter_way_counts_at_once_and_a_longer_one_later() -> None:
    """A floor that is too high is a 429; one that is too low costs a little time."""
    trips = RoundTrips()
    for second in range(40):
        exchanged(trips, Told(0.1), float(second))
    trips.note(0.05, 41.0)
    assert trips.floor == pytest.approx(0.045)
    trips.note(0.2, 42.0)
    assert trips.floor == pytest.approx(0.045)
    trips.note(0.2, 301.0)
    trips.note(0.2, 602.0)
    assert trips.floor == pytest.approx(0.18)
    trips.note(None, 2_000.0)
    assert trips.floor == 0.0


def test_the_kernel_is_asked(serve: Callable[..., ScriptedServer]) -> None:
    """On Linux a connection that has carried something has a shortest round trip."""
    server = serve(answering(answer()))
    transport = SocketTransport(server.base_url)
    got = transport.exchange(WireRequest("GET", "/assets"), deadline=SYSTEM.monotonic() + 5)
    transport.close()
    assert got.round_trip == 0.0  # not yet known well enough
    with socket.create_server(("127.0.0.1", 0)) as listening:
        with socket.create_connection(listening.getsockname()) as line:
            found = shortest(line)
        assert found is None or 0 < found < 5
    assert shortest(line) is None
