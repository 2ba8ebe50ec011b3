"""The two programs of the soak: the exchange with its dashboard, and three bots that trade on it.

python -m tests.dashboard.soaking exchange
python -m tests.dashboard.soaking bots BASE_URL KEY SECRET KEY SECRET ...

Each reads one word a line and answers one line of JSON, so that a test can ask for its memory.
"""

import ctypes
import gc
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

from gopax_ext import Gopax, GopaxError, OutcomeUnknown, Terms
from gopax_ext.dashboard import Dashboard
from gopax_ext.sandbox import Account, Sandbox

__all__ = ["FAULTS", "PAIR"]

PAIR = "BTC-KRW"
FUNDS = {"KRW": "10000000000", "BTC": "1000"}
BOTS = 3
CALLS_PER_SECOND = 10
TERMS = Terms(settle=0.2)
"""The built-in exchange shows what it has accepted at once."""
SMALLEST = Decimal("0.00000001")
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "drop", "when": "after", "chance": 0.01},
    {"kind": "drop", "when": "before", "chance": 0.01},
    {"kind": "rate", "chance": 0.01},
    {"kind": "error", "chance": 0.01},
    {"kind": "latency", "delay": 0.05, "chance": 0.005},
    {"kind": "truncate", "chance": 0.005},
)
"""Five calls in a hundred go wrong."""


def measure() -> dict[str, int]:
    """Memory in kilobytes and open files of this process, once all that is free was given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return {
        "rss_kb": pages * os.sysconf("SC_PAGE_SIZE") // 1024,
        "fds": sum(1 for _ in Path("/proc/self/fd").iterdir()),
    }


class Exchange:
    """The exchange, and what must hold in it."""

    def __init__(self) -> None:
        self.sandbox = Sandbox(seed=7, limit=None, admin=True)
        self.accounts = [self.sandbox.create_account(FUNDS) for _ in range(BOTS)]
        Dashboard(self.sandbox)
        self.sandbox.start()

    def open(self) -> dict[str, Any]:
        """Tell where it is and who may trade."""
        keys = [(account.api_key, account.secret_key) for account in self.accounts]
        return {"base_url": self.sandbox.base_url, "keys": keys}

    def spoil(self) -> dict[str, Any]:
        """Let five calls in a hundred go wrong from now on."""
        with self.sandbox.app.lock:
            for fault in FAULTS:
                self.sandbox.faults.add(times=None, **fault)
        return {}

    def mend(self) -> dict[str, Any]:
        """Let nothing go wrong."""
        with self.sandbox.app.lock:
            self.sandbox.faults.clear()
        return {}

    def reset(self) -> dict[str, Any]:
        """Open anew."""
        self.sandbox.reset()
        return {}

    def check(self) -> dict[str, Any]:
        """Tell what is broken, and the amounts of every account's orders."""
        with self.sandbox.app.lock:
            engine = self.sandbox.exchange.engine
            ledger = engine.ledger
            broken = [
                f"{asset}: {ledger.total(asset)} of {issued}"
                for asset, issued in ledger.issued.items()
                if ledger.total(asset) != issued
            ]
            for owner in ledger.owners:
                held = {asset: wallet.hold for asset, wallet in owner.wallets.items()}
                for order in owner.open.values():
                    held[order.venue.quote if order.side == "buy" else order.venue.base] -= (
                        order.held
                    )
                if owner.keeps_records:
                    broken += [f"{owner.name} holds {held}"] * any(held.values())
                broken += [
                    f"{owner.name} lacks {asset}"
                    for asset, wallet in owner.wallets.items()
                    if wallet.avail < 0
                ]
            amounts = {each.api_key: self._amounts(each) for each in self.accounts}
        return {"broken": broken, "amounts": amounts}

    @staticmethod
    def _amounts(account: Account) -> list[str]:
        return sorted(f"{order.amount:.8f}" for order in account.owner.orders.values())

    def measure(self) -> dict[str, Any]:
        """Tell what this process holds."""
        return measure()

    def close(self) -> None:
        """End it."""
        self.sandbox.stop()


class Bot:
    """Places and cancels without end; every order has an amount of its own."""

    def __init__(self, base_url: str, key: str, secret: str, seed: int) -> None:
        self._open: Callable[[], Gopax] = lambda: Gopax(
            key=key,
            secret=secret,
            base_url=base_url,
            rate_limit=CALLS_PER_SECOND,
            sharing="process",
            journal=False,
        )
        self.key = key
        self._chance = Random(seed)
        self._stopped = Event()
        self._thread: Thread | None = None

    def go(self) -> None:
        """Trade from now on."""
        self.placed: list[str] = []
        self.absent: list[str] = []
        self._unknown: list[tuple[str, OutcomeUnknown]] = []
        self.failed = 0
        self._number = 0
        self._stopped.clear()
        self._gopax = self._open()
        self._thread = Thread(target=self._trade, daemon=True)
        self._thread.start()

    def rest(self) -> None:
        """Stop trading, and find out what became of every order; nothing goes wrong meanwhile."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        for amount, error in self._unknown:
            self._note(amount, self._gopax.resolve(error, terms=TERMS) is not None)
        self._gopax.close()

    def _trade(self) -> None:
        mine: list[str] = []
        while not self._stopped.is_set():
            try:
                if len(mine) > 20 or (mine and self._chance.random() < 0.3):
                    self._gopax.cancel_order(mine.pop(self._chance.randrange(len(mine))))
                else:
                    self._place(mine)
            except GopaxError:
                self.failed += 1

    def _place(self, mine: list[str]) -> None:
        ticker = self._gopax.get_ticker(PAIR)
        side = self._chance.choice(("buy", "sell"))
        price = ticker.price + 500 * self._chance.randint(-8, 8)
        self._number += 1
        amount = Decimal("0.01") + self._number * SMALLEST
        try:
            order = self._gopax.place_order(
                PAIR, side=side, type="limit", price=price, amount=amount
            )
        except OutcomeUnknown as error:
            self._unknown.append((str(amount), error))
            raise
        except GopaxError:
            self._note(str(amount), done=False)
            raise
        self._note(str(amount), done=True)
        mine.append(order.id)

    def _note(self, amount: str, done: bool) -> None:
        (self.placed if done else self.absent).append(amount)


class Bots:
    """Three of them in one program."""

    def __init__(self, base_url: str, *keys: str) -> None:
        pairs = zip(keys[::2], keys[1::2], strict=True)
        self._bots = [Bot(base_url, *pair, seed) for seed, pair in enumerate(pairs)]

    def go(self) -> dict[str, Any]:
        """Let all trade."""
        for bot in self._bots:
            bot.go()
        return {}

    def rest(self) -> dict[str, Any]:
        """Let all rest, and tell what they believe."""
        with ThreadPoolExecutor() as pool:
            for _ in pool.map(Bot.rest, self._bots):
                pass
        return {
            bot.key: {"placed": sorted(bot.placed), "absent": bot.absent, "failed": bot.failed}
            for bot in self._bots
        }

    def measure(self) -> dict[str, Any]:
        """Tell what this process holds."""
        return measure()

    def close(self) -> None:
        """Nothing is open."""


def main(name: str, *arguments: str) -> None:
    """Answer the words on standard input until it ends."""
    program = Exchange() if name == "exchange" else Bots(*arguments)
    try:
        for line in sys.stdin:
            print(json.dumps(getattr(program, line.strip())()), flush=True)
    finally:
        program.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
