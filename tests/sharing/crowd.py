"""Several workers at once, some of which are killed and replaced."""

import json
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from tests.project.house import ROOT
from tests.sharing.exchange import DistantExchange


def start(exchange: DistantExchange, seed: int, **task: Any) -> "subprocess.Popen[str]":
    """Start one worker, on the first key of the exchange's account unless `keys` says more."""
    keys = [(exchange.account.api_key, exchange.account.secret_key)]
    text = json.dumps({"base_url": exchange.base_url, "seed": seed, "keys": keys, **task})
    command = [sys.executable, "-m", "tests.sharing.worker", text]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def run(
    exchange: DistantExchange, *, workers: int, kills: int = 0, every: float = 0.3, **task: Any
) -> Counter[str]:
    """Let `workers` finish their task while `kills` others start, work and are killed."""
    outcomes: Counter[str] = Counter()
    running = [start(exchange, seed, **task) for seed in range(workers)]
    for seed in range(kills):
        doomed = start(exchange, 1_000 + seed, **{**task, "calls": 1_000_000})
        assert doomed.stdout is not None
        assert doomed.stdout.readline() == "ready\n"
        time.sleep(every)
        doomed.kill()
        doomed.communicate()
    for worker in running:
        output, _ = worker.communicate()
        assert worker.returncode == 0
        outcomes.update(json.loads(output.splitlines()[-1]))
    return outcomes
