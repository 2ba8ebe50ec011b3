"""A client on an exchange of its own, in one line."""

from decimal import Decimal
from pathlib import Path

import pytest

from gopax_ext.testing import practice


def test_practice_has_money_and_a_market_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An order goes through, and no file is written."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with practice({"KRW": 1_000_000}) as gopax:
        ask = gopax.get_ticker("BTC-KRW").ask
        gopax.place_order("BTC-KRW", side="buy", type="limit", price=ask, amount="0.001")
        assert gopax.get_balance("KRW").avail < 1_000_000
    assert list(tmp_path.iterdir()) == []


def test_time_can_pass_faster_in_practice() -> None:
    """With speed, minutes of market pass in a moment."""
    with practice(speed=1000, limit=None) as gopax:
        first = gopax.get_ticker("BTC-KRW").time
        while (gopax.get_ticker("BTC-KRW").time - first).total_seconds() < 60:
            pass
        assert gopax.get_balance("KRW").avail == Decimal(100_000_000)
