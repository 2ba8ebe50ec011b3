"""A lane gives every nonce once, in order, to one caller at a time."""

import asyncio
import itertools
import threading

import pytest

from gopax_ext import NotSent
from gopax_ext.gate import Turn, Urgency
from gopax_ext.nonce import NonceLane
from gopax_ext.seam import SYSTEM
from tests.seams import StillSeam

FAR = 1e12


def test_a_nonce_is_the_time_in_milliseconds() -> None:
    """The form of the reference's header example."""
    seam = StillSeam()

    assert NonceLane("lane", seam).next_nonce() == 1_520_994_527_165


def test_nonces_rise_while_the_clock_stands_still_or_steps_back() -> None:
    """The clock only seeds a nonce; it never decides that one may repeat."""
    seam = StillSeam()
    lane = NonceLane("lane", seam)
    nonces = [lane.next_nonce(), lane.next_nonce()]
    seam.wall_ns -= 3_600_000_000_000
    nonces += [lane.next_nonce(), lane.next_nonce()]

    assert nonces == list(range(nonces[0], nonces[0] + 4))


def test_threads_hold_the_lane_one_at_a_time_and_see_rising_nonces() -> None:
    """Eight threads, 200 turns each: the order of the nonces is the order of the turns."""
    lane = NonceLane("lane", SYSTEM)
    seen: list[int] = []
    inside = 0

    def work() -> None:
        nonlocal inside
        for _ in range(200):
            lane.enter(FAR, Urgency.QUERY)
            inside += 1
            assert inside == 1
            seen.append(lane.next_nonce())
            inside -= 1
            lane.leave()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert len(seen) == 1600
    assert all(a < b for a, b in itertools.pairwise(seen))


async def test_tasks_and_threads_share_one_lane() -> None:
    """Two ways to wait, one order."""
    lane = NonceLane("lane", SYSTEM)
    seen: list[int] = []

    def work() -> None:
        for _ in range(100):
            lane.enter(FAR, Urgency.QUERY)
            seen.append(lane.next_nonce())
            lane.leave()

    async def task() -> None:
        for _ in range(20):
            await lane.enter_async(FAR, Urgency.QUERY)
            seen.append(lane.next_nonce())
            await asyncio.sleep(0)
            lane.leave()

    await asyncio.wait_for(
        asyncio.gather(*(task() for _ in range(10)), asyncio.to_thread(work)), timeout=30
    )

    assert len(seen) == 300
    assert seen == sorted(set(seen))


async def test_a_cancel_goes_before_the_queries_that_came_earlier() -> None:
    """Urgency first, then arrival."""
    lane = NonceLane("lane", SYSTEM)
    await lane.enter_async(FAR, Urgency.QUERY)
    order: list[str] = []

    async def turn(name: str, urgency: Urgency) -> None:
        await lane.enter_async(FAR, urgency)
        order.append(name)
        lane.leave()

    waiting = [
        ("query", Urgency.QUERY),
        ("second query", Urgency.QUERY),
        ("place", Urgency.PLACE),
        ("cancel", Urgency.CANCEL),
    ]
    tasks = []
    for name, urgency in waiting:
        tasks.append(asyncio.create_task(turn(name, urgency)))
        await asyncio.sleep(0)
    lane.leave()
    await asyncio.wait_for(asyncio.gather(*tasks), timeout=10)

    assert order == ["cancel", "place", "query", "second query"]


def test_every_kind_of_call_gets_a_turn_however_many_cancels_come() -> None:
    """A query that has waited for two seconds goes first, and then the cancels go on."""
    seam = StillSeam()
    lane = NonceLane("lane", seam)
    order: list[str] = []
    cancels = [lane._join(Turn(FAR, Urgency.CANCEL), lambda: None) for _ in range(60)]
    query = lane._join(Turn(FAR, Urgency.QUERY), lambda: None)
    waiting = [*cancels, query]
    while waiting:
        first = next(each for each in waiting if lane._first(seam.now) is each)
        assert lane._advance(first) == 0
        waiting.remove(first)
        order.append(first.turn.urgency.name)
        seam.now += 0.1
        lane.leave()

    assert order.index("QUERY") == 20


def test_whoever_waits_past_the_deadline_sent_nothing() -> None:
    """The error says so, and the lane stays usable."""
    seam = StillSeam()
    lane = NonceLane("the lane", seam)
    lane.enter(FAR, Urgency.QUERY)

    with pytest.raises(NotSent, match="waiting for the lane; nothing was sent") as caught:
        lane.enter(seam.now + 2, Urgency.QUERY)

    assert caught.value.outcome == "not_sent"
    lane.leave()
    lane.enter(seam.now + 2, Urgency.QUERY)


async def test_a_cancelled_waiter_passes_its_turn_on() -> None:
    """Whoever is next gets the lane, whatever became of those before."""
    lane = NonceLane("lane", SYSTEM)
    await lane.enter_async(FAR, Urgency.QUERY)
    gone = asyncio.create_task(lane.enter_async(FAR, Urgency.CANCEL))
    next_up = asyncio.create_task(lane.enter_async(FAR, Urgency.QUERY))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    lane.leave()

    await asyncio.wait_for(next_up, timeout=10)
    assert gone.cancelled()
