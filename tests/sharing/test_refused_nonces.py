"""A refused nonce: one fresh one at most, then what can be found out about it."""

from typing import Any

import pytest

import gopax_ext as gx
from tests.unit.scripted import Bench, answer

BALANCE = '{"asset":"KRW","avail":1,"hold":0,"pendingWithdrawal":0}'
ORDER = (
    '{"id":"98723","price":750000,"amount":9,"tradingPairName":"ETH-KRW","side":"buy",'
    '"type":"limit","createdAt":"2018-01-09T10:43:10.000Z"}'
)

pytestmark = pytest.mark.parametrize("flavour", ["sync", "async"])


def refusal(code: int | None, **headers: str) -> Any:
    """A 401 with this code, or with none."""
    return answer(
        "" if code is None else f'{{"errorCode":{code},"errorMessage":"no"}}', 401, **headers
    )


def read(gopax: Any) -> Any:
    """Any signed call that changes nothing."""
    return gopax.get_balance("KRW")


def place(gopax: Any) -> Any:
    """The order that ORDER answers."""
    return gopax.place_order("ETH-KRW", side="buy", type="limit", price=750_000, amount=9)


async def test_a_nonce_that_was_too_low_is_replaced_once(flavour: str) -> None:
    """Another program used the key meanwhile; even an order may go again: it was not accepted."""
    bench = Bench(flavour, refusal(10108), answer(ORDER))

    order = await bench.call(place)

    assert order.id == "98723"
    assert int(bench.wire.header("NONCE", 1)) > int(bench.wire.header("NONCE", 0))
    assert bench.wire.header("SIGNATURE", 1) != bench.wire.header("SIGNATURE", 0)


async def test_a_second_refusal_is_explained_and_not_tried_again(flavour: str) -> None:
    """Digits, clocks and who else takes part: what a person needs to find the other program."""
    date = "Wed, 14 Mar 2018 02:26:47 GMT"
    bench = Bench(flavour, *[refusal(10108, date=date)] * 2, attempts=9)

    with pytest.raises(gx.NonceTooLow) as caught:
        await bench.call(place)

    fix = caught.value.fix
    assert len(bench.wire.requests) == 2
    assert f"{bench.wire.header('NONCE')}, 13 digits" in fix
    assert "120 s ahead of the exchange's" in fix
    assert "the clients of this process" in fix
    assert "a key of its own" in fix
    assert caught.value.outcome == "rejected"


async def test_a_clock_that_agrees_is_not_blamed(flavour: str) -> None:
    """The Date header has whole seconds."""
    bench = Bench(flavour, *[refusal(10108, date="Wed, 14 Mar 2018 02:28:46 GMT")] * 2)

    with pytest.raises(gx.NonceTooLow, match="clock agrees"):
        await bench.call(read)


@pytest.mark.parametrize("code", [None, 10155, 987654])
async def test_a_401_that_says_nothing_is_tried_again_on_a_key_known_to_be_good(
    flavour: str, code: int | None
) -> None:
    """The reference has one code for all of authentication."""
    bench = Bench(flavour, answer(BALANCE), refusal(code), answer(BALANCE))
    await bench.call(read)

    balance = await bench.call(read)

    assert balance.asset == "KRW"


async def test_a_401_on_a_new_key_is_not_tried_again(flavour: str) -> None:
    """It is the key or the secret that is wrong."""
    bench = Bench(flavour, refusal(10155), seam=None)
    bench.client._session.pipeline.keys.take().lane.proven = False

    with pytest.raises(gx.InvalidApiKey) as caught:
        await bench.call(read)

    assert len(bench.wire.requests) == 1
    assert "digits" not in caught.value.fix


@pytest.mark.parametrize("code", [10229, 10004, 10230, 10231, 10233, 10232])
async def test_what_a_fresh_nonce_cannot_mend_is_not_tried_again(flavour: str, code: int) -> None:
    """A signature, a missing header, an unusable key, a nonce that is too high."""
    bench = Bench(flavour, answer(BALANCE), refusal(code))
    await bench.call(read)

    with pytest.raises(gx.Unauthorized) as caught:
        await bench.call(read)

    assert len(bench.wire.requests) == 2
    assert ("set this machine's clock" in caught.value.fix) == (code == 10232)


async def test_who_asks_for_one_attempt_gets_one(flavour: str) -> None:
    """`attempts=1` is never to repeat."""
    bench = Bench(flavour, refusal(10108), attempts=1)

    with pytest.raises(gx.NonceTooLow):
        await bench.call(read)


async def test_after_a_refusal_a_failure_gives_no_third_try(flavour: str) -> None:
    """Two refusals of one call end it, whatever happened in between."""
    bench = Bench(flavour, refusal(10108), answer("", 500), refusal(10108), attempts=9)

    with pytest.raises(gx.NonceTooLow):
        await bench.call(read)

    assert bench.wire.events == []


async def test_a_clock_that_jumped_asks_the_exchange_before_it_sends(flavour: str) -> None:
    """A public call for the exchange's time; when that agrees, the call goes out."""
    bench = Bench(
        flavour,
        answer(BALANCE),
        answer("[]", date="Wed, 21 Mar 2018 02:28:47 GMT"),
        answer(BALANCE),
    )
    await bench.call(read)
    bench.seam.wall_ns += 7 * 86_400_000_000_000

    await bench.call(read)

    assert [request.target for request in bench.wire.requests] == [
        "/balances/KRW",
        "/assets",
        "/balances/KRW",
    ]


async def test_a_clock_years_ahead_sends_nothing_signed(flavour: str) -> None:
    """One nonce of the year 2028 would make the key useless until then."""
    bench = Bench(flavour, answer(BALANCE), answer("[]", date="Wed, 14 Mar 2018 02:28:47 GMT"))
    await bench.call(read)
    bench.seam.wall_ns += 3_650 * 86_400_000_000_000

    with pytest.raises(gx.ClockError) as caught:
        await bench.call(read)

    assert caught.value.outcome == "not_sent"
    assert [request.target for request in bench.wire.requests] == ["/balances/KRW", "/assets"]


async def test_a_book_can_have_a_limit_of_its_own(flavour: str) -> None:
    """One a second, as today's exchange wants it; other calls go on meanwhile."""
    book = '{"bid":[],"ask":[]}'
    events = [answer(book), answer("[]"), answer(book)]
    bench = Bench(flavour, *events, route_limits={"get_order_book": 1})
    start = bench.seam.now
    await bench.call(lambda g: g.get_order_book("ETH-KRW"))
    await bench.call(lambda g: g.list_assets())
    assert bench.seam.now - start < 0.5

    await bench.call(lambda g: g.get_order_book("ETH-KRW"))

    assert bench.seam.now - start > 1
