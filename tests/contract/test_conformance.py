"""An answer that the document does not allow is found, and one that it allows is not."""

import json

import pytest

from .broken_answers import ORDER
from .conformance import Conformance
from .document import load_document
from .seen import Router, Seen
from .strict import strict

JSON = {"content-type": "application/json"}


def _seen(body: object, status: int = 200, headers: dict[str, str] = JSON) -> Seen:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    seen = Router(load_document()).seen("GET", "/orders", b"", status, headers, text)
    assert seen is not None
    return seen


def test_what_is_documented_is_fine() -> None:
    """The reference's own form, and a GOPAX error."""
    allowed = Conformance(strict(load_document()))
    assert allowed.look(_seen([ORDER])) == []
    assert allowed.look(_seen({"errorCode": 10155, "errorMessage": "Invalid API Key"}, 401)) == []


@pytest.mark.parametrize(
    ("seen", "rule"),
    [
        (_seen([ORDER], status=201), "statuses are documented"),
        (_seen([ORDER], headers={"content-type": "text/html"}), "JSON is called JSON"),
        (_seen([ORDER], headers={}), "JSON is called JSON"),
        (_seen(b"<html>"), "answers fit their schema"),
        (_seen([{**ORDER, "id": 7}]), "answers fit their schema"),
        (_seen({"errorCode": "10155", "errorMessage": ""}, 401), "answers fit their schema"),
    ],
)
def test_each_way_to_differ_has_its_rule(seen: Seen, rule: str) -> None:
    """An undocumented status, another Content-Type, no JSON, another type."""
    assert {wrong.rule for wrong in Conformance(load_document()).look(seen)} == {rule}


def test_more_than_the_reference_is_found_by_the_strict_overlay_alone() -> None:
    """Later servers send more fields, which the published document allows."""
    seen = _seen([{**ORDER, "updatedAt": "2018-03-14T04:01:11.000Z"}])
    assert Conformance(load_document()).look(seen) == []
    (wrong,) = Conformance(strict(load_document())).look(seen)
    assert "updatedAt" in wrong.text
