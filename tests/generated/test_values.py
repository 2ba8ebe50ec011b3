"""Each kind of value has one way out, and what has none says what to do."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, localcontext
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_generated import _values as values
from gopax_generated.errors import ArgumentError, ArgumentTypeError

SEOUL = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("write", "value", "json"),
    [
        (values.text, "가\n", '"가\\n"'),
        (values.number, Decimal("1E-8"), "0.00000001"),
        (values.number, Decimal("-0.0"), "0"),
        (values.number, Decimal("1E+3"), "1000"),
        (values.number, Decimal("1.50"), "1.5"),
        (values.number, 100, "100"),
        (values.integer, -7, "-7"),
        (values.boolean, True, "true"),
        (values.boolean, False, "false"),
        (values.member, "buy", '"buy"'),
        (values.member, 30, "30"),
        (values.time, datetime(2018, 1, 2, 3, 4, 5, 6000, UTC), '"2018-01-02T03:04:05.006Z"'),
        (values.time, datetime(2018, 1, 2, 3, 4, 5, 1001, UTC), '"2018-01-02T03:04:05.001001Z"'),
        (values.time, datetime(2018, 1, 2, 9, tzinfo=SEOUL), '"2018-01-02T00:00:00.000Z"'),
        (values.day, date(2018, 1, 2), '"2018-01-02"'),
        (values.array, [b"1", b"2"], "[1,2]"),
        (values.array, [], "[]"),
        (values.anything, None, "null"),
        (values.anything, {"a": [True, 1, Decimal("0.10")], "b": ("x", {})}, ""),
    ],
)
def test_a_value_is_written(write: Callable[[Any], bytes], value: object, json: str) -> None:
    """Compact, in plain digits, in UTC."""
    expected = json or '{"a":[true,1,0.1],"b":["x",{}]}'

    assert write(value) == expected.encode()


def test_a_number_is_written_plainly_whatever_the_program_set_for_its_own() -> None:
    """How decimals are shown is a setting of the thread; what is signed and sent is not."""
    with localcontext() as context:
        context.capitals = 0

        assert values.number(Decimal("1e+3")) == b"1000"
        assert values.number(Decimal("1e-8")) == b"0.00000001"


FLOAT = 'Use Decimal("0.1"), a text or an int: a float is not the number you typed.'


@pytest.mark.parametrize(
    ("write", "value", "kind", "message", "fix"),
    [
        (values.text, 1, ArgumentTypeError, "1 is not a str", "Give a text."),
        (values.number, 0.1, ArgumentTypeError, "0.1 is a float, not a Decimal", FLOAT),
        (values.number, True, ArgumentTypeError, "True is a bool, not a Decimal", FLOAT),
        (
            values.number,
            Decimal("NaN"),
            ArgumentError,
            "NaN is not a finite number of at most 64 orders of magnitude",
            "Give an amount or a price in plain digits.",
        ),
        (values.integer, True, ArgumentTypeError, "True is not an int", "Give a whole number."),
        (values.integer, "1", ArgumentTypeError, "'1' is not an int", "Give a whole number."),
        (values.boolean, 1, ArgumentTypeError, "1 is not a bool", "Give True or False."),
        (
            values.anything,
            {1},
            ArgumentTypeError,
            "{1} has no JSON form",
            "Use texts, numbers, mappings and lists.",
        ),
        (
            values.aware,
            "now",
            ArgumentTypeError,
            "'now' is not a datetime",
            "Give a datetime with a zone.",
        ),
        (
            values.aware,
            datetime(2018, 1, 2),  # noqa: DTZ001 - what is refused
            ArgumentError,
            "2018-01-02T00:00:00 has no time zone",
            "Say which moment is meant: datetime(..., tzinfo=UTC).",
        ),
    ],
)
def test_what_cannot_be_written_says_what_to_do(
    write: Callable[[Any], object], value: object, kind: type[Exception], message: str, fix: str
) -> None:
    """What it is, and what to give."""
    with pytest.raises(ArgumentError) as caught:
        write(value)

    assert type(caught.value) is kind
    assert caught.value.args[0] == message
    assert caught.value.fix == fix


def test_a_moment_is_read_in_utc() -> None:
    """One in another zone is the same moment; one without a zone is none."""
    seoul = datetime(2018, 1, 2, 9, tzinfo=SEOUL)
    utc = datetime(2018, 1, 2, tzinfo=UTC)

    assert values.utc(seoul) == utc
    assert values.utc(seoul).tzinfo is UTC
    assert values.utc(utc) is utc
    with pytest.raises(ValueError, match="2018-01-02 00:00:00 has no time zone"):
        values.utc(datetime(2018, 1, 2))  # noqa: DTZ001 - what is refused
    assert values.microseconds(utc) == 1_514_851_200_000_000


@pytest.mark.parametrize("bad", ["", "1a", "-1", "１", "1.0"])
def test_digits_are_digits(bad: str) -> None:
    """Of ASCII, and nothing else."""
    assert values.digits("0042") == 42
    with pytest.raises(ValueError, match="is not made of digits"):
        values.digits(bad)


@pytest.mark.parametrize(
    ("number", "fits"),
    [("1E+64", True), ("1E+65", False), ("1E-64", True), ("1E-65", False), ("NaN", False)],
)
def test_numbers_beyond_reason_are_refused(number: str, fits: bool) -> None:
    """Written out they would fill the memory; None is no number and passes."""
    assert values.sane(Decimal(number)) is fits
    values.refuse(None)
    if fits:
        assert values.exact(Decimal(number)) == Decimal(number)
    else:
        with pytest.raises(ValueError, match=r"is beyond 64 orders of magnitude"):
            values.exact(Decimal(number))
        with pytest.raises(ValueError, match=r"is beyond 64 orders of magnitude"):
            values.refuse(Decimal(1), None, Decimal(number))


@pytest.mark.parametrize("per_second", [1, 1000, 1_000_000])
@given(st.integers(-(2**33), 2**33), st.integers(0, 999_999))
def test_a_counted_moment_is_exact(per_second: int, second: int, part: int) -> None:
    """As a datetime, or as the seconds of which msgspec makes the same one."""
    count = second * per_second + part % per_second

    told = values.seconds(count, per_second)

    moment = values.EPOCH + timedelta(microseconds=count * (1_000_000 // per_second))
    assert isinstance(told, datetime) == (abs(count) >= 2**32 * per_second)
    assert msgspec.convert(told, datetime, strict=False) == moment
    assert values.moment(count, per_second) == moment
    assert count < 0 or values.seconds_told(str(count), per_second) == told
