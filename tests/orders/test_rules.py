"""Numbers reach the exchange as they are, or not at all."""

from decimal import Decimal, getcontext, localcontext
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gopax_ext as gx
from gopax_ext import MarketRules
from gopax_ext.orders.precision import check_precision, survives_a_double

from .conftest import asking

TICKS = MarketRules.of("2021")
MINIMUMS = MarketRules.of("2018")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("amount", "12345678.123456789"),
        ("amount", "0.1234567890123456789"),
        ("price", "143250000.0000000001"),
        ("price", "9999999999.999999999"),
    ],
)
def test_a_number_that_a_double_changes_is_refused(name: str, number: str) -> None:
    """Another one would be traded."""
    call = asking(**{name: number})

    with pytest.raises(gx.PrecisionError, match=name) as caught:
        check_precision(call.request)

    assert isinstance(caught.value, gx.ArgumentError)
    assert caught.value.outcome == "not_sent"
    assert number in str(caught.value)


@pytest.mark.parametrize(
    "number",
    [
        *("0.00000001", "0.1", "1000000000000", "123456789.12345678", "1.10"),
        # More digits than any double keeps, which this one keeps all the same.
        *("0.001234567890123456", "0.00123456789012345600", "1.23456789012345600000"),
    ],
)
def test_a_number_that_a_double_holds_passes(number: str) -> None:
    """Small ones in plain digits, large ones, and zeros at the end."""
    check_precision(asking(amount=number, price=number).request)


def test_decimals_end_at_eighteen() -> None:
    """Zeros at the end are none."""
    check_precision(asking(amount="0.50000000000000000000").request)
    with pytest.raises(gx.PrecisionError, match="19 decimals"):
        check_precision(asking(amount="0.1234567890123456785").request)


@given(st.decimals(min_value="0.00000001", max_value=10**12, places=8))
def test_what_passes_is_what_a_double_gives_back(number: Decimal) -> None:
    """The server prints the digits that were sent."""
    assert survives_a_double(number) == (Decimal(repr(float(number))) == number)


@pytest.mark.parametrize(
    ("price", "down", "up"),
    [
        ("143250499", "143250000", "143251000"),
        ("2000000", "2000000", "2000000"),
        ("1999999", "1999500", "2000000"),
        ("4999.5", "4999", "5000"),
        ("5001", "5000", "5005"),
        ("0.5", "0.5", "0.5"),
    ],
)
def test_a_price_is_rounded_to_the_better_side(price: str, down: str, up: str) -> None:
    """A buyer never pays more than they said, a seller never takes less."""
    assert TICKS.round_price("BTC-KRW", price, "buy") == Decimal(down)
    assert TICKS.round_price("BTC-KRW", price, "sell") == Decimal(up)


def test_a_pair_without_documented_ticks_is_left_alone() -> None:
    """Nothing is made up."""
    assert TICKS.round_price("ETH-BTC", "0.07491234", "buy") == Decimal("0.07491234")
    assert MINIMUMS.tick("BTC-KRW", 1000) is None
    assert TICKS.minimum("BTC-KRW") is None


def test_an_amount_is_rounded_down_and_never_below_the_minimum() -> None:
    """What one has not got cannot be sold."""
    assert MINIMUMS.round_amount("BTC-KRW", "0.123456789") == Decimal("0.12345678")
    with pytest.raises(gx.ArgumentError, match=r"at least 0\.0001"):
        MINIMUMS.round_amount("BTC-KRW", "0.00009999")
    with pytest.raises(gx.ArgumentError, match="smallest"):
        TICKS.round_amount("BTC-KRW", "0.000000001")


def test_a_check_names_the_helper() -> None:
    """It rounds nothing itself."""
    TICKS.check("BTC-KRW", price=143_251_000, amount="0.5")
    with pytest.raises(gx.ArgumentError, match="round_price"):
        TICKS.check("BTC-KRW", price=143_251_001, amount="0.5")
    with pytest.raises(gx.ArgumentError, match="round_amount"):
        TICKS.check("BTC-KRW", price=143_251_000, amount="0.123456789")
    with pytest.raises(gx.ArgumentError, match="smallest"):
        MINIMUMS.check("XRP-KRW", price=800, amount="0.5")


@pytest.mark.parametrize("bad", ["0", "-1", "NaN", "Infinity", 0.5, True])
def test_what_is_no_number_is_refused(bad: object) -> None:
    """Neither a float nor nothing."""
    with pytest.raises(gx.ArgumentError):
        TICKS.round_price("BTC-KRW", bad, "buy")  # type: ignore[arg-type]


def test_a_side_is_needed() -> None:
    """Rounding has a direction."""
    with pytest.raises(gx.ArgumentError, match="neither buy nor sell"):
        TICKS.round_price("BTC-KRW", 1, "long")  # type: ignore[arg-type]
    with pytest.raises(gx.ArgumentError, match="2018"):
        MarketRules.of("2019")


def test_the_callers_decimal_context_changes_nothing() -> None:
    """A precision of six digits somewhere else rounds no price of ours."""
    with localcontext() as context:
        context.prec = 6
        assert TICKS.round_price("BTC-KRW", "143250499", "buy") == 143_250_000
    assert getcontext().prec == 28


