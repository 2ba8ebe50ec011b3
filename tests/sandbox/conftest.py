"""An exchange that stands still: frozen clock, fixed seed, and a caller with an account."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from gopax_ext.sandbox import Clock, Sandbox

from .caller import Caller

OPENED = datetime(2018, 3, 14, 4, 0, tzinfo=UTC)
FUNDS = {"KRW": "100000000", "BTC": "5", "ETH": "50"}

Make = Callable[..., Caller]


@pytest.fixture
def clock() -> Clock:
    """Stands at 2018-03-14 04:00 UTC until it is stepped."""
    return Clock.frozen(OPENED)


@pytest.fixture
def make(clock: Clock) -> Make:
    """Make an exchange with these switches and a caller with funds on it."""

    def make(**switches: object) -> Caller:
        sandbox = Sandbox(**{"seed": 7, "clock": clock, "limit": None} | switches)
        return Caller(sandbox, sandbox.create_account(FUNDS))

    return make


@pytest.fixture
def caller(make: Make) -> Caller:
    """A caller with funds on an exchange without a market: only their own orders count."""
    return make(market=False)


@pytest.fixture
def trader(make: Make) -> Caller:
    """A caller with funds on an exchange whose market quotes."""
    return make()
