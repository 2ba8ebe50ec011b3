"""Answers are read exactly, or refused with the place of the first mistake."""

import contextlib
import decimal
import json
import pickle
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gopax_generated import codecs
from gopax_generated.errors import DecodeError
from gopax_generated.models import Candle
from gopax_generated.operations import OPERATIONS

from .mutations import Mutation, mutations
from .samples import ANSWERS, read

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BY_NAME = {operation.name: operation for operation in OPERATIONS.values()}
MUTATIONS = list(mutations())
TICKER = '{"price":%s,"ask":1,"bid":1,"volume":1,"time":"2018-03-14T03:50:41.184Z"}'


def test_every_operation_has_a_sample() -> None:
    """Nothing below passes because it never ran."""
    assert set(ANSWERS) == set(BY_NAME)
    assert len(MUTATIONS) > 2000


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_written_as_it_was_read(name: str) -> None:
    """Decode and encode are inverse to each other, digit by digit."""
    codec = BY_NAME[name]

    assert read(codec.encode(codec.decode(ANSWERS[name]))) == read(ANSWERS[name])


def test_every_small_change_is_taken_or_refused_at_its_place() -> None:
    """Dropped, nulled, retyped, renamed, cut: the right value, or DecodeError with the path."""
    wrong = [mutation for mutation in MUTATIONS if not _as_promised(mutation)]

    assert wrong == []


def _as_promised(mutation: Mutation) -> bool:
    codec = BY_NAME[mutation.operation]
    try:
        value = codec.decode(mutation.body)
    except DecodeError as error:
        return error.path == mutation.path and error.operation == mutation.operation
    return mutation.path is None and read(codec.encode(value)) == mutation.value


def test_a_number_of_24_digits_comes_through() -> None:
    """No value passes a float on its way."""
    ticker = codecs.decode_get_ticker((TICKER % "123456789012345.123456789").encode())

    assert ticker.price == Decimal("123456789012345.123456789")
    assert str(ticker.price) == "123456789012345.123456789"


@pytest.mark.parametrize("context", [decimal.Context(prec=3), decimal.Context(traps=[])])
def test_the_decimal_context_of_the_caller_does_not_matter(context: decimal.Context) -> None:
    """Whatever precision or traps are set, digits stay and NaN is refused."""
    with decimal.localcontext(context):
        ticker = codecs.decode_get_ticker((TICKER % "1.23456789").encode())
        with pytest.raises(DecodeError):
            codecs.decode_get_ticker((TICKER % '"NaN"').encode())

    assert str(ticker.price) == "1.23456789"


@pytest.mark.parametrize(
    ("written", "value"),
    [("1E+2", "100"), ('"12.50"', "12.50"), ("-0", "0"), ("1e64", "1e64"), ("1e-64", "1e-64")],
)
def test_a_number_may_be_written_in_any_way(written: str, value: str) -> None:
    """Exponents and quoted numbers mean what they say."""
    assert codecs.decode_get_ticker((TICKER % written).encode()).price == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        *("1e65", "1e-65", "1e999999", "-1e999999999999", "0e-999999", "1e99999999999999999999"),
        *('"NaN"', '"sNaN"', '"-Infinity"', '"inf"', "NaN", "Infinity", '""', '"1,5"', '"0x1"'),
        *("true", "null", "[]", "{}", "01", "1.", ".5", "+1", "--1"),
    ],
)
def test_what_is_no_sensible_number_is_refused(written: str) -> None:
    """NaN, Infinity and absurd magnitudes never reach a Decimal."""
    with pytest.raises(DecodeError) as caught:
        codecs.decode_get_ticker((TICKER % written).encode())

    assert caught.value.path in {"$.price", "$"}  # "$" where it is not even JSON


@pytest.mark.parametrize(
    "written",
    [
        *("2018-03-14T03:50:41", "2018-03-14", "yesterday", "", "2018-02-30T00:00:00Z"),
        *("0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-09:00", "2018-03-14T25:00:00Z"),
    ],
)
def test_what_is_no_moment_is_refused(written: str) -> None:
    """A time without zone, or outside of what datetimes hold, is not guessed at."""
    body = ANSWERS["get_stats"].replace(b"2018-03-14T05:02:37.337Z", written.encode())

    with pytest.raises(DecodeError) as caught:
        codecs.decode_get_stats(body)

    assert caught.value.path == "$.time"


