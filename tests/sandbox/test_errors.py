"""Every row of the reference's two error tables can be provoked."""

from decimal import Decimal

import pytest

from .caller import Answer, Caller
from .conftest import Make

DETAILS = (400, 401, 403, 404, 429, 500)


def provoke_status(caller: Caller, status: int) -> Answer:
    """One way to each HTTP status of the reference."""
    if status == 400:
        return caller.call("POST", "/orders", body=b"not JSON")
    if status == 401:
        return caller.get("/balances", headers={"SIGNATURE": "AAAA"})
    if status == 403:
        reader = Caller(caller.sandbox, caller.key.add_key(may_trade=False))
        return reader.place()
    if status == 404:
        return caller.get("/orders/999999999")
    if status == 429:
        caller.sandbox.faults.add("rate")
        return caller.get("/balances")
    caller.sandbox.faults.add("error", status=status)
    return caller.get("/balances")


@pytest.mark.parametrize("status", DETAILS)
def test_every_http_status_of_the_reference_can_be_provoked(caller: Caller, status: int) -> None:
    """With a body that has a numeric code and a message."""
    answer = provoke_status(caller, status)
    assert answer.status == status
    assert answer.headers["content-type"].startswith("application/json")
    assert set(answer.json) == {"errorCode", "errorMessage"}
    assert isinstance(answer.json["errorCode"], Decimal)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ({"tradingPairName": "NO-KRW"}, 101),
        ({"tradingPairName": "btc-krw"}, 104),
        ({"tradingPairName": None}, 104),
        ({"tradingPairName": 7}, 104),
        ({"type": "stop"}, 103),
        ({"type": None}, 103),
        ({"type": "LIMIT"}, 103),
        ({"amount": None}, 107),
        ({"amount": 0}, 107),
        ({"amount": -1}, 107),
        ({"amount": "-0.5"}, 107),
        ({"amount": "much"}, 107),
        ({"amount": True}, 107),
        ({"amount": [1]}, 107),
        ({"amount": ""}, 107),
        ({"amount": "0.00009999"}, 107),
        ({"amount": "0.123456789"}, 107),
        ({"amount": "1e99"}, 107),
        ({"amount": 1e60}, 107),
        ({"price": None}, 108),
        ({"price": 0}, 108),
        ({"price": -1}, 108),
        ({"price": "1000.000000001"}, 108),
        ({"price": {}}, 108),
        ({"amount": "1000"}, 201),
        ({"side": "sell", "amount": "5.00000001"}, 201),
        ({"price": "10000000000", "amount": "1.00000001"}, 203),
        ({"price": "100000000000000000000", "amount": "100000000000000000000"}, 203),
        ({"side": "up"}, 400),
        ({"side": None}, 400),
    ],
)
def test_an_order_that_cannot_be_is_refused_with_its_code(
    caller: Caller, order: dict[str, object], code: int
) -> None:
    """Always a 400."""
    answer = caller.place(**order)
    assert (answer.status, answer.code) == (400, code)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/balances/NOPE", 100),
        ("/balances/krw", 106),
        ("/balances/%4BRW", 106),
        ("/trading-pairs/NO-KRW/ticker", 101),
        ("/trading-pairs/btc-krw/book", 104),
        ("/trading-pairs/BTC/trades", 104),
        ("/orders/999", 202),
        ("/orders/abc", 202),
        ("/orders/01", 202),
        ("/orders/-1", 202),
        ("/orders/1e3", 202),
        ("/orders/" + "9" * 40, 202),
    ],
)
def test_a_name_that_a_path_gets_wrong_is_a_404(caller: Caller, path: str, code: int) -> None:
    """In JSON: the route exists."""
    answer = caller.get(path)
    assert (answer.status, answer.code) == (404, code)


def test_a_pair_can_be_switched_off(caller: Caller) -> None:
    """105, and cancelling still works."""
    order = caller.place().json["id"]
    caller.sandbox.venue("BTC-KRW").active = False
    assert caller.place().code == 105
    assert caller.call("DELETE", f"/orders/{order}").status == 200


def test_buying_can_be_switched_off(caller: Caller) -> None:
    """204 for buys alone."""
    caller.sandbox.venue("BTC-KRW").buy_enabled = False
    assert caller.place().code == 204
    assert caller.place(side="sell").status == 200


def test_market_orders_can_be_switched_off(make: Make) -> None:
    """103, as the reference's list of types has `limit` alone."""
    caller = make(market=False, market_orders=False)
    assert caller.place(type="market", price=None).code == 103


def test_ticks_can_be_enforced(make: Make) -> None:
    """108 for a price between two ticks."""
    caller = make(market=False, tick_rules=True)
    assert caller.place(price=9_000_100).code == 108
    assert caller.place(price=9_000_500).status == 200


def test_an_order_of_somebody_else_does_not_exist(caller: Caller) -> None:
    """Neither to read nor to cancel."""
    order = caller.place().json["id"]
    other = Caller(caller.sandbox, caller.sandbox.create_account())
    for method in ("GET", "DELETE"):
        assert other.call(method, f"/orders/{order}").code == 202
    assert caller.get(f"/orders/{order}").json["status"] == "placed"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_fault_hits_only_what_it_is_told_to(caller: Caller, method: str) -> None:
    """Method, beginning of the path, and how often."""
    caller.sandbox.faults.add("error", status=503, method=method, path="/orders", times=2)
    calls = [("GET", "/orders"), ("POST", "/orders"), ("DELETE", "/orders/1"), ("GET", "/trades")]
    for _ in range(2):
        hit = [call for call in calls if caller.call(*call).status == 503]
        assert {found for found, _ in hit} == {method}
    assert all(caller.call(*call).status != 503 for call in calls)


@pytest.mark.parametrize(("when", "placed"), [("before", 0), ("after", 1)])
def test_a_fault_comes_before_or_after_the_work(caller: Caller, when: str, placed: int) -> None:
    """After it, the order stands although the answer was an error."""
    caller.sandbox.faults.add("error", method="POST", when=when)
    assert caller.place().status == 500
    assert len(caller.get("/orders").json) == placed


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("code", {"errorCode": 202, "errorMessage": "Unmatched unique No. of Order"}),
        (
            "data",
            {
                "errorCode": 202,
                "errorMessage": "Unmatched unique No. of Order",
                "errorData": "there is no such order",
            },
        ),
        ("message", {"errormsg": "Order server error: 202"}),
    ],
)
def test_an_error_body_has_one_of_three_forms(
    make: Make, form: str, body: dict[str, object]
) -> None:
    """Oldest, documented and current."""
    assert make(market=False, error_form=form).get("/orders/5").json == body


def test_logical_errors_can_come_with_http_200(make: Make) -> None:
    """As until about 2019; authentication and broken requests kept their status."""
    caller = make(market=False, logical_errors="ok")
    assert (caller.get("/orders/5").status, caller.get("/orders/5").code) == (200, 202)
    assert (caller.place(amount=1000).status, caller.place(amount=1000).code) == (200, 201)
    assert caller.get("/balances", headers={"API-KEY": "x"}).status == 401
    assert caller.call("POST", "/orders", body=b"{").status == 400


def test_open_orders_are_bounded(make: Make) -> None:
    """200 of later years: memory is not for the taking."""
    caller = make(market=False, open_orders=3)
    assert [caller.place().status for _ in range(3)] == [200] * 3
    assert caller.place().code == 200
    caller.call("DELETE", "/orders/1")
    assert caller.place().status == 200
