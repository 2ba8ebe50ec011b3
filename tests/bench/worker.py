"""One case in a process of its own: `python -m tests.bench.worker CASE BASE_URL`.

For each number on its input it repeats the case that often and answers with the CPU time of itself
and its children, in nanoseconds in all. Exit code 3 says that a peer is not installed.
"""

import gc
import os
import resource
import sys
import time

from . import every_case

NOT_HERE = 3


def _cpu_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main(name: str, base_url: str) -> None:
    """Warm up once, then obey the input."""
    try:
        run = every_case()[name].setup(base_url)
    except ModuleNotFoundError as error:
        print(f"{name}: {error}", file=sys.stderr)
        sys.exit(NOT_HERE)
    run()
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        gc.collect()
        before = _cpu_seconds()
        for _ in range(repeats):
            run()
        print(round((_cpu_seconds() - before) * 1e9), flush=True)
    # A peer that is taken apart complains of connections that are open still.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
