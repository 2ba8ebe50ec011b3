"""Which method and path is which operation; everything else is 404 or 405."""

from collections.abc import Callable

from attrs import frozen

from . import private, public
from .requests import Request

__all__ = ["Match", "Route", "find_route"]

Handler = Callable[[Request], str]


@frozen
class Route:
    """One operation."""

    handler: Handler
    private: bool = False
    trades: bool = False
    """Whether it needs a key that may trade (else 403)."""
    book: bool = False
    """Whether the order book's own limit applies."""


@frozen
class Match:
    """What a path leads to: a route by method, and the variable part of the path."""

    routes: dict[str, Route]
    name: str = ""

    @property
    def allow(self) -> str:
        """The methods there are, for the `Allow` header."""
        return ", ".join(sorted(self.routes))


def _get(handler: Handler, *, private: bool = False, book: bool = False) -> dict[str, Route]:
    return {"GET": Route(handler, private, book=book)}


_FIXED: dict[str, Match] = {
    "/balances": Match(_get(private.list_balances, private=True)),
    "/orders": Match(
        {
            "GET": Route(private.list_orders, private=True),
            "POST": Route(private.place_order, private=True, trades=True),
        }
    ),
    "/trades": Match(_get(private.list_my_trades, private=True)),
    "/assets": Match(_get(public.list_assets)),
    "/trading-pairs": Match(_get(public.list_trading_pairs)),
    "/trading-pairs/stats": Match(_get(public.list_stats)),
}
_BALANCE = _get(private.get_balance, private=True)
_ORDER = {
    "GET": Route(private.get_order, private=True),
    "DELETE": Route(private.cancel_order, private=True, trades=True),
}
_PAIR = {
    "ticker": _get(public.get_ticker),
    "book": _get(public.get_order_book, book=True),
    "trades": _get(public.list_trades),
    "stats": _get(public.get_stats),
    "candles": _get(public.list_candles),
}


def find_route(path: str) -> Match | None:
    """The routes of a raw path, which is not decoded: what was signed is what is looked up."""
    match = _FIXED.get(path)
    if match is not None:
        return match
    parts = path.split("/")
    if parts[0] or not all(parts[1:]):
        return None
    if len(parts) == 3:  # "", folder, name
        if parts[1] == "balances":
            return Match(_BALANCE, parts[2])
        if parts[1] == "orders":
            return Match(_ORDER, parts[2])
    elif len(parts) == 4 and parts[1] == "trading-pairs":
        routes = _PAIR.get(parts[3])
        if routes is not None:
            return Match(routes, parts[2])
    return None
