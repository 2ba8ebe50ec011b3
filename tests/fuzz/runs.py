"""For how long nonsense is tried, and from which seed: a second, a minute or an hour."""

import os
import time
from collections.abc import Iterator

import attrs
import pytest

from .chance import Chance

__all__ = ["RUNS", "Run"]


@attrs.define
class Run:
    """Goes on for so many seconds."""

    seconds: float
    seed: int

    def rounds(self) -> Iterator[Chance]:
        """Give a generator of nonsense for each round, each from a seed of its own."""
        until = time.monotonic() + self.seconds
        number = 0
        while time.monotonic() < until:
            yield Chance(f"{self.seed}/{number}")
            number += 1


_DRAWN = int(os.environ.get("GOPAX_FUZZ_SEED") or int.from_bytes(os.urandom(4), "big"))

RUNS = [
    pytest.param(Run(1, seed=1), id="a second"),
    pytest.param(Run(60, seed=2), id="a minute", marks=pytest.mark.slow),
    pytest.param(Run(3600, seed=_DRAWN), id="an hour", marks=pytest.mark.nightly),
]
"""The long one draws a seed each time, which a failure prints; GOPAX_FUZZ_SEED repeats one."""
