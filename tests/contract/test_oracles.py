"""The oracles accept what the reference shows, and each of them names what is wrong."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from . import memory, oracles
from .broken_answers import BROKEN, BTC, ORDER, OWN, TRADE, Step
from .document import load_document
from .memory import Memory
from .oracles import complaints
from .seen import Router, Seen


@cache
def _router() -> Router:
    return Router(load_document())


def _seen(
    call: str, answer: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Seen:
    method, target = call.split(" ", 1)
    sent = json.dumps({k: v for k, v in ORDER.items() if k not in {"id", "createdAt"}})
    body = answer if isinstance(answer, str) else json.dumps(answer)
    found = _router().seen(
        method,
        target,
        sent.encode() if method == "POST" else b"",
        status,
        headers or {},
        body.encode(),
    )
    assert found is not None
    return found


@pytest.mark.parametrize(("rule", "steps"), BROKEN)
def test_a_broken_answer_is_named(rule: str, steps: list[Step]) -> None:
    """The last answer breaks this rule, and nothing before it breaks any."""
    kept = Memory()
    for step in steps[:-1]:
        assert kept.look(_seen(*step)) == []
    assert rule in {complaint.rule for complaint in kept.look(_seen(*steps[-1]))}


def test_every_rule_can_be_broken() -> None:
    """No rule is there that no answer breaks."""
    tested = {rule for rule, _ in BROKEN} | {"page headers name the ids of the page"}
    assert (oracles.rules() | memory.rules()) <= tested


def test_the_header_of_a_page_is_checked() -> None:
    """Pastmax and Latestmin of public trades name the lowest and highest id."""
    right = _seen(f"GET {BTC}/trades", [TRADE], headers={"Pastmax": "9", "Latestmin": "9"})
    wrong = _seen(f"GET {BTC}/trades", [TRADE], headers={"Pastmax": "8"})
    assert complaints(right) == []
    assert [c.rule for c in complaints(wrong)] == ["page headers name the ids of the page"]


def test_the_examples_of_the_document_break_no_rule() -> None:
    """What the reference shows as answers is accepted."""
    for path, item in load_document()["paths"].items():
        for method, node in item.items():
            if node["operationId"] == "placeOrder":
                continue  # its examples show another order than the one sent here
            media = node["responses"]["200"]["content"]["application/json"]
            shown = [e["value"] for e in media.get("examples", {}).values()]
            for answer in [*shown, *([media["example"]] if "example" in media else [])]:
                values = {"{assetName}": "KRW", "{orderId}": "23712", "{tradingPair}": "BTC-KRW"}
                target = path
                for name, value in values.items():
                    target = target.replace(name, value)
                assert complaints(_seen(f"{method.upper()} {target}", answer)) == []


def test_an_answer_of_another_shape_is_a_complaint_not_a_crash() -> None:
    """An object where a list belongs is named."""
    (complaint, *_) = complaints(_seen("GET /balances", {"asset": "KRW"}))
    assert "cannot be read" in complaint.text


def test_numbers_are_compared_digit_by_digit() -> None:
    """A sum that a float would round is seen to be wrong."""
    text = json.dumps([OWN]).replace('"quoteAmount": 200', '"quoteAmount": 200.000000000000000001')
    assert "own trades add up" in {c.rule for c in complaints(_seen("GET /trades", text))}
    assert _seen("GET /trades", text).answer[0]["quoteAmount"] == Decimal("200.000000000000000001")
