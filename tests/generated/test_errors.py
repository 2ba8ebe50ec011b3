"""Every answer that is an error becomes the exception of its number."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_generated import errors
from gopax_generated.errors import (
    ERROR_CODES,
    STATUS_CLASSES,
    ApiError,
    ArgumentError,
    ArgumentTypeError,
    DecodeError,
    GopaxError,
    InsufficientBalance,
    InternalServerError,
    InvalidTradingPair,
    OrderNotFound,
    TooManyRequests,
    api_error,
    error_class,
    error_outcome,
    parse_error,
)


@pytest.mark.parametrize("code", ERROR_CODES)
def test_a_number_is_raised_as_its_class(code: int) -> None:
    """Whatever status it comes with; the class is below that of its usual status."""
    entry = ERROR_CODES[code]
    body = b'{"errorCode":%d,"errorMessage":"Order server error: %d"}' % (code, code)

    for status in (200, 400, 401, 404, 500):
        error = api_error(status, body, operation="place_order")
        assert type(error) is entry.cls
        assert (error.code, error.status, error.outcome) == (code, status, entry.outcome)
    assert issubclass(entry.cls, STATUS_CLASSES[entry.status])
    assert entry.cls.__name__ == entry.name
    assert entry.cls.fix


@pytest.mark.parametrize("status", STATUS_CLASSES)
def test_a_status_without_a_number_is_raised_as_its_class(status: int) -> None:
    """All six statuses of the reference."""
    error = api_error(status, b"")

    assert type(error) is STATUS_CLASSES[status]
    assert error.code is None
    assert error.message == ""
    assert error.outcome == ("unknown" if status == 500 else "rejected")


def test_unknown_statuses_and_numbers_fall_back() -> None:
    """An unknown number keeps its number, an unknown status of 5xx is a server's error."""
    error = api_error(400, b'{"errorCode":99999,"errorMessage":"New"}')

    assert type(error) is errors.BadRequest
    assert error.code == 99999
    assert error_class(502, None) is InternalServerError
    assert error_class(520, None) is InternalServerError
    assert error_class(418, None) is ApiError
    assert error_class(302, None) is ApiError
    assert str(api_error(520, b"")) == "HTTP 520: an unknown status"


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b'{"id":"1"}', b'{"id":"errorCode"}', b'[{"errorCode":1}]', b"<html>"],
)
def test_a_good_answer_is_no_error(body: bytes) -> None:
    """With status 200 only an error body is an error."""
    assert parse_error(200, body) is None
    assert api_error(201, body) is None


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (b'{"errorCode":201,"errorMessage":"m"}', (201, "m", None)),
        (b' \n{"errorMessage":"m","errorCode":"201"}', (201, "m", None)),
        (b'{"errorCode":10058,"errorMessage":"m","errorData":{"a":[1]}}', (10058, "m", {"a": [1]})),
        (b'{"errormsg":"Order server error: 201"}', (201, "Order server error: 201", None)),
        (b'{"errormsg":"Down for repair"}', (None, "Down for repair", None)),
        (b'{"errorCode":201}', (201, "", None)),
        (b'{"errorMessage":"Internal server error"}', (None, "Internal server error", None)),
    ],
)
@pytest.mark.parametrize("status", [200, 400, 500])
def test_all_forms_of_an_error_body_are_read(
    status: int, body: bytes, answer: tuple[object, ...]
) -> None:
    """Servers of three eras, with status 200 as well."""
    assert parse_error(status, body) == answer


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html><style>b{}</style><h1>502 Bad\n Gateway</h1></html>", "502 Bad Gateway"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b'{"errorCode":true}', '{"errorCode":true}'),
        (b'"text"', '"text"'),
        (b"[" * 100_000, "[" * 200),
        (b'{"errorCode":' + b"9" * 100_000 + b"}", ('{"errorCode":' + "9" * 300)[:200]),
        (b"x" * 10**6, "x" * 200),
    ],
    ids=range(7),
)
def test_a_body_that_is_no_error_body_is_quoted_in_short(body: bytes, message: str) -> None:
    """HTML of a proxy, rubbish, bombs: one line of it and no other exception."""
    error = api_error(502, body)

    assert type(error) is InternalServerError
    assert error.message == message
    assert error.outcome == "unknown"


