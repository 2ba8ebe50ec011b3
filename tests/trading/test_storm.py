"""A storm on real sockets: whatever is lost and whoever is killed, each order is accounted for."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gopax_ext import Gopax
from gopax_ext.sandbox import Sandbox
from gopax_ext.testing import KINDS, FaultProxy
from tests.project.house import ROOT

from .storm_worker import NEAR, PAIR, TERMS, Progress, amount_of

KEYS = 8
DEADLINE = 0.4
FAULTS = 0.25
"""The share of requests that would meet a fault if each kind were drawn by itself."""


class Storm:
    """An exchange, a proxy that breaks every fifth request, and a program that is killed."""

    def __init__(self, folder: Path, orders: int) -> None:
        self.folder = folder
        self.orders = orders
        self.sandbox = Sandbox(seed=7, limit=None, market=False, history_days=0)
        self.account = self.sandbox.create_account({"KRW": "100000000000000"})
        others = [self.account.add_key() for _ in range(KEYS - 1)]
        self.keys = [(key.api_key, key.secret_key) for key in (self.account, *others)]
        # Somebody sells, so that some orders are filled before anybody can look.
        self.seller = self.sandbox.create_account({"BTC": "1000000"})

    def run(self, kills: int) -> Counter[str]:
        """Trade through the storm to its end; return how the orders of the last start ended."""
        with self.sandbox, FaultProxy(self.sandbox.base_url, seed=7) as self.proxy:
            with self._client(self.sandbox.base_url, self.seller) as seller:
                for _ in range(100):
                    seller.place_order(PAIR, side="sell", type="limit", price=NEAR, amount=10)
            for kind in KINDS:
                # A refusal names no request: that of another order cannot be told from one's own.
                for method in ("GET", "DELETE") if kind == "swap" else (None,):
                    chance = FAULTS / len(KINDS)
                    delay = 0.5 if kind == "late" else 0.02
                    self.proxy.add(kind, method=method, times=None, chance=chance, delay=delay)
            for nth in range(1, kills + 1):
                self._start_and_kill(after=self.orders * nth // (kills + 1))
            ends = Counter[str](json.loads(self._start().communicate()[0].splitlines()[-1]))
            self.share = len(self.proxy.met) / len(self.proxy.passed)
            self.proxy.clear()
            with self._client(self.proxy.base_url) as gopax:
                gopax.audit()
                self.left = gopax.unresolved()
                self.second_look = [str(finding) for finding in gopax.audit()]
        return ends

    def _client(self, url: str, account: Any = None) -> Gopax:
        keys = self.keys if account is None else [(account.api_key, account.secret_key)]
        return Gopax(keys=keys, base_url=url, state_dir=self.folder, rate_limit=10**6, terms=TERMS)

    def _start(self) -> "subprocess.Popen[str]":
        task = {
            "keys": self.keys,
            "base_url": self.proxy.base_url,
            "folder": str(self.folder),
            "orders": self.orders,
            "threads": 2 * KEYS,
            "deadline": DEADLINE,
        }
        command = [sys.executable, "-m", "tests.trading.storm_worker", json.dumps(task)]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    def _start_and_kill(self, *, after: int) -> None:
        worker = self._start()
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        while self.begun < after and worker.poll() is None:
            time.sleep(0.02)
        worker.kill()
        assert worker.wait() == -signal.SIGKILL
        worker.stdout.close()

    @property
    def begun(self) -> int:
        """How many orders the program has begun with."""
        text = (self.folder / "progress").read_text() if self._has_begun else ""
        return int(text or 0)

    @property
    def _has_begun(self) -> bool:
        return (self.folder / "progress").exists()

    @property
    def attempts(self) -> list[tuple[str, str | None, str, str]]:
        """State, order, amount and origin of every attempt in the journal of the keys."""
        first = min(self.folder.glob("orders-*.sqlite3"), key=lambda file: -file.stat().st_size)
        with sqlite3.connect(first) as connection:
            rows = connection.execute("SELECT state, subject, body, origin FROM attempts")
            return [
                (state, subject if state == "placed" else None, _amount(body), origin)
                for state, subject, body, origin in rows
            ]


def _amount(body: str) -> str:
    return body.partition('"amount":')[2].partition(",")[0]


def _hold(storm: Storm) -> None:
    """Compare the journal with what the exchange has, order by order."""
    attempts = storm.attempts
    exchange = {str(order.id): f"{order.amount:f}" for order in storm.account.owner.orders.values()}
    claimed = {order: amount for _, order, amount, _ in attempts if order is not None}
    assert exchange.keys() - claimed.keys() == set(), "lost"
    assert claimed.keys() - exchange.keys() == set(), "phantoms"
    assert len(claimed) == sum(order is not None for _, order, *_ in attempts)
    of_amount = Counter(amount for amount in exchange.values())
    twins = amount_of(0)
    doubled = {amount: n for amount, n in of_amount.items() if n > 1 and amount != twins}
    assert doubled == {}
    assert of_amount[twins] <= len(range(0, storm.orders, 50))
    states = {state for state, *_ in attempts}
    assert states <= {"placed", "rejected", "not_sent", "absent", "resubmitted"}
    assert storm.left == []
    assert [line for line in storm.second_look if not line.startswith("placed")] == []


def _through(folder: Path, orders: int) -> None:
    folder.chmod(0o700)
    storm = Storm(folder, orders)
    ends = storm.run(kills=3)
    met = Counter(kind for kind, *_ in storm.proxy.met)
    print(f"{orders} orders, {sum(met.values())} faults ({storm.share:.0%}): {dict(met)}")
    print("how the last start's ended:", dict(ends))
    print("states:", dict(Counter(state for state, *_ in storm.attempts)))

    _hold(storm)
    assert len(met) >= 17
    assert storm.share >= 0.2
    assert Progress(folder / "progress", orders).take() is None


@pytest.mark.slow
def test_a_storm_and_three_kills_lose_and_double_no_order(tmp_path: Path) -> None:
    """1,000 orders, a fifth of the requests at fault in 27 ways, SIGKILL three times."""
    _through(tmp_path, 1_000)


@pytest.mark.nightly
def test_the_whole_storm_loses_and_doubles_no_order(tmp_path: Path) -> None:
    """The same with 10,000 orders."""
    _through(tmp_path, 10_000)
