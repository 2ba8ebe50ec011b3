"""Rate slots never let the exchange see one call too many, whatever the network does."""

import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext import NotSent
from gopax_ext.gate import Urgency
from gopax_ext.limits import RateSlots
from tests.seams import StillSeam

FAR = 1e12
delays = st.floats(0, 3, allow_nan=False)


def slots(seam: StillSeam, limit: int = 20) -> RateSlots:
    """Slots of a window of one second."""
    return RateSlots("a slot", seam, limit=limit, window=1.0)


@given(st.lists(st.tuples(delays, delays), min_size=1, max_size=120))
def test_no_window_ever_sees_more_arrivals_than_the_limit(
    network: list[tuple[float, float]],
) -> None:
    """Each call takes any time there and any time back; as many run at once as there are slots."""
    seam = StillSeam()
    gate = slots(seam, limit=5)
    under_way: list[float] = []
    arrivals: list[float] = []
    for there, back in network:
        while True:
            while under_way and under_way[0] <= seam.now:
                gate.leave(used_until=heapq.heappop(under_way))
            try:
                gate.enter(seam.now + 1e-9, Urgency.QUERY)
            except NotSent:
                seam.now = min([*under_way, seam.now + 0.01]) if under_way else seam.now + 0.01
            else:
                break
        arrivals.append(seam.now + there)
        heapq.heappush(under_way, seam.now + there + back)

    arrivals.sort()
    for first, sixth in zip(arrivals, arrivals[5:], strict=False):
        assert sixth - first > 1.0


def test_a_slot_rests_for_one_window_after_the_answer() -> None:
    """Not after the send: the arrival lies somewhere in between."""
    seam = StillSeam()
    gate = slots(seam, limit=1)
    gate.enter(FAR, Urgency.QUERY)
    seam.now += 0.4
    gate.leave(used_until=seam.now)
    answered = seam.now

    gate.enter(FAR, Urgency.QUERY)

    assert seam.now - answered == pytest.approx(1.002)


def test_a_slot_that_was_not_used_is_free_at_once() -> None:
    """Nothing was sent, so there is nothing to count."""
    seam = StillSeam()
    gate = slots(seam, limit=1)
    gate.enter(FAR, Urgency.QUERY)
    gate.leave(used_until=None)

    gate.enter(seam.now, Urgency.QUERY)

    assert seam.waits == []


def test_a_pause_keeps_everyone_out() -> None:
    """After a 429 nobody goes on counting on the free slots."""
    seam = StillSeam()
    gate = slots(seam)
    gate.pause(3)
    start = seam.now

    gate.enter(FAR, Urgency.QUERY)

    assert seam.now - start == pytest.approx(3)


def test_twenty_go_at_once_and_the_next_waits() -> None:
    """The limit of the reference is used in full."""
    seam = StillSeam()
    gate = slots(seam)
    for _ in range(20):
        gate.enter(seam.now, Urgency.QUERY)

    with pytest.raises(NotSent, match="a slot"):
        gate.enter(seam.now, Urgency.QUERY)
