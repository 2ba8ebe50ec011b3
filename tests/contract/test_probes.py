"""The probes find nothing on the built-in exchange of any era, and say what they left out."""

from functools import partial

import pytest
from attrs import evolve

from .bench import bench
from .document import load_document
from .meddling import Answer, Asked, Meddler
from .probes import probe
from .target import built_in

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("profile", ["reference", "current"])
def test_the_built_in_exchange_passes(profile: str) -> None:
    """Each probe makes calls, and each answer is the one known beforehand."""
    with built_in(1, profile=profile) as target:
        result = probe(target, load_document())
    assert result.findings == []
    assert result.skipped == []
    assert all(result.parts.values())


def test_a_key_alone_is_enough_for_what_needs_no_accounts() -> None:
    """Without the administration API and without orders the rest is still probed."""
    with built_in(1) as target:
        reader = evolve(target, admin=None, may_trade=False)
        result = probe(reader, load_document())
    assert result.findings == []
    assert "placeOrder" not in result.statuses
    assert len(result.skipped) == 7


def test_without_a_key_public_operations_are_probed() -> None:
    """No private operation is called successfully, and what was left out is said."""
    with built_in(1) as target:
        result = probe(evolve(target, admin=None, new_key=None), load_document())
    assert result.findings == []
    assert result.statuses["listTrades"][200]
    assert "listBalances" not in result.statuses


def _any_signature(asked: Asked) -> Asked | Answer:
    if asked.header("API-KEY") and asked.path == "/balances":
        return Answer(status=200, headers=(), body=b"[]")
    return asked


def test_a_server_that_checks_no_signature_is_found() -> None:
    """Every forged call that was let in is named with the way it was forged."""
    with built_in(1, wrap=partial(Meddler, ask=_any_signature)) as target:
        result = probe(target, load_document())
    texts = " ".join(finding.message for finding in result.findings)
    assert "listBalances signed for another path: expected 401" in texts
    assert "listBalances sent twice: expected 401" in texts


def test_the_oracles_look_at_what_probes_call() -> None:
    """A caller of a probe reports what no probe asked about."""

    def tell(_: Asked, answer: Answer) -> Answer:
        return answer.saying(answer.body.replace(b'"avail":', b'"avail":-'))

    with (
        built_in(1, wrap=partial(Meddler, tell=tell)) as broken,
        bench("one call", broken, load_document()) as at,
    ):
        at.caller(broken.new_key() if broken.new_key else None).get("/balances")
    assert {finding.check for finding in at.result.findings} == {"balances are never negative"}