def test_every_moment_is_utc() -> None:
    """An offset is turned into UTC, the moment stays."""
    body = ANSWERS["get_stats"].replace(b"337Z", b"337+09:00")

    time = codecs.decode_get_stats(body).time

    assert time.tzinfo is UTC
    assert time == datetime(2018, 3, 13, 20, 2, 37, 337000, tzinfo=UTC)


def test_milliseconds_of_rows_become_moments() -> None:
    """Candles count in numbers, rows of a book in texts."""
    (candle,) = codecs.decode_list_candles(ANSWERS["list_candles"])
    (ask,) = codecs.decode_get_order_book(ANSWERS["get_order_book"]).ask

    assert isinstance(candle, Candle)
    assert candle.time == datetime(2018, 3, 14, 5, 7, tzinfo=UTC)
    assert ask.updated_at == datetime(2026, 9, 23, 4, 33, 17, 710000, tzinfo=UTC)


@given(st.integers(-62135596800000, 253402300799999), st.integers(0, 253402300799999))
@example(-62135596800000, 253402300799999)
@example(-(2**32) * 1000, 2**32 * 1000)
@example(-(2**32) * 1000 + 1, 2**32 * 1000 - 1)
def test_every_millisecond_from_year_1_to_9999_is_the_moment_it_counts(row: int, text: int) -> None:
    """However the moment is made, it is exact, and in UTC."""
    (candle,) = codecs.decode_list_candles(b"[[%d,1,1,1,1,1]]" % row)
    (ask,) = codecs.decode_get_order_book(b'{"bid":[],"ask":[["1",1,1,"%d"]]}' % text).ask

    assert candle.time == EPOCH + timedelta(milliseconds=row)
    assert ask.updated_at == EPOCH + timedelta(milliseconds=text)
    assert candle.time.tzinfo is UTC


def test_many_rows_stay_in_their_order() -> None:
    """A long list is read like a short one."""
    body = b"[%b]" % b",".join(b"[%d,1,1,1,1,%d]" % (n, n) for n in range(1001))

    candles = codecs.decode_list_candles(body)

    assert [candle.volume for candle in candles] == list(range(1001))
    assert candles[-1].time == EPOCH + timedelta(seconds=1)


@pytest.mark.parametrize("stamp", ["1e3", "-1", " 1", "1_0", "١", "9" * 30, "9" * 5000])
def test_a_stamp_that_is_no_number_is_refused(stamp: str) -> None:
    """Only digits, and only as far as datetimes reach."""
    body = ANSWERS["get_order_book"].replace(b"1790137997710", stamp.encode())

    with pytest.raises(DecodeError) as caught:
        codecs.decode_get_order_book(body)

    assert caught.value.path == "$.ask[0][3]"


def test_a_later_mistake_has_its_own_index() -> None:
    """The path counts the items that were right."""
    good = read(ANSWERS["list_trades"])[0]
    body = json.dumps([good, good, {**good, "side": 5}], default=str).encode()

    with pytest.raises(DecodeError) as caught:
        codecs.decode_list_trades(body)

    error = caught.value
    assert (error.path, error.expected, error.found) == ("$[2].side", "text", "5")
    assert str(error).startswith("list_trades: at $[2].side expected text, found 5.")


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize(
    "body",
    [
        *(b"", b" ", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf{}", b'"\xed\xa0\x80"', b"{}x", b"{"),
        *(b"[" * 100_000, b'{"a":' * 100_000, b"[" * 500 + b"]" * 500, b"9" * 100_000),
        *(b'"\\ud800"', b"null", b"1e999999999", b"[[[]]]", b'[{"id":', b"\x00", b"nan"),
    ],
    ids=lambda body: repr(body[:12]),
)
def test_no_bytes_raise_anything_but_a_decode_error(name: str, body: bytes) -> None:
    """Truncated, deep, huge or not JSON at all: always the same class, always picklable."""
    with pytest.raises(DecodeError) as caught:
        BY_NAME[name].decode(body)

    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (str(again), again.path, again.outcome) == (
        str(caught.value),
        caught.value.path,
        "unknown",
    )
    assert len(str(again)) < 500


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "price", "bid", "time", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.binary(max_size=40) | JSON.map(lambda value: json.dumps(value).encode()))
def test_anything_at_all_is_read_or_refused(body: bytes) -> None:
    """Whatever a server may send, a caller has one exception to think of."""
    for operation in BY_NAME.values():
        with contextlib.suppress(DecodeError):
            operation.decode(body)
