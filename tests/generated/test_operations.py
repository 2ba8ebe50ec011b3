"""Calls are checked before they are sent, and are then exactly what is sent."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from gopax_generated import operations
from gopax_generated.enums import CandleInterval, OrderType, Side
from gopax_generated.errors import ApiError, ArgumentError, ArgumentTypeError, InsufficientBalance
from gopax_generated.operations import OPERATIONS, Call

LIMIT = {"side": "buy", "type": "limit", "price": 143_250_000, "amount": Decimal("0.01")}


@pytest.mark.parametrize(
    ("call", "target"),
    [
        (operations.list_balances(), "/balances"),
        (operations.get_balance("KRW"), "/balances/KRW"),
        (operations.get_order("23712"), "/orders/23712"),
        (operations.get_order(23712), "/orders/23712"),
        (operations.cancel_order(23712), "/orders/23712"),
        (operations.list_my_trades(), "/trades"),
        (operations.list_my_trades(limit=100, pastmax=7), "/trades?limit=100&pastmax=7"),
        (operations.list_stats(), "/trading-pairs/stats"),
        (operations.get_ticker("BTC-KRW"), "/trading-pairs/BTC-KRW/ticker"),
        (operations.get_order_book("BTC-KRW"), "/trading-pairs/BTC-KRW/book"),
        (operations.get_order_book("BTC-KRW", level=2), "/trading-pairs/BTC-KRW/book?level=2"),
        (
            operations.list_candles("BTC-KRW", start=1, end=2, interval=30),
            "/trading-pairs/BTC-KRW/candles?start=1&end=2&interval=30",
        ),
    ],
)
def test_a_call_has_the_target_that_is_sent(call: Call[Any], target: str) -> None:
    """Path and query are final; what is None is not sent."""
    assert call.target == target
    assert call.path == target.partition("?")[0]
    assert call.body == b""


def test_an_order_is_its_bytes() -> None:
    """The body is written once, exact and compact."""
    call = operations.place_order("BTC-KRW", **LIMIT)

    assert call.target == "/orders"
    assert call.operation.method == "POST"
    assert call.body == (
        b'{"type":"limit","side":"buy","price":143250000,"amount":0.01,"tradingPairName":"BTC-KRW"}'
    )
    assert call.request.amount == Decimal("0.01")
    assert call.request.side is Side.BUY


@pytest.mark.parametrize("amount", [Decimal("1E-8"), "0.00000001", "1e-8", Decimal("0.000000010")])
def test_a_tiny_amount_is_written_out(amount: Decimal | str) -> None:
    """Never an exponent, however the number was given."""
    call = operations.place_order("BTC-KRW", **{**LIMIT, "amount": amount})

    assert b'"amount":0.00000001,' in call.body


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        *(("price", 0.1), ("price", 1.0), ("price", True), ("price", b"1")),
        *(("amount", 0.1), ("amount", 1.0), ("amount", True), ("amount", [1]), ("amount", None)),
    ],
)
def test_an_amount_has_to_be_exact(argument: str, value: object) -> None:
    """A float is a TypeError that names the fix; nothing is sent."""
    with pytest.raises(TypeError) as caught:
        operations.place_order("BTC-KRW", **{**LIMIT, argument: value})

    error = caught.value
    assert isinstance(error, ArgumentTypeError)
    assert error.outcome == "not_sent"
    assert error.operation == "place_order"
    assert argument in str(error)
    assert "Decimal" in error.fix


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "abc",
            "1,5",
            "1_0",
            " 1",
            "NaN",
            "inf",
            "1e999999",
            "1e99999999999",
            "0x1",
            "\uff11",
        ),
        *(Decimal("NaN"), Decimal("Infinity"), Decimal("1e999999"), 10**65, 0, -1, "1e-9", 10**13),
    ],
)
def test_an_amount_has_to_be_sensible(value: object) -> None:
    """No NaN, no absurd magnitude, nothing outside the bounds of the document."""
    with pytest.raises(ValueError, match="amount") as caught:
        operations.place_order("BTC-KRW", **{**LIMIT, "amount": value})

    assert isinstance(caught.value, ArgumentError)
    assert not isinstance(caught.value, TypeError)


def test_a_limit_order_needs_a_price_and_a_market_order_does_not() -> None:
    """The document says so, and the server would say it later."""
    with pytest.raises(ArgumentError, match="price is missing"):
        operations.place_order("BTC-KRW", side="buy", type="limit", amount=1)

    call = operations.place_order("BTC-KRW", side="sell", type=OrderType.MARKET, amount=1)
    assert b"price" not in call.body


@pytest.mark.parametrize("side", ["BUY", "hold", "", 1, None, Side("hold")])
def test_only_values_that_the_document_names_are_sent(side: Any) -> None:
    """What only a later server knows may come back, but is not sent."""
    with pytest.raises(ArgumentError, match="Give one of 'buy', 'sell'"):
        operations.place_order("BTC-KRW", **{**LIMIT, "side": side})


@pytest.mark.parametrize(
    "pair",
    [
        "..",
        ".",
        "",
        "btc-krw",
        "BTC-KRW\n",
        "BTC/KRW",
        "BTC-KRW?x",
        "BTC%2DKRW",
        "ＢＴＣ-KRW",
        "A" * 99,
    ],
)
def test_nothing_that_needs_encoding_reaches_a_path(pair: str) -> None:
    """The raw path is the signed path, and no argument leads to another endpoint."""
    for build in (operations.get_ticker, operations.get_stats, operations.get_order_book):
        with pytest.raises(ArgumentError):
            build(pair)


@pytest.mark.parametrize(
    ("build", "value", "said"),
    [
        (
            operations.get_ticker,
            "btc-krw",
            "trading_pair='btc-krw' has the wrong form. Give a text like 'BTC-KRW'.",
        ),
        (
            operations.get_balance,
            "krw",
            "asset_name='krw' has the wrong form. Give a text like 'KRW'.",
        ),
        (operations.get_order, "7a", "order_id='7a' has the wrong form. Give a text like '23712'."),
        (operations.get_order, None, "order_id=None is a NoneType. Give a str or an int."),
    ],
)
def test_a_refusal_shows_what_would_be_right(build: Any, value: object, said: str) -> None:
    """The value that came and an example of the document; nobody has to read a pattern."""
    with pytest.raises(ArgumentError) as caught:
        build(value)

    assert str(caught.value) == f"{caught.value.operation}: {said}"


@pytest.mark.parametrize("order_id", ["", "0", "-1", "1.0", "1 ", "..", 0, -5])
def test_an_order_id_is_a_number(order_id: str | int) -> None:
    """Text or int, but digits alone."""
    with pytest.raises(ArgumentError):
        operations.cancel_order(order_id)


@pytest.mark.parametrize("order_id", [True, 1.0, None, b"1"])
def test_an_order_id_of_another_type_is_a_type_error(order_id: Any) -> None:
    """A bool is not an int here."""
    with pytest.raises(ArgumentTypeError):
        operations.get_order(order_id)


@pytest.mark.parametrize("limit", [0, 101, -1, 10**30])
def test_bounds_are_those_of_the_document(limit: int) -> None:
    """1 to 100 rows."""
    with pytest.raises(ArgumentError, match="limit"):
        operations.list_trades("BTC-KRW", limit=limit)


@pytest.mark.parametrize("limit", [True, 1.0, "5", Decimal(5)])
def test_a_whole_number_is_an_int(limit: Any) -> None:
    """Nothing is rounded on the quiet."""
    with pytest.raises(ArgumentTypeError):
        operations.list_trades("BTC-KRW", limit=limit)


def test_a_moment_may_be_a_datetime_or_a_number() -> None:
    """Both mean milliseconds since 1970 UTC, in any zone."""
    seoul = datetime(2018, 3, 14, 14, 7, tzinfo=timezone(timedelta(hours=9)))
    utc = datetime(2018, 3, 14, 5, 7, 0, 999, tzinfo=UTC)

    for start in (seoul, utc, 1521004020000):
        call = operations.list_candles("BTC-KRW", start=start, end=start, interval=1)
        assert call.query == "start=1521004020000&end=1521004020000&interval=1"


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody knows which moment it is."""
    naive = datetime(2018, 1, 1)  # noqa: DTZ001

    with pytest.raises(ArgumentError, match=r"list_my_trades: after: .* no time zone"):
        operations.list_my_trades(after=naive)


