"""An order whose answer was lost, from the keyboard: found, placed again, or put on record."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from gopax_ext.cli.failure import ExitCode, describe
from gopax_ext.errors import AmbiguousOutcome, NotPlaced
from gopax_ext.sandbox import Sandbox
from gopax_generated.enums import OrderStatus, OrderType, Side
from gopax_generated.errors import GopaxError
from gopax_generated.models import OrderDetail
from tests.cli.conftest import Done, Gopax

pytestmark = pytest.mark.usefixtures("account")
PLACE = ["order", "place", "BTC-KRW", "buy", "0.01", "--price", "9000000", "--json"]


def lost(gopax: Gopax, exchange: Sandbox, when: str) -> str:
    """Place an order whose answer never comes; return its attempt."""
    exchange.faults.add("drop", when=when, method="POST", path="/orders")
    done = gopax(*PLACE)
    assert (done.code, done.error["outcome"]) == (5, "unknown")
    attempt = str(done.error["attempt"])
    assert done.error["fix"].endswith(f"gopax order resolve {attempt}")
    return attempt


def open_orders(gopax: Gopax) -> list[str]:
    """The numbers of the open orders."""
    return [each["id"] for each in gopax("order", "open", "--json").json]


def test_a_lost_answer_is_found(gopax: Gopax, exchange: Sandbox) -> None:
    """It is listed until somebody asks, and then its order is known."""
    attempt = lost(gopax, exchange, "after")
    assert [row["attempt"] for row in gopax("order", "resolve", "--json").json] == [attempt]
    done = gopax("order", "resolve", attempt, "--json")
    assert done.json["status"] == "placed"
    assert open_orders(gopax) == [done.json["id"]]
    assert gopax("order", "resolve", "--json").json == []


def test_what_was_never_placed_is_placed_again_once(gopax: Gopax, exchange: Sandbox) -> None:
    """Only after the proof that no order came of it, and not a second time."""
    attempt = lost(gopax, exchange, "before")
    early = gopax("order", "resubmit", attempt, "--json")
    assert (early.code, early.error["outcome"]) == (2, "not_sent")
    assert open_orders(gopax) == []
    proof = gopax("order", "resolve", attempt, "--json")
    assert proof.json == {"attempt": attempt, "order_id": None, "outcome": "rejected"}
    assert f"gopax order resubmit {attempt}" in proof.err
    again = gopax("order", "resubmit", attempt, "--json")
    assert again.code == 0, again.err
    assert open_orders(gopax) == [again.json["id"]]
    assert gopax("order", "resubmit", attempt, "--json").code == 2
    assert len(open_orders(gopax)) == 1


def test_an_identical_order_is_held_back_meanwhile(gopax: Gopax, exchange: Sandbox) -> None:
    """Two that ask for the same could not be told apart afterwards."""
    attempt = lost(gopax, exchange, "after")
    twin = gopax(*PLACE)
    assert (twin.code, twin.error["type"], twin.error["attempt"]) == (2, "TwinInFlight", attempt)
    assert gopax(*PLACE, "--allow-twin").code == 0


def test_what_a_person_found_out_is_put_on_record(gopax: Gopax, exchange: Sandbox) -> None:
    """An order, or that there is none; one of the two."""
    attempt = lost(gopax, exchange, "after")
    (order_id,) = open_orders(gopax)
    for wrong in ([], ["--order-id", order_id, "--no-order"]):
        assert gopax("order", "settle", attempt, *wrong, "--json").code == 2
    done = gopax("order", "settle", attempt, "--order-id", order_id, "--json")
    assert done.json["id"] == order_id
    other = lost_of(gopax, exchange)
    told = gopax("order", "settle", other, "--no-order", "--json")
    assert told.json == {"attempt": other, "order_id": None, "outcome": "rejected"}
    assert gopax("order", "resolve", "--json").json == []


def lost_of(gopax: Gopax, exchange: Sandbox) -> str:
    """Lose the answer to another order."""
    exchange.faults.add("drop", when="before", method="POST", path="/orders")
    line = "order place BTC-KRW buy 0.02 --price 9000000 --json"
    return str(gopax(*line.split()).error["attempt"])


@pytest.mark.parametrize(("when", "status"), [("after", "cancelled"), ("before", "placed")])
def test_a_lost_cancel_is_resolved_by_the_number_of_its_order(
    gopax: Gopax, exchange: Sandbox, when: str, status: str
) -> None:
    """The order says what became of it, and the error names the command."""
    order_id = gopax(*PLACE).json["id"]
    exchange.faults.add("drop", when=when, method="DELETE", path="/orders")
    done = gopax("order", "cancel", order_id, "--json")
    assert (done.code, done.error["outcome"]) == (5, "unknown")
    assert done.error["fix"].endswith(f"gopax order resolve {order_id}")
    found = gopax("order", "resolve", order_id, "--json")
    assert (found.code, found.json["status"]) == (0, status)


def test_an_attempt_that_nobody_made_is_told(gopax: Gopax) -> None:
    """A slip of the hand sends nothing."""
    for line in ("resolve no-such", "resubmit no-such", "settle no-such --no-order"):
        done = gopax("order", *line.split(), "--json")
        assert (done.code, done.error["outcome"]) == (2, "not_sent")


def shown(error: GopaxError) -> Done:
    """What the command would show of an error."""
    failure = describe(error)
    return Done(failure.exit_code, "", failure.fix)


def test_more_orders_than_one_are_left_to_a_person() -> None:
    """With their numbers, and how to say which is it."""

    def order(number: str) -> OrderDetail:
        return OrderDetail(
            id=number,
            price=Decimal(1),
            amount=Decimal(1),
            trading_pair_name="BTC-KRW",
            side=Side.BUY,
            type=OrderType.LIMIT,
            created_at=datetime(2026, 1, 1, tzinfo=UTC),
            status=OrderStatus.PLACED,
            remaining=Decimal(1),
        )

    error = AmbiguousOutcome(
        GopaxError("x"),
        operation="place_order",
        request=None,
        path="/orders",
        nonce=1,
        attempt="abc",
        candidates=(order("7"), order("8")),
    )
    done = shown(error)
    assert done.code == ExitCode.UNKNOWN
    assert "7, 8" in done.err
    assert "gopax order settle abc --order-id" in done.err
    none = shown(NotPlaced("an order", attempt="abc"))
    assert (none.code, none.err.rpartition(": ")[2]) == (3, "gopax order resubmit abc")
