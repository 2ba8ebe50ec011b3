"""An answer that cannot be that of its call is none."""

import pytest

import gopax_ext as gx
from gopax_ext.reading import Reading
from gopax_ext.transport.base import WireResponse
from gopax_generated import errors, operations
from gopax_generated.errors import ERROR_CODES
from gopax_generated.operations import OPERATIONS
from tests.unit.scripted import Bench, answer

pytestmark = pytest.mark.parametrize("flavour", ["sync", "async"])
NO_SUCH_ORDER = answer('{"errorCode":202,"errorMessage":"No such order"}', 404)


def place(gopax: gx.Gopax) -> object:
    """An order."""
    return gopax.place_order("ETH-KRW", side="buy", type="limit", price=1, amount=9)


async def test_a_refusal_of_another_operation_is_no_answer(flavour: str) -> None:
    """That there is no such order cannot be the answer to placing one."""
    bench = Bench(flavour, NO_SUCH_ORDER)

    with pytest.raises(gx.OutcomeUnknown) as caught:
        await bench.call(place)

    assert isinstance(caught.value.cause, gx.DecodeError)
    assert "202" in str(caught.value.cause)
    assert len(bench.wire.requests) == 1


async def test_what_only_reads_shows_every_refusal_as_it_is(flavour: str) -> None:
    """Nothing hangs on it, and the code says most."""
    bench = Bench(flavour, NO_SUCH_ORDER)

    with pytest.raises(gx.OrderNotFound):
        await bench.call(lambda g: g.get_balance("KRW"))


@pytest.mark.parametrize("code", sorted(ERROR_CODES))
async def test_each_refusal_that_placing_can_meet_is_believed(flavour: str, code: int) -> None:
    """And no other."""
    entry = ERROR_CODES[code]
    status = entry.status or 400
    body = f'{{"errorCode":{code},"errorMessage":"?"}}'
    bench = Bench(flavour, answer(body, status), answer(body, status), attempts=1)

    with pytest.raises(gx.GopaxError) as caught:
        await bench.call(place)

    possible = entry.cls in OPERATIONS["placeOrder"].errors
    expected = entry.outcome if possible else "unknown"
    assert caught.value.outcome == expected
    assert isinstance(caught.value, entry.cls) or expected == "unknown"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("123456789", 123_456_789.0),
        ("1234567890", None),
        ("-1", None),
        ("1.5", None),
        ("７", None),
        ("Wed, 14 Mar 2018 02:28:47 GMT", None),
        ("", None),
    ],
)
async def test_a_time_to_wait_is_digits_or_nothing(
    flavour: str, header: str, seconds: float | None
) -> None:
    """Whatever else stands there is not counted on."""
    bench = Bench(flavour, answer("{}", 429, retry_after=header), attempts=1)

    with pytest.raises(gx.TooManyRequests) as caught:
        await bench.call(lambda g: g.list_balances())

    assert caught.value.retry_after == seconds


def test_an_answer_is_read_once_while_its_connection_is_held(flavour: str) -> None:
    """What it says is kept; whether the connection is is told."""
    reading = Reading(operations.list_balances())
    good = answer("[]")
    assert reading.sent is False

    assert reading.trusts(good) is True
    assert reading.value_of(good) is reading.value_of(good)
    other = answer("[]")
    assert reading.value_of(other) is not None
    assert flavour


@pytest.mark.parametrize(
    ("event", "trusted", "kind"),
    [
        (answer("<html>"), False, gx.DecodeError),
        (answer('{"errorCode":10155}', 401), True, gx.InvalidApiKey),
        (answer("", 503), True, gx.InternalServerError),
    ],
)
def test_what_an_answer_complains_of_names_its_operation(
    flavour: str, event: WireResponse, trusted: bool, kind: type[gx.GopaxError]
) -> None:
    """A broken one is not trusted with its connection, a refusal is."""
    reading = Reading(operations.list_balances())

    assert reading.trusts(event) is trusted
    with pytest.raises(kind) as caught:
        reading.value_of(event)

    assert caught.value.operation == "list_balances"
    assert flavour


def test_a_good_status_has_nothing_to_wait_for(flavour: str) -> None:
    """Its headers are not looked at, whatever its body says."""
    reading = Reading(operations.list_balances())
    event = answer('{"errorCode":10105,"errorMessage":"?"}', 200, retry_after="7")

    with pytest.raises(gx.ApiError) as caught:
        reading.value_of(event)

    assert caught.value.retry_after is None
    assert flavour


@pytest.mark.parametrize("member", vars(errors)["_MEMBERS"])
def test_an_error_that_comes_as_a_good_answer_is_seen(flavour: str, member: bytes) -> None:
    """By each member that only errors have, as far into the body as one is looked for."""
    reading = Reading(operations.list_balances())
    padding = b" " * (vars(errors)["_HEAD"] - len(member) - 1)
    event = answer(b"{" + padding + member + b':"10105"}')

    with pytest.raises(gx.ApiError):
        reading.value_of(event)

    assert flavour
