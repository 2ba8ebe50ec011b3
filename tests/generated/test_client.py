"""The plain client sends each call once, byte for byte, and raises what comes back."""

import json
from collections.abc import Callable, Generator
from decimal import Decimal

import httpx
import pytest

from gopax_generated import SERVER_URL, errors, operations
from gopax_generated.client import AsyncClient, Client

from .samples import ANSWERS

Answer = Callable[[httpx.Request], httpx.Response]


class Stamp(httpx.Auth):
    """An auth that signs the body it is given."""

    requires_request_body = True

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["SIGNATURE"] = request.content.hex()
        yield request


def answering(status: int, body: bytes, **headers: str) -> Answer:
    """Always the same answer."""
    return lambda _: httpx.Response(status, content=body, headers=headers)


def client(answer: Answer, **options: object) -> Client:
    """A client whose server is a function."""
    return Client(
        "https://there/base/",
        transport=httpx.MockTransport(answer),
        **options,  # type: ignore[arg-type]  # tests pass auth alone
    )


def test_a_public_call_needs_no_auth() -> None:
    """One GET to the final target, an exact model back."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=ANSWERS["list_candles"])

    with client(answer) as gopax:
        (candle,) = gopax.list_candles("BTC-KRW", start=1, end=2, interval=1)

    assert candle.volume == Decimal("0.0398393")
    (request,) = seen
    assert str(request.url) == (
        "https://there/base/trading-pairs/BTC-KRW/candles?start=1&end=2&interval=1"
    )
    assert request.method == "GET"
    assert "content-type" not in request.headers


def test_a_private_call_is_signed_over_the_bytes_that_are_sent() -> None:
    """The auth sees the body, and nothing touches it afterwards."""
    call = operations.place_order("BTC-KRW", side="buy", type="limit", price=1, amount="0.10")

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.content == call.body
        assert request.headers["signature"] == call.body.hex()
        assert request.headers["content-type"] == "application/json"
        return httpx.Response(200, content=ANSWERS["place_order"])

    with client(answer, auth=Stamp()) as gopax:
        order = gopax.place_order("BTC-KRW", side="buy", type="limit", price=1, amount="0.10")

    assert order.id == "98723"


def test_a_public_call_is_not_signed() -> None:
    """A signature where none is needed would only tell who asks."""

    def answer(request: httpx.Request) -> httpx.Response:
        assert "signature" not in request.headers
        return httpx.Response(200, content=ANSWERS["get_ticker"])

    with client(answer, auth=Stamp()) as gopax:
        assert gopax.get_ticker("BTC-KRW").price == 10194500


def test_a_private_call_without_auth_is_not_sent() -> None:
    """The message says what to give."""

    def answer(_: httpx.Request) -> httpx.Response:
        raise AssertionError

    with client(answer) as gopax, pytest.raises(errors.ArgumentError, match="Client an auth"):
        gopax.list_balances()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b'{"errorCode":201,"errorMessage":"x"}', errors.InsufficientBalance),
        (200, b'{"errormsg":"Order server error: 202"}', errors.OrderNotFound),
        (404, b"<html>gone</html>", errors.NotFound),
        (302, b"", errors.ApiError),
        (503, b"", errors.InternalServerError),
        (200, b"<html>", errors.DecodeError),
        (200, b"", errors.DecodeError),
    ],
)
def test_what_the_server_says_is_raised(
    status: int, body: bytes, kind: type[errors.GopaxError]
) -> None:
    """By number, by status, or as an answer that cannot be read; redirects are not followed."""
    server = answering(status, body, location="/elsewhere")
    with client(server) as gopax, pytest.raises(kind) as caught:
        gopax.get_ticker("BTC-KRW")

    assert type(caught.value) is kind
    assert caught.value.operation == "get_ticker"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("3", 3.0), ("0.5", 0.5), ("-1", None), ("nan", None), ("1e9", None), ("soon", None)],
)
def test_a_sane_retry_after_is_told(header: str, seconds: float | None) -> None:
    """Nothing depends on the header, and no nonsense comes of it."""
    server = answering(429, b"", **{"retry-after": header})
    with client(server) as gopax, pytest.raises(errors.TooManyRequests) as caught:
        gopax.list_assets()

    assert caught.value.retry_after == seconds


async def test_the_async_client_does_the_same() -> None:
    """Same names, same arguments, same errors."""

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/book"):
            return httpx.Response(200, content=ANSWERS["get_order_book"])
        return httpx.Response(404, content=json.dumps({"errorCode": 101}).encode())

    transport = httpx.MockTransport(answer)
    async with AsyncClient("https://there", auth=Stamp(), transport=transport) as gopax:
        book = await gopax.get_order_book("BTC-KRW", level=2)
        with pytest.raises(errors.InvalidTradingPair):
            await gopax.cancel_order(5)

    assert book.bid[0].price == 10163500


def test_a_client_shows_where_it_calls_and_no_secret() -> None:
    """Its representation may end in a log."""
    assert repr(client(answering(200, b""), auth=Stamp())) == "Client('https://there/base')"
    assert Client()._base_url == SERVER_URL
