"""Matching: books, tickers, statistics and candles that do not say what was ordered and traded."""

from decimal import Decimal
from typing import Any

import pytest

from gopax_ext.sandbox.candles import CandleChart, DayWindow
from gopax_ext.sandbox.engine import Level
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import dump, load, operation_of

__all__ = ["group"]

group = Group("matching")


@group.answer("getOrderBook", layers="plan probes model")
def book_exchanged(data: Any) -> Any:
    """Bids and asks are exchanged."""
    return {"bid": data["ask"], "ask": data["bid"]}


@group.answer("getOrderBook", layers="plan probes model")
def book_ascending(data: Any) -> Any:
    """Both sides of the book ascend."""
    return {side: sorted(data[side], key=lambda row: row[1]) for side in data}


@group.answer("getOrderBook", layers="plan probes model")
def asks_descending(data: Any) -> Any:
    """The asks come dearest first."""
    return {**data, "ask": data["ask"][::-1]}


@group.tell(layers="probes model")
def book_one_behind(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """The book is the one that was asked for before."""
    if operation_of(asked) != "getOrderBook" or answer.status != 200:
        return answer
    notes.books = getattr(notes, "books", {})
    key = asked.path, asked.query
    before = notes.books.get(key, answer.body)
    notes.books[key] = answer.body
    return answer.saying(before)


@group.patch(layers="probes model")
def book_shows_whole_orders(patch: pytest.MonkeyPatch) -> None:
    """The book shows what orders were placed with, not what is left."""
    whole = lambda self: sum((o.amount for o in self.orders.values()), start=Decimal(0))  # noqa: E731
    patch.setattr(Level, "amount", property(whole, lambda *_: None))


@group.answer("getOrderBook", layers="plan probes model")
def book_in_rows_of_half(data: Any) -> Any:
    """Each price comes in two rows of half the amount."""
    return {
        side: [
            [f"{row[0]}{part}", row[1], row[2] / Decimal(2)] for row in data[side] for part in "ab"
        ]
        for side in data
    }


@group.answer("getOrderBook", layers="plan probes model")
def book_ids_repeated(data: Any) -> Any:
    """All rows of a book have the same id."""
    return {side: [["1", *row[1:]] for row in data[side]] for side in data}


@group.rows("getTicker", layers="plan model")
def ticker_crossed(row: Any) -> Any:
    """Bid and ask of the ticker are exchanged."""
    return {**row, "bid": row["ask"], "ask": row["bid"]}


@group.tell(layers="probes model")
def ticker_stale(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """The prices of a ticker are always those first shown."""
    if operation_of(asked) != "getTicker" or answer.status != 200:
        return answer
    notes.first = getattr(notes, "first", {})
    row = load(answer.body)
    first = notes.first.setdefault(asked.path, row)
    return answer.saying(dump({**first, "time": row["time"]}))


@group.rows("getTicker", layers="plan probes model")
def ticker_price_between(row: Any) -> Any:
    """The price of a ticker is the middle between bid and ask."""
    return {**row, "price": (row["bid"] + row["ask"]) / Decimal(2)}


@group.rows("getTicker", layers="probes")
def ticker_volume_in_quote(row: Any) -> Any:
    """The volume of a ticker counts quote units."""
    return {**row, "volume": row["volume"] * row["price"]}


@group.rows("getStats", "listStats", layers="plan probes")
def day_low_high_exchanged(row: Any) -> Any:
    """Low and high of the day are exchanged."""
    return {**row, "low": row["high"], "high": row["low"]}


@group.rows("getStats", "listStats", layers="probes")
def day_open_close_exchanged(row: Any) -> Any:
    """Open and close of the day are exchanged."""
    return {**row, "open": row["close"], "close": row["open"]}


@group.answer("listStats", layers="plan")
def day_of_a_pair_missing(data: Any) -> Any:
    """The statistics of one pair are left out of the list."""
    return data[:-1]


@group.patch(layers="probes")
def day_never_ends(patch: pytest.MonkeyPatch) -> None:
    """The statistics of a day begin with the first trade ever."""
    patch.setattr(DayWindow, "_leave", lambda *_: None)


@group.rows("getStats", layers="plan probes")
def day_volume_halved(row: Any) -> Any:
    """The volume of one pair's day counts each trade half."""
    return {**row, "volume": row["volume"] / Decimal(2)}


@group.answer("listCandles", layers="plan probes")
def candle_open_first(data: Any) -> Any:
    """A candle comes as open, high, low, close, as elsewhere."""
    return [[row[0], row[3], row[2], row[1], *row[4:]] for row in data]


@group.answer("listCandles", layers="plan probes")
def candle_low_high_exchanged(data: Any) -> Any:
    """Low and high of a candle are exchanged."""
    return [[row[0], row[2], row[1], *row[3:]] for row in data]


@group.answer("listCandles", layers="plan")
def candle_open_close_exchanged(data: Any) -> Any:
    """Open and close of a candle are exchanged."""
    return [[*row[:3], row[4], row[3], row[5]] for row in data]


@group.answer("listCandles", layers="plan probes")
def candle_volume_in_quote(data: Any) -> Any:
    """The volume of a candle counts quote units."""
    return [[*row[:5], row[5] * row[4]] for row in data]


@group.patch(layers="probes")
def candles_stand_still(patch: pytest.MonkeyPatch) -> None:
    """Candles know nothing of trades after the first look."""
    right = CandleChart._catch_up

    def catch_up(self: Any) -> None:
        if not self._seen:
            right(self)

    patch.setattr(CandleChart, "_catch_up", catch_up)


@group.rows("listTradingPairs", layers="plan")
def pair_assets_exchanged(row: Any) -> Any:
    """Base and quote asset of a pair are exchanged."""
    return {**row, "baseAsset": row["quoteAsset"], "quoteAsset": row["baseAsset"]}
