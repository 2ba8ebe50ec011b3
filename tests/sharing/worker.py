"""One of several programs that use an API key at the same time and know nothing of each other.

Reads its task from argv (JSON), makes its calls and prints how they ended, by kind of error.
"""

import json
import random
import sys
import threading
import time
from collections import Counter

from gopax_ext import Gopax, GopaxError, NotSent
from gopax_ext.seam import SystemSeam


class SteppingSeam(SystemSeam):
    """A machine whose clock is set back and forth, by up to an hour, at 2 % of the looks at it."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._steps = random.Random(seed)
        self._off_ns = 0

    def time_ns(self) -> int:
        if self._steps.random() < 0.02:
            self._off_ns = self._steps.choice([-3_600_000, -1_000, -5, 0, 5]) * 1_000_000
        return super().time_ns() + self._off_ns


def one_call(gopax: Gopax, *, patient: bool) -> str:
    """Say how a call ended; who is patient comes back when nothing could be sent."""
    while True:
        try:
            gopax.get_balance("KRW")
        except NotSent as error:
            if not patient:
                return repr(error)
            time.sleep(0.1)
        except GopaxError as error:
            return repr(error)
        else:
            return "ok"


def main() -> None:
    """Make the calls of the task."""
    task = json.loads(sys.argv[1])
    outcomes: Counter[str] = Counter()
    mutex = threading.Lock()
    with Gopax(
        keys=task["keys"],
        base_url=task["base_url"],
        rate_limit=task.get("rate_limit", 1_000_000),
        attempts=1,
        deadline=task.get("deadline", 60),
        sharing=task.get("sharing", "host"),
        seam=SteppingSeam(task["seed"]),
    ) as gopax:

        def work() -> None:
            for _ in range(task["calls"]):
                kind = one_call(gopax, patient=task.get("patient", False))
                with mutex:
                    outcomes[kind] += 1

        threads = [threading.Thread(target=work) for _ in range(task["threads"])]
        print("ready", flush=True)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(json.dumps(outcomes), flush=True)


if __name__ == "__main__":
    main()
