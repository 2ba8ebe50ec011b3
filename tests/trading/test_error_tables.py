"""Every row of the reference's two error tables is provoked and arrives as its own class."""

from collections.abc import Callable

import pytest

import gopax_ext as gx
from gopax_ext import Gopax
from gopax_ext.sandbox import Account, Sandbox
from gopax_generated.errors import ERROR_CODES
from gopax_generated.operations import GET_TICKER, PLACE_ORDER, Call

from .conftest import FUNDS, PAIR

Provoke = Callable[[Sandbox, Account, Gopax], object]


def _limit(gopax: Gopax, **changes: str) -> object:
    order = {"side": "buy", "price": "1000000", "amount": "0.01"} | changes
    pair = order.pop("pair", PAIR)
    return gopax.place_order(pair, type="limit", **order)  # type: ignore[arg-type]


def _inactive(sandbox: Sandbox, _: Account, gopax: Gopax) -> object:
    sandbox.venue(PAIR).active = False
    return _limit(gopax)


def _no_buying(sandbox: Sandbox, _: Account, gopax: Gopax) -> object:
    sandbox.venue(PAIR).buy_enabled = False
    return _limit(gopax)


def _fault(kind: str, **details: object) -> Provoke:
    def provoke(sandbox: Sandbox, _: Account, gopax: Gopax) -> object:
        sandbox.faults.add(kind, **details)
        return gopax.with_options(attempts=1).list_balances()

    return provoke


def _may_not_trade(sandbox: Sandbox, account: Account, _: Gopax) -> object:
    key = account.add_key(may_trade=False)
    with Gopax(key=key.api_key, secret=key.secret_key, base_url=sandbox.base_url) as reader:
        return _limit(reader)


def _unknown_key(sandbox: Sandbox, account: Account, _: Gopax) -> object:
    identity = {"key": "not-issued", "secret": account.secret_key}
    with Gopax(base_url=sandbox.base_url, **identity) as stranger:
        return stranger.list_balances()


def _malformed_body(_: Sandbox, __: Account, gopax: Gopax) -> object:
    broken: Call[object] = Call(PLACE_ORDER, "/orders", body=b"{")
    return gopax.send(broken)


def _no_such_route(_: Sandbox, __: Account, gopax: Gopax) -> object:
    return gopax.send(Call(GET_TICKER, "/nothing-here"))


STATUSES: dict[int, tuple[str, Provoke]] = {
    400: ("BadRequest", _malformed_body),
    401: ("Unauthorized", _unknown_key),
    403: ("Forbidden", _may_not_trade),
    404: ("NotFound", _no_such_route),
    429: ("TooManyRequests", _fault("rate")),
    500: ("InternalServerError", _fault("error", status=500)),
}

CODES: dict[int, tuple[str, Provoke]] = {
    100: ("InvalidAssetName", lambda _, __, gopax: gopax.get_balance("NOPE")),
    101: ("InvalidTradingPair", lambda _, __, gopax: _limit(gopax, pair="NO-KRW")),
    105: ("TradingPairInactive", _inactive),
    107: ("InvalidOrderAmount", lambda _, __, gopax: _limit(gopax, amount="0.00000001")),
    201: ("InsufficientBalance", lambda _, __, gopax: _limit(gopax, side="sell", amount="1000")),
    202: ("OrderNotFound", lambda _, __, gopax: gopax.get_order("999999999")),
    203: ("OrderValueTooLarge", lambda _, __, g: _limit(g, price="1000000000", amount="1000000")),
    204: ("BuyUnavailable", _no_buying),
    10155: ("InvalidApiKey", _unknown_key),
}


@pytest.mark.parametrize("status", STATUSES)
def test_every_http_status_arrives_as_its_class(
    status: int, sandbox: Sandbox, account: Account, gopax: Gopax
) -> None:
    """Reference: HTTP Status (Response code)."""
    name, provoke = STATUSES[status]

    with pytest.raises(getattr(gx, name)) as caught:
        provoke(sandbox, account, gopax)

    assert caught.value.status == status


@pytest.mark.parametrize("code", CODES)
def test_every_gopax_code_arrives_as_its_class(
    code: int, sandbox: Sandbox, account: Account, gopax: Gopax
) -> None:
    """Reference: GOPAX Error."""
    name, provoke = CODES[code]

    with pytest.raises(getattr(gx, name)) as caught:
        provoke(sandbox, account, gopax)

    error = caught.value
    assert type(error).__name__ == name
    assert error.code == code
    assert error.outcome == "rejected"
    assert error.fix


@pytest.mark.parametrize(
    ("switches", "code", "name", "provoke"),
    [
        (
            {"market_orders": False},
            103,
            "InvalidOrderType",
            lambda g: g.market_buy(PAIR, spend=100_000),
        ),
        ({"tick_rules": True}, 108, "InvalidOrderPrice", lambda g: _limit(g, price="10000001")),
    ],
)
def test_codes_of_stricter_exchanges_arrive_as_their_class(
    switches: dict[str, bool], code: int, name: str, provoke: Callable[[Gopax], object]
) -> None:
    """The reference lists limit orders alone, and later servers want multiples of the tick size."""
    with Sandbox(seed=7, **switches) as sandbox:
        account = sandbox.create_account(FUNDS)
        identity = {"key": account.api_key, "secret": account.secret_key}
        with (
            Gopax(base_url=sandbox.base_url, **identity) as gopax,
            pytest.raises(getattr(gx, name)) as caught,
        ):
            provoke(gopax)

    assert caught.value.code == code


@pytest.mark.parametrize(("code", "name"), [(104, "InvalidTradingPair"), (106, "InvalidAssetName")])
def test_codes_of_one_row_share_their_class(code: int, name: str) -> None:
    """What our own checks keep from being sent is understood all the same."""
    assert ERROR_CODES[code].name == name
