"""The rate limit, on a clock that stands still."""

import pytest

from gopax_ext.sandbox import Clock

from .caller import Caller
from .conftest import Make


def statuses(caller: Caller, path: str, count: int) -> list[int]:
    """What so many calls in a row get."""
    return [caller.get(path).status for _ in range(count)]


def test_the_twenty_first_call_within_a_second_is_too_many(make: Make, clock: Clock) -> None:
    """And one window later there is room for twenty again."""
    caller = make(limit=20, market=False)
    assert statuses(caller, "/assets", 21) == [200] * 20 + [429]
    clock.step(0.999)
    assert statuses(caller, "/assets", 1) == [429]
    clock.step(0.001)
    assert statuses(caller, "/assets", 21) == [200] * 20 + [429]


def test_the_window_moves(make: Make, clock: Clock) -> None:
    """Ten calls now and ten in half a second leave ten free half a second later."""
    caller = make(limit=20, market=False)
    statuses(caller, "/assets", 10)
    clock.step(0.5)
    statuses(caller, "/assets", 10)
    clock.step(0.5)
    assert statuses(caller, "/assets", 11) == [200] * 10 + [429]


def test_public_calls_count_by_address(make: Make) -> None:
    """Another address has a window of its own."""
    caller = make(limit=2, market=False)
    assert statuses(caller, "/assets", 3) == [200, 200, 429]
    caller.address = "127.0.0.2"
    assert statuses(caller, "/assets", 1) == [200]


def test_private_calls_count_by_key(make: Make) -> None:
    """From wherever they come; a second key has a window of its own, and so have public calls."""
    caller = make(limit=2, market=False)
    assert statuses(caller, "/balances", 2) == [200, 200]
    caller.address = "127.0.0.2"
    assert statuses(caller, "/balances", 1) == [429]
    assert statuses(caller, "/assets", 1) == [200]
    assert statuses(Caller(caller.sandbox, caller.key.add_key()), "/balances", 1) == [200]


def test_calls_without_a_known_key_share_one_window(make: Make) -> None:
    """Inventing keys does not buy calls."""
    caller = make(limit=2, market=False)
    found = [caller.get("/balances", headers={"API-KEY": f"key-{n}"}).status for n in range(3)]
    assert found == [401, 401, 429]


def test_all_private_routes_share_one_counter(make: Make) -> None:
    """One counter over all endpoints."""
    caller = make(limit=3, market=False)
    found = [caller.get(path).status for path in ("/balances", "/orders", "/trades", "/orders")]
    assert found == [200, 200, 200, 429]


def test_every_answer_says_how_much_room_is_left(make: Make) -> None:
    """As recorded in 2018, on errors too."""
    caller = make(limit=3, market=False)
    left = [caller.get(p).headers["x-ratelimit-remaining"] for p in ("/balances", "/orders/1")]
    assert left == ["2", "1"]
    assert caller.get("/balances/NO").headers["x-ratelimit-limit"] == "3"
    assert caller.get("/balances").headers["x-ratelimit-remaining"] == "0"


def test_today_s_server_calls_it_weight(make: Make) -> None:
    """Used and left, per address or per key."""
    caller = make(profile="current", limit=20, market=False)
    private, public = caller.get("/balances").headers, caller.get("/assets").headers
    assert private["x-gopax-api-key-used-weight"] == "1"
    assert private["x-gopax-api-key-left-weight"] == "19"
    assert public["x-gopax-ip-addr-left-weight"] == "19"


def test_a_refused_call_does_not_count_unless_told_so(make: Make, clock: Clock) -> None:
    """Unknown of the real server, so it is a switch."""
    for counts, after in ((False, 200), (True, 429)):
        caller = make(limit=2, market=False, count_refused=counts)
        statuses(caller, "/assets", 2)
        clock.step(0.5)
        statuses(caller, "/assets", 2)
        clock.step(0.5)
        assert statuses(caller, "/assets", 1) == [after]


@pytest.mark.parametrize(("told", "header"), [(False, None), (True, "1")])
def test_a_429_says_when_to_come_back_only_when_told_so(
    make: Make, told: bool, header: str | None
) -> None:
    """Retry-After is documented nowhere."""
    caller = make(limit=1, market=False, retry_after=told)
    caller.get("/assets")
    answer = caller.get("/assets")
    assert (answer.status, answer.code) == (429, 429)
    assert answer.headers.get("retry-after") == header


def test_the_order_book_can_have_a_limit_of_its_own(make: Make) -> None:
    """One call a second on today's server."""
    caller = make(book_limit=1)
    book = "/trading-pairs/BTC-KRW/book"
    assert [caller.get(path).status for path in (book, book, "/assets")] == [200, 429, 200]


def test_there_can_be_no_limit(make: Make) -> None:
    """And then nothing is said about it."""
    caller = make(limit=None, market=False)
    assert statuses(caller, "/assets", 100) == [200] * 100
    assert not [name for name in caller.get("/assets").headers if name.startswith("x-")]
