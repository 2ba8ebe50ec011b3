"""Answers as columns: what the codec reads, to the last digit, and its errors."""

import random
from collections.abc import Callable
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext.history.columns import candle_table, decode_candles
from gopax_ext.history.errors import NumberTooFine
from gopax_ext.history.schema import candle_schema
from gopax_generated.codecs import decode_list_candles, encode_list_candles
from gopax_generated.errors import DecodeError
from gopax_generated.models import Candle

PLAIN = b"[[1521004020000,10081000,10082000.5,10081500,10081900,0.0398393]]"

numbers = st.one_of(
    st.integers(0, 10**20 - 1).map(str),
    st.decimals(min_value=0, max_value=10**19, places=18).map(str),
    st.sampled_from(["0", "0.0", "1.50", "0.000000000000000001", "99999999999999999999"]),
)
times = st.integers(0, 253_402_300_799_999).map(str)
rows = st.tuples(times, *[numbers] * 5).map(",".join)
plain_bodies = st.lists(rows, min_size=1, max_size=6).map(
    lambda items: ("[[" + "],[".join(items) + "]]").encode()
)


def outcome(decode: Callable[[bytes], object], body: bytes) -> object:
    """What a decoder makes of a body: its rows, or what its error says."""
    try:
        found = decode(body)
    except DecodeError as error:
        return str(error), error.path, error.expected, error.found
    except NumberTooFine:
        return "too fine"
    return found


def by_codec(body: bytes) -> object:
    """The codec's rows, put into columns."""
    return candle_table(decode_list_candles(body))


@given(plain_bodies)
def test_columns_hold_what_the_codec_reads(body: bytes) -> None:
    """Every digit of every number, for any plain answer."""
    found = decode_candles(body)
    assert found.schema == candle_schema()
    assert [Candle(*row.values()) for row in found.to_pylist()] == decode_list_candles(body)


@given(plain_bodies, st.data())
def test_any_change_of_a_byte_is_read_as_the_codec_reads_it(
    body: bytes, data: st.DataObject
) -> None:
    """Accepted alike with the same rows, or refused with the same words."""
    place = data.draw(st.integers(0, len(body)))
    insert = data.draw(
        st.sampled_from([b"", *(bytes([each]) for each in b'0123456789.,[]-+eE"n \n')])
    )
    keep = data.draw(st.integers(0, 3))
    changed = body[:place] + insert + body[place + keep :]
    assert outcome(decode_candles, changed) == outcome(by_codec, changed)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"[[]]",
        b"{}",
        b"null",
        b'{"errormsg":"x"}',
        b"[[1,2,3,4,5]]",
        b"[[1,2,3,4,5,6,7]]",
        b"[[1,2,3,4,5,6],[]]",
        b"[[1,2,3,4,5,6],]",
        b"[[1,2,3,4,5,6]],[[1,2,3,4,5,6]]",
        b"[[1,2,3,4,5,6\n1,2,3,4,5,6]]",
        b"[[1,2,3,4,5,6]\n,[1,2,3,4,5,6]]",
        b" [[1,2,3,4,5,6]] ",
        b"[[1, 2,3,4,5,6]]",
        b"[[01,2,3,4,5,6]]",
        b"[[1,02,3,4,5,6]]",
        b"[[1,.2,3,4,5,6]]",
        b"[[1,2.,3,4,5,6]]",
        b"[[1,2,3,4,5,6.]]",
        b"[[1,2,3,4,5,00]]",
        b"[[1,1.2.3,3,4,5,6]]",
        b"[[1.0,2,3,4,5,6]]",
        b"[[0,2,3,4,5,6]]",
        b"[[-1,-2,3,4,5,6]]",
        b"[[1,2e3,3,4,5,6E-2]]",
        b'[["1","2","3","4","5","6"]]',
        b'[[1,"2","3.10","4","5","6"]]',
        b"[[1,NaN,3,4,5,6]]",
        b"[[1,null,3,4,5,6]]",
        b"[[1,,3,4,5,6]]",
        b"[[1,2,3,4,5,]]",
        b"[[253402300800000,2,3,4,5,6]]",
        b"[[9223372036854775808,2,3,4,5,6]]",
        b"[[1,2,3,4,5,0.0000000000000000001]]",
        b"[[1,2,3,4,5,100000000000000000000]]",
        b"[[1,2,3,4,5,1e70]]",
        b"[[1,2,3,4,5," + b"9" * 80 + b"]]",
        PLAIN[:-1],
        PLAIN[:-5],
        PLAIN + b"]",
        b"[" + PLAIN + b"]",
        b"<html>",
        b"\xff\xfe",
    ],
)
def test_odd_answers_are_read_as_the_codec_reads_them(body: bytes) -> None:
    """A bad one gives the codec's own error, with its place in the answer."""
    assert outcome(decode_candles, body) == outcome(by_codec, body)


def test_what_a_column_cannot_hold_is_refused() -> None:
    """More than 18 decimals, or 20 digits before the point: an error, never another number."""
    for number in (b"0.0000000000000000001", b"100000000000000000000"):
        with pytest.raises(NumberTooFine):
            decode_candles(PLAIN.replace(b"10081000", number))


def test_a_long_answer_is_one_table() -> None:
    """More than one block of it."""
    chance = random.Random(5)
    candles = [
        Candle(
            decode_list_candles(PLAIN)[0].time,
            *(Decimal(chance.randrange(10**27)).scaleb(-8) for _ in range(5)),
        )
        for _ in range(2_000)
    ]
    body = encode_list_candles(candles * 150)
    assert len(body) > 1 << 24
    found = decode_candles(body)
    assert found.num_rows == 300_000
    expected = candle_table(candles)
    assert found.slice(298_000).combine_chunks() == expected
    assert isinstance(found, pa.Table)
