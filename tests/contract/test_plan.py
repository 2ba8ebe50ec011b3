"""The live-safe plan is small, harmless without consent, and sees what agrees with nothing else."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox import Sandbox

from .__main__ import main
from .document import load_document
from .meddling import Answer, Asked, Meddler
from .plan import follow
from .target import built_in

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("profile", ["reference", "current"])
def test_the_plan_is_small_and_finds_nothing(profile: str) -> None:
    """At most 110 calls with the canary, which leaves no order behind."""
    with built_in(1, profile=profile) as target:
        result = follow(target, load_document())
    assert result.findings == []
    assert result.calls <= 110
    assert len(result.statuses) == 15
    assert result.statuses["placeOrder"].total() == 1


def test_without_consent_nothing_is_written() -> None:
    """Reads alone, at most 80."""
    with built_in(2) as target:
        result = follow(evolve(target, may_trade=False), load_document())
    assert result.findings == []
    assert result.calls <= 80
    assert not {"placeOrder", "cancelOrder"} & set(result.statuses)


def _changed(path: str, change: Callable[[Any], Any]) -> Callable[[Any], Meddler]:
    def tell(asked: Asked, answer: Answer) -> Answer:
        if asked.path.endswith(path) and answer.status == 200:
            return answer.saying(json.dumps(change(json.loads(answer.body))).encode())
        return answer

    return partial(Meddler, tell=tell)


def _one_more(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {**row, name: row[name] + 1}


@pytest.mark.parametrize(
    ("path", "change", "operation"),
    [
        ("/ticker", lambda row: _one_more(row, "price"), "getTicker"),
        ("/BTC-KRW/stats", lambda row: _one_more(row, "volume"), "getStats"),
        ("/balances/KRW", lambda row: _one_more(row, "avail"), "getBalance"),
        ("/trades", lambda rows: [_one_more(row, "amount") for row in rows], "listCandles"),
    ],
)
def test_what_agrees_with_nothing_else_is_found(
    path: str, change: Callable[[Any], Any], operation: str
) -> None:
    """Each answer is right by itself and wrong beside another one."""
    with built_in(1, wrap=_changed(path, change)) as target:
        result = follow(target, load_document())
    assert operation in {
        finding.operation
        for finding in result.findings
        if finding.check == "operations agree with each other"
    }


def test_a_canary_that_is_not_cancelled_is_found() -> None:
    """A cancel that answers and does nothing is seen in the order, the list and the balance."""

    def ask(asked: Asked) -> Asked | Answer:
        if asked.method == "DELETE":
            return Answer(status=200, headers=(), body=b"{}")
        return asked

    with built_in(1, wrap=partial(Meddler, ask=ask)) as target:
        result = follow(target, load_document())
    found = {finding.operation for finding in result.findings}
    assert {"getOrder", "listOrders", "getBalance"} <= found


def test_the_command_follows_the_plan_on_another_server(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`--live` alone reads what needs no key."""
    with Sandbox(seed=3, limit=None) as sandbox:
        code = main(["--base-url", sandbox.base_url, "--live", "--per-second", "1000"])
    shown = capsys.readouterr().out
    assert code == 0, shown
    assert "left out: plan: no key for the account" in shown
