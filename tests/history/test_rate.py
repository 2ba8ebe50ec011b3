"""A download uses the rate that the exchange allows, and never more."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from gopax_ext.gate import Urgency
from gopax_ext.history.download import IN_FLIGHT
from gopax_ext.history.folder import History
from gopax_ext.history.schema import candle_schema
from gopax_ext.history.series import Series
from gopax_ext.sandbox import Sandbox
from gopax_ext.sandbox.limits import RateLimit, Room
from gopax_ext.sharing.file_slots import FileSlots
from gopax_ext.testing import VirtualSeam, run_virtual
from tests.history.conftest import BTC, DAY_MS, ETH, TWO_PAIRS, World, in_world
from tests.project.house import ROOT

CANDLES = [Series.candles(BTC, 1), Series.candles(ETH, 1)]
WORKER = """
import sys
from gopax_ext.history import History
folder, base_url, pair, start, end = sys.argv[1:]
done = History(folder).download(pair, start=int(start), end=int(end), base_url=base_url)
print(done.calls)
"""


def test_a_download_uses_the_rate_that_is_allowed(tmp_path: Path) -> None:
    """At least 95 % of 20 calls a second at a round trip of 20 ms, and no call is refused."""

    async def story(world: World) -> None:
        span = (world.now_ms - 200 * DAY_MS, world.now_ms)
        done = await world.fetch(tmp_path, CANDLES, span)
        assert done.calls > 500
        assert done.calls / done.seconds > 0.95 * 20
        assert world.transport.calls == done.calls  # a refused one would have been repeated

    in_world(story, history_days=1, latency=0.02)


@pytest.mark.slow
def test_a_year_of_two_pairs_at_the_rate_that_is_allowed(tmp_path: Path) -> None:
    """1,051,200 minutes, each with its candle, equal to the exchange's own to the last digit."""
    schema = candle_schema()

    async def story(world: World) -> None:
        span = (world.now_ms - 365 * DAY_MS, world.now_ms - 60_000)
        done = await world.fetch(tmp_path, CANDLES, span)
        assert done.calls / done.seconds > 0.95 * 20
        assert world.transport.calls == done.calls
        for pair in (BTC, ETH):
            columns = list(zip(*world.candles(pair, span), strict=True))
            theirs = pa.table(
                [
                    pa.array(column, field.type)
                    for column, field in zip(columns, schema, strict=True)
                ],
                schema=schema,
            )
            assert History(tmp_path).candles(pair).table.combine_chunks() == theirs
            assert theirs.num_rows >= 525_598

    in_world(story, history_days=366, history_minutes=366 * 1440, latency=0.02)


LATE = """
import sys, tempfile
from gopax_ext.history import History
from gopax_ext.sandbox import Sandbox

class Watcher:
    def planned(self, plan):
        self.loaded = {*sys.modules}
    def progressed(self, progress):
        pass

watcher, history = Watcher(), History(tempfile.mkdtemp())
with Sandbox(seed=7, history_days=1, market=False) as sandbox:
    now = sandbox.exchange.now_ms()
    span = {"start": now - 86_400_000, "end": now}
    for get in (history.download, history.download_trades):
        get("BTC-KRW", base_url=sandbox.base_url, watcher=watcher, **span)
        late = {name.partition(".")[0] for name in {*sys.modules} - watcher.loaded}
        print(*late & {"numpy", "pandas", "pyarrow"}, "pandas" in sys.modules)
"""


def test_no_call_waits_for_a_library() -> None:
    """All are loaded before the first row is asked for; candles do without pandas at all."""
    command = [sys.executable, "-c", LATE]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["False", "True"]


def test_several_downloads_share_one_rate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes on a real server with its limit on: not one call is refused."""
    monkeypatch.setenv("GOPAX_STATE_DIR", str(tmp_path / "state"))
    arrive, rooms = RateLimit.arrive, list[Room]()

    def noted(limit: RateLimit, caller: str, now: float) -> Room:
        rooms.append(arrive(limit, caller, now))
        return rooms[-1]

    monkeypatch.setattr(RateLimit, "arrive", noted)
    with Sandbox(seed=7, pairs=TWO_PAIRS, history_days=1, market=False) as sandbox:
        now = sandbox.exchange.now_ms()
        workers = [
            subprocess.Popen(
                [
                    *[sys.executable, "-c", WORKER, str(tmp_path / pair), sandbox.base_url, pair],
                    *[str(now - 20 * DAY_MS), str(now)],
                ],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            for pair in (BTC, ETH)
        ]
        calls = [int(worker.communicate(timeout=60)[0]) for worker in workers]
        assert [worker.returncode for worker in workers] == [0, 0]
        assert sum(calls) >= 2 * 29
        assert len(rooms) >= sum(calls)
        assert all(room.allowed for room in rooms)


@pytest.mark.parametrize("programs", [2, 5])
def test_several_downloads_use_the_whole_rate_together(tmp_path: Path, programs: int) -> None:
    """Each sees what the others give back in time: at 20 ms there and back none of it is lost."""
    tmp_path.chmod(0o700)
    sent: list[tuple[float, int]] = []

    async def main(seam: VirtualSeam) -> None:
        end = seam.monotonic() + 30.0

        async def call(slots: FileSlots, program: int) -> None:
            while seam.monotonic() < end:
                turn = await slots.enter_async(end + 10.0, Urgency.QUERY)
                sent.append((seam.monotonic() - end, program))
                await seam.async_sleep(0.01 + 0.02 * seam.random())
                slots.leave(turn, used_until=seam.monotonic())

        shared: dict[str, Any] = {
            "limit": 20,
            "window": 1.0,
            "folder": tmp_path,
            "file": f"slots-{'0' * 32}",
        }
        each = [FileSlots(str(program), seam, **shared) for program in range(programs)]
        await asyncio.gather(
            *(call(slots, number) for number, slots in enumerate(each) for _ in range(IN_FLIGHT))
        )

    run_virtual(main)
    steady = [program for moment, program in sent if -28.0 <= moment < 0.0]
    assert len(steady) / 28.0 > 0.97 * 20
    assert min(steady.count(program) for program in range(programs)) > 0.7 * 28 * 20 / programs
