"""Two eras of the same server: what differs, and that everything else does not."""

import pytest

from gopax_ext.sandbox import PROFILES, Config, Sandbox

from .caller import Caller
from .conftest import Make

PAIR = "/trading-pairs/BTC-KRW"
PUBLIC = ["/assets", "/trading-pairs", "/trading-pairs/stats"]
PUBLIC += [f"{PAIR}/{what}" for what in ("ticker", "book", "trades", "stats")]


def fields(value: object) -> set[str]:
    """All names of fields in an answer."""
    if isinstance(value, dict):
        return set(value).union(*map(fields, value.values()))
    return set().union(*map(fields, value)) if isinstance(value, list) else set()


def test_the_reference_is_the_default() -> None:
    """The contract of this project."""
    assert Sandbox(seed=1).config == Config.of("reference") == Config()


@pytest.mark.parametrize("path", PUBLIC)
def test_the_current_server_sends_all_that_the_reference_s_does(make: Make, path: str) -> None:
    """And more, which a client must not stumble over."""
    then, now = make(), make(profile="current")
    assert fields(then.get(path).json) <= fields(now.get(path).json)


def test_rows_of_the_book_have_three_elements_then_and_four_now(make: Make) -> None:
    """The fourth is a string of milliseconds."""
    then = make().get(f"{PAIR}/book").json
    now = make(profile="current").get(f"{PAIR}/book").json
    assert {len(row) for side in ("bid", "ask") for row in then[side]} == {3}
    assert {len(row) for side in ("bid", "ask") for row in now[side]} == {4}
    assert now["bid"][0][3].isdigit()


def test_orders_have_more_fields_now(make: Make) -> None:
    """A time of the last change."""
    now = make(profile="current")
    assert now.place().json["updatedAt"] == "2018-03-14T04:00:00.000Z"
    assert "updatedAt" not in make().place().json


@pytest.mark.parametrize(
    ("path", "then", "now"),
    [
        ("/orders/5", 202, 10069),
        ("/balances/NOPE", 100, 10058),
        ("/trading-pairs/NO-KRW/book", 101, 10059),
        (f"{PAIR}/candles?start=0&end=1&interval=7", 400, 10062),
        (f"{PAIR}/candles?start=2&end=1&interval=1", 400, 10166),
    ],
)
def test_errors_have_other_codes_and_more_data_now(
    make: Make, path: str, then: int, now: int
) -> None:
    """The status is the same."""
    old, new = make().get(path), make(profile="current").get(path)
    assert (old.status, old.code, new.code) == (new.status, then, now)
    assert isinstance(new.json["errorData"], str)
    assert "errorData" not in old.json


def test_too_many_requests_have_a_code_now(make: Make) -> None:
    """10105."""
    caller = make(profile="current", limit=1, market=False)
    caller.get("/assets")
    assert caller.get("/assets").code == 10105


def test_a_switch_overrides_its_profile() -> None:
    """Each can be set alone."""
    config = Config.of("current", {"book_details": False})
    assert not config.book_details
    assert config.later_codes


@pytest.mark.parametrize(
    "switches",
    [
        {"limitt": 5},
        {"limit": 0},
        {"window": -1},
        {"error_form": "xml"},
        {"list_lag": -1.0},
        {"keep_finished": -1.0},
        {"maker_fee": "-0.1"},
    ],
)
def test_a_switch_that_cannot_be_is_refused(switches: dict[str, object]) -> None:
    """When the exchange is made."""
    with pytest.raises(ValueError, match=r"unknown switch|must be"):
        Sandbox(**switches)


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    """So that one finds them."""
    with pytest.raises(ValueError, match=", ".join(PROFILES)):
        Sandbox(profile="2030")


def test_both_eras_trade_alike(make: Make) -> None:
    """Money does not depend on the form of an answer."""
    seen = []
    for profile in PROFILES:
        caller: Caller = make(profile=profile)
        caller.place(type="market", price=None, amount=1_000_000)
        caller.place(side="sell", type="market", price=None, amount="0.05")
        seen.append(caller.get("/balances").body)
    assert seen[0] == seen[1]
