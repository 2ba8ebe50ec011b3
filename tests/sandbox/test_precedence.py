"""Which no comes first: route, rate limit, authentication, permission, syntax, domain."""

import pytest

from .caller import Caller
from .conftest import Make


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nope",
        "/balances/",
        "/balances/KRW/x",
        "/orders//",
        "//balances",
        "/Balances",
        "/%62alances",
        "/balances/../orders",
        "/trading-pairs/BTC-KRW",
        "/trading-pairs/BTC-KRW/nope",
        "/trading-pairs//ticker",
        "/trading-pairs/stats/",
        "*",
        "<b>",
    ],
)
def test_an_unknown_path_is_an_html_404(caller: Caller, path: str) -> None:
    """Before authentication, and never JSON; what was asked for is escaped."""
    answer = caller.raw("GET", path)
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert b"<b>" not in answer.body


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/orders", "GET, POST"),
        ("PATCH", "/orders/1", "DELETE, GET"),
        ("POST", "/balances", "GET"),
        ("DELETE", "/trades", "GET"),
        ("POST", "/assets", "GET"),
        ("HEAD", "/trading-pairs/stats", "GET"),
        ("OPTIONS", "/trading-pairs/BTC-KRW/book", "GET"),
        ("TRACE", "/balances/KRW", "GET"),
    ],
)
def test_a_wrong_method_is_a_405_that_says_which_are_right(
    caller: Caller, method: str, path: str, allow: str
) -> None:
    """Before authentication."""
    answer = caller.raw(method, path)
    assert (answer.status, answer.headers["allow"]) == (405, allow)


def test_the_route_comes_before_the_rate_limit(make: Make) -> None:
    """Calls that lead nowhere do not count."""
    caller = make(limit=1, market=False)
    assert [caller.get(path).status for path in ("/no", "/no", "/assets")] == [404, 404, 200]


def test_the_rate_limit_comes_before_authentication(make: Make) -> None:
    """A wrong signature on a full window is a 429."""
    caller = make(limit=1, market=False)
    caller.get("/balances")
    assert caller.get("/balances", headers={"SIGNATURE": "AAAA"}).status == 429


def test_authentication_comes_before_syntax(caller: Caller) -> None:
    """Nobody learns about bodies who may not send any."""
    answer = caller.call("POST", "/orders", body=b"{", headers={"SIGNATURE": "AAAA"})
    assert answer.status == 401
    assert caller.call("POST", "/orders", body=b"{").status == 400


def test_permission_comes_before_syntax(caller: Caller) -> None:
    """A key that may not trade is told so whatever it sends."""
    reader = Caller(caller.sandbox, caller.key.add_key(may_trade=False))
    assert reader.call("POST", "/orders", body=b"{").status == 403


def test_syntax_comes_before_the_domain(make: Make) -> None:
    """A missing amount on an inactive pair is about the amount."""
    caller = make(market=False)
    caller.sandbox.venue("BTC-KRW").active = False
    assert caller.place(amount=None).code == 107
    assert caller.place().code == 105


def test_a_refused_request_changes_nothing(caller: Caller) -> None:
    """Balances and orders stay as they were."""
    before = caller.get("/balances").body
    for body in (b"", b"{}", b'{"type":"limit"}', b"[]"):
        assert caller.call("POST", "/orders", body=body).status == 400
    assert caller.place(amount="1000").code == 201
    assert caller.get("/balances").body == before
    assert caller.get("/orders").json == []
