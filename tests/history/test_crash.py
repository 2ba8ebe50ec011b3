"""Whenever a download stops, the next one goes on, and the result is the same to the byte."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from gopax_ext.history import files as files_module
from gopax_ext.history.checking import check
from gopax_ext.history.dataset import Dataset
from gopax_ext.history.folder import History
from gopax_ext.history.ranges import Range
from gopax_ext.history.schema import candle_schema
from gopax_ext.history.series import Series
from gopax_ext.sandbox import Sandbox
from gopax_generated.errors import Forbidden
from tests.history.conftest import BTC, DAY_MS, ETH, TWO_PAIRS, World, files, in_world, plain
from tests.project.house import ROOT

BOTH = [Series.candles(BTC, 1), Series.trades(BTC)]

WORKER = """
import sys
from gopax_ext.history import History
folder, base_url, start, end = sys.argv[1:]
print("ready", flush=True)
History(folder).download(
    ["BTC-KRW", "ETH-KRW"], start=int(start), end=int(end), base_url=base_url,
    rate_limit=int(sys.argv[5]) if len(sys.argv) > 5 else 20,
)
print("done", flush=True)
"""


class Stopped(BaseException):
    """The machine stops."""


class Steps:
    """Counts what happens to the disk, and stops the machine at one of the steps."""

    def __init__(self, what: str, patch: pytest.MonkeyPatch) -> None:
        self._left = 0
        self._what = what
        if what == "fsync":
            patch.setattr(files_module.os, "fsync", self._around(os.fsync))
        else:
            patch.setattr(Path, "replace", self._around(Path.replace))

    def stop_at(self, step: int) -> None:
        """Stop at the step of this number, 0 for never."""
        self._left = step

    def _around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def stopping(*arguments: Any) -> Any:
            if self._what != "rename after":
                self._count()
            done = real(*arguments)
            if self._what == "rename after":
                self._count()
            return done

        return stopping

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Stopped


@pytest.mark.parametrize("kind", ["candles", "trades"])
@pytest.mark.parametrize("what", ["fsync", "rename", "rename after"])
def test_a_machine_may_stop_at_any_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, what: str
) -> None:
    """At every write that reaches the disk and at every rename, before it and after it."""
    series = Series.candles(BTC, 1) if kind == "candles" else Series.trades(BTC)
    steps = Steps(what, monkeypatch)

    async def stops(world: World, folder: Path, span: Range) -> bool:
        try:
            await world.fetch(folder, [series], span)
        except Stopped:
            return True
        finally:
            steps.stop_at(0)
        return False

    async def story(world: World) -> None:
        span = (world.now_ms - 30 * DAY_MS, world.now_ms)
        await world.fetch(tmp_path / "whole", [series], span)
        for step in range(1, 1000):
            folder = tmp_path / f"stop{step}"
            steps.stop_at(step)
            if not await stops(world, folder, span):
                assert step > 4
                return
            await world.fetch(folder, [series], span)
            assert files(folder) == files(tmp_path / "whole")
            with Dataset.held(folder, world.access.exchange) as dataset:
                assert check(dataset)[1] == []
                assert dataset.manifest.undo is None

    in_world(story, history_days=30, history_minutes=300, limit=None, rate_limit=1000)


def test_a_full_disk_loses_nothing_that_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is the disk's own; the old files stay, and the next download goes on."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(descriptor))

    async def story(world: World) -> None:
        now = world.now_ms
        await world.fetch(tmp_path, BOTH[:1], (now - DAY_MS, now))
        before = files(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(files_module.os, "fsync", full)
            with pytest.raises(OSError, match="No space"):
                await world.fetch(tmp_path, BOTH[:1], (now - 2 * DAY_MS, now))
        assert files(tmp_path) == before
        await world.fetch(tmp_path, BOTH[:1], (now - 2 * DAY_MS, now))
        found = plain(History(tmp_path).candles(BTC, end=now - 120_000).table)
        assert found == world.candles(BTC, (now - 2 * DAY_MS, now - 120_000))

    in_world(story)


def test_what_came_in_before_an_error_is_stored(tmp_path: Path) -> None:
    """A download that ends with an error has kept what it got; the next one asks for the rest."""

    async def story(world: World) -> None:
        span = (world.now_ms - 20 * DAY_MS, world.now_ms)
        world.sandbox.faults.add("ban", path=f"/trading-pairs/{BTC}/candles", skip=15, times=None)
        with pytest.raises(Forbidden):
            await world.fetch(tmp_path, BOTH[:1], span)
        world.sandbox.faults.clear()
        done = await world.fetch(tmp_path, BOTH[:1], span)
        assert 0 < done.plan.calls < 29

    in_world(story, history_days=20, limit=None, rate_limit=1000)


def interrupted(
    folder: Path, sandbox: Sandbox, span: tuple[int, int], *, kills: int, seed: int, most: float
) -> int:
    """Download, killed at so many random moments; return how many runs were really cut off."""
    chance = random.Random(seed)
    command = [sys.executable, "-c", WORKER, str(folder), sandbox.base_url, *map(str, span)]
    cut = 0
    for place in range(kills + 1):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout
            assert worker.stdout.readline() == "ready\n"
            if place < kills:
                time.sleep(chance.uniform(0.0, most))
                worker.send_signal(signal.SIGKILL)
                cut += worker.wait(60) == -signal.SIGKILL
            else:
                assert worker.wait(600) == 0
    return cut


@pytest.mark.parametrize(
    ("days", "most"),
    [
        pytest.param(31, 1.5, marks=pytest.mark.slow),
        pytest.param(365, 8.0, marks=pytest.mark.nightly),
    ],
)
def test_a_download_that_is_killed_ten_times_is_whole_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, most: float
) -> None:
    """Two pairs from a real server with clock and limit on, equal to the last digit."""
    monkeypatch.setenv("GOPAX_STATE_DIR", str(tmp_path / "state"))
    minutes = (days + 1) * 1440
    with Sandbox(
        seed=7, pairs=TWO_PAIRS, history_days=days + 1, history_minutes=minutes
    ) as sandbox:
        now = sandbox.exchange.now_ms()
        span = (now - days * DAY_MS, now - 120_000)
        folder = tmp_path / "data"
        assert interrupted(folder, sandbox, span, kills=10, seed=5, most=most) >= 8
        schema = candle_schema()
        for pair in (BTC, ETH):
            chart = sandbox.exchange.charts[pair][1]
            rows = [
                (c.start_ms, c.low, c.high, c.open, c.close, c.volume)
                for c in chart.between(span[0], span[1] - 1)
            ]
            assert len(rows) >= days * 1440 - 5
            typed = zip(zip(*rows, strict=True), schema.types, strict=True)
            theirs = pa.table([pa.array(each, kind) for each, kind in typed], schema=schema)
            assert History(folder).candles(pair).table.combine_chunks() == theirs
        assert History(folder).verify()[1] == []
