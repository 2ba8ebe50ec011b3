"""The naive exchange and the built-in one agree, and a difference between them is found."""

import re
from decimal import Decimal
from functools import partial

import pytest

from .differential import compare
from .document import load_document
from .meddling import Answer, Asked, Meddler
from .naive import FEE, NaiveExchange, Refused
from .target import built_in

D = Decimal


def _naive() -> NaiveExchange:
    return NaiveExchange([D(10), D(10)], [D(1000), D(1000)])


def test_the_older_of_two_equal_offers_trades_first() -> None:
    """Price first, then time."""
    naive = _naive()
    late = naive.place(0, "sell", "limit", D(1), D(101))
    old, young = (naive.place(0, "sell", "limit", D(1), D(100)) for _ in range(2))
    naive.place(1, "buy", "limit", D(1), D(101))
    assert [order.status for order in (old, young, late)] == ["completed", "placed", "placed"]
    assert naive.trades[0].price == D(100)


def test_what_is_owned_moves_by_trades_and_fees_alone() -> None:
    """Each side pays its fee in what it receives."""
    naive = _naive()
    naive.place(0, "sell", "limit", D(1), D(100))
    naive.place(1, "buy", "limit", D(1), D(120))
    assert (naive.base, naive.quote) == (
        [D(9), D(11) - FEE],
        [D(1100) - 100 * FEE, D(900)],
    )
    assert naive.held(1, "buy") == 0


def test_nobody_spends_what_is_held() -> None:
    """An open order's hold is not available."""
    naive = _naive()
    naive.place(0, "buy", "limit", D(9), D(100))
    with pytest.raises(Refused):
        naive.place(0, "buy", "limit", D(2), D(100))


@pytest.mark.contract
def test_the_built_in_exchange_does_what_the_model_does() -> None:
    """Orders of two accounts on two pairs end the same on both."""
    with built_in(1) as target:
        result = compare(target, load_document(), seed=1)
    assert result.findings == []
    assert result.skipped == []
    assert all(result.parts.values())


def _short_changed(asked: Asked, answer: Answer) -> Answer:
    if asked.path == "/balances/KRW" and answer.status == 200:
        avail = re.search(rb'"avail":([0-9.]+)', answer.body)
        assert avail is not None
        less = format(Decimal(avail[1].decode()) - Decimal("1e-9"), "f").encode()
        return answer.saying(answer.body.replace(avail[0], b'"avail":' + less))
    return answer


@pytest.mark.contract
def test_a_billionth_less_is_found() -> None:
    """Money is compared to the last digit."""
    with built_in(1, wrap=partial(Meddler, tell=_short_changed)) as target:
        result = compare(target, load_document(), seed=1)
    assert [finding.operation for finding in result.findings] == ["getBalance"]


@pytest.mark.contract
def test_an_answer_of_another_shape_ends_the_comparison_not_the_run() -> None:
    """It is written down as what it is."""

    def tell(asked: Asked, answer: Answer) -> Answer:
        return answer.saying(b"null") if asked.path == "/orders" else answer

    with built_in(1, wrap=partial(Meddler, tell=tell)) as target:
        result = compare(target, load_document(), seed=1)
    assert "answers can be read" in {finding.check for finding in result.findings}
