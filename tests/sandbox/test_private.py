"""The private operations: their shapes, field by field, and what they change."""

import json

import pytest

from gopax_ext.sandbox import Clock

from .caller import Caller
from .conftest import FUNDS, Make

TIME = '"2018-03-14T04:00:00.000Z"'


def test_balances_list_every_asset_exactly(caller: Caller) -> None:
    """Numbers are JSON numbers with all their digits, in the reference's order of fields."""
    caller.key.deposit("KRW", "23456789012345.12345678")
    text = caller.get("/balances").body.decode()
    first = '{"asset":"KRW","avail":23456889012345.12345678,"hold":0,"pendingWithdrawal":0}'
    assert text.startswith(f"[{first},")
    assert [row["asset"] for row in json.loads(text)] == list(caller.sandbox.exchange.assets)


def test_balances_can_leave_out_what_one_never_had(make: Make) -> None:
    """Unknown of the real server, so it is a switch."""
    caller = make(market=False, zero_balances=False)
    assert [row["asset"] for row in caller.get("/balances").json] == ["KRW", "ETH", "BTC"]


def test_a_balance_is_what_the_list_says(caller: Caller) -> None:
    """One asset, the same object."""
    listed = {row["asset"]: row for row in caller.get("/balances").json}
    assert caller.get("/balances/BTC").json == listed["BTC"]
    assert caller.get("/balances/XRP").json == listed["XRP"]


def test_a_withdrawal_on_its_way_is_pending(caller: Caller) -> None:
    """No longer available, not yet gone."""
    caller.key.ask_withdrawal("BTC", "1.5")
    expected = b'{"asset":"BTC","avail":3.5,"hold":0,"pendingWithdrawal":1.5}'
    assert caller.get("/balances/BTC").body == expected


def test_a_placed_order_is_echoed_held_listed_and_read(caller: Caller) -> None:
    """Id as a string, time in milliseconds, status only when asked for by id."""
    answer = caller.place(price="9000000.50", amount="0.0100")
    order = answer.json["id"]
    common = (
        f'{{"id":"{order}","price":9000000.5,"amount":0.01,"tradingPairName":"BTC-KRW",'
        f'"side":"buy","type":"limit","createdAt":{TIME}}}'
    )
    detail = (
        f'{{"id":"{order}","status":"placed","side":"buy","type":"limit","price":9000000.5,'
        f'"amount":0.01,"remaining":0.01,"tradingPairName":"BTC-KRW","createdAt":{TIME}}}'
    )
    assert answer.body.decode() == common
    assert caller.get("/orders").body.decode() == f"[{common}]"
    assert caller.get(f"/orders/{order}").body.decode() == detail
    balance = b'{"asset":"KRW","avail":99909999.995,"hold":90000.005,"pendingWithdrawal":0}'
    assert caller.get("/balances/KRW").body == balance


def test_cancelling_answers_an_empty_object_and_gives_the_hold_back(caller: Caller) -> None:
    """Exactly two bytes; the order stays readable and cannot be cancelled again."""
    before = caller.get("/balances").body
    order = caller.place().json["id"]
    assert caller.call("DELETE", f"/orders/{order}").body == b"{}"
    assert caller.get("/balances").body == before
    assert caller.get("/orders").json == []
    assert caller.get(f"/orders/{order}").json["status"] == "cancelled"
    assert caller.call("DELETE", f"/orders/{order}").code == 202


def test_an_order_goes_from_placed_to_updated_to_completed(caller: Caller) -> None:
    """As its amount is traded."""
    order = caller.place(side="sell", amount="1").json["id"]
    seen = []
    for amount in ("0.25", "0.75"):
        caller.place(amount=amount)
        seen.append(caller.get(f"/orders/{order}").json)
    assert [(row["status"], str(row["remaining"])) for row in seen] == [
        ("updated", "0.75"),
        ("completed", "0"),
    ]
    assert caller.call("DELETE", f"/orders/{order}").code == 202


