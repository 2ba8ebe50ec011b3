"""Every numbered error on every operation, in all forms that an exchange may write it in."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from gopax_ext import GopaxError, OrderValueTooLarge, OutcomeUnknown
from gopax_ext.sandbox import Account
from gopax_generated.errors import ERROR_CODES, ApiError, DecodeError
from gopax_generated.operations import OPERATIONS
from tests.testing.conftest import Bot
from tests.unit.scripted import Bench, answer

OpenBot = Callable[..., Bot]

CODES = (100, 101, 103, 104, 105, 106, 107, 108, 201, 202, 203, 204, 10155)
"""Those of the reference, section GOPAX Error Codes."""
BY_NAME = {operation.name: operation for operation in OPERATIONS.values()}
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
CALLS: dict[str, Callable[[Any], Any]] = {
    "list_balances": lambda g: g.list_balances(),
    "get_balance": lambda g: g.get_balance("KRW"),
    "list_orders": lambda g: g.list_orders(),
    "place_order": lambda g: g.place_order("ETH-KRW", side="buy", type="limit", price=10, amount=1),
    "get_order": lambda g: g.get_order("1"),
    "cancel_order": lambda g: g.cancel_order("1"),
    "list_my_trades": lambda g: g.list_my_trades(),
    "list_assets": lambda g: g.list_assets(),
    "list_trading_pairs": lambda g: g.list_trading_pairs(),
    "get_ticker": lambda g: g.get_ticker("ETH-KRW"),
    "get_order_book": lambda g: g.get_order_book("ETH-KRW"),
    "list_trades": lambda g: g.list_trades("ETH-KRW"),
    "get_stats": lambda g: g.get_stats("ETH-KRW"),
    "list_stats": lambda g: g.list_stats(),
    "list_candles": lambda g: g.list_candles("ETH-KRW", start=NOON, end=NOON, interval=5),
}


def _cause(error: GopaxError) -> GopaxError:
    return error.cause if isinstance(error, OutcomeUnknown) else error


def test_every_operation_and_every_code_is_here() -> None:
    """The list above is that of the document."""
    assert set(CALLS) == set(BY_NAME)
    assert set(CODES) <= set(ERROR_CODES)


@pytest.mark.parametrize("flavour", ["sync", "async"])
@pytest.mark.parametrize("code", CODES)
async def test_a_code_is_its_class_whatever_was_called(flavour: str, code: int) -> None:
    """With number, message, operation and outcome; one that cannot be meant leaves a write open."""
    entry = ERROR_CODES[code]
    for name, call in CALLS.items():
        for shown in (code, str(code)):
            body = json.dumps({"errorCode": shown, "errorMessage": "no"})
            bench = Bench(flavour, answer(body, entry.status), attempts=1, journal=False)
            with pytest.raises(GopaxError) as caught:
                await bench.call(call)
            error = _cause(caught.value)
            operation = BY_NAME[name]
            if operation.retry != "safe" and entry.cls not in operation.errors:
                # Not an answer to this call: somebody else's, so nothing is known.
                assert isinstance(error, DecodeError)
                assert caught.value.outcome == "unknown"
                continue
            assert isinstance(error, ApiError)
            assert type(error) is entry.cls
            assert (error.code, error.message, error.operation) == (code, "no", name)
            assert caught.value.outcome == entry.outcome


ODD: dict[str, tuple[int, str]] = {
    "an unknown code": (400, '{"errorCode":987654,"errorMessage":"?"}'),
    "a code that is no number": (400, '{"errorCode":"abc","errorMessage":"?"}'),
    "a code of another type": (400, '{"errorCode":[1],"errorMessage":{"a":1}}'),
    "a huge code": (400, '{"errorCode":1e400,"errorMessage":"?"}'),
    "no code": (403, '{"errorMessage":"?"}'),
    "an empty object": (404, "{}"),
    "a list": (400, "[1,2]"),
    "a number": (500, "5"),
    "nothing": (400, ""),
    "an error with status 200": (200, '{"errorCode":987654,"errorMessage":"?"}'),
    "an error of 2018": (200, '{"errormsg":"no: 201"}'),
    "a status of its own": (418, "{}"),
    "a server's own status": (599, "<html>"),
}


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("flavour", ["sync", "async"])
async def test_an_error_of_any_form_is_an_error_of_ours(flavour: str, case: str) -> None:
    """Never a crash, never a success."""
    status, body = ODD[case]
    for call in CALLS.values():
        bench = Bench(flavour, answer(body, status), attempts=1, journal=False)
        with pytest.raises(GopaxError) as caught:
            await bench.call(call)
        error = _cause(caught.value)
        assert isinstance(error, ApiError | DecodeError)
        assert caught.value.outcome in {"rejected", "unknown"}
        assert status < 500 or caught.value.outcome == "unknown"


def test_an_order_of_a_value_that_nobody_can_pay_is_refused_by_its_code(
    open_bot: OpenBot, account: Account
) -> None:
    """Price times amount past what the exchange takes: 203, and nothing is held."""
    bot = open_bot()
    with pytest.raises(OrderValueTooLarge) as caught:
        bot.call("place_order", "BTC-KRW", side="sell", type="limit", price=10**9, amount=10**6)
    assert (caught.value.code, caught.value.outcome) == (203, "rejected")
    assert not account.owner.open
    assert all(each.hold == 0 for each in bot.call("list_balances"))
