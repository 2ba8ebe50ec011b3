"""What is written is exact, plain and compact."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gopax_generated import codecs
from gopax_generated.enums import OrderType, Side
from gopax_generated.errors import ArgumentError, ArgumentTypeError
from gopax_generated.models import Candle, ErrorBody, PlaceOrderRequest

ORDER = PlaceOrderRequest(
    type=OrderType.LIMIT,
    side=Side.BUY,
    price=Decimal(1000000),
    amount=Decimal(10),
    trading_pair_name="ETH-KRW",
)


def test_a_body_is_compact_and_in_the_order_of_the_document() -> None:
    """The bytes are predictable, for they are what is signed."""
    assert codecs.encode_place_order_request(ORDER) == (
        b'{"type":"limit","side":"buy","price":1000000,"amount":10,"tradingPairName":"ETH-KRW"}'
    )


def test_what_is_none_is_left_out() -> None:
    """An absent price is absent, not null."""
    market = evolve(ORDER, type=OrderType.MARKET, price=None)

    assert b"price" not in codecs.encode_place_order_request(market)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        *(("1E-8", b"0.00000001"), ("1E+3", b"1000"), ("1.500", b"1.5"), ("-0", b"0")),
        *(("0.00", b"0"), ("100", b"100"), ("-1.10", b"-1.1"), ("12345678901234567890.123", None)),
    ],
)
def test_numbers_are_plain(number: str, written: bytes | None) -> None:
    """No exponent, no trailing zeros, no sign on zero, no digit lost."""
    body = codecs.encode_place_order_request(evolve(ORDER, amount=Decimal(number)))

    assert b'"amount":%b,' % (written or number.encode()) in body


@pytest.mark.parametrize("value", [0.1, True, "1", None])
def test_an_amount_of_another_type_is_refused(value: object) -> None:
    """A float in a model would reach the wire as another number."""
    with pytest.raises(TypeError) as caught:
        codecs.encode_place_order_request(evolve(ORDER, amount=value))

    assert isinstance(caught.value, ArgumentTypeError)
    assert 'Decimal("0.1")' in caught.value.fix


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999999", "1e-999999"])
def test_a_number_that_cannot_be_written_out_is_refused(value: str) -> None:
    """It would be no JSON, or fill the memory."""
    with pytest.raises(ArgumentError):
        codecs.encode_place_order_request(evolve(ORDER, amount=Decimal(value)))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=0, max_value=10**20))
def test_a_number_comes_back_equal(amount: Decimal) -> None:
    """Writing and reading changes no value."""
    order = evolve(ORDER, amount=amount)

    assert codecs.decode_place_order_request(codecs.encode_place_order_request(order)) == order


@given(st.text())
def test_a_text_comes_back_equal(text: str) -> None:
    """Quotes, control characters and other scripts survive."""
    order = evolve(ORDER, trading_pair_name=text.encode("utf-8", "replace").decode())

    assert codecs.decode_place_order_request(codecs.encode_place_order_request(order)) == order


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)))  # fmt: skip  # noqa: DTZ001, E501
def test_a_moment_comes_back_equal(time: datetime) -> None:
    """To the millisecond, which is all that candles hold."""
    time = time.replace(microsecond=time.microsecond // 1000 * 1000)
    candle = Candle(time, *(Decimal(n) for n in range(5)))

    assert codecs.decode_list_candles(codecs.encode_list_candles([candle])) == [candle]


def test_a_moment_is_written_in_utc_with_milliseconds() -> None:
    """As the API writes it; microseconds only where there are any."""
    seoul = timezone(timedelta(hours=9))
    stats = codecs.decode_get_stats(
        b'{"open":1,"high":1,"low":1,"close":1,"volume":1,"time":"2018-03-14T05:02:37Z"}'
    )

    body = codecs.encode_get_stats(evolve(stats, time=datetime(2018, 3, 14, 9, tzinfo=seoul)))
    fine = codecs.encode_get_stats(evolve(stats, time=datetime(2018, 1, 1, 0, 0, 0, 7, tzinfo=UTC)))

    assert json.loads(body)["time"] == "2018-03-14T00:00:00.000Z"
    assert json.loads(fine)["time"] == "2018-01-01T00:00:00.000007Z"


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody knows which moment it is."""
    candle = Candle(datetime(2018, 1, 1), *(Decimal(1) for _ in range(5)))  # noqa: DTZ001

    with pytest.raises(ArgumentError, match="no time zone"):
        codecs.encode_list_candles([candle])


def test_free_data_keeps_its_digits() -> None:
    """Where any JSON may stand, numbers are exact as well, and floats refused."""
    data = {"limit": Decimal("0.10"), "list": [None, True, 1, "한"], "none": {}}

    body = codecs.encode_error_body(ErrorBody(error_code=1, error_data=data))

    assert codecs.decode_error_body(body).error_data == data
    with pytest.raises(ArgumentTypeError):
        codecs.encode_error_body(ErrorBody(error_data=[0.1]))
    with pytest.raises(ArgumentTypeError):
        codecs.encode_error_body(ErrorBody(error_data={1}))
