"""Models are plain frozen values."""

import copy
import pickle
from decimal import Decimal

import attrs
import pytest

from gopax_generated import models
from gopax_generated.codecs import decode_get_order, decode_get_order_book, decode_list_candles

from .samples import ANSWERS

CLASSES = [getattr(models, name) for name in models.__all__]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_model_is_frozen_and_has_no_dict(kind: type) -> None:
    """Rows are tuples, objects are slotted attrs classes; both are documented."""
    assert kind.__doc__
    assert issubclass(kind, tuple) or (attrs.has(kind) and hasattr(kind, "__slots__"))


def test_a_value_cannot_be_changed() -> None:
    """What came from the server stays what came."""
    order = decode_get_order(ANSWERS["get_order"])

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        order.price = Decimal(1)  # type: ignore[misc]  # the point of the test


def test_values_are_compared_hashed_copied_and_pickled() -> None:
    """They can be keys, sets and messages."""
    book = decode_get_order_book(ANSWERS["get_order_book"])

    assert book == decode_get_order_book(ANSWERS["get_order_book"])
    assert len({book, decode_get_order_book(ANSWERS["get_order_book"])}) == 1
    assert copy.deepcopy(book) == book
    assert pickle.loads(pickle.dumps(book)) == book  # noqa: S301 - our own bytes


def test_an_order_with_details_is_an_order() -> None:
    """What takes one takes the other."""
    order = decode_get_order(ANSWERS["get_order"])

    assert isinstance(order, models.Order)
    assert order.remaining == Decimal(100)


def test_a_row_is_named_and_ordered() -> None:
    """A candle unpacks in the order of the reference."""
    (candle,) = decode_list_candles(ANSWERS["list_candles"])

    time, low, high, open_, close, volume = candle
    assert (time, low, volume) == (candle.time, candle.low, candle.volume)
    assert (high, open_, close) == (candle.high, candle.open, candle.close)
