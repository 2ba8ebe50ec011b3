"""For how long nonsense is tried, and from which seed."""

import os
import time
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from .chance import Chance

__all__ = ["Run", "runs"]


@attrs.frozen
class Run:
    """So many rounds, or as many as fit into some seconds."""

    seed: int
    rounds_at_most: int = 1 << 62
    seconds: float = float("inf")

    def rounds(self) -> Iterator[Chance]:
        """Give a generator of nonsense for each round, each from a seed of its own."""
        until = time.monotonic() + self.seconds
        for number in range(self.rounds_at_most):
            if time.monotonic() >= until:
                return
            yield Chance(f"{self.seed}/{number}")


_DRAWN = int(os.environ.get("GOPAX_FUZZ_SEED") or int.from_bytes(os.urandom(4), "big"))


def runs(seconds: float) -> list[Any]:
    """Some rounds in every test run, `seconds` in the long one, and an hour nightly.

    The hour draws a seed each time, which a failure prints; GOPAX_FUZZ_SEED repeats one.
    """
    return [
        pytest.param(Run(1, rounds_at_most=40), id="some"),
        pytest.param(Run(2, seconds=seconds), id="many", marks=pytest.mark.slow),
        pytest.param(Run(_DRAWN, seconds=3600), id="an hour", marks=pytest.mark.nightly),
    ]
