"""The clock seeds a nonce, and a witness is asked where it has moved by more than a day."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

import gopax_ext as gx
from gopax_ext.nonce import NonceLane
from gopax_ext.server_clock import ServerClock
from gopax_ext.transport.headers import Headers
from tests.seams import StillSeam

DAY_NS = 86_400 * 10**9
NOW_MS = 1_520_994_527_000
MS_NS = 10**6


@pytest.fixture
def seam() -> StillSeam:
    """Time that stands still, at a whole second."""
    seam = StillSeam()
    seam.wall_ns = NOW_MS * MS_NS
    return seam


def told(seam: StillSeam, milliseconds: int) -> ServerClock:
    """The exchange's clock, which shows that."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    clock = ServerClock()
    clock.hear(Headers([("Date", format_datetime(moment, usegmt=True))]), seam.now)
    return clock


def test_a_key_is_unproven_until_the_exchange_takes_it(seam: StillSeam) -> None:
    """And a nonce is a whole number."""
    lane = NonceLane("lane", seam)

    assert lane.proven is False
    seam.wall_ns += 999_999
    assert repr(lane.next_nonce()) == str(NOW_MS)


@pytest.mark.parametrize(
    ("later", "needed"), [(DAY_NS, False), (DAY_NS + MS_NS, True), (DAY_NS + MS_NS - 1, False)]
)
def test_a_step_of_more_than_a_day_needs_a_witness(
    seam: StillSeam, later: int, needed: bool
) -> None:
    """To the millisecond, where nobody has told the exchange's time; the first nonce is free."""
    lane = NonceLane("lane", seam)
    assert not lane.needs_witness()
    lane.next_nonce()
    seam.wall_ns += later

    assert lane.needs_witness() is needed
    if needed:
        with pytest.raises(gx.ClockError) as caught:
            lane.next_nonce()
        assert (caught.value.clock_ms, caught.value.exchange_ms, caught.value.last_nonce) == (
            NOW_MS + 86_400_001,
            None,
            NOW_MS,
        )
    else:
        assert lane.next_nonce() == NOW_MS + 86_400_000


@pytest.mark.parametrize(("behind", "needed"), [(86_400_000, False), (86_401_000, True)])
def test_the_exchanges_clock_is_believed(seam: StillSeam, behind: int, needed: bool) -> None:
    """A day behind ours is as far as it may be; the error tells all three."""
    lane = NonceLane("lane", seam, told(seam, NOW_MS - behind))

    assert lane.needs_witness() is needed
    if needed:
        with pytest.raises(gx.ClockError) as caught:
            lane.next_nonce()
        error = caught.value
        assert (error.clock_ms, error.exchange_ms, error.last_nonce) == (
            NOW_MS,
            NOW_MS - behind,
            0,
        )
    else:
        assert lane.next_nonce() == NOW_MS
