"""The calls that probes make: one correct call of each operation."""

from collections.abc import Mapping
from typing import Any

__all__ = ["BUY", "PRIVATE", "PUBLIC", "market", "order"]

PAIR = "BTC-KRW"
PRIVATE: tuple[tuple[str, str], ...] = (
    ("GET", "/balances"),
    ("GET", "/balances/KRW"),
    ("GET", "/orders"),
    ("POST", "/orders"),
    ("GET", "/orders/1"),
    ("DELETE", "/orders/1"),
    ("GET", "/trades"),
)
"""Method and path of each private operation; the order of the paths need not exist."""
PUBLIC: tuple[str, ...] = (
    "/assets",
    "/trading-pairs",
    "/trading-pairs/stats",
    f"/trading-pairs/{PAIR}/ticker",
    f"/trading-pairs/{PAIR}/book",
    f"/trading-pairs/{PAIR}/trades",
    f"/trading-pairs/{PAIR}/stats",
    f"/trading-pairs/{PAIR}/candles?start=1521004020000&end=1521004080000&interval=1",
)
"""Path of each public operation."""
BUY: Mapping[str, Any] = {
    "type": "limit",
    "side": "buy",
    "price": 1000,
    "amount": 1,
    "tradingPairName": PAIR,
}
"""A bid so low that it rests."""


def order(**changes: Any) -> dict[str, Any]:
    """The resting bid with other fields; None leaves one out."""
    return {name: value for name, value in {**BUY, **changes}.items() if value is not None}


def market(**changes: Any) -> dict[str, Any]:
    """A market order, which has no price."""
    return order(type="market", price=None, **changes)
