"""What nobody asks about is looked after all the same."""

import asyncio
import contextlib
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

import gopax_ext as gx
from gopax_ext import AsyncGopax, Finding, Terms
from gopax_ext.orders.attempts import State
from gopax_ext.orders.auditing import Verdict, report
from gopax_ext.sandbox import Sandbox
from gopax_ext.testing import AppTransport, VirtualSeam, run_virtual
from tests.project.house import ROOT

from .bench import FAR, PAIR, QUICK, Bench, buy
from .conftest import Books, asking

PERIOD = 30.0


class Day:
    """One client and one exchange in virtual time, with an auditor."""

    def __init__(self, seam: VirtualSeam, *, terms: Terms | None = None, **switches: Any) -> None:
        self.seam = seam
        self.sandbox = Sandbox(seed=3, seam=seam, market=False, **switches)
        account = self.sandbox.create_account({"KRW": "1000000000"})
        self.account = account
        self.findings: list[Finding] = []
        self.client = AsyncGopax(
            key=account.api_key,
            secret=account.secret_key,
            base_url="http://127.0.0.1:1",
            transport=AppTransport(self.sandbox.app, seam=seam, latency=(0.001, 0.05)),
            seam=seam,
            deadline=5,
            terms=terms,
            audit=PERIOD,
            on_finding=self.findings.append,
        )

    async def lose(self, kind: str = "drop", **options: Any) -> gx.OutcomeUnknown:
        """Place an order whose answer does not come."""
        self.sandbox.faults.add(kind, method="POST", **options)
        with pytest.raises(gx.OutcomeUnknown) as caught:
            await buy(self.client)
        return caught.value

    @property
    def verdicts(self) -> list[str]:
        """What was found so far."""
        return [str(finding.verdict) for finding in self.findings]


def auditors() -> list[str]:
    """The auditors of this process, threads or tasks of the running loop."""
    names = [thread.name for thread in threading.enumerate()]
    with contextlib.suppress(RuntimeError):
        names += [task.get_name() for task in asyncio.all_tasks()]
    return [name for name in names if name == "gopax-auditor"]


@pytest.mark.parametrize(("when", "verdict"), [("after", "placed"), ("before", "absent")])
def test_a_lost_order_is_found_at_the_next_audit(when: str, verdict: str) -> None:
    """Nobody has to call resolve, and its twin may be placed again."""

    async def main(seam: VirtualSeam) -> None:
        day = Day(seam)
        async with day.client:
            error = await day.lose(when=when)
            with pytest.raises(gx.TwinInFlight):
                await buy(day.client)
            await seam.async_sleep(PERIOD - 0.1)
            assert day.verdicts == []
            await seam.async_sleep(10)
            assert day.verdicts == [verdict]
            assert day.findings[0].attempt is not None
            assert day.findings[0].attempt.id == error.attempt
            await buy(day.client)

    run_virtual(main, seed=1)


def test_nothing_runs_while_nothing_is_unknown() -> None:
    """The auditor begins with the first doubt and ends with the last."""

    async def main(seam: VirtualSeam) -> None:
        day = Day(seam)
        async with day.client:
            await buy(day.client)
            assert auditors() == []
            await day.lose(when="after")
            assert auditors() == ["gopax-auditor"]
            await seam.async_sleep(5 * PERIOD)
            assert auditors() == []
            assert day.verdicts == ["placed"]
            await day.lose(when="after")
            await seam.async_sleep(2 * PERIOD)
            assert day.verdicts == ["placed"] * 2

    run_virtual(main, seed=2)


def test_what_cannot_be_settled_is_looked_at_again() -> None:
    """While the exchange is down it stays unknown; then it is found."""

    async def main(seam: VirtualSeam) -> None:
        day = Day(seam)
        async with day.client:
            await day.lose(when="after")
            day.sandbox.faults.add("error", method="GET", times=None)
            await seam.async_sleep(3 * PERIOD)
            assert set(day.verdicts) == {"unknown"}
            assert isinstance(day.findings[0].error, gx.OutcomeUnknown)
            day.sandbox.faults.clear()
            await seam.async_sleep(3 * PERIOD)
            assert day.verdicts[-1] == "placed"

    run_virtual(main, seed=3)


def test_an_order_that_comes_after_the_proof_is_reported() -> None:
    """An exchange that takes nonces in any order breaks the terms, and it shows."""

    async def main(seam: VirtualSeam) -> list[str]:
        day = Day(seam, strict_nonce=False)
        async with day.client:
            error = await day.lose("latency", delay=45)
            assert await day.client.resolve(error) is None
            await seam.async_sleep(3 * PERIOD)
            order_id = day.findings[-1].order_id
            assert order_id in {str(order) for order in day.account.owner.open}
            assert (await day.client.attempt(error)).order_id == order_id
            return day.verdicts

    assert run_virtual(main, seed=4) == ["late"]


@pytest.mark.parametrize(("when", "verdict"), [("after", "cancelled"), ("before", "not_cancelled")])
def test_a_lost_cancel_is_checked(when: str, verdict: str) -> None:
    """The order itself says what became of it."""

    async def main(seam: VirtualSeam) -> None:
        day = Day(seam)
        async with day.client:
            order = await buy(day.client)
            day.sandbox.faults.add("drop", method="DELETE", when=when)
            with pytest.raises(gx.OutcomeUnknown):
                await day.client.cancel_order(order.id)
            await seam.async_sleep(2 * PERIOD)
            assert day.verdicts == [verdict]
            assert (day.findings[0].attempt, day.findings[0].order_id) == (None, order.id)
            assert await day.client.audit() == []

    run_virtual(main, seed=5)


