"""What an answer repeats of its call is compared, and a difference is told exactly."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from gopax_ext.echo import check_echo, check_refusal
from gopax_generated import operations
from gopax_generated.enums import OrderStatus, OrderType, Side
from gopax_generated.errors import DecodeError, NoSuchOrder, OrderNotFound, error_class
from gopax_generated.models import Balance, Order, OrderDetail

BUY = operations.place_order("BTC-KRW", side="buy", type="limit", price=5, amount="0.1")
SPEND = operations.place_order("BTC-KRW", side="buy", type="market", amount="0.1")
ORDER = Order(
    id="42",
    price=Decimal(5),
    amount=Decimal("0.1"),
    trading_pair_name="BTC-KRW",
    side=Side.BUY,
    type=OrderType.LIMIT,
    created_at=datetime(2018, 3, 14, tzinfo=UTC),
)
DETAIL = OrderDetail(
    **attrs.asdict(ORDER, recurse=False), status=OrderStatus.PLACED, remaining=Decimal(0)
)
BALANCE = Balance(asset="KRW", avail=Decimal(1), hold=Decimal(0), pending_withdrawal=Decimal(0))


def difference(call: Any, value: Any) -> tuple[str | None, str, str, str]:
    """Operation, path, what was expected and what was found."""
    with pytest.raises(DecodeError) as caught:
        check_echo(call, value)
    error = caught.value
    return error.operation, error.path, error.expected, error.found


def test_the_answer_to_the_question_passes() -> None:
    """Of every operation that repeats something, and of those that repeat nothing."""
    check_echo(BUY, ORDER)
    check_echo(SPEND, attrs.evolve(ORDER, type=OrderType.MARKET, price=None))
    check_echo(SPEND, attrs.evolve(ORDER, type=OrderType.MARKET, price=Decimal(7)))
    check_echo(operations.get_order("42"), DETAIL)
    check_echo(operations.get_balance("KRW"), BALANCE)
    check_echo(operations.list_balances(), [BALANCE])


@pytest.mark.parametrize(
    ("other", "path", "asked", "found"),
    [
        ({"trading_pair_name": "ETH-KRW"}, "$.tradingPairName", "BTC-KRW", "ETH-KRW"),
        ({"side": Side.SELL}, "$.side", "buy", "sell"),
        ({"type": OrderType.MARKET}, "$.type", "limit", "market"),
        ({"amount": Decimal("0.2")}, "$.amount", "0.1", "0.2"),
        ({"price": Decimal(6)}, "$.price", "5", "6"),
        ({"price": None}, "$.price", "5", "None"),
    ],
)
def test_an_order_that_was_not_asked_for_is_told(
    other: Any, path: str, asked: str, found: str
) -> None:
    """Which member, what was asked, what came."""
    told = difference(BUY, attrs.evolve(ORDER, **other))

    assert told == ("place_order", path, f"{asked} as asked", found)


@pytest.mark.parametrize("order_id", ["", "abc", "４２", "42a", "-42"])
def test_an_order_has_an_id_of_digits(order_id: str) -> None:
    """It is looked up by it later."""
    told = difference(BUY, attrs.evolve(ORDER, id=order_id))

    assert told == ("place_order", "$.id", "digits", repr(order_id))


def test_what_was_looked_up_is_what_comes() -> None:
    """By id, and by name of the asset; what is found is cut to a line."""
    other = attrs.evolve(BALANCE, asset="X" * 100)

    assert difference(operations.get_order("41"), DETAIL) == (
        "get_order",
        "$.id",
        "41 as asked",
        "42",
    )
    assert difference(operations.get_balance("KRW"), other) == (
        "get_balance",
        "$.asset",
        "KRW as asked",
        "X" * 80,
    )


def test_a_refusal_of_another_operation_is_told() -> None:
    """With the code and its name."""
    with pytest.raises(DecodeError) as caught:
        check_refusal(BUY, OrderNotFound("?", status=404, code=202))
    error = caught.value

    assert error.operation == "place_order"
    assert error.path == "$.errorCode"
    assert error.expected == "a code that place_order can be refused with"
    assert error.found == "202 (OrderNotFound)"


def test_refusals_that_can_be_meant_pass() -> None:
    """Its own codes, unknown ones, and all of what only reads."""
    check_refusal(BUY, error_class(400, 201)("?", status=400, code=201))
    check_refusal(BUY, error_class(404, None)("?", status=404, code=None))
    check_refusal(BUY, error_class(400, 987_654)("?", status=400, code=987_654))
    check_refusal(operations.cancel_order("1"), NoSuchOrder("?", status=404, code=10_069))
    check_refusal(operations.list_balances(), OrderNotFound("?", status=404, code=202))
