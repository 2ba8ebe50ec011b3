# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""What GOPAX API answers and takes, as frozen objects.

Every amount is an exact Decimal, every moment a datetime in UTC, every sequence a tuple. A class is
made when it is first named, so that a call pays for its own answer alone.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for typing's, which costs more than all of this
if TYPE_CHECKING:
    from ._asset import Asset
    from ._balance import Balance
    from ._book_entry import BookEntry
    from ._candle import Candle
    from ._error_body import ErrorBody
    from ._my_trade import MyTrade
    from ._order import Order
    from ._order_book import OrderBook
    from ._order_detail import OrderDetail
    from ._pair_stats import PairStats
    from ._place_order_request import PlaceOrderRequest
    from ._stats import Stats
    from ._ticker import Ticker
    from ._trade import Trade
    from ._trading_pair import TradingPair

__all__ = [
    "Asset",
    "Balance",
    "BookEntry",
    "Candle",
    "ErrorBody",
    "MyTrade",
    "Order",
    "OrderBook",
    "OrderDetail",
    "PairStats",
    "PlaceOrderRequest",
    "Stats",
    "Ticker",
    "Trade",
    "TradingPair",
]


_HOME = {
    "BookEntry": "._book_entry",
    "Candle": "._candle",
    "Balance": "._balance",
    "Order": "._order",
    "OrderDetail": "._order_detail",
    "PlaceOrderRequest": "._place_order_request",
    "MyTrade": "._my_trade",
    "Asset": "._asset",
    "TradingPair": "._trading_pair",
    "Ticker": "._ticker",
    "OrderBook": "._order_book",
    "Trade": "._trade",
    "Stats": "._stats",
    "PairStats": "._pair_stats",
    "ErrorBody": "._error_body",
}


def __getattr__(name: str) -> object:
    """Make a class when it is first named."""
    if (home := _HOME.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: type = getattr(import_module(home, __name__), name)
    value.__module__ = __name__  # what is pickled is to be found wherever the class may move
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