def test_a_call_that_is_given_up_is_looked_after() -> None:
    """A task that was cancelled after its order had left, and one whose cancel had."""

    async def main(seam: VirtualSeam) -> None:
        day = Day(seam)
        async with day.client:
            order = await buy(day.client)
            day.sandbox.faults.add("latency", delay=1, times=2)
            for call in (day.client.cancel_order(order.id), buy(day.client)):
                task = asyncio.ensure_future(call)
                await seam.async_sleep(0.5)
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
            await seam.async_sleep(2 * PERIOD)
            assert sorted(day.verdicts) == ["cancelled", "placed"]

    run_virtual(main, seed=6)


def test_whoever_is_told_may_fail(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged, and the others are told; each finding is a line and a dictionary."""
    told: list[Finding] = []

    def fail(finding: Finding) -> None:
        told.append(finding)
        raise ZeroDivisionError

    findings = [
        Finding(verdict=Verdict.CANCELLED, order_id="7"),
        Finding(verdict=Verdict.NOT_CANCELLED, order_id="8"),
    ]
    with caplog.at_level(logging.INFO):
        report(findings, fail)

    assert told == findings
    levels = [record.levelname for record in caplog.records if "audit:" in record.message]
    assert levels == ["INFO", "WARNING"]
    assert caplog.records[0].gopax["order_id"] == "7"  # type: ignore[attr-defined]
    assert sum(record.exc_info is not None for record in caplog.records) == 2


async def test_a_real_auditor_finds_it_and_ends_with_the_client(bench: Bench) -> None:
    """In a thread, or in a task of the loop."""
    found: list[Finding] = []
    client = bench.another(audit=1.0, terms=QUICK, on_finding=found.append)
    bench.sandbox.faults.add("drop", method="POST", when="after", times=1)
    with pytest.raises(gx.OutcomeUnknown):
        await bench(buy, client)
    assert auditors() == ["gopax-auditor"]

    for _ in range(100):
        if found:
            break
        await asyncio.sleep(0.05)
    await bench(lambda g: g.close() if hasattr(g, "close") else g.aclose(), client)

    assert [str(finding.verdict) for finding in found] == ["placed"]
    assert auditors() == []


async def test_closing_does_not_wait_for_an_auditor_that_rests(bench: Bench) -> None:
    """It is stopped in the middle of its rest, and an unknown outcome starts it no more."""
    client = bench.another()
    bench.sandbox.faults.add("drop", method="POST", when="after")
    with pytest.raises(gx.OutcomeUnknown):
        await bench(buy, client)
    start = time.monotonic()

    await bench(lambda g: g.close() if hasattr(g, "close") else g.aclose(), client)

    assert time.monotonic() - start < 0.5
    assert auditors() == []


async def test_what_a_crash_left_is_found_by_the_auditor_of_the_next_start(bench: Bench) -> None:
    """The first order that is placed looks whether anything was left behind."""
    await bench.lose("drop", when="after")
    found: list[Finding] = []
    client = bench.another(audit=1.0, terms=QUICK, on_finding=found.append)

    await bench(
        lambda g: g.place_order(PAIR, side="buy", type="limit", price=FAR, amount="0.02"), client
    )

    for _ in range(100):
        if found:
            break
        await asyncio.sleep(0.05)
    assert [str(finding.verdict) for finding in found] == ["placed"]


async def test_no_auditor_where_none_is_wanted(bench: Bench) -> None:
    """And nonsense is refused."""
    client = bench.another(audit=0)
    bench.sandbox.faults.add("drop", method="POST", when="after")
    with pytest.raises(gx.OutcomeUnknown):
        await bench(buy, client)

    assert auditors() == []
    for nonsense in (0.5, -1, float("nan"), float("inf")):
        with pytest.raises(gx.SettingsError, match="audit="):
            bench.another(audit=nonsense)


def test_one_audits_for_all_programs(open_books: Callable[[], Books]) -> None:
    """Whoever comes first in a period; a clock that was ahead stops nobody."""
    first, second = open_books(), open_books()
    assert first.journal.claim_audit(PERIOD)
    assert not second.journal.claim_audit(PERIOD)
    first.seam.sleep(PERIOD)
    assert second.journal.claim_audit(PERIOD)
    assert not first.journal.claim_audit(PERIOD)
    first.seam.wall_ns -= 3_600 * 10**9
    assert first.journal.claim_audit(PERIOD)


def test_an_order_that_is_another_attempts_is_not_taken_for_late(books: Books) -> None:
    """No two attempts have one order, late or not; and only what was called absent can be late."""
    absent = books.send()
    books.journal.finish(absent, State.ABSENT)
    books.journal.placed(books.send(asking(amount="0.5")), "7")

    assert not books.journal.came_late(absent, "7")
    assert books.journal.came_late(absent, "8")
    assert not books.journal.came_late(absent, "9")


FORKING = """
import os, sys, threading
from gopax_ext.orders.auditor import ThreadAuditor

started = []
class Quiet(ThreadAuditor):
    def _run(self):
        started.append(threading.current_thread().name)
        self._stopped.wait()

auditor = Quiet(lambda: None, None, seconds=30.0)
auditor.rouse()
auditor.rouse()
child = os.fork()
if child == 0:
    auditor.stop()  # the parent's thread is not here: nothing to wait for
    os._exit(0 if threading.active_count() == 1 else 1)
_, first = os.waitpid(child, 0)
child = os.fork()
if child == 0:
    auditor.rouse()
    os._exit(0 if auditor._thread.is_alive() else 1)
_, second = os.waitpid(child, 0)
auditor.stop()
print(len(started), first, second)
"""


def test_a_forked_child_has_an_auditor_of_its_own() -> None:
    """Threads stay behind in the parent; the child starts one when it needs it."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKING],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stdout.split() == ["1", "0", "0"]
