"""The administration API: everything a test in another language needs, and nobody else gets."""

import json
from decimal import Decimal
from typing import Any

import pytest

from gopax_ext.sandbox import Clock, Sandbox

from .caller import Answer, Caller
from .conftest import OPENED


class Boss:
    """Somebody with the token."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.caller = Caller(sandbox)
        self.token = sandbox.admin_token

    def act(self, action: str, **body: object) -> Answer:
        headers = {"ADMIN-TOKEN": self.token}
        path = f"/__sandbox__/{action}"
        return self.caller.call("POST", path, body=json.dumps(body).encode(), headers=headers)

    def do(self, action: str, **body: object) -> dict[str, Any]:
        answer = self.act(action, **body)
        assert answer.status == 200, answer.body
        return answer.json

    def open(self, **balances: str) -> Caller:
        """A caller with an account of its own."""
        found = self.do("accounts", balances=balances)
        return Caller(self.caller.sandbox, self.caller.sandbox.account(found["api_key"]))


@pytest.fixture
def boss() -> Boss:
    """The administrator of an exchange without a market, at a standstill."""
    clock = Clock.frozen(OPENED)
    return Boss(Sandbox(seed=7, clock=clock, limit=None, market=False, admin=True))


def test_there_is_none_unless_asked_for(caller: Caller) -> None:
    """The path leads nowhere."""
    answer = caller.get("/__sandbox__/")
    assert (caller.sandbox.admin_token, answer.status) == (None, 404)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("token", [None, "", "wrong", "é"])
def test_nobody_gets_in_without_the_token(boss: Boss, token: str | None) -> None:
    """Not even to look."""
    headers = {"ADMIN-TOKEN": token}
    assert boss.caller.get("/__sandbox__/", headers=headers).status == 403
    assert boss.caller.call("POST", "/__sandbox__/reset", headers=headers).status == 403


def test_tokens_are_never_the_same() -> None:
    """They do not come from the seed, which anybody may know."""
    tokens = {Sandbox(seed=1, market=False, admin=True).admin_token for _ in range(3)}
    assert len(tokens) == 3


def test_it_tells_the_state(boss: Boss) -> None:
    """Profile, seed, clock, counts and switches."""
    boss.open(KRW="1")
    state = boss.caller.get("/__sandbox__/", headers={"ADMIN-TOKEN": boss.token}).json
    assert (state["seed"], state["profile"], state["accounts"]) == (7, "reference", 1)
    assert (state["now"], state["speed"]) == ("2018-03-14T04:00:00.000Z", 0)
    assert state["pairs"]["BTC-KRW"] == {"active": True, "buy_enabled": True}


def test_accounts_keys_and_money(boss: Boss) -> None:
    """All that a caller begins with."""
    ann = boss.open(KRW="1000000.5")
    boss.do("deposit", api_key=ann.key.api_key, asset="BTC", amount="1.5")
    boss.do("withdraw", api_key=ann.key.api_key, asset="BTC", amount="0.5")
    assert ann.get("/balances/KRW").json["avail"] == Decimal("1000000.5")
    assert ann.get("/balances/BTC").json["pendingWithdrawal"] == Decimal("0.5")
    reader = boss.do("keys", api_key=ann.key.api_key, may_trade=False)
    key = ann.sandbox.key(reader["api_key"])
    assert Caller(ann.sandbox, key).place().status == 403
    boss.do("revoke", api_key=reader["api_key"])
    assert Caller(ann.sandbox, key).get("/balances").status == 401


def test_the_clock_can_be_stepped_sped_up_and_shifted(boss: Boss) -> None:
    """And says what time it is."""
    assert boss.do("clock", step=1.5)["now"] == "2018-03-14T04:00:01.500Z"
    assert boss.do("clock", shift_ms=-1500)["now"] == "2018-03-14T04:00:00.000Z"
    assert boss.do("clock", speed=60)["speed"] == 60
    assert boss.do("clock", speed=0)["speed"] == 0


def test_faults_can_be_armed_and_cleared(boss: Boss) -> None:
    """With the fields of `Fault`."""
    boss.do("faults", kind="error", status=502, times=2)
    assert boss.caller.get("/assets").status == 502
    boss.do("clear-faults")
    assert boss.caller.get("/assets").status == 200


def test_pairs_can_be_switched(boss: Boss) -> None:
    """105 and 204 on demand."""
    ann = boss.open(KRW="1000000")
    assert boss.do("pair", name="BTC-KRW", buy_enabled=False) == {
        "active": True,
        "buy_enabled": False,
    }
    assert ann.place().code == 204
    boss.do("pair", name="BTC-KRW", active=False, buy_enabled=True)
    assert ann.place().code == 105


def test_anybody_s_order_can_be_cancelled(boss: Boss) -> None:
    """As another user of the account, or the operator, would."""
    ann = boss.open(KRW="1000000")
    order = ann.place().json["id"]
    boss.do("cancel", order_id=order)
    assert ann.get(f"/orders/{order}").json["status"] == "cancelled"
    assert boss.act("cancel", order_id=order).status == 400


def test_reset_snapshot_and_restore(boss: Boss) -> None:
    """By name, again and again."""
    ann = boss.open(KRW="1000000")
    ann.place()
    name = boss.do("snapshot")["snapshot"]
    assert boss.do("reset", seed=8)["seed"] == 8
    assert ann.get("/orders").json == []
    boss.do("restore", snapshot=name)
    assert len(ann.get("/orders", nonce="1000").json) == 1
    for _ in range(20):
        boss.do("snapshot")
    assert boss.act("restore", snapshot=name).status == 400


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("accounts", {"balances": {"NOPE": "1"}}),
        ("accounts", {"balances": {"KRW": "much"}}),
        ("accounts", {"balances": {"KRW": True}}),
        ("accounts", {"balances": [1]}),
        ("accounts", {"balances": {"KRW": "NaN"}}),
        ("accounts", {"balances": {"KRW": "-5"}}),
        ("keys", {}),
        ("keys", {"api_key": "nobody"}),
        ("keys", {"api_key": 7}),
        ("deposit", {"api_key": "nobody", "asset": "KRW", "amount": 1}),
        ("clock", {"step": -1}),
        ("clock", {"speed": "fast"}),
        ("faults", {"kind": "nope"}),
        ("faults", {"kind": "error", "color": "red"}),
        ("pair", {"name": "NO-KRW"}),
        ("cancel", {"order_id": "1"}),
        ("cancel", {"order_id": "x"}),
        ("restore", {"snapshot": "1"}),
    ],
)
def test_what_cannot_be_done_is_said(boss: Boss, action: str, body: dict[str, object]) -> None:
    """In one sentence, and nothing has changed."""
    answer = boss.act(action, **body)
    assert answer.status == 400
    assert answer.json["error"]
    assert boss.caller.get("/assets").status == 200


def test_unknown_actions_are_answered_with_the_known_ones(boss: Boss) -> None:
    """So that one finds them."""
    assert "snapshot" in boss.act("nope").json["error"]
    headers = {"ADMIN-TOKEN": boss.token}
    assert boss.caller.call("POST", "/__sandbox__/reset", body=b"[", headers=headers).status == 400
    assert boss.caller.call("POST", "/__sandbox__/reset", body=b"[]", headers=headers).status == 400