def test_an_error_says_what_happened_and_what_to_do() -> None:
    """Operation, status, number, the server's words, the fix."""
    error = api_error(
        400,
        b'{"errorCode":201,"errorMessage":"Order server error: 201"}',
        operation="place_order",
        retry_after=2.0,
    )

    assert isinstance(error, InsufficientBalance)
    assert str(error) == (
        "place_order: HTTP 400, code 201: Order server error: 201. "
        "Lower the amount, cancel open orders to free what they hold, or deposit more."
    )
    assert error.retry_after == 2.0


@pytest.mark.parametrize(
    "error",
    [
        GopaxError("went wrong", operation="x", fix="Do it again."),
        ArgumentError("bad", operation="x"),
        ArgumentTypeError("bad"),
        DecodeError(operation="x", path="$[0]", expected="text", found="1"),
        TooManyRequests("slow", status=429, retry_after=1.5),
        OrderNotFound("gone", status=404, code=202, data={"a": 1}, operation="get_order"),
    ],
)
def test_an_error_survives_a_process_pool(error: GopaxError) -> None:
    """All that it knows is there after pickling, notes included."""
    error.add_note("seen at night")

    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(again) is type(error)
    assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))


def test_the_tree_lets_callers_catch_what_they_mean() -> None:
    """Arguments are also the errors Python programmers expect; all else is below one root."""
    assert issubclass(ArgumentError, ValueError)
    assert issubclass(ArgumentTypeError, TypeError)
    assert issubclass(InvalidTradingPair, ApiError)
    for name in errors.__all__:
        thing = getattr(errors, name)
        if isinstance(thing, type) and issubclass(thing, Exception):
            assert issubclass(thing, GopaxError)
            assert thing.__name__ in (errors.__doc__ or "")


def test_outcomes_tell_what_became_of_a_call() -> None:
    """Nothing was sent, the server refused, or nobody knows."""
    assert ArgumentError("x").outcome == "not_sent"
    assert DecodeError(operation=None, path="$", expected="a", found="b").outcome == "unknown"
    assert ApiError("x", status=400).outcome == "rejected"
    assert ApiError("x", status=302).outcome == "unknown"
    assert ApiError("x", status=400, code=10074).outcome == "unknown"
    assert ApiError("x", status=500, code=201).outcome == "rejected"


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (400, 201, "rejected"),
        (200, 201, "rejected"),
        (500, 201, "rejected"),
        (401, 10155, "rejected"),
        (500, 10052, "unknown"),
        (400, 10074, "unknown"),
        (400, None, "rejected"),
        (404, None, "rejected"),
        (418, 987654, "rejected"),
        (429, None, "rejected"),
        (408, None, "unknown"),
        (499, None, "unknown"),
        (302, None, "unknown"),
        (500, None, "unknown"),
        (502, None, "unknown"),
        (520, 987654, "unknown"),
        (200, None, "unknown"),
        (200, 987654, "unknown"),
    ],
)
def test_an_answer_decides_as_the_table_says(status: int, code: int | None, outcome: str) -> None:
    """A code of the tables speaks for itself; without one the status decides."""
    assert error_outcome(status, code) == outcome


@given(status=st.integers(500, 999), code=st.none() | st.integers(20_000, 99_999))
def test_no_server_error_is_ever_taken_for_a_rejection(status: int, code: int | None) -> None:
    """A 5xx can come before or after the order reached the book."""
    assert error_outcome(status, code) == "unknown"


def test_what_later_servers_call_otherwise_is_caught_as_documented() -> None:
    """A bot written from the reference works on a server of today."""
    for later, documented in ((10058, 100), (10059, 101), (10069, 202)):
        assert issubclass(ERROR_CODES[later].cls, ERROR_CODES[documented].cls)
