"""For how long hypothesis looks for what breaks a promise."""

import itertools
import os
import time
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import seed, settings

__all__ = ["Budget", "budgets"]


@attrs.frozen
class Budget:
    """Rounds of so many examples, until so many seconds have passed; one round at least."""

    seed: str
    examples: int
    seconds: float = 0.0

    def spend_on(self, promise: Callable[[], None]) -> None:
        """Try `promise`, made with `given`, on other examples in each round.

        It fails with the smallest example found, written so that it can be copied into a test.
        """
        promise = settings(max_examples=self.examples)(promise)
        until = time.monotonic() + self.seconds
        for number in itertools.count():
            seed(f"{self.seed}/{number}")(promise)()
            if time.monotonic() >= until:
                return


def budgets(seconds: float, few: int = 200) -> list[Any]:
    """`few` examples in every run, `seconds` in the long one, and an hour of new ones nightly."""
    return [
        pytest.param(Budget("some", few), id="some"),
        pytest.param(Budget("many", 1_000, seconds), id="many", marks=pytest.mark.slow),
        pytest.param(
            Budget(os.urandom(8).hex(), 10_000, 3600), id="an hour", marks=pytest.mark.nightly
        ),
    ]
