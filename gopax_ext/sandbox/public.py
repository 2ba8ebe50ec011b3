"""The public operations (reference: Unauthenticated Calls)."""

import re

from .answers import listed
from .engine import Venue
from .engine.tape import cut
from .exchange import INTERVALS
from .pages import read_page
from .refusals import Reason, Refusal
from .requests import Request

__all__ = [
    "get_order_book",
    "get_stats",
    "get_ticker",
    "list_assets",
    "list_candles",
    "list_stats",
    "list_trades",
    "list_trading_pairs",
]

_PAIR = re.compile(r"[A-Z0-9.]{1,20}-[A-Z0-9.]{1,20}\Z", re.ASCII)
_DEPTHS = {1: 1, 2: 50}
"""Rows on each side by level; every other level is the whole book."""


def list_assets(request: Request) -> str:
    """Get assets."""
    assets = request.exchange.assets
    return listed(request.answers.asset(asset, name) for asset, name in assets.items())


def list_trading_pairs(request: Request) -> str:
    """Get trading pairs."""
    return listed(map(request.answers.trading_pair, request.exchange.engine.venues.values()))


def get_ticker(request: Request) -> str:
    """Get ticker by trading pair."""
    venue = _pair(request)
    stats = request.exchange.windows[venue.name].at(request.now_ms)
    return request.answers.ticker(venue, stats, request.now_ms)


def get_order_book(request: Request) -> str:
    """Get order book by trading pair."""
    venue = _pair(request)
    level = request.query.integer("level", signed=True)
    return request.answers.book(venue, None if level is None else _DEPTHS.get(level))


def list_trades(request: Request) -> str:
    """Get recent trades, newest first; `Pastmax` and `Latestmin` name the page's ids."""
    venue = _pair(request)
    rows = cut(venue.tape.trades, read_page(request.query, request.exchange.config))
    if rows:
        request.headers.append((b"pastmax", b"%d" % rows[-1].id))
        request.headers.append((b"latestmin", b"%d" % rows[0].id))
    return listed(map(request.answers.trade, rows))


def get_stats(request: Request) -> str:
    """Get 24hr stats by trading pair."""
    venue = _pair(request)
    return request.answers.stats(request.exchange.windows[venue.name].at(request.now_ms))


def list_stats(request: Request) -> str:
    """Get 24hr stats for all trading pairs."""
    return listed(
        request.answers.stats(window.at(request.now_ms), name)
        for name, window in request.exchange.windows.items()
    )


def list_candles(request: Request) -> str:
    """Get historic rates by trading pair, ascending; both bounds belong to the range."""
    venue = _pair(request)
    query, config = request.query, request.exchange.config
    start, end, minutes = query.integer("start"), query.integer("end"), query.integer("interval")
    if minutes not in INTERVALS:
        raise Refusal(Reason.CANDLE_INTERVAL, f"interval is not one of {INTERVALS}")
    if start is None or end is None or start > end:
        raise Refusal(Reason.CANDLE_RANGE, "start and end are needed, start not after end")
    candles = request.exchange.charts[venue.name][minutes].between(start, end)
    return listed(map(request.answers.candle, candles[: config.candle_rows]))


def _pair(request: Request) -> Venue:
    venue = request.exchange.engine.venues.get(request.name)
    if venue is None:
        known_form = _PAIR.match(request.name)
        reason = Reason.UNKNOWN_PAIR_PATH if known_form else Reason.MALFORMED_PAIR_PATH
        raise Refusal(reason, "no such trading pair")
    return venue
