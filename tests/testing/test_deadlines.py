"""Every fault of the wire against the clock: a call ends with its deadline."""

import contextlib
from collections.abc import Callable

import pytest

from gopax_ext import GopaxError
from gopax_ext.testing import KINDS, FaultProxy
from tests.testing.conftest import Bot
from tests.transport.timing import OVERSHOOT, Stopwatch

OpenBot = Callable[..., Bot]

DEADLINE = 0.3
TRIES = 15


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_fault_makes_a_call_overrun_its_deadline_by_a_tenth_of_a_second(
    open_bot: OpenBot, proxy: FaultProxy, kind: str, when: str
) -> None:
    """Repeats included; the best of fifteen tries counts, for a busy machine delays some, not all.

    A client that did not watch its deadline would overrun it in each of them: every fault that
    lasts lasts longer than the deadline and the overshoot together.
    """
    bot = open_bot(deadline=DEADLINE, attempts=3)
    proxy.add(kind, times=None, when=when, delay=1.0 if kind != "idle_close" else 0.01)
    overshot: list[float] = []
    while not overshot or (min(overshot) > OVERSHOOT and len(overshot) < TRIES):
        with Stopwatch() as watch, contextlib.suppress(GopaxError):
            bot.call("get_balance", "KRW")
        overshot.append(watch.elapsed - DEADLINE)
    assert min(overshot) <= OVERSHOOT
    assert proxy.met
