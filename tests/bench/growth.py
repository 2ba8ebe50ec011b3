"""How time and memory grow: with calls in flight, book depth, keys, orders, connections, history.

Each scale is measured in a process of its own: `python -m tests.bench.growth SCALE BASE_URL` prints
a JSON list with one entry for each size.
"""

import asyncio
import gc
import json
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any, Final

import attrs

from .calls import ours
from .samples import SECRET, book, candles, orders

__all__ = ["SCALES", "Scale"]

_TURNS: Final = 5
_LEAST_SECONDS: Final = 0.02
"""Each turn repeats its work until so much CPU time has passed."""

Step = tuple[Callable[[], object], int]
"""What is done, and how many units of work that is."""


@attrs.frozen
class Scale:
    """One thing that can grow."""

    unit: str
    """What one unit of its work is: time and memory are given for one."""
    sizes: tuple[int, ...]
    prepare: Callable[[str, int], Step]
    """Takes the server's base URL and a size."""
    held: bool = False
    """Whether memory is what stays in use for one of the size, not the peak of a unit of work."""


def _calls_in_flight(base_url: str, size: int) -> Step:
    return _together(base_url, size, idle=0)


def _idle_connections(base_url: str, size: int) -> Step:
    return _together(base_url, 1, idle=size)


def _together(base_url: str, size: int, *, idle: int) -> Step:
    from gopax_ext import AsyncGopax  # noqa: PLC0415 - of the scales that make calls

    runner = asyncio.Runner()
    gopax = runner.run(_open(AsyncGopax, base_url))

    async def together(count: int) -> None:
        await asyncio.gather(*(gopax.get_ticker("BTC-KRW") for _ in range(count)))

    runner.run(together(max(size, idle)))
    return lambda: runner.run(together(size)), size


async def _open(cls: type, base_url: str) -> Any:
    return ours(base_url, cls=cls)


def _keys(base_url: str, size: int) -> Step:
    pairs = [(f"00000000-0000-4000-8000-{number:012}", SECRET) for number in range(size)]
    gopax = ours(base_url, identity={"keys": pairs})

    def all_keys() -> None:
        for _ in range(size):
            gopax.get_balance("KRW")

    return all_keys, size


def _book_depth(base_url: str, size: int) -> Step:
    del base_url
    from gopax_generated.codecs import decode_get_order_book  # noqa: PLC0415 - as above

    body = book(size)
    return lambda: decode_get_order_book(body), size


def _open_orders(base_url: str, size: int) -> Step:
    del base_url
    from gopax_generated.codecs import decode_list_orders  # noqa: PLC0415 - as above

    body = orders(size)
    return lambda: decode_list_orders(body), size


def _history(base_url: str, size: int) -> Step:
    del base_url
    from gopax_ext.history.columns import decode_candles  # noqa: PLC0415 - as above

    body = candles(size)
    return lambda: decode_candles(body), size


SCALES: Final = {
    "calls in flight": Scale("call", (1, 10, 100, 400), _calls_in_flight),
    "idle connections": Scale("call", (1, 10, 100, 400), _idle_connections, held=True),
    "keys": Scale("call", (1, 10, 100, 300), _keys),
    "book depth": Scale("row", (100, 1_000, 10_000, 100_000), _book_depth),
    "open orders": Scale("order", (10, 100, 1_000, 10_000), _open_orders),
    "history": Scale("candle", (1_440, 14_400, 144_000, 1_440_000), _history),
}


def _cpu_us(step: Callable[[], object], units: int) -> float:
    """Return the CPU microseconds of a unit, the median of some turns."""
    found = []
    for _ in range(_TURNS):
        gc.collect()
        done, before = 0, time.process_time()
        while (spent := time.process_time() - before) < _LEAST_SECONDS:
            step()
            done += units
        found.append(spent / done * 1e6)
    return statistics.median(found)


def _peak_bytes(step: Callable[[], object], units: int) -> float:
    """Return the bytes of a unit at the moment when most are in use."""
    gc.collect()
    tracemalloc.start()
    step()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / units


def _held_bytes(scale: Scale, base_url: str, size: int) -> float:
    """Return the bytes that stay in use for one of `size`, beyond what one alone needs."""
    found = []
    for count in (1, 1 + size):
        gc.collect()
        tracemalloc.start()
        step, _ = scale.prepare(base_url, count)
        gc.collect()
        found.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        del step
    return (found[1] - found[0]) / size


def main(name: str, base_url: str) -> None:
    """Measure one scale and print it."""
    scale = SCALES[name]
    rows = []
    for size in scale.sizes:
        step, units = scale.prepare(base_url, size)
        step()
        used = _held_bytes(scale, base_url, size) if scale.held else _peak_bytes(step, units)
        rows.append({"size": size, "cpu_us": round(_cpu_us(step, units), 3), "bytes": round(used)})
    print(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
