"""Enums are open: a value that a later server sends loses no answer."""

import copy
import pickle

import pytest

from gopax_generated.codecs import decode_get_order, encode_get_order
from gopax_generated.enums import CandleInterval, OrderStatus, Side

from .samples import ANSWERS


def test_a_known_value_is_its_member() -> None:
    """The same object each time, and equal to its text."""
    assert Side("buy") is Side.BUY
    assert Side.BUY == "buy"
    assert Side.BUY.known
    assert CandleInterval(30).known


def test_an_unknown_value_is_kept() -> None:
    """It equals its text and says that it is not known."""
    status = OrderStatus("expired")

    assert status == "expired"
    assert status.value == "expired"
    assert str(status) == "expired"
    assert not status.known
    assert status == OrderStatus("expired")
    assert {status: 1}["expired"] == 1
    assert isinstance(status, OrderStatus)


def test_an_unknown_number_is_kept() -> None:
    """The same for enums of numbers."""
    interval = CandleInterval(15)

    assert interval == 15
    assert not interval.known


@pytest.mark.parametrize("value", ["", "buy", "KNOWN", "mro", "대기"])
def test_no_text_collides_with_what_enums_are_made_of(value: str) -> None:
    """An unknown value can be any text at all."""
    assert OrderStatus(value) == value
    assert not OrderStatus(value).known


def test_unknown_values_leave_no_trace() -> None:
    """A server cannot fill the memory with values it makes up."""
    before = dict(OrderStatus.__members__)
    for number in range(100):
        OrderStatus(f"made-up-{number}")

    assert dict(OrderStatus.__members__) == before
    assert len(OrderStatus._value2member_map_) == len(before)


def test_an_unknown_value_survives_a_copy() -> None:
    """Process pools and caches see the same value."""
    status = OrderStatus("expired")
    pickled = pickle.loads(pickle.dumps(status))  # noqa: S301 - our own bytes

    for copied in (copy.copy(status), copy.deepcopy(status), pickled):
        assert copied == status
        assert not copied.known


@pytest.mark.parametrize("value", [None, 5, 1.5, ["buy"]])
def test_another_type_is_no_value(value: object) -> None:
    """Open does not mean anything goes."""
    with pytest.raises(ValueError, match="is not a valid"):
        Side(value)


def test_an_answer_with_an_unknown_status_is_read_and_written() -> None:
    """All else in the answer is there."""
    order = decode_get_order(ANSWERS["get_order"].replace(b"placed", b"expired"))

    assert not order.status.known
    assert order.side is Side.SELL
    assert b'"status":"expired"' in encode_get_order(order)