def test_a_trade_shows_in_the_history_of_both_sides(caller: Caller) -> None:
    """Base and quote amounts before the fee; the fee in base on a buy, in quote on a sell."""
    other = Caller(caller.sandbox, caller.sandbox.create_account(FUNDS))
    ask = other.place(side="sell", price=10_330_500, amount="0.00968007").json["id"]
    bid = caller.place(price=10_400_000, amount="0.00968007").json["id"]
    assert caller.get("/trades").body.decode() == (
        f'[{{"id":2,"orderId":{bid},"baseAmount":0.00968007,"quoteAmount":99999.963135,'
        f'"fee":0.00000387,"price":10330500,"timestamp":{TIME},"side":"buy",'
        '"tradingPairName":"BTC-KRW"}]'
    ).replace('"id":2', '"id":1')
    (row,) = other.get("/trades").json
    assert (row["orderId"], row["side"], str(row["fee"])) == (int(ask), "sell", "39.99998525")


def test_a_market_order_has_no_price_and_spends_what_it_says(caller: Caller) -> None:
    """Quote for a buy, base for a sell."""
    caller.place(side="sell", price=10_000_000, amount="1")
    bought = caller.place(type="market", price=None, amount=5_000_000)
    assert "price" not in bought.json
    assert str(caller.get("/trades?limit=1").json[0]["baseAmount"]) == "0.5"
    caller.place(price=9_500_000, amount="1")
    sold = caller.place(type="market", side="sell", price=None, amount="0.2").json["id"]
    assert caller.get(f"/orders/{sold}").json["status"] == "completed"


def test_open_orders_are_listed_oldest_first_and_can_be_filtered(caller: Caller) -> None:
    """`trading-pair-name` of older documents; a wrong one is refused."""
    ids = [
        caller.place(tradingPairName=pair, price=1000, amount=1).json["id"]
        for pair in ("ETH-KRW", "BTC-KRW", "ETH-KRW")
    ]
    assert [row["id"] for row in caller.get("/orders").json] == ids
    filtered = caller.get("/orders?trading-pair-name=ETH-KRW").json
    assert [row["id"] for row in filtered] == [ids[0], ids[2]]
    assert caller.get("/orders?trading-pair-name=NO-KRW").code == 101


@pytest.fixture
def ten(caller: Caller, clock: Clock) -> Caller:
    """Five trades with oneself, one a second: fills 1 to 10."""
    for _ in range(5):
        caller.place(side="sell")
        caller.place()
        clock.step(1)
    return caller


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("limit=3", [10, 9, 8]),
        ("pastmax=4", [3, 2, 1]),
        ("latestmin=8", [10, 9]),
        ("pastmax=8&latestmin=5", [7, 6]),
        ("pastmax=8&limit=2", [7, 6]),
        ("after=1521000003000", [10, 9]),
        ("before=1521000001000", [2, 1]),
        ("after=1521000000000&before=1521000002000", [4, 3]),
        ("trading-pair-name=BTC-KRW&limit=1", [10]),
        ("trading-pair-name=ETH-KRW", []),
        ("unknown=7&limit=1&also", [10]),
        ("pastmax=1", []),
    ],
)
def test_pages_of_own_trades_obey_their_bounds(ten: Caller, query: str, ids: list[int]) -> None:
    """Newest first, bounds exclusive, unknown parameters ignored."""
    assert [row["id"] for row in ten.get(f"/trades?{query}").json] == ids


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=ten",
        "limit=",
        "limit=1.0",
        "limit=1&limit=1",
        "limit=%31%20",
        "pastmax=x",
        "pastmax=99999999999999999999",
        "latestmin=-1",
        "after=now",
        "before=1e3",
    ],
)
def test_a_page_that_cannot_be_is_refused(caller: Caller, query: str) -> None:
    """With a 400."""
    assert caller.get(f"/trades?{query}").status == 400


def test_a_limit_above_a_hundred_can_be_clipped(make: Make) -> None:
    """Unknown of the real server, so it is a switch."""
    caller = make(market=False, over_limit="clip")
    assert caller.get("/trades?limit=500").status == 200
    assert len(caller.get("/trading-pairs/BTC-KRW/trades?limit=500").json) == 100


def test_page_times_can_be_seconds(make: Make, clock: Clock) -> None:
    """As in later documents; the reference says milliseconds."""
    caller = make(market=False, page_time="s")
    caller.place(side="sell")
    clock.step(2)
    caller.place()
    assert len(caller.get("/trades?after=1521000001").json) == 2
    assert len(caller.get("/trades?after=1521000002").json) == 0