@pytest.mark.parametrize("after", [-1, datetime(1969, 12, 31, tzinfo=UTC), 10**30])
def test_a_moment_has_bounds(after: datetime | int) -> None:
    """It is a number that the document bounds."""
    with pytest.raises(ArgumentError, match="after"):
        operations.list_my_trades(after=after)


@pytest.mark.parametrize("interval", [CandleInterval.FIVE_MINUTES, 5])
def test_an_interval_may_be_a_number(interval: Any) -> None:
    """The enum's member and its value are the same."""
    assert "interval=5" in operations.list_candles(
        "BTC-KRW", start=0, end=1, interval=interval
    ).query  # fmt: skip


def test_the_table_holds_every_operation() -> None:
    """15 operations, seven of them private, by the operationId of the document."""
    assert len(OPERATIONS) == 15
    assert sum(operation.private for operation in OPERATIONS.values()) == 7
    assert OPERATIONS["placeOrder"] is operations.PLACE_ORDER
    assert {operation.retry for operation in OPERATIONS.values()} == {"safe", "verify", "never"}


def test_an_operation_says_all_that_the_document_says() -> None:
    """What a limiter, a pager, a command line or a mock needs."""
    place, trades = OPERATIONS["placeOrder"], OPERATIONS["listTrades"]

    assert (place.retry, place.section) == ("never", "Place order")
    assert place.rate_limit is not None
    assert (place.rate_limit.scope, place.rate_limit.limit) == ("key", 20)
    assert InsufficientBalance in place.errors
    assert all(issubclass(error, ApiError) for error in place.errors)
    assert trades.pagination is not None
    assert (trades.pagination.older, trades.pagination.newer) == ("pastmax", "latestmin")
    assert [p.name for p in trades.parameters if p.location == "path"] == ["trading_pair"]


def test_a_call_cannot_be_changed() -> None:
    """What was checked is what is sent."""
    call = operations.get_ticker("BTC-KRW")

    with pytest.raises(AttributeError):
        call.path = "/"  # type: ignore[misc]  # the point of the test
