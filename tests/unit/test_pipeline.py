"""One pipeline serves both clients: what goes out, what comes back, and what an error says."""

import asyncio
import pickle
from decimal import Decimal
from typing import Any

import pytest

import gopax_ext as gx
from gopax_ext.signing import sign
from gopax_generated import operations

from . import scripted
from .scripted import KEY, SECRET, Bench, an_order, answer, cut_off, refused

ORDER = an_order(price="750000", amount="9")
DUST = an_order(price="0.00000001", amount="0.1", pair="BCH-BTC", side="sell")
ASSETS = '[{"id":"KRW","name":"대한민국 원"}]'
BALANCE = '{"asset":"KRW","avail":1,"hold":0,"pendingWithdrawal":0}'

pytestmark = pytest.mark.parametrize("flavour", ["sync", "async"])


def place(client: Any) -> Any:
    """The order that ORDER answers."""
    return client.place_order(
        "ETH-KRW", side="buy", type="limit", price=750_000, amount=Decimal("9.00")
    )


async def test_signs_the_very_bytes_that_it_sends(flavour: str) -> None:
    """The signature covers the nonce, the method, the path and the body as they leave."""
    bench = Bench(flavour, answer(ORDER))

    await bench.call(place)

    request = bench.wire.requests[0]
    nonce = bench.wire.header("NONCE")
    assert bench.wire.header("API-KEY") == KEY
    assert bench.wire.header("SIGNATURE") == sign(SECRET, nonce, "POST", "/orders", request.body)
    assert (
        request.body
        == b'{"type":"limit","side":"buy","price":750000,"amount":9,"tradingPairName":"ETH-KRW"}'
    )


async def test_sends_nothing_of_the_key_with_a_public_call(flavour: str) -> None:
    """Public operations are not signed, also on a client that has a key."""
    bench = Bench(flavour, answer(ASSETS))

    await bench.call(lambda g: g.list_assets())

    assert not {"API-KEY", "SIGNATURE", "NONCE"} & dict(bench.wire.requests[0].headers).keys()


async def test_tells_everything_of_an_answer_when_asked(flavour: str) -> None:
    """`send` gives status, headers, body, time and attempts beside the value."""
    bench = Bench(flavour, refused(), answer(ASSETS, x_ratelimit_remaining="19"))

    response = await bench.call(lambda g: g.send(operations.list_assets()))

    assert response.value[0].name == "대한민국 원"
    assert response.status == 200
    assert response.headers.get("X-RateLimit-Remaining") == "19"
    assert response.body == ASSETS.encode()
    assert response.attempts == 2
    assert response.elapsed.total_seconds() > 0


async def test_a_private_call_without_a_key_sends_nothing(flavour: str) -> None:
    """The error names the way out."""
    bench = Bench(flavour, signed=False)

    with pytest.raises(gx.MissingCredentials, match="API key") as caught:
        await bench.call(lambda g: g.list_balances())

    assert bench.wire.requests == []
    assert caught.value.outcome == "not_sent"
    assert "GOPAX_API_KEY" in caught.value.fix


@pytest.mark.parametrize("failure", [refused, cut_off])
async def test_a_read_is_tried_again_within_its_attempts(flavour: str, failure: Any) -> None:
    """Each attempt carries a nonce of its own."""
    bench = Bench(flavour, failure(), failure(), answer(BALANCE))

    await bench.call(lambda g: g.get_balance("KRW"))

    nonces = [int(bench.wire.header("NONCE", i)) for i in range(3)]
    assert nonces == sorted(set(nonces))


async def test_a_read_gives_up_after_its_attempts(flavour: str) -> None:
    """The last error comes out, with what happened."""
    bench = Bench(flavour, cut_off(), cut_off(), cut_off())

    with pytest.raises(gx.TransportError, match="closed the connection") as caught:
        await bench.call(lambda g: g.get_balance("KRW"))

    assert caught.value.kind == "closed"
    assert len(bench.wire.requests) == 3


async def test_an_order_is_never_sent_twice_once_a_byte_has_left(flavour: str) -> None:
    """What nobody knows is told, not tried again."""
    bench = Bench(flavour, cut_off())

    with pytest.raises(gx.OutcomeUnknown) as caught:
        await bench.call(place)

    error = caught.value
    assert len(bench.wire.requests) == 1
    assert error.outcome == "unknown"
    assert error.operation == "place_order"
    assert error.request.amount == 9
    assert error.nonce == int(bench.wire.header("NONCE"))
    assert isinstance(error.cause, gx.TransportError)


