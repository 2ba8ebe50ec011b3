"""Machines that share a key over Redis; each worker and each gate stands for one."""

import asyncio
import itertools
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gopax_ext import AsyncGopax, ClockError, Gopax, NotSent
from gopax_ext.gate import Urgency
from gopax_ext.seam import SYSTEM, SystemSeam
from gopax_ext.server_clock import ServerClock
from gopax_ext.sharing.choice import Sharing
from gopax_ext.sharing.redis_lane import RedisLane
from gopax_ext.sharing.redis_slots import RedisSlots
from gopax_ext.sharing.redis_worker import RedisWorker
from tests.project.house import ROOT
from tests.sharing.crowd import run, start
from tests.sharing.exchange import DistantExchange
from tests.sharing.network import too_many
from tests.sharing.redis_server import RedisServer

SCOPES = itertools.count(1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis that has run for longer than anybody keeps still for a new one."""
    with RedisServer(tmp_path_factory.mktemp("redis")) as running:
        time.sleep(3)
        yield running


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of this test's own, which it may end."""
    with RedisServer(tmp_path) as running:
        time.sleep(3)
        yield running


class Machines:
    """Makes any number of machines that share one lane and one set of slots."""

    def __init__(self, server: RedisServer) -> None:
        self.url = server.url
        self.scope = f"scope-{next(SCOPES)}"

    def lane(self, seam: SystemSeam = SYSTEM) -> RedisLane:
        """One machine's side of the lane."""
        worker = RedisWorker(self.url)
        return RedisLane("the lane", seam, ServerClock(), worker=worker, scope=self.scope)

    def slots(self, limit: int = 20, window: float = 0.2) -> RedisSlots:
        """One machine's side of the slots."""
        return RedisSlots(
            "a slot",
            SYSTEM,
            limit=limit,
            window=window,
            worker=RedisWorker(self.url),
            scope=self.scope,
        )


@pytest.fixture
def machines(server: RedisServer) -> Machines:
    """Machines on the Redis that all tests share."""
    return Machines(server)


def soon(seconds: float = 10) -> float:
    """A deadline."""
    return SYSTEM.monotonic() + seconds


def one_nonce(gate: RedisLane, deadline: float | None = None) -> int:
    """Enter, take a nonce, leave."""
    gate.enter(deadline or soon(), Urgency.QUERY)
    try:
        return gate.next_nonce()
    finally:
        gate.leave()


def test_machines_never_hold_the_lane_at_once(machines: Machines) -> None:
    """The lease is one machine's until it is given back."""
    mine, other = machines.lane(), machines.lane()
    mine.enter(soon(), Urgency.QUERY)

    with pytest.raises(NotSent, match="waiting for the lane"):
        other.enter(soon(0.3), Urgency.QUERY)

    mine.leave()
    other.enter(soon(), Urgency.QUERY)
    other.leave()


def test_nonces_rise_over_machines_and_threads(machines: Machines) -> None:
    """Three machines with two threads each; the order of the nonces is that of the turns."""
    gates = [machines.lane() for _ in range(3)]
    nonces: list[int] = []

    def work(gate: RedisLane) -> None:
        for _ in range(20):
            gate.enter(soon(60), Urgency.QUERY)
            nonces.append(gate.next_nonce())
            gate.leave()

    threads = [threading.Thread(target=work, args=(gate,)) for gate in gates * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(nonces) == 120
    assert all(earlier < later for earlier, later in itertools.pairwise(nonces))


def test_a_lease_is_renewed_while_its_holder_lives(machines: Machines) -> None:
    """A call may take longer than the lease lasts."""
    mine, other = machines.lane(), machines.lane()
    mine.enter(soon(), Urgency.QUERY)

    with pytest.raises(NotSent):
        other.enter(soon(3.5), Urgency.QUERY)
    mine.leave()


HOLDER = """
import sys, time
from gopax_ext.gate import Urgency
from gopax_ext.seam import SYSTEM
from gopax_ext.server_clock import ServerClock
from gopax_ext.sharing.redis_lane import RedisLane
from gopax_ext.sharing.redis_worker import RedisWorker
lane = RedisLane("l", SYSTEM, ServerClock(), worker=RedisWorker(sys.argv[1]), scope=sys.argv[2])
lane.enter(SYSTEM.monotonic() + 10, Urgency.QUERY)
print(lane.next_nonce(), flush=True)
time.sleep(60)
"""


def test_the_lease_of_a_dead_machine_ends_by_itself(machines: Machines) -> None:
    """Within two seconds, and its nonce stays taken."""
    command = [sys.executable, "-c", HOLDER, machines.url, machines.scope]
    holder = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    theirs = int(holder.stdout.readline())
    holder.kill()
    holder.communicate()
    began = time.monotonic()

    assert one_nonce(machines.lane()) > theirs
    assert time.monotonic() - began < 3


def test_a_waiter_that_gave_up_leaves_no_lease_behind(machines: Machines) -> None:
    """What arrives for nobody is given back."""
    mine, other = machines.lane(), machines.lane()
    with pytest.raises(NotSent):
        mine.enter(SYSTEM.monotonic(), Urgency.QUERY)

    one_nonce(other, soon(1))


async def test_tasks_and_threads_share_one_lease(machines: Machines) -> None:
    """Two ways to wait, one order."""
    gate = machines.lane()
    nonces: list[int] = []

    async def task() -> None:
        for _ in range(5):
            await gate.enter_async(soon(), Urgency.QUERY)
            nonces.append(gate.next_nonce())
            gate.leave()

    def thread() -> None:
        nonces.extend(one_nonce(gate) for _ in range(20))

    await asyncio.gather(*(task() for _ in range(8)), asyncio.to_thread(thread))

    assert len(set(nonces)) == 60


def test_machines_whose_clocks_are_days_apart_take_no_nonce(machines: Machines) -> None:
    """One of the two is wrong, and a nonce of the year 2036 would spoil the key."""

    class Ahead(SystemSeam):
        def time_ns(self) -> int:
            return super().time_ns() + 3_650 * 86_400_000_000_000

    with pytest.raises(ClockError, match=r"3650\.0 days ahead"):
        one_nonce(machines.lane(Ahead()))


def test_without_redis_signed_calls_send_nothing(
    mortal: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    """The error comes soon and says why; afterwards all goes on, above every nonce before."""
    machines = Machines(mortal)
    gate = machines.lane()
    before = one_nonce(gate)
    mortal.kill()
    began = time.monotonic()

    with pytest.raises(NotSent, match="Redis, which keeps nonces in order") as caught:
        one_nonce(gate)

    assert time.monotonic() - began < 3
    assert caught.value.kind == "sharing"
    assert len([r for r in caplog.records if r.levelno == logging.WARNING]) == 1
    mortal.start()
    time.sleep(0.6)
    assert one_nonce(gate) > before


def test_a_redis_started_anew_keeps_everyone_still_but_who_is_under_way(
    mortal: RedisServer,
) -> None:
    """It has forgotten the lease; its holder says so before anybody else gets one."""
    machines = Machines(mortal)
    mine, other = machines.lane(), machines.lane()
    one_nonce(other)
    mine.enter(soon(30), Urgency.QUERY)
    held = mine.next_nonce()
    mortal.kill()
    mortal.start()

    with pytest.raises(NotSent, match="waiting for the lane"):
        other.enter(soon(3.5), Urgency.QUERY)
    mine.leave()

    assert one_nonce(other) > held


def test_programs_share_a_key_over_redis(server: RedisServer) -> None:
    """4 x 2 threads with jitter: nothing is refused."""
    with DistantExchange(jitter=0.003) as exchange:
        outcomes = run(exchange, workers=4, threads=2, calls=20, sharing=server.url)

    assert outcomes == {"ok": 160}
    assert exchange.refused == 0


@pytest.mark.slow
def test_programs_go_on_when_redis_is_started_anew(mortal: RedisServer) -> None:
    """4 x 4 threads, Redis killed and started in the middle: no refused nonce, none lost."""
    task = {"threads": 4, "calls": 100, "sharing": mortal.url, "patient": True}
    with DistantExchange(jitter=0.003) as exchange:
        running = [start(exchange, seed, **task) for seed in range(4)]
        for worker in running:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
        time.sleep(3)
        mortal.kill()
        time.sleep(0.5)
        mortal.start()
        outcomes = [json.loads(worker.communicate()[0].splitlines()[-1]) for worker in running]

    assert outcomes == [{"ok": 400}] * 4
    assert (exchange.refused, exchange.too_many) == (0, 0)


def test_slots_are_shared_by_machines(machines: Machines) -> None:
    """What one uses the other has not."""
    mine, other = machines.slots(), machines.slots()
    turns = [mine.enter(soon(), Urgency.QUERY) for _ in range(20)]
    with pytest.raises(NotSent):
        other.enter(soon(0.3), Urgency.QUERY)
    mine.leave(turns[0], used_until=None)

    other.enter(soon(2), Urgency.QUERY)


def test_a_slot_over_redis_rests_for_one_window_after_the_answer(
    machines: Machines,
) -> None:
    """As in every other form."""
    mine, other = machines.slots(limit=1, window=0.4), machines.slots(limit=1, window=0.4)
    turn = mine.enter(soon(), Urgency.QUERY)
    answered = SYSTEM.monotonic()
    mine.leave(turn, used_until=answered)

    other.enter(soon(), Urgency.QUERY)

    assert SYSTEM.monotonic() - answered >= 0.4


def test_slots_of_a_dead_machine_end_by_themselves(machines: Machines) -> None:
    """One window after the deadline of its calls."""
    machines.slots(limit=1).enter(soon(1), Urgency.QUERY)
    began = SYSTEM.monotonic()

    machines.slots(limit=1).enter(soon(), Urgency.QUERY)

    assert 1.0 < SYSTEM.monotonic() - began < 2.5


def test_a_pause_holds_for_every_machine(machines: Machines) -> None:
    """And afterwards half of the slots are used."""
    mine, other = machines.slots(window=5.0), machines.slots(window=5.0)
    other.leave(other.enter(soon(), Urgency.QUERY), used_until=None)
    mine.pause(0.5)
    time.sleep(0.1)
    with pytest.raises(NotSent):
        other.enter(soon(0.2), Urgency.QUERY)
    for _ in range(10):
        other.enter(soon(), Urgency.QUERY)

    with pytest.raises(NotSent):
        mine.enter(soon(0.3), Urgency.QUERY)


def test_a_cancel_finds_a_slot_that_was_kept_for_it(machines: Machines) -> None:
    """4 of 20, once a machine trades."""
    bot, reader = machines.slots(window=5.0), machines.slots(window=5.0)
    bot.enter(soon(), Urgency.PLACE)
    for _ in range(15):
        reader.enter(soon(), Urgency.QUERY)
    with pytest.raises(NotSent):
        reader.enter(soon(0.3), Urgency.QUERY)

    began = SYSTEM.monotonic()
    bot.enter(soon(), Urgency.CANCEL)
    assert SYSTEM.monotonic() - began < 0.5


def test_without_redis_reading_goes_on_with_a_share(mortal: RedisServer) -> None:
    """A quarter of the slots, counted by each process alone."""
    machines = Machines(mortal)
    gate = machines.slots(window=5.0)
    mortal.kill()
    for _ in range(5):
        gate.enter(soon(), Urgency.QUERY)

    with pytest.raises(NotSent):
        gate.enter(soon(0.3), Urgency.QUERY)


def test_machines_at_full_speed_keep_to_the_rate(machines: Machines) -> None:
    """Four at once for two seconds: no window sees one call too many."""
    calls: list[float] = []

    def sprint(gate: RedisSlots) -> None:
        end = soon(2)
        while SYSTEM.monotonic() < end:
            turn = gate.enter(soon(), Urgency.QUERY)
            calls.append(now := SYSTEM.monotonic())
            gate.leave(turn, used_until=now)

    threads = [threading.Thread(target=sprint, args=(machines.slots(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert too_many(sorted(calls), 20, 0.2) == 0
    assert len(calls) >= 100


@pytest.mark.slow
def test_eight_programs_keep_to_the_rate_for_a_minute(server: RedisServer) -> None:
    """20 calls a second among them all: no 429 and no refused nonce."""
    task = {"threads": 1, "calls": 140, "rate_limit": 20, "sharing": server.url, "deadline": 60}
    with DistantExchange(jitter=0.005, limit=20) as exchange:
        outcomes = run(exchange, workers=8, **task)

    assert outcomes == {"ok": 1_120}
    assert (exchange.too_many, exchange.refused) == (0, 0)


async def test_both_clients_take_a_redis_address(server: RedisServer) -> None:
    """`sharing="redis://..."`, and the password of an address is never shown."""
    with DistantExchange() as exchange:
        identity = {"key": exchange.account.api_key, "secret": exchange.account.secret_key}
        with Gopax(base_url=exchange.base_url, sharing=server.url, **identity) as gopax:
            assert gopax.get_balance("KRW").asset == "KRW"
        async with AsyncGopax(
            base_url=exchange.base_url, sharing=server.url, **identity
        ) as awaiting:
            assert (await awaiting.get_balance("KRW")).asset == "KRW"

    hidden = Sharing.resolve("redis://:hunter2@127.0.0.1:1/0")
    assert "hunter2" not in repr(hidden)
    assert "hunter2" not in repr(RedisWorker(hidden.url))