@given(
    price=st.decimals(min_value=1, max_value=10**9, places=2),
    side=st.sampled_from(["buy", "sell"]),
)
def test_rounding_twice_changes_nothing(price: Decimal, side: str) -> None:
    """What is on a tick stays, also across the steps of the table."""
    once = TICKS.round_price("BTC-KRW", price, side)  # type: ignore[arg-type]
    assert TICKS.round_price("BTC-KRW", once, side) == once  # type: ignore[arg-type]
    assert (once <= price) if side == "buy" else (once >= price)


def test_an_era_has_what_was_documented_then() -> None:
    """Minimums in 2018, ticks of KRW in 2021, eight decimals of amount in both."""
    old, new = MarketRules.of("2018"), MarketRules.of("2021")

    assert (old.era, new.era) == ("2018", "2021")
    assert (old.minimum("ETH-KRW"), old.minimum("BCH-BTC")) == (Decimal("0.001"), Decimal("0.0005"))
    assert new.minimums == {}
    assert old.ticks == {}
    assert list(new.ticks) == ["KRW"]
    assert [new.tick("BTC-KRW", price) for price in (1, 4_999, 5_000, 10**7)] == [1, 1, 5, 1000]
    assert new.tick("BTC-KRW", "0.99") is None
    assert old.lot == new.lot == Decimal("0.00000001")


def test_a_minimum_itself_is_enough() -> None:
    """It is the smallest that may be traded."""
    old = MarketRules.of("2018")

    assert old.round_amount("BTC-KRW", "0.0001") == Decimal("0.0001")
    old.check("BTC-KRW", price=1, amount="0.0001")


@pytest.mark.parametrize(
    ("act", "message", "fix"),
    [
        (
            lambda rules: rules.check("BTC-KRW", price=143_251_001, amount="0.5"),
            "place_order: price=143251001 is not a multiple of 1000 in BTC-KRW",
            "Use round_price(pair, price, side).",
        ),
        (
            lambda rules: rules.check("BTC-KRW", price=1_000, amount="0.123456789"),
            "place_order: amount=0.123456789 is not a multiple of 0.00000001",
            "Use round_amount(pair, amount).",
        ),
        (
            lambda rules: rules.round_amount("BTC-KRW", "0.000000001"),
            "place_order: amount=0.00000000 is below the smallest order of BTC-KRW",
            "Trade at least 0.00000001.",
        ),
        (
            lambda rules: rules.round_price("BTC-KRW", 1, "long"),
            "side='long' is neither buy nor sell",
            'Give "buy" or "sell".',
        ),
        (
            lambda rules: rules.tick("BTC-KRW", 0.5),
            "price=0.5 is not exact",
            'Give a Decimal, int or "0.1".',
        ),
        (
            lambda rules: rules.round_price("BTC-KRW", 0, "buy"),
            "price=0 is not above 0",
            "Give a positive number.",
        ),
        (
            lambda rules: rules.round_amount("BTC-KRW", 0.5),
            "amount=0.5 is not exact",
            'Give a Decimal, int or "0.1".',
        ),
        (
            lambda rules: rules.check("BTC-KRW", price=True, amount=1),
            "price=True is not exact",
            'Give a Decimal, int or "0.1".',
        ),
        (
            lambda rules: rules.check("BTC-KRW", price=1, amount=-1),
            "amount=-1 is not above 0",
            "Give a positive number.",
        ),
        (
            lambda rules: rules.of("2019"),
            "there are no rules of era '2019'",
            'Ask for "2018" or "2021".',
        ),
    ],
)
def test_each_refusal_names_the_value_and_the_way_out(act: Any, message: str, fix: str) -> None:
    """Whoever reads it knows what to change."""
    with pytest.raises(gx.ArgumentError) as caught:
        act(MarketRules.of("2021"))

    assert str(caught.value) == f"{message}. {fix}"
    assert caught.value.fix == fix


@pytest.mark.parametrize(
    ("name", "number", "complaint", "fix"),
    [
        (
            "amount",
            "0.00000000000000000010",
            "has 19 decimals",
            "Round it to 18 or fewer; MarketRules has helpers.",
        ),
        (
            "price",
            "0.0000000000000000001",
            "has 19 decimals",
            "Round it to 18 or fewer; MarketRules has helpers.",
        ),
        (
            "amount",
            "12345678.123456789",
            "has more digits than the exchange keeps",
            "Round it to 15 significant digits or fewer; MarketRules has helpers.",
        ),
    ],
)
def test_a_number_that_cannot_be_kept_is_named(
    name: str, number: str, complaint: str, fix: str
) -> None:
    """Which one it is, and what to do."""
    request = asking().request
    with pytest.raises(gx.PrecisionError) as caught:
        check_precision(attrs.evolve(request, **{name: Decimal(number)}))

    assert caught.value.operation == "place_order"
    assert caught.value.fix == fix
    assert f"{name}={Decimal(number):f} {complaint}" in str(caught.value)


@pytest.mark.parametrize("zeros", range(5))
def test_zeros_at_the_end_are_no_decimals(zeros: int) -> None:
    """Eighteen decimals, however many zeros follow."""
    number = Decimal("0.000000000000000001" + "0" * zeros)

    check_precision(attrs.evolve(asking().request, amount=number))
