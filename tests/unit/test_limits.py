"""Rate slots never let the exchange see one call too many, whatever the network does."""

import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext import NotSent
from gopax_ext.gate import Turn, Urgency, Waiter
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
    under_way: list[tuple[float, int, Turn]] = []
    arrivals: list[float] = []
    for there, back in network:
        while True:
            while under_way and under_way[0][0] <= seam.now:
                answered, _, slot = heapq.heappop(under_way)
                gate.leave(slot, used_until=answered)
            if slot := gate.enter_at_once(seam.now + 6, Urgency.QUERY):
                break
            seam.now = min([seam.now + 0.01, *(answered for answered, _, _ in under_way)])
        arrivals.append(seam.now + there)
        heapq.heappush(under_way, (seam.now + there + back, len(arrivals), slot))

    arrivals.sort()
    for first, sixth in zip(arrivals, arrivals[5:], strict=False):
        assert sixth - first > 1.0


def test_a_slot_rests_for_one_window_after_the_answer() -> None:
    """Not after the send: the arrival lies somewhere in between."""
    seam = StillSeam()
    gate = slots(seam, limit=1)
    slot = gate.enter(FAR, Urgency.QUERY)
    seam.now += 0.4
    gate.leave(slot, used_until=seam.now)
    answered = seam.now

    gate.enter(FAR, Urgency.QUERY)

    assert seam.now - answered == pytest.approx(1.002)


def test_a_slot_that_was_not_used_is_free_at_once() -> None:
    """Nothing was sent, so there is nothing to count."""
    seam = StillSeam()
    gate = slots(seam, limit=1)
    slot = gate.enter(FAR, Urgency.QUERY)
    gate.leave(slot, used_until=None)

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


def test_a_key_that_trades_keeps_a_fifth_of_its_slots_for_cancels() -> None:
    """However many queries wait, a cancel goes out at once."""
    seam = StillSeam()
    gate = slots(seam)
    gate.enter(seam.now, Urgency.PLACE)
    for _ in range(15):
        gate.enter(seam.now, Urgency.QUERY)
    with pytest.raises(NotSent):
        gate.enter(seam.now, Urgency.QUERY)

    for _ in range(4):
        gate.enter(seam.now, Urgency.CANCEL)

    with pytest.raises(NotSent):
        gate.enter(seam.now, Urgency.CANCEL)


def test_after_a_429_half_of_the_slots_are_used_and_one_more_with_each_window() -> None:
    """One burst of refusals counts once; peace brings the slots back."""
    seam = StillSeam()
    gate = slots(seam)
    for _ in range(5):
        gate.pause(1)
    seen: list[int] = []
    seam.now += 1
    for _ in range(12):
        entered = 0
        while gate.enter_at_once(seam.now, Urgency.QUERY):
            entered += 1
        seen.append(entered)
        seam.now += 1.01

    assert seen == [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20]


def test_a_call_that_never_came_back_frees_its_slot_in_the_end() -> None:
    """One window after its deadline nothing of it can arrive any more."""
    seam = StillSeam()
    gate = slots(seam, limit=1)
    gate.enter(seam.now + 5, Urgency.QUERY)
    start = seam.now

    gate.enter(FAR, Urgency.QUERY)

    assert seam.now - start == pytest.approx(6.002)


def test_a_slot_given_back_late_does_not_free_its_next_holder() -> None:
    """Whoever comes back after its time finds that the slot is another's."""
    seam = StillSeam()
    gate = slots(seam, limit=1)
    late = gate.enter(seam.now, Urgency.QUERY)
    gate.enter(FAR, Urgency.QUERY)
    gate.leave(late, used_until=None)

    with pytest.raises(NotSent):
        gate.enter(seam.now, Urgency.QUERY)


def waiting(gate: RateSlots, urgency: Urgency) -> Waiter:
    """Somebody who has queued, and found no room so far."""
    waiter = gate._join(Turn(FAR, urgency), lambda: None)
    assert gate._advance(waiter) > 0
    return waiter


def test_who_has_waited_long_goes_first_where_there_is_room_for_it() -> None:
    """And lets a cancel pass where there is none: one slot of five is kept for those."""
    seam = StillSeam()
    gate = slots(seam, limit=5)
    taken = [gate.enter(FAR, urgency) for urgency in (Urgency.PLACE, *[Urgency.QUERY] * 3)]
    query = waiting(gate, Urgency.QUERY)
    seam.now += 3
    cancel = gate._join(Turn(FAR, Urgency.CANCEL), lambda: None)

    assert gate._advance(cancel) == 0

    late = waiting(gate, Urgency.CANCEL)
    for turn in taken[1:]:
        gate.leave(turn, used_until=None)
    assert gate._advance(late) > 0
    assert gate._advance(query) == 0
    assert gate._advance(late) == 0


def test_what_is_left_is_told() -> None:
    """Calls under way and slots that rest are taken off; what is kept for cancels is not."""
    seam = StillSeam()
    gate = slots(seam)
    assert gate.left() == 20
    first, second = (gate.enter(FAR, urgency) for urgency in (Urgency.PLACE, Urgency.QUERY))
    assert gate.left() == 18

    gate.leave(first, used_until=None)
    assert gate.left() == 19
    gate.leave(second, used_until=seam.now)
    seam.now += 1
    assert gate.left() == 19
    seam.now += 0.003
    assert gate.left() == 20


def test_nothing_is_left_while_the_exchange_wants_peace() -> None:
    """Then half, and one more with each window, of which those under way are taken off."""
    seam = StillSeam()
    gate = slots(seam)
    for _ in range(12):
        gate.enter(FAR, Urgency.QUERY)

    gate.pause(2)
    assert gate.left() == 0
    seam.now += 2
    assert gate.left() == 0
    seam.now += 3
    assert gate.left() == 1


@pytest.mark.parametrize(("limit", "left"), [(20, 10), (5, 2), (3, 1), (2, 1), (1, 1)])
def test_half_is_left_after_a_429_and_one_slot_at_least(limit: int, left: int) -> None:
    """From the very moment at which the pause ends."""
    seam = StillSeam()
    gate = slots(seam, limit)
    gate.pause(2)
    assert gate.left() == 0

    seam.now += 2

    assert gate.left() == left


def test_a_429_just_after_the_pause_is_another_one() -> None:
    """It halves what is left once more."""
    seam = StillSeam()
    gate = slots(seam)
    for _ in range(2):
        gate.pause(1)
        seam.now += 1

    assert gate.left() == 5
