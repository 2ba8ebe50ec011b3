"""The built-in exchange holds the contract, and a server that does not is caught and named."""

import json
import re
import socket
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox import Sandbox

from .__main__ import main
from .document import load_document
from .fuzzing import PHASES, fuzz
from .meddling import Answer, Asked, Meddler
from .results import LayerResult
from .strict import strict
from .target import built_in

pytestmark = pytest.mark.contract
QUICK = (
    *("--layers", "schemathesis", "--phases", "examples", "fuzzing"),
    *("--examples", "1", "--per-second", "100000"),
)
SHORT = ("examples", "fuzzing")


def _fuzzed(
    wrap: Callable[[Any], Any] | None = None,
    *,
    phases: Sequence[str] = SHORT,
    examples: int = 2,
) -> LayerResult:
    with built_in(1, wrap=wrap) as target:
        return fuzz(target, load_document(), seed=1, examples=examples, phases=phases)


def _failed(result: LayerResult) -> set[tuple[str, str]]:
    return {(finding.check, finding.operation) for finding in result.findings}


def _body_left_out_of_signature(asked: Asked) -> Asked:
    """What the exchange sees of a signed POST is another body than the one that was signed."""
    return evolve(asked, body=asked.body + b" ") if asked.method == "POST" else asked


def _without_hold(asked: Asked, answer: Answer) -> Answer:
    if asked.path.startswith("/balances/") and answer.status == 200:
        balance = json.loads(answer.body)
        del balance["hold"]
        return answer.saying(json.dumps(balance).encode())
    return answer


def _nameless_assets(asked: Asked, answer: Answer) -> Answer:
    if asked.path == "/assets" and answer.status == 200:
        return answer.saying(
            json.dumps([{"id": a["id"]} for a in json.loads(answer.body)]).encode()
        )
    return answer


def _assets_with_more(asked: Asked, answer: Answer) -> Answer:
    if asked.path == "/assets" and answer.status == 200:
        more = [{**asset, "decimals": 8} for asset in json.loads(answer.body)]
        return answer.saying(json.dumps(more).encode())
    return answer


def _candles_upside_down(asked: Asked, answer: Answer) -> Answer:
    if asked.path.endswith("/candles") and answer.status == 200:
        rows = [[row[0], row[2] + 1, row[1], *row[3:]] for row in json.loads(answer.body)]
        return answer.saying(json.dumps(rows).encode())
    return answer


def _locked(_: Asked) -> Answer:
    return Answer(
        status=401,
        headers=((b"content-type", b"application/json"),),
        body=b'{"errorCode":10155,"errorMessage":"Invalid API Key"}',
    )


def test_the_built_in_exchange_holds_the_contract() -> None:
    """Every operation is called and nothing is found."""
    with built_in(1) as target:
        result = fuzz(target, strict(load_document()), seed=1, examples=4)
    assert result.findings == []
    assert len(result.statuses) == 15
    assert set(result.parts) == set(PHASES)


def test_a_wrong_signature_rule_for_one_method_is_found() -> None:
    """A server that refuses every signed POST fails, although 401 is a documented status."""
    failed = _failed(_fuzzed(partial(Meddler, ask=_body_left_out_of_signature)))
    assert ("correct_signature_is_accepted", "placeOrder") in failed
    assert ("every operation succeeds", "placeOrder") in failed


def test_a_missing_field_is_found() -> None:
    """A balance without its hold fails, at the operation that left it out."""
    failed = _failed(_fuzzed(partial(Meddler, tell=_without_hold)))
    assert ("response_schema_conformance", "getBalance") in failed
    assert {operation for _, operation in failed} == {"getBalance"}


def test_a_server_that_lets_nobody_in_is_found() -> None:
    """A server that answers 401 to everything fails for every operation."""
    failed = _failed(_fuzzed(partial(Meddler, ask=_locked)))
    nodes = [node for item in load_document()["paths"].values() for node in item.values()]
    assert {operation for _, operation in failed} == {node["operationId"] for node in nodes}
    assert ("correct_signature_is_accepted", "cancelOrder") in failed


def test_what_no_schema_can_say_is_found() -> None:
    """Candles with low and high exchanged fail by the name of the rule."""
    failed = _failed(_fuzzed(partial(Meddler, tell=_candles_upside_down)))
    assert ("a candle lies between its low and high", "listCandles") in failed


def test_an_extra_field_is_found_by_the_strict_overlay_alone() -> None:
    """Published schemas allow more than the reference; a strict run does not."""
    wrap = partial(Meddler, tell=_assets_with_more)
    with built_in(1, wrap=wrap) as target:
        document = load_document()
        lenient = fuzz(target, document, seed=1, phases=SHORT, examples=1)
        tight = fuzz(target, strict(document), seed=1, phases=SHORT, examples=1)
    assert lenient.findings == []
    assert _failed(tight) == {("response_schema_conformance", "listAssets")}


def test_a_broken_contract_ends_with_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    """The report names the rule, the operation, the call and its answer."""
    wrap = partial(Meddler, tell=_nameless_assets)
    with built_in(1, wrap=wrap) as target:
        code = main(["--base-url", target.base_url, *QUICK])
    shown = capsys.readouterr().out
    assert code == 1
    assert "FAILURE response_schema_conformance: listAssets" in shown
    assert '-> 200 [{"id": "KRW"}' in shown
    assert "the contract does NOT hold" in shown


def test_another_server_without_a_key_is_read_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a key the public operations alone are called, and what was left out is said."""
    with Sandbox(seed=3, limit=None) as sandbox:
        code = main(["--base-url", sandbox.base_url, *QUICK])
    shown = capsys.readouterr().out
    assert code == 0, shown
    assert "left out: listBalances, getBalance, listOrders, placeOrder" in shown
    assert re.search(r"POST /orders +0 +not called", shown)


def test_another_server_gets_no_orders_unless_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a key the private reads are called too; orders need a flag."""
    with Sandbox(seed=3, limit=None) as sandbox:
        account = sandbox.create_account({"KRW": 1000})
        monkeypatch.setenv("GOPAX_API_KEY", account.api_key)
        monkeypatch.setenv("GOPAX_SECRET_KEY", account.secret_key)
        main(["--base-url", sandbox.base_url, *QUICK])
        orders = dict(account.owner.orders)
    shown = capsys.readouterr().out
    assert orders == {}
    assert "left out: placeOrder, cancelOrder: orders are not allowed here (--orders)" in shown
    assert re.search(r"GET /balances +\d+  200", shown)


def test_a_server_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and one line that names the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert main(["--base-url", url]) == 2
    assert url in capsys.readouterr().err
