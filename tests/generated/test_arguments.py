"""Each kind of argument is checked before anything is sent, and a refusal says what to give.

The operations of this API use most of the checks; here are all of them, one by one.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from gopax_generated import _arguments as check
from gopax_generated._call import Parameter
from gopax_generated.enums import CandleInterval, Side
from gopax_generated.errors import ArgumentError, ArgumentTypeError
from gopax_generated.operations import GET_TICKER

SEOUL = timezone(timedelta(hours=9))
WEST = timezone(timedelta(hours=-9))


def named(**rules: Any) -> Parameter:
    """A parameter that is called `it`."""
    return Parameter(
        name="it", wire_name="IT", location="query", required=True, type="str", **rules
    )


GOOD: list[tuple[Callable[..., object], Parameter, object, object]] = [
    (check.text, named(), "가", "가"),
    (check.text, named(min_length=2, max_length=2), "ab", "ab"),
    (check.text, named(digits=True), 7, "7"),
    (check.text, named(pattern="^a+$"), "aa", "aa"),
    (check.integer, named(minimum=1, maximum=3), 1, 1),
    (check.integer, named(minimum=1, maximum=3), 3, 3),
    (check.integer, named(above=1, below=3), 2, 2),
    (check.boolean, named(), True, True),
    (check.boolean, named(), False, False),
    (check.number, named(), " 1.5".strip(), Decimal("1.5")),
    (check.number, named(), ".5e-3", Decimal("0.0005")),
    (check.number, named(), "1E9", Decimal(10**9)),
    (check.number, named(), -3, Decimal(-3)),
    (check.stamp, named(per_second=1000), datetime(1970, 1, 1, 0, 0, 1, 1999, UTC), 1001),
    (check.stamp, named(per_second=1), datetime(1970, 1, 1, 9, 0, 2, tzinfo=SEOUL), 2),
    (check.stamp, named(per_second=1000), 5, 5),
    (check.time, named(), datetime(2018, 1, 1, 9, tzinfo=SEOUL), datetime(2018, 1, 1, tzinfo=UTC)),
    (check.day, named(), date(2018, 1, 2), date(2018, 1, 2)),
]


@pytest.mark.parametrize(("form", "parameter", "value", "sent"), GOOD)
def test_what_is_right_is_sent(
    form: Callable[..., object], parameter: Parameter, value: object, sent: object
) -> None:
    """As it is, or in the one form that the exchange takes."""
    taken = form(GET_TICKER, parameter, value)

    assert taken == sent
    assert type(taken) is type(sent)


NO_NUMBER = 'Give a Decimal, an int or a text such as "0.1".'
FLOAT = (
    "it=0.1 is a float, which is not the number you typed"
    '|Give Decimal("0.1"), the text "0.1" or an int.'
)
NO_ZONE = (
    "it: 2018-01-01T00:00:00 has no time zone|Say which moment is meant: datetime(..., tzinfo=UTC)."
)
TYPED = 'it=%s is a %s|Give a Decimal, an int or a text such as "0.1".'
BAD: list[tuple[Callable[..., object], Parameter, object, str]] = [
    (check.text, named(), 7, "it=7 is a int|Give a str."),
    (check.text, named(digits=True), True, "it=True is a bool|Give a str or an int."),
    (check.text, named(min_length=2), "a", "it='a' has 1 characters|Give at least 2."),
    (
        check.text,
        named(max_length=2),
        "abc",
        "it='abc' has 3 characters|Give at least 0 and at most 2.",
    ),
    (check.text, named(pattern="^a$"), "b", "it='b' has the wrong form|It has to match ^a$"),
    (
        check.text,
        named(pattern=r"^\d$", example="1"),
        "١",
        "it='١' has the wrong form|Give a text like '1'.",
    ),
    (check.integer, named(), True, "it=True is a bool|Give an int."),
    (check.integer, named(), "1", "it='1' is a str|Give an int."),
    (check.integer, named(minimum=2), 1, "it=1 is out of bounds|Give at least 2."),
    (check.integer, named(maximum=2), 3, "it=3 is out of bounds|Give at most 2."),
    (check.integer, named(above=2), 2, "it=2 is out of bounds|Give more than 2."),
    (check.integer, named(below=2), 2, "it=2 is out of bounds|Give less than 2."),
    (check.boolean, named(), 1, "it=1 is a int|Give a bool."),
    (
        check.number,
        named(),
        0.1,
        FLOAT,
    ),
    (check.number, named(), True, TYPED % ("True", "bool")),
    (check.number, named(), None, TYPED % ("None", "NoneType")),
    *(
        (
            check.number,
            named(),
            value,
            f"it={value!r} is not a number of at most 64 orders of magnitude|{NO_NUMBER}",
        )
        for value in ("", "1_0", " 1", "１", "0x1", "NaN", "1e65", Decimal("NaN"), Decimal("1e-65"))
    ),
    (
        check.stamp,
        named(per_second=1000),
        "1",
        "it='1' is a str|Give an aware datetime, or an int that counts 1/1000 s since 1970.",
    ),
    (
        check.stamp,
        named(per_second=1000),
        True,
        "it=True is a bool|Give an aware datetime, or an int that counts 1/1000 s since 1970.",
    ),
    (
        check.time,
        named(),
        datetime(2018, 1, 1),  # noqa: DTZ001 - to be refused
        NO_ZONE,
    ),
    (check.time, named(), 1, "it: 1 is not a datetime|Give a datetime with a zone."),
    (
        check.time,
        named(),
        datetime(1, 1, 1, tzinfo=SEOUL),
        "it=0001-01-01 00:00:00+09:00 is no moment between the years 1 and 9999 in UTC|",
    ),
    (
        check.time,
        named(),
        datetime(9999, 12, 31, 23, tzinfo=WEST),
        "it=9999-12-31 23:00:00-09:00 is no moment between the years 1 and 9999 in UTC|",
    ),
    (check.day, named(), "2018-01-02", "it='2018-01-02' is a str|Give a date."),
]


@pytest.mark.parametrize(("form", "parameter", "value", "told"), BAD)
def test_what_is_wrong_is_named_with_what_to_give(
    form: Callable[..., object], parameter: Parameter, value: object, told: str
) -> None:
    """And with the operation that it was meant for."""
    with pytest.raises(ArgumentError) as caught:
        form(GET_TICKER, parameter, value)

    error = caught.value
    message, _, fix = told.partition("|")
    assert error.args == (message,)
    assert error.fix == fix or (fix == "" and error.fix is None)
    assert error.operation == "get_ticker"
    assert isinstance(error, ArgumentTypeError) == ("is a " in told or "not a datetime" in told)


def test_a_moment_is_no_date() -> None:
    """Though Python thinks so: which day it is depends on the zone."""
    with pytest.raises(ArgumentTypeError, match="is a datetime"):
        check.day(GET_TICKER, named(), datetime(2018, 1, 2, tzinfo=UTC))


@pytest.mark.parametrize("value", ["hold", 1, True, None, ["buy"]])
def test_a_choice_is_one_of_those_named(value: object) -> None:
    """Each with its value, in the order of the document."""
    with pytest.raises(ArgumentError) as caught:
        check.choice(GET_TICKER, named(), value, Side)

    assert caught.value.args == (f"it={value!r} is not a Side",)
    assert caught.value.fix == "Give one of 'buy', 'sell'."
    assert caught.value.operation == "get_ticker"


@pytest.mark.parametrize("value", [2, True, "30"])
def test_a_choice_of_numbers_is_one_of_them(value: object) -> None:
    """True is not 1 here."""
    with pytest.raises(ArgumentError):
        check.choice(GET_TICKER, named(), value, CandleInterval)

    assert check.choice(GET_TICKER, named(), 30, CandleInterval) is CandleInterval(30)


@pytest.mark.parametrize("value", ["buy", Side.BUY])
def test_a_choice_is_taken_by_its_value_or_as_it_is(value: str) -> None:
    """Either way the member is what comes of it; one that only a server knows is none."""
    assert check.choice(GET_TICKER, named(), value, Side) is Side.BUY
    with pytest.raises(ArgumentError):
        check.choice(GET_TICKER, named(), Side("hold"), Side)


@pytest.mark.parametrize("value", ["", ".", "..", "a/b", "a b", "가", "a%2e", "a?b"])
def test_a_path_holds_only_what_needs_no_encoding(value: str) -> None:
    """Else what is signed might not be what arrives."""
    with pytest.raises(ArgumentError) as caught:
        check.segment(check.text, GET_TICKER, named(), value)

    assert caught.value.args == (f"it={value!r} cannot stand in a path",)
    assert caught.value.fix == "Use letters, digits, '.', '_', '~' and '-' alone."
    assert caught.value.operation == "get_ticker"
    assert check.segment(check.integer, GET_TICKER, named(), 7) == "7"
    assert check.segment(check.text, GET_TICKER, named(), "aZ0._~-") == "aZ0._~-"
    assert check.segment(check.choice, GET_TICKER, named(), "sell", Side) == "sell"


def test_what_another_value_makes_necessary_is_asked_for() -> None:
    """By its name and the reason."""
    error = check.missing(GET_TICKER, "price", "it is a limit order")

    assert error.args == ("price is missing",)
    assert error.fix == "Give price: it is a limit order."
    assert error.operation == "get_ticker"


def test_a_query_is_written_in_one_form() -> None:
    """Reserved characters are encoded, slashes too, and what is None is left out."""
    written = check.query(
        ("text", "a/b c&가"),
        ("no", None),
        ("yes", True),
        ("nay", False),
        ("whole", -(10**17 + 1)),
        ("exact", Decimal("1E+3")),
        ("time", datetime(2018, 1, 1, 9, tzinfo=SEOUL)),
        ("day", date(2018, 1, 2)),
        ("side", Side.BUY),
    )

    assert written == (
        "text=a%2Fb%20c%26%EA%B0%80&yes=true&nay=false&whole=-100000000000000001&exact=1000"
        "&time=2018-01-01T00%3A00%3A00.000Z&day=2018-01-02&side=buy"
    )
    assert check.query() == ""
