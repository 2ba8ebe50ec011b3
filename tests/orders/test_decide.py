"""The verdict is what the evidence allows, and nothing more."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from gopax_ext.orders.attempts import Attempt, Confidence, State
from gopax_ext.orders.decide import (
    Absent,
    Ambiguous,
    Candidate,
    Found,
    Look,
    Terms,
    Undecided,
    decide,
)
from gopax_generated.enums import OrderStatus, OrderType, Side
from gopax_generated.models import OrderDetail

from .conftest import asking

SENT = datetime(2018, 3, 14, 3, 50, 41, tzinfo=UTC)
FENCED = SENT + timedelta(seconds=5)
UNORDERED = Terms(strict_nonce=False)


def attempt(name: str = "mine", after: float = 0, known: int | None = None) -> Attempt:
    """An attempt that left some seconds after the first."""
    at = SENT + timedelta(seconds=after)
    return Attempt(
        id=name,
        request=asking().request,
        state=State.UNKNOWN,
        started_at=at,
        sent_at=at,
        nonce=7,
        key="key",
        highest_order_id=known,
    )


def order(order_id: int, after: float = 0.5, *, certain: bool = True) -> Candidate:
    """An order like it, made some seconds after the first attempt left."""
    detail = OrderDetail(
        id=str(order_id),
        price=Decimal(5_000_000),
        amount=Decimal("0.01"),
        trading_pair_name="BTC-KRW",
        side=Side.BUY,
        type=OrderType.LIMIT,
        created_at=SENT + timedelta(seconds=after),
        status=OrderStatus.PLACED,
        remaining=Decimal("0.01"),
    )
    return Candidate(detail, certain=certain)


def judge(*candidates: Candidate, twins: Any = (), terms: Terms | None = None, **look: Any) -> Any:
    """The verdict on the first of the twins after a look at these orders."""
    attempts = twins or (attempt(),)
    look = {"waited": 3.0, "polls": 2, "skew": timedelta(), "looked_at": FENCED} | look
    seen = Look(candidates=candidates, fenced_at=FENCED, **look)
    return decide(attempts[0], attempts, seen, terms or Terms())


def found(verdict: Any) -> str:
    """The id of the order that was found."""
    assert isinstance(verdict, Found)
    return verdict.order.id


def test_one_order_that_fits_is_the_one() -> None:
    """At once, without waiting for more."""
    assert found(judge(order(42), waited=0.0, polls=1)) == "42"


@pytest.mark.parametrize(
    ("terms", "verdict"),
    [
        (Terms(), Absent(Confidence.FENCED)),
        (UNORDERED, Undecided.UNPROVEN),
        (Terms(strict_nonce=False, settle=65.0), Absent(Confidence.SETTLED)),
    ],
)
def test_nothing_is_called_absent_only_as_far_as_it_is_proven(terms: Terms, verdict: Any) -> None:
    """Fenced, settled, or not at all."""
    assert judge(terms=terms, waited=terms.settle) == verdict


@pytest.mark.parametrize(("waited", "polls"), [(2.9, 9), (60.0, 1)])
def test_nothing_takes_two_looks_over_the_settle_time(waited: float, polls: int) -> None:
    """Lists lag behind."""
    assert judge(waited=waited, polls=polls) is Undecided.WAIT


@pytest.mark.parametrize(
    ("after", "fits"), [(-1.0, True), (-1.1, False), (6.0, True), (6.1, False)]
)
def test_an_order_is_made_between_sending_and_fence(after: float, fits: bool) -> None:
    """Give or take a second: some times of creation come in whole ones."""
    assert isinstance(judge(order(42, after)), Found) is fits


def test_clocks_that_differ_widen_the_time() -> None:
    """By as much as they differ."""
    assert found(judge(order(42, -300.9), skew=timedelta(seconds=300))) == "42"
    assert found(judge(order(42, 305.9), skew=timedelta(seconds=300))) == "42"


def test_without_a_fence_orders_come_until_now() -> None:
    """A request that is let in late is still ours."""
    looked_at = SENT + timedelta(seconds=40)
    assert found(judge(order(42, 39.0), terms=UNORDERED, looked_at=looked_at)) == "42"
    assert judge(order(42, 39.0), looked_at=looked_at) == Absent(Confidence.FENCED)


def test_more_orders_than_attempts_are_never_guessed_at() -> None:
    """Somebody else placed the same."""
    verdict = judge(order(42), order(43))
    assert isinstance(verdict, Ambiguous)
    assert [each.id for each in verdict.orders] == ["42", "43"]


def test_twins_take_orders_oldest_first() -> None:
    """They are the same to everybody, so each takes one, by time of creation."""
    first, second = attempt("first"), attempt("second", 2)
    orders = order(43, 2.5), order(42, 0.5)

    assert found(judge(*orders, twins=(first, second))) == "42"
    assert found(judge(*orders, twins=(second, first))) == "43"
    assert judge(order(42), twins=(second, first)) == Absent(Confidence.FENCED)
    assert found(judge(order(42, 2.5), twins=(first, second))) == "42"
    assert judge(*orders, twins=(first, second), waited=2.9) is Undecided.WAIT


def test_an_order_that_an_open_twin_may_have_is_nobodys_absence() -> None:
    """The older one takes it, and while that is open nothing is proven about the younger."""
    first, second = attempt("first"), attempt("second", 0.2)

    assert isinstance(judge(order(42), twins=(second, first)), Ambiguous)


def test_an_order_is_left_to_a_twin_under_way() -> None:
    """Its answer may be just about to claim it."""
    assert judge(order(42), twin_in_flight=True) is Undecided.WAIT
    assert judge(twin_in_flight=True) == Absent(Confidence.FENCED)


@pytest.mark.parametrize(
    ("candidate", "known", "fits"),
    [
        (order(42), 41, True),
        (order(42), 42, None),
        (order(42, -9), 41, None),
        (order(42, -9), 42, False),
        (order(42, certain=False), 41, None),
        (order(42, certain=False), None, None),
        (order(42, -9, certain=False), None, False),
    ],
)
def test_where_time_and_id_disagree_there_is_a_doubt(
    candidate: Candidate, known: int | None, fits: bool | None
) -> None:
    """And a doubt makes neither an order nor its absence."""
    twins = (attempt(known=known),)
    kind = {True: Found, None: Ambiguous, False: Absent}[fits]

    assert isinstance(judge(candidate, twins=twins), kind)
    if fits is None:
        assert judge(candidate, twins=twins, waited=0.0) is Undecided.WAIT


def test_ids_are_compared_as_numbers() -> None:
    """9 comes before 10, in age and in rank."""
    first, second = attempt("first", known=8), attempt("second", known=8)
    assert found(judge(order(10), order(9), twins=(first, second))) == "9"


def test_the_time_of_leaving_counts_and_not_that_of_the_beginning() -> None:
    """An attempt may wait for a while before it leaves; no order of it is made meanwhile."""
    waited = attrs.evolve(attempt(), started_at=SENT - timedelta(seconds=30))
    other = attrs.evolve(attempt("other", 1), started_at=SENT - timedelta(seconds=60))

    assert judge(order(42, -5), twins=(waited,)) == Absent(Confidence.FENCED)
    assert found(judge(order(42, 1.5), order(43, 1.6), twins=(waited, other))) == "42"


def test_doubtful_orders_are_shown_with_those_that_fit() -> None:
    """Whoever has to decide sees all of them."""
    verdict = judge(order(42), order(43, certain=False))

    assert isinstance(verdict, Ambiguous)
    assert [each.id for each in verdict.orders] == ["42", "43"]