async def test_an_order_that_was_not_sent_is_tried_again(flavour: str) -> None:
    """No byte was written, so nothing can be doubled."""
    bench = Bench(flavour, refused(), answer(ORDER))

    order = await bench.call(place)

    assert order.id == "98723"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, '{"errorCode":1,"errorMessage":"?"}'),
        (502, "<html>Bad Gateway</html>"),
        (200, "<html>Maintenance</html>"),
        (200, ""),
        (200, "{}"),
        (200, "null"),
        (200, '{"id":98723}'),
        (302, ""),
    ],
)
async def test_an_order_with_no_trustworthy_answer_is_unknown(
    flavour: str, status: int, body: str
) -> None:
    """A broken answer says nothing of the order."""
    bench = Bench(flavour, answer(body, status))

    with pytest.raises(gx.OutcomeUnknown) as caught:
        await bench.call(place)

    assert len(bench.wire.requests) == 1
    assert caught.value.fix


@pytest.mark.parametrize("status", [200, 400, 404])
@pytest.mark.parametrize(
    "body",
    [
        '{"errorCode":201,"errorMessage":"Order server error: 201"}',
        '{"errorCode":201,"errorMessage":"Order server error: 201","errorData":{"asset":"KRW"}}',
        '{"errorCode":"201","errorMessage":"Order server error: 201"}',
        '{"errormsg":"Order server error: 201"}',
    ],
)
async def test_a_refusal_is_understood_in_every_form(flavour: str, status: int, body: str) -> None:
    """Servers of all eras are understood, also those that refuse with status 200."""
    bench = Bench(flavour, answer(body, status))

    with pytest.raises(gx.InsufficientBalance) as caught:
        await bench.call(place)

    error = caught.value
    assert (error.code, error.status, error.outcome) == (201, status, "rejected")
    assert "Order server error: 201" in error.message


async def test_a_refused_cancel_with_status_200_is_not_taken_for_a_success(flavour: str) -> None:
    """`{}` alone says that the order is cancelled."""
    bench = Bench(
        flavour, answer("{}"), answer('{"errorCode":202,"errorMessage":"Order server error: 202"}')
    )

    assert await bench.call(lambda g: g.cancel_order("23712")) is None
    with pytest.raises(gx.OrderNotFound):
        await bench.call(lambda g: g.cancel_order("23712"))


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequest"),
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (404, "NotFound"),
        (429, "TooManyRequests"),
        (500, "InternalServerError"),
    ],
)
@pytest.mark.parametrize("body", ["", "<html>", '{"errorCode":987654,"errorMessage":"new"}'])
async def test_every_status_has_its_class_whatever_the_body(
    flavour: str, status: int, name: str, body: str
) -> None:
    """An unknown code falls back to its status and is kept."""
    bench = Bench(flavour, answer(body, status), attempts=1)

    with pytest.raises(getattr(gx, name)) as caught:
        await bench.call(lambda g: g.list_assets())

    assert type(caught.value).__name__ == name
    assert caught.value.status == status
    assert caught.value.code == (987654 if "new" in body else None)


async def test_a_429_is_waited_out_by_reads(flavour: str) -> None:
    """A sane Retry-After is honoured; all calls of the scope keep still meanwhile."""
    bench = Bench(flavour, answer("", 429, retry_after="7"), answer(ASSETS))
    start = bench.seam.now

    await bench.call(lambda g: g.list_assets())

    assert 7 <= bench.seam.now - start < 8


@pytest.mark.parametrize(
    "absurd", ["1e9", "-1", "NaN", "soon", "Wed, 21 Oct 2015 07:28:00 GMT", ""]
)
async def test_an_absurd_retry_after_is_ignored(flavour: str, absurd: str) -> None:
    """One window is waited instead."""
    bench = Bench(flavour, answer("", 429, retry_after=absurd), answer(ASSETS))
    start = bench.seam.now

    await bench.call(lambda g: g.list_assets())

    assert 1 <= bench.seam.now - start < 2


async def test_an_order_refused_with_429_is_not_repeated(flavour: str) -> None:
    """Whoever places orders decides whether this one is still wanted."""
    bench = Bench(flavour, answer("", 429))

    with pytest.raises(gx.TooManyRequests):
        await bench.call(place)

    assert len(bench.wire.requests) == 1


async def test_a_redirect_is_an_error_and_is_not_followed(flavour: str) -> None:
    """A signature goes to one place only."""
    bench = Bench(flavour, answer("", 307, location="http://127.0.0.1:2/orders"), attempts=1)

    with pytest.raises(gx.ApiError) as caught:
        await bench.call(lambda g: g.list_orders())

    assert caught.value.status == 307
    assert len(bench.wire.requests) == 1


async def test_repeating_stops_at_the_deadline(flavour: str) -> None:
    """The deadline is for the whole call, not for each attempt."""
    bench = Bench(flavour, *[refused() for _ in range(99)], attempts=99, deadline=3)
    start = bench.seam.now

    with pytest.raises(gx.NotSent):
        await bench.call(lambda g: g.list_assets())

    assert bench.seam.now - start <= 3


