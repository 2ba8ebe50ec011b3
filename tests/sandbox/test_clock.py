"""The exchange's clock: frozen, stepped, sped up and set back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from gopax_ext.sandbox import Clock
from gopax_ext.sandbox.clock import iso, to_ms

from .caller import Caller
from .conftest import OPENED


class Hand:
    """A seam whose time is moved by hand."""

    seconds = 100.0

    def monotonic(self) -> float:
        return self.seconds

    def time_ns(self) -> int:
        return 1_521_000_000_000_000_000


def test_a_frozen_clock_stands_until_it_is_stepped() -> None:
    """Then it shows exactly what was added."""
    hand = Hand()
    clock = Clock.frozen(OPENED, hand)
    hand.seconds += 50
    assert (clock.now_ms(), clock.monotonic()) == (1_521_000_000_000, 0)
    clock.step(1.5)
    assert (clock.now_ms(), clock.monotonic()) == (1_521_000_001_500, 1.5)


def test_a_running_clock_follows_the_real_one() -> None:
    """At its own speed, from its own moment."""
    hand = Hand()
    clock = Clock(hand)
    hand.seconds += 2
    assert clock.now_ms() == 1_521_000_002_000
    clock.set_speed(60)
    hand.seconds += 1
    assert clock.now_ms() == 1_521_000_062_000
    clock.set_speed(0)
    hand.seconds += 100
    assert clock.now_ms() == 1_521_000_062_000
    assert clock.speed == 0


@pytest.mark.parametrize("speed", [-1, 1e9, float("nan"), float("inf")])
def test_a_clock_does_not_run_backwards(speed: float) -> None:
    """Nor infinitely fast."""
    with pytest.raises(ValueError, match="speed"):
        Clock(Hand()).set_speed(speed)
    with pytest.raises(ValueError, match="step"):
        Clock(Hand()).step(-1)


def test_setting_the_wall_clock_back_never_turns_the_tape_back(
    trader: Caller, clock: Clock
) -> None:
    """No time passes, and new trades are dated no earlier than old ones."""
    clock.step(60)
    trader.get("/assets")
    clock.shift(-3_600_000)
    assert clock.monotonic() == 60
    for _ in range(50):
        clock.step(1)
        trader.place(type="market", price=None, amount=10_000)
    times = [trade.time_ms for trade in trader.sandbox.venue("BTC-KRW").tape.trades]
    assert times == sorted(times)
    assert len(trader.get("/trades").json) == 50


def test_times_are_iso_8601_with_milliseconds() -> None:
    """The reference says microseconds and shows milliseconds."""
    assert iso(1_521_000_641_184) == "2018-03-14T04:10:41.184Z"
    assert iso(0) == "1970-01-01T00:00:00.000Z"


def test_moments_need_a_time_zone() -> None:
    """A naive one could mean anything."""
    korea = timezone(timedelta(hours=9))
    assert to_ms(datetime(2018, 3, 14, 13, tzinfo=korea)) == to_ms(OPENED)
    assert to_ms(datetime(1970, 1, 1, 0, 0, 0, 1999, tzinfo=UTC)) == 1
    with pytest.raises(ValueError, match="time zone"):
        to_ms(datetime(2018, 3, 14))  # noqa: DTZ001  the mistake itself
