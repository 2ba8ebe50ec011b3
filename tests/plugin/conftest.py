"""An outside project: a folder of its own, run by a pytest of its own."""

import os

import pytest

from tests.project.house import ROOT

BOT = '''
"""A bot that keeps one small bid below the market, however rough the exchange."""

from decimal import Decimal

from gopax_ext import GopaxError, OutcomeUnknown, TooManyRequests

PAIR = "BTC-KRW"


class Bot:
    def __init__(self, gopax, sleep):
        self.gopax = gopax
        self.sleep = sleep

    def start(self):
        """Look at what an earlier run has left behind."""
        for attempt in self.gopax.unresolved():
            self.gopax.resolve(attempt)

    def tick(self):
        try:
            if not any(o.trading_pair_name == PAIR for o in self.gopax.list_orders()):
                price = self.gopax.get_ticker(PAIR).bid - 100_000
                self.gopax.place_order(
                    PAIR, side="buy", type="limit", price=price, amount=Decimal("0.01")
                )
        except TooManyRequests:
            self.sleep(5)
        except OutcomeUnknown as error:
            self.gopax.resolve(error)

    def run(self, ticks):
        self.start()
        for _ in range(ticks):
            self.tick()
            self.sleep(60)
'''


@pytest.fixture
def outside(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project that has nothing of ours but the packages on its path, and a bot."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makepyfile(bot=BOT)
    pytester.makeini("[pytest]\nfilterwarnings = error\naddopts = --strict-markers")
    assert "GOPAX_API_KEY" not in os.environ
    return pytester