async def test_the_twenty_first_call_waits_and_other_scopes_do_not(flavour: str) -> None:
    """Private calls are counted per key, public ones per address."""
    bench = Bench(flavour, *[answer("[]")] * 20, answer(ASSETS), answer("[]"))
    start = bench.seam.now
    for _ in range(20):
        await bench.call(lambda g: g.list_balances())
    await bench.call(lambda g: g.list_assets())
    assert bench.seam.now - start < 1

    await bench.call(lambda g: g.list_balances())

    assert bench.seam.now - start > 1


async def test_options_make_a_view_on_the_same_lane(flavour: str) -> None:
    """A view shares connections, nonces and slots, and closing it closes nothing."""
    bench = Bench(flavour, cut_off(), answer(BALANCE), answer(BALANCE))
    once = bench.client.with_options(attempts=1)

    with pytest.raises(gx.TransportError):
        await bench.call(lambda _: once.get_balance("KRW"))
    await bench.call(lambda g: g.get_balance("KRW"))
    closing = once.close() if flavour == "sync" else await once.aclose()

    assert closing is None
    assert not bench.wire.closed
    assert int(bench.wire.header("NONCE", 1)) > int(bench.wire.header("NONCE", 0))


async def test_a_float_is_refused_with_the_fix(flavour: str) -> None:
    """Money never passes through a float."""
    bench = Bench(flavour)

    with pytest.raises(TypeError, match=r'Decimal\("0\.1"\)') as caught:
        await bench.call(
            lambda g: g.place_order("ETH-KRW", side="buy", type="limit", price=1, amount=0.1)
        )

    assert isinstance(caught.value, gx.GopaxError)
    assert caught.value.outcome == "not_sent"


async def test_tiny_and_huge_numbers_pass_unchanged(flavour: str) -> None:
    """24 digits come in as they are, 1E-8 goes out in plain digits."""
    digits = "123456789012345.123456789"
    bench = Bench(flavour, answer(BALANCE.replace('"avail":1', f'"avail":{digits}')), answer(DUST))

    balance = await bench.call(lambda g: g.get_balance("KRW"))
    await bench.call(
        lambda g: g.place_order(
            "BCH-BTC", side="sell", type="limit", price=Decimal("1E-8"), amount="0.10"
        )
    )

    assert str(balance.avail) == digits
    assert b'"price":0.00000001,"amount":0.1,' in bench.wire.requests[1].body


async def test_market_helpers_name_what_is_paid(flavour: str) -> None:
    """The amount of a market order is the asset that is given away."""
    bench = Bench(
        flavour, answer(an_order(amount="50000")), answer(an_order(amount="0.5", side="sell"))
    )

    await bench.call(lambda g: g.market_buy("ETH-KRW", spend=50_000))
    await bench.call(lambda g: g.market_sell("ETH-KRW", sell="0.5"))

    bodies = [request.body for request in bench.wire.requests]
    assert bodies == [
        b'{"type":"market","side":"buy","amount":50000,"tradingPairName":"ETH-KRW"}',
        b'{"type":"market","side":"sell","amount":0.5,"tradingPairName":"ETH-KRW"}',
    ]


async def test_every_error_of_a_call_survives_pickling(flavour: str) -> None:
    """Errors cross process borders with everything they know."""
    bench = Bench(
        flavour,
        cut_off(),
        answer('{"errorCode":201,"errorMessage":"Order server error: 201"}', 400),
    )
    for _ in range(2):
        with pytest.raises(gx.GopaxError) as caught:
            await bench.call(place)
        error = caught.value

        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

        assert type(copy) is type(error)
        assert str(copy) == str(error)
        assert (copy.outcome, copy.operation, copy.fix) == (
            error.outcome,
            error.operation,
            error.fix,
        )
        assert SECRET not in repr(error)
        assert KEY not in repr(error)


async def test_cancelling_a_task_frees_lane_and_slot(flavour: str) -> None:
    """The next call does not wait for one that was given up."""
    bench = Bench(flavour, answer(BALANCE))
    if flavour == "sync":

        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        original, bench.wire.play = bench.wire.play, interrupted  # type: ignore[method-assign,assignment]
        with pytest.raises(KeyboardInterrupt):
            await bench.call(lambda g: g.get_balance("KRW"))
        bench.wire.play = original  # type: ignore[method-assign]
    else:
        assert isinstance(bench.wire, scripted.ScriptedAsyncTransport)
        gate = asyncio.Event()

        async def hang(*_: object, **__: object) -> None:
            await gate.wait()

        original_exchange = bench.wire.exchange
        bench.wire.exchange = hang  # type: ignore[method-assign,assignment]
        task = asyncio.ensure_future(bench.client.get_balance("KRW"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        bench.wire.exchange = original_exchange  # type: ignore[method-assign]

    balance = await bench.call(lambda g: g.get_balance("KRW"))

    assert balance.asset == "KRW"