def test_lists_can_lag_behind(make: Make, clock: Clock) -> None:
    """A new order shows late, a cancelled one stays for as long; by id it is up to date."""
    caller = make(market=False, list_lag=2.0)
    order = caller.place().json["id"]
    assert caller.get("/orders").json == []
    assert caller.get(f"/orders/{order}").json["status"] == "placed"
    clock.step(2)
    assert [row["id"] for row in caller.get("/orders").json] == [order]
    caller.place(side="sell")
    assert caller.get("/trades").json == []
    assert len(caller.get("/orders").json) == 1
    clock.step(2)
    assert len(caller.get("/trades").json) == 2
    assert caller.get("/orders").json == []


def test_finished_orders_can_be_forgotten(make: Make, clock: Clock) -> None:
    """As in 2018, when they soon vanished."""
    caller = make(market=False, keep_finished=60.0)
    order = caller.place().json["id"]
    caller.call("DELETE", f"/orders/{order}")
    clock.step(60)
    assert caller.get(f"/orders/{order}").json["status"] == "cancelled"
    clock.step(0.001)
    assert caller.get(f"/orders/{order}").code == 202


def test_listed_amounts_can_be_what_remains(make: Make) -> None:
    """Unknown of the real server, so it is a switch."""
    for switch, shown in (("original", "1"), ("remaining", "0.6")):
        caller = make(market=False, list_amount=switch)
        caller.place(side="sell", amount="1")
        caller.place(amount="0.4")
        assert str(caller.get("/orders").json[0]["amount"]) == shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "9000000"),
        ("price", "9000000.000000000000000000"),
        ("price", 9e6),
        ("amount", "0.010000000000000000"),
        ("amount", "1e-2"),
        ("amount", ".01"),
        ("extra", {"any": ["thing"]}),
    ],
)
def test_what_real_clients_send_is_understood(caller: Caller, field: str, value: object) -> None:
    """Numbers as strings with up to 18 decimals, and fields nobody knows."""
    answer = caller.place(**{field: value})
    assert (answer.json["price"], str(answer.json["amount"])) == (9_000_000, "0.01")


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "json"])
def test_the_body_is_json_whatever_its_content_type(caller: Caller, kind: str | None) -> None:
    """Or without any."""
    body = b'{"type":"limit","side":"buy","price":1,"amount":1,"tradingPairName":"BTC-KRW"}'
    answer = caller.call("POST", "/orders", body=body, headers={"Content-Type": kind})
    assert answer.status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"{",
        b'{"a":1,"a":2}',
        b'{"amount":NaN}',
        b'{"amount":Infinity}',
        b"\xff\xfe{}",
        "{}".encode("utf-16"),
        b"\xef\xbb\xbf{}",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"amount":1' + b"0" * 60_000 + b"}",
    ],
    ids=lambda body: repr(body[:20]),
)
def test_a_body_that_is_no_json_object_is_refused(caller: Caller, body: bytes) -> None:
    """Without bringing anything down."""
    assert caller.call("POST", "/orders", body=body).status == 400
    assert caller.get("/orders").json == []


@pytest.mark.parametrize("number", ["1e999999999", "1e-999999999", "1e20000", "0e99999", "-1e-99"])
def test_absurd_exponents_are_refused(caller: Caller, number: str) -> None:
    """Before anybody writes out their digits."""
    order = f'"type":"limit","side":"buy","price":1,"tradingPairName":"BTC-KRW","amount":{number}'
    body = f"{{{order}}}".encode()
    assert caller.call("POST", "/orders", body=body).code == 107


def test_a_body_longer_than_64_kib_is_refused_unread(caller: Caller) -> None:
    """Even before the signature, which covers all of it."""
    parts = [b" " * 40_000] * 1000
    assert caller.raw("POST", "/orders", parts=parts).status == 400
    longest = b'{"x":"' + b"y" * (65_536 - 8) + b'"}'
    assert caller.call("POST", "/orders", body=longest).code == 103


def test_a_body_may_come_in_pieces(caller: Caller) -> None:
    """The signature covers all of them."""
    body = b'{"type":"limit","side":"buy","price":1,"amount":1,"tradingPairName":"BTC-KRW"}'
    headers = list(caller.headers("POST", "/orders", body).items())
    parts = [body[:10], b"", body[10:]]
    assert caller.raw("POST", "/orders", headers=headers, parts=parts).status == 200
