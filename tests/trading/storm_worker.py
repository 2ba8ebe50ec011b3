"""A program that trades through a storm, and may be killed at any moment.

Reads its task from argv (JSON). Order number n asks for an amount of its own, so that whoever knows
the exchange can tell which orders came of which. Progress is kept in a file, for the next start.
"""

import json
import random
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import gopax_ext as gx
from gopax_ext import Gopax, Terms

PAIR = "BTC-KRW"
TERMS = Terms(settle=0.2)
FAR, NEAR = 1_000_000, 2_000_000
"""Prices at which an order to buy rests, and is filled at once."""


def amount_of(number: int) -> str:
    """The amount of order `number`; each fiftieth is a twin of all the others of its kind."""
    return "0.05" if number % 50 == 0 else f"0.{10_000 + number:05d}"


class Progress:
    """Which order comes next, across starts."""

    def __init__(self, file: Path, orders: int) -> None:
        self._file = file
        self._next = int(file.read_text()) if file.exists() else 0
        self._orders = orders
        self._mutex = threading.Lock()

    def take(self) -> int | None:
        """The number of the next order, None when there are no more."""
        with self._mutex:
            if self._next >= self._orders:
                return None
            self._next += 1
            self._file.write_text(str(self._next))
            return self._next - 1


def trade(gopax: Gopax, number: int, rng: random.Random) -> str:
    """Place one order, resolve it or leave it to the auditor, cancel most; say how it ended."""
    view = gopax.with_options(on_unknown="resolve", deadline=2) if number % 2 else gopax
    try:
        order = view.place_order(
            PAIR,
            side="buy",
            type="limit",
            price=NEAR if rng.random() < 0.3 else FAR,
            amount=amount_of(number),
            allow_twin=number % 50 == 0,
        )
    except gx.NotPlaced as error:
        if rng.random() < 0.5:
            return "not placed"
        order = gopax.resubmit(error)
    view.cancel_order(order.id)
    return "placed and cancelled"


def main() -> None:
    """Trade until all orders have been placed once."""
    task: dict[str, Any] = json.loads(sys.argv[1])
    folder = Path(task["folder"])
    progress = Progress(folder / "progress", task["orders"])
    ends: Counter[str] = Counter()
    mutex = threading.Lock()
    with Gopax(
        keys=task["keys"],
        base_url=task["base_url"],
        state_dir=folder,
        rate_limit=1_000_000,
        deadline=task["deadline"],
        audit=1.0,
        terms=TERMS,
    ) as gopax:

        def work(seed: int) -> None:
            rng = random.Random(seed)
            while (number := progress.take()) is not None:
                try:
                    end = trade(gopax, number, rng)
                except gx.GopaxError as error:
                    end = type(error).__name__
                with mutex:
                    ends[end] += 1

        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(task["threads"])]
        print("ready", flush=True)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(json.dumps(ends), flush=True)


if __name__ == "__main__":
    main()
