"""What a run exercised is measured by the document itself, and what is missing is named."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from .coverage.extent import Extent, Mark
from .coverage.meter import Meter
from .coverage.page import write_page
from .coverage.score import TARGETS, scores, shortfalls
from .document import load_document
from .probes import probe
from .results import Finding, LayerResult
from .target import built_in

TRADES = "/trading-pairs/BTC-KRW/trades"
ORDER = {"type": "limit", "side": "buy", "price": 1, "amount": 1, "tradingPairName": "BTC-KRW"}


@cache
def _extent() -> Extent:
    return Extent(load_document())


def _marks(
    url: str, sent: object = None, status: int = 200, answer: object = None, method: str = "GET"
) -> set[Mark]:
    meter = Meter(load_document())
    meter.look(method, url, json.dumps(sent).encode(), status, json.dumps(answer).encode())
    return meter.marks


def _ends(marks: set[Mark], kind: str, operation: str) -> set[str]:
    return {" ".join(mark[2:]) for mark in marks if mark[:2] == (kind, operation)}


def test_a_keyword_is_kept_by_one_call_and_broken_by_another() -> None:
    """A limit of 0 breaks the minimum and no more; a text breaks the type."""
    kept = _ends(_marks(f"{TRADES}?limit=5"), "kept", "listTrades")
    assert {"query limit minimum", "query limit maximum", "query limit type"} <= kept
    assert _ends(_marks(f"{TRADES}?limit=0"), "broken", "listTrades") >= {"query limit minimum"}
    assert "query limit minimum" not in _ends(_marks(f"{TRADES}?limit=0"), "kept", "listTrades")
    assert "query limit type" in _ends(_marks(f"{TRADES}?limit=x"), "broken", "listTrades")


def test_what_must_be_there_is_broken_by_leaving_it_out() -> None:
    """A parameter of a query, and a field of a body."""
    candles = _marks("/trading-pairs/BTC-KRW/candles?start=1&end=2")
    assert "query interval required" in _ends(candles, "broken", "listCandles")
    right, without = ORDER, {name: ORDER[name] for name in ORDER if name != "side"}
    kept = _ends(_marks("/orders", right, method="POST"), "kept", "placeOrder")
    broken = _ends(_marks("/orders", without, method="POST"), "broken", "placeOrder")
    assert "body PlaceOrderRequest/required" in kept & broken
    assert "body PlaceOrderRequest/then/required" in kept


def test_keywords_of_an_answer_count_where_they_were_applied() -> None:
    """An empty list says nothing about its rows; an undocumented status says nothing at all."""
    empty, error = _marks("/orders", answer=[]), {"errorCode": 1, "errorMessage": ""}
    assert empty & set(_extent().of("answer")) == {("answer", "listOrders", "200", "type")}
    refused = _marks("/orders", status=401, answer=error)
    assert "errors ErrorBody/properties/errorCode/type" in _ends(refused, "answer", "listOrders")
    assert _ends(_marks("/orders", status=418, answer=error), "status", "listOrders") == set()


def test_a_call_of_no_operation_exercises_nothing() -> None:
    """Neither another path nor another method."""
    assert _marks("/nope") == _marks("/orders", method="PUT") == set()


def test_what_is_missing_is_named_and_due() -> None:
    """All of it but a twentieth of the statuses."""
    extent = _extent()
    whole = list(shortfalls(scores(extent, extent.marks)))
    assert whole == []
    statuses = extent.of("status")
    assert list(shortfalls(scores(extent, extent.marks - set(statuses[:4])))) == []
    (line,) = shortfalls(scores(extent, extent.marks - set(statuses[:5])))
    assert line.startswith("operation and status 83/88, 95% are due; never exercised: status ")
    (line,) = shortfalls(scores(extent, extent.marks - {extent.of("link")[0]}))
    assert line == "links 11/12, 100% are due; never exercised: link getOrder 200 cancelThis"
    assert len(scores(extent, extent.marks)) == len(TARGETS)


@pytest.mark.contract
def test_the_probes_alone_follow_every_link_and_see_the_statuses() -> None:
    """They need no luck for it; where nobody asks for it nothing is measured."""
    with built_in(1) as target:
        result = probe(evolve(target, metered=True), load_document())
        unmetered = probe(evolve(target, new_key=None, admin=None), load_document())
    by_kind = {score.what: score for score in scores(_extent(), result.marks)}
    assert by_kind["links"].missing == []
    assert by_kind["operation and status"].missing == [("status", "placeOrder", "404")]
    assert unmetered.marks == set()


def test_the_page_shows_what_was_exercised_and_what_was_found(tmp_path: Path) -> None:
    """One file that loads nothing, and in which an answer stays text."""
    result = LayerResult("probes", findings=[Finding("a rule", "getTicker", "<script>", "GET /x")])
    result.saw("getTicker", 200, 3)
    result.saw("getTicker", 418)
    path, moment = tmp_path / "reports" / "contract.html", datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    marks = _marks("/trading-pairs/BTC-KRW/ticker")
    write_page(path, "a server, seed 1", [result], _extent(), marks, ["accepted: b"], moment)
    page = path.read_text("utf-8")
    assert "The contract does NOT hold" in page
    assert "2026-01-02 03:04 UTC" in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert '418 <span class="quiet">not documented</span>' in page
    assert "accepted: b" in page
    assert page.count("<details>") == 30
