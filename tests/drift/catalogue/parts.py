"""How drifts get at the parts of the exchange that they replace."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox import routes

__all__ = ["all_owners", "handle"]

_TABLES: dict[str, tuple[dict[str, Any], str]] = {
    "listBalances": (routes._FIXED["/balances"].routes, "GET"),
    "listOrders": (routes._FIXED["/orders"].routes, "GET"),
    "placeOrder": (routes._FIXED["/orders"].routes, "POST"),
    "listMyTrades": (routes._FIXED["/trades"].routes, "GET"),
    "listStats": (routes._FIXED["/trading-pairs/stats"].routes, "GET"),
    "getBalance": (routes._BALANCE, "GET"),
    "getOrder": (routes._ORDER, "GET"),
    "cancelOrder": (routes._ORDER, "DELETE"),
    **{
        name: (routes._PAIR[leaf], "GET")
        for name, leaf in (
            ("getTicker", "ticker"),
            ("getOrderBook", "book"),
            ("listTrades", "trades"),
            ("getStats", "stats"),
            ("listCandles", "candles"),
        )
    },
}


def handle(
    patch: pytest.MonkeyPatch,
    operation: str,
    handler: Callable[[Callable[[Any], str], Any], str] | None = None,
    **changes: Any,
) -> None:
    """Let `handler(right_handler, request)` answer an operation, or change its route."""
    table, method = _TABLES[operation]
    route = table[method]
    if handler is not None:
        changes["handler"] = lambda request: handler(route.handler, request)
    patch.setitem(table, method, evolve(route, **changes))


def all_owners(request: Any) -> list[Any]:
    """Every account, and the market's traders."""
    return list(request.exchange.engine.ledger.owners)
