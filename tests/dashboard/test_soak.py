"""The dashboard and three bots for an hour, while five calls in a hundred go wrong.

`make nightly` runs the hour. CI runs five minutes in the same way: long enough that a file or an
object left behind per call, event or page would show, too short for what grows slowly. The seconds
can be chosen: SOAK_SECONDS=900 python -m pytest -m nightly tests/dashboard/test_soak.py
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import pytest
from playwright.sync_api import CDPSession, Page

from tests.dashboard.browsing import launch, ready
from tests.project.house import ROOT

ROUNDS = 6
SETTLED = 3
"""After so many rounds every cache is warm and every pool has its size."""
MOST_GROWTH = 1.02
WANDER = """() => {
  let turn = 0;
  const pair = document.getElementById("pair");
  window.wandering = setInterval(() => {
    turn += 1;
    pair.value = ["BTC-KRW", "ETH-KRW", "XRP-KRW"][turn % 3];
    pair.dispatchEvent(new Event("change"));
    document.querySelector("#log button").click();
  }, 1000);
}"""
STAY = """() => {
  clearInterval(window.wandering);
  const pair = document.getElementById("pair");
  pair.value = "BTC-KRW";
  pair.dispatchEvent(new Event("change"));
}"""


class Program:
    """One of the programs of `soaking`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in: IO[str] = process.stdin
        self._out: IO[str] = process.stdout

    def ask(self, word: str) -> Any:
        """Say a word and read the answer."""
        self._in.write(f"{word}\n")
        self._in.flush()
        line = self._out.readline()
        assert line, f"the program ended when asked to {word}"
        return json.loads(line)


@contextmanager
def program(*arguments: str) -> Iterator[Program]:
    """Run one of the programs until the end of the block."""
    command = [sys.executable, "-m", "tests.dashboard.soaking", *arguments]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with process:
        try:
            yield Program(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def browser_holds(session: CDPSession) -> dict[str, int]:
    """What the page holds once its garbage is collected."""
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    metrics = {
        each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]
    }
    return {
        "js_kb": int(metrics["JSHeapUsedSize"] // 1024),
        "nodes": int(metrics["Nodes"]),
        "listeners": int(metrics["JSEventListeners"]),
    }


def watch(page: Page, seconds: float) -> None:
    """Look at other pairs and into the log, as people do.

    The page does so by itself: each word that a driver says to a browser leaves something there.
    """
    page.evaluate(WANDER)
    page.wait_for_timeout(seconds * 1000)
    page.evaluate(STAY)


def one_round(exchange: Program, bots: Program, page: Page, seconds: float) -> int:
    """Trade under faults, then hold what the bots believe against what the exchange knows."""
    exchange.ask("spoil")
    bots.ask("go")
    watch(page, seconds)
    exchange.ask("mend")
    believed = bots.ask("rest")
    found = exchange.ask("check")
    assert found["broken"] == []
    for key, told in believed.items():
        assert told["placed"] == found["amounts"][key]
        assert set(told["absent"]).isdisjoint(found["amounts"][key])
    exchange.ask("reset")
    page.wait_for_timeout(1_000)
    return sum(len(each["placed"]) for each in believed.values())


def soak(seconds: float, *, settled: int = SETTLED, warming: tuple[str, ...] = ()) -> None:
    """Run `ROUNDS` rounds in `seconds`, and hold the last against the first `settled`.

    The most of those counts: a connection more or less at one moment is no growth. What is
    `warming` is not held to anything: it still grows for reasons of its own.
    """
    with program("exchange") as exchange, launch() as browser:
        told = exchange.ask("open")
        keys = [word for pair in told["keys"] for word in pair]
        with program("bots", told["base_url"], *keys) as bots:
            page = browser.new_page(locale="en-US")
            complaints: list[str] = []
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(told["base_url"])
            ready(page)
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable")
            held: list[dict[str, dict[str, int]]] = []
            for _ in range(ROUNDS):
                orders = one_round(exchange, bots, page, seconds / ROUNDS)
                assert orders > seconds / ROUNDS  # they did trade
                programs = {"exchange": exchange.ask("measure"), "bots": bots.ask("measure")}
                held.append({**programs, "page": browser_holds(session)})
                print(held[-1])
            assert complaints == []
    grown = {
        f"{who} {what}": (most, value)
        for who, values in held[-1].items()
        for what, value in values.items()
        if what not in warming
        and value > (most := max(each[who][what] for each in held[:settled])) * MOST_GROWTH
    }
    assert grown == {}, held


@pytest.mark.slow
def test_five_minutes_leave_nothing_behind() -> None:
    """No order twice, none lost, no money made; memory and files stay within 2 %.

    Of the page its elements and listeners are counted: a browser compiles what runs often, and
    keeps that, for the first minutes.
    """
    soak(300, settled=SETTLED + 1, warming=("js_kb",))


@pytest.mark.nightly
def test_an_hour_leaves_nothing_behind() -> None:
    """The same for an hour."""
    soak(float(os.environ.get("SOAK_SECONDS", "3600")))
