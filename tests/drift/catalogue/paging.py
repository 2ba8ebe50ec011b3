"""Paging: limits, bounds, directions and levels that are not kept."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox import pages, private, public
from gopax_ext.sandbox.engine.tape import Page, cut
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import operation_of

__all__ = ["group"]

group = Group("paging")


def _pages(patch: pytest.MonkeyPatch, change: Callable[[Page], Page], *where: Any) -> None:
    """Let the exchange serve another page than the one asked for."""
    right = pages.read_page
    for module in where or (private, public):
        patch.setattr(module, "read_page", lambda *asked: change(right(*asked)))


def _bound(bound: int | None, more: int) -> int | None:
    return None if bound is None else bound + more


@group.patch(layers="plan probes model")
def limit_ignored(patch: pytest.MonkeyPatch) -> None:
    """A page of trades has 100 rows whatever the limit."""
    _pages(patch, lambda page: evolve(page, limit=100))


@group.patch(layers="probes")
def own_limit_ignored(patch: pytest.MonkeyPatch) -> None:
    """A page of own trades has 100 rows whatever the limit."""
    _pages(patch, lambda page: evolve(page, limit=100), private)


@group.patch(layers="plan probes model")
def one_row_more(patch: pytest.MonkeyPatch) -> None:
    """A page has one row more than its limit."""
    _pages(patch, lambda page: evolve(page, limit=page.limit + 1))


@group.patch(layers="plan probes")
def one_row_less(patch: pytest.MonkeyPatch) -> None:
    """A page has one row less than its limit."""
    _pages(patch, lambda page: evolve(page, limit=max(1, page.limit - 1)))


@group.patch(layers="probes")
def fifty_rows(patch: pytest.MonkeyPatch) -> None:
    """A page without a limit has 50 rows."""
    right = pages.read_page

    def read(query: Any, config: Any) -> Page:
        page = right(query, config)
        return page if query.text("limit") else evolve(page, limit=50)

    patch.setattr(public, "read_page", read)
    patch.setattr(private, "read_page", read)


@group.patch(layers="plan probes model")
def page_ids_ignored(patch: pytest.MonkeyPatch) -> None:
    """Pages are not bounded by ids."""
    _pages(patch, lambda page: evolve(page, older_than=None, newer_than=None))


@group.patch(layers="probes")
def own_page_ids_ignored(patch: pytest.MonkeyPatch) -> None:
    """Pages of own trades are not bounded by ids."""
    _pages(patch, lambda page: evolve(page, older_than=None, newer_than=None), private)


@group.patch(layers="plan probes")
def page_times_ignored(patch: pytest.MonkeyPatch) -> None:
    """Pages are not bounded by times."""
    _pages(patch, lambda page: evolve(page, after_ms=None, before_ms=None))


@group.patch(layers="probes")
def own_page_times_ignored(patch: pytest.MonkeyPatch) -> None:
    """Pages of own trades are not bounded by times."""
    _pages(patch, lambda page: evolve(page, after_ms=None, before_ms=None), private)


@group.patch(layers="plan probes")
def pastmax_inclusive(patch: pytest.MonkeyPatch) -> None:
    """The row of pastmax itself is on the page."""
    _pages(patch, lambda page: evolve(page, older_than=_bound(page.older_than, 1)))


@group.patch(layers="plan probes model")
def latestmin_inclusive(patch: pytest.MonkeyPatch) -> None:
    """The row of latestmin itself is on the page."""
    _pages(patch, lambda page: evolve(page, newer_than=_bound(page.newer_than, -1)))


@group.patch(layers="plan probes")
def after_inclusive(patch: pytest.MonkeyPatch) -> None:
    """Rows of the moment after itself are on the page."""
    _pages(patch, lambda page: evolve(page, after_ms=_bound(page.after_ms, -1)))


@group.patch(layers="plan probes")
def before_inclusive(patch: pytest.MonkeyPatch) -> None:
    """Rows of the moment before itself are on the page."""
    _pages(patch, lambda page: evolve(page, before_ms=_bound(page.before_ms, 1)))


@group.patch(layers="probes")
def pastmax_skips_one(patch: pytest.MonkeyPatch) -> None:
    """The first row older than pastmax is left out."""
    _pages(patch, lambda page: evolve(page, older_than=_bound(page.older_than, -1)))


@group.patch(layers="plan probes model")
def ids_exchanged(patch: pytest.MonkeyPatch) -> None:
    """Pastmax and latestmin are taken for each other, as the reference words it."""
    _pages(
        patch,
        lambda page: evolve(page, older_than=page.newer_than, newer_than=page.older_than),
    )


@group.patch(layers="plan probes")
def times_exchanged(patch: pytest.MonkeyPatch) -> None:
    """After and before are taken for each other."""
    _pages(
        patch,
        lambda page: evolve(page, after_ms=page.before_ms, before_ms=page.after_ms),
    )


@group.answer("listTrades", layers="plan probes model")
def trades_ascending(data: Any) -> Any:
    """Public trades come oldest first."""
    return data[::-1]


@group.answer("listMyTrades", layers="probes model")
def own_trades_ascending(data: Any) -> Any:
    """Own trades come oldest first."""
    return data[::-1]


@group.answer("listTrades", layers="plan probes model")
def second_row_missing(data: Any) -> Any:
    """The second trade of a page is left out."""
    return data[:1] + data[2:]


@group.patch(layers="plan probes model")
def oldest_rows_of_a_page(patch: pytest.MonkeyPatch) -> None:
    """A page shows the oldest trades there are instead of the newest."""

    def oldest(rows: Any, page: Page) -> Any:
        return cut(rows, evolve(page, limit=len(rows) or 1))[-page.limit :]

    patch.setattr(public, "cut", oldest)


@group.tell(layers="plan probes model")
def page_headers_exchanged(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """The headers Pastmax and Latestmin are exchanged."""
    if operation_of(asked) != "listTrades":
        return answer
    other = {b"pastmax": b"latestmin", b"latestmin": b"pastmax"}
    headers = tuple((other.get(name, name), value) for name, value in answer.headers)
    return evolve(answer, headers=headers)


@group.patch(layers="plan probes")
def level_ignored(patch: pytest.MonkeyPatch) -> None:
    """The whole book comes at every level."""
    patch.setattr(public, "_DEPTHS", {})


@group.patch(layers="plan probes")
def level_1_has_two(patch: pytest.MonkeyPatch) -> None:
    """Level 1 has two rows a side."""
    patch.setattr(public, "_DEPTHS", {1: 2, 2: 50})


@group.patch(layers="plan probes")
def level_2_has_forty(patch: pytest.MonkeyPatch) -> None:
    """Level 2 has 40 rows a side."""
    patch.setattr(public, "_DEPTHS", {1: 1, 2: 40})


@group.answer("getOrderBook", layers="probes")
def whole_book_cut(data: Any) -> Any:
    """The whole book ends after 50 rows a side."""
    return {side: data[side][:50] for side in data}


@group.tell(layers="plan probes")
def candle_range_ignored(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """The first candles asked for come whatever is asked for next."""
    if operation_of(asked) != "listCandles" or answer.status != 200 or answer.body == b"[]":
        return answer
    notes.first = getattr(notes, "first", answer.body)
    return answer.saying(notes.first)


@group.answer("listCandles", layers="plan probes")
def candles_descending(data: Any) -> Any:
    """Candles come newest first."""
    return data[::-1]


@group.answer("listCandles", layers="plan probes")
def first_candle_missing(data: Any) -> Any:
    """The first candle of a range is left out."""
    return data[1:]


@group.answer("listCandles", layers="plan probes")
def last_candle_missing(data: Any) -> Any:
    """The last candle of a range is left out."""
    return data[:-1]


@group.ask(layers="plan probes")
def interval_ignored(asked: Asked, _: Notes) -> Asked | Answer:
    """Candles are of a minute, whatever the interval."""
    if operation_of(asked) != "listCandles":
        return asked
    query = asked.query
    for minutes in (b"1440", b"30", b"5"):
        query = query.replace(b"interval=" + minutes, b"interval=1")
    return evolve(asked, query=query)


group.switch("ten_candles", "An answer has at most ten candles.", "plan", candle_rows=10)


@group.ask(layers="probes")
def pair_filter_ignored(asked: Asked, _: Notes) -> Asked | Answer:
    """Own orders and trades of one pair are those of all."""
    filtered = asked.query.startswith(b"trading-pair-name=")
    return evolve(asked, query=b"") if filtered else asked
