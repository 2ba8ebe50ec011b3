"""Reset, snapshot and restore: the exchange at another moment, with the same keys."""

from decimal import Decimal

import pytest

from gopax_ext.sandbox import PairSpec

from .caller import Caller
from .conftest import Make


def view(caller: Caller) -> list[bytes]:
    """What can be seen of it."""
    paths = ["/balances", "/orders", "/trades", "/trading-pairs/stats"]
    paths += [f"/trading-pairs/BTC-KRW/{what}" for what in ("book", "trades", "ticker")]
    return [caller.get(path).body for path in paths]


def test_a_reset_opens_anew_with_the_same_accounts(trader: Caller) -> None:
    """Same keys, first balances, same market; as if nothing had happened."""
    before = view(trader)
    trader.place()
    trader.place(type="market", price=None, amount=1_000_000)
    trader.key.deposit("KRW", 5)
    trader.sandbox.venue("ETH-KRW").active = False
    trader.sandbox.faults.add("error")
    assert view(trader) != before
    trader.sandbox.reset()
    assert view(trader) == before
    assert trader.sandbox.venue("ETH-KRW").active


def test_a_reset_forgets_nonces_but_not_who_was_shut_out(caller: Caller) -> None:
    """A revoked key stays revoked."""
    key = caller.key.add_key()
    key.revoked = True
    caller.get("/balances", nonce="1000")
    caller.sandbox.reset()
    assert caller.get("/balances", nonce="1").status == 200
    assert Caller(caller.sandbox, key).get("/balances").status == 401


def test_keys_made_after_a_reset_are_new_ones(caller: Caller) -> None:
    """The seed is not drawn from twice."""
    caller.sandbox.reset()
    assert caller.sandbox.create_account().api_key != caller.key.api_key
    assert caller.get("/balances").status == 200


def test_a_reset_with_another_seed_gives_another_market(trader: Caller) -> None:
    """And the accounts stay."""
    before = view(trader)
    trader.sandbox.reset(seed=99)
    after = view(trader)
    assert after[:3] == before[:3]
    assert after[3:] != before[3:]


def test_a_snapshot_can_be_restored_again_and_again(trader: Caller) -> None:
    """Orders, fills, nonces and the market come back, and trade on from there."""
    trader.place(amount="0.02")
    trader.place(type="market", price=None, amount=1_000_000)
    before = view(trader)
    snapshot = trader.sandbox.snapshot()
    futures = []
    for _ in range(2):
        trader.call("DELETE", f"/orders/{trader.get('/orders').json[0]['id']}")
        trader.place(side="sell", type="market", price=None, amount="1")
        futures.append(view(trader))
        trader.sandbox.restore(snapshot)
        trader.nonce += 100
        assert view(trader) == before
    assert futures[0] == futures[1] != before


def test_nonces_are_part_of_a_snapshot(caller: Caller) -> None:
    """What was used before it stays used."""
    caller.get("/balances", nonce="50")
    snapshot = caller.sandbox.snapshot()
    caller.get("/balances", nonce="1000")
    caller.sandbox.restore(snapshot)
    assert caller.get("/balances", nonce="50").status == 401
    assert caller.get("/balances", nonce="51").status == 200


def test_accounts_made_after_a_snapshot_are_gone_after_it(caller: Caller) -> None:
    """They had not been there."""
    snapshot = caller.sandbox.snapshot()
    later = caller.sandbox.create_account()
    caller.sandbox.restore(snapshot)
    assert Caller(caller.sandbox, later).get("/balances").status == 401
    with pytest.raises(ValueError, match="unknown key"):
        later.deposit("KRW", 1)


def test_large_exchanges_can_be_copied(make: Make) -> None:
    """Many pairs, and owners who trade on all of them."""
    pairs = tuple(PairSpec(f"A{n}-KRW", "0.001", "1000", "1", "1", market=False) for n in range(40))
    caller = make(
        pairs=(
            *pairs,
            PairSpec("BTC-KRW", "0.001", "1000", "1", "1"),
            PairSpec("ETH-KRW", "0.001", "1000", "1", "1"),
        )
    )
    others = [
        Caller(caller.sandbox, caller.sandbox.create_account({"KRW": 10**9})) for _ in range(20)
    ]
    for n, pair in enumerate(pairs):
        for other in others:
            other.place(tradingPairName=pair.name, price=10 + n, amount=1)
    snapshot = caller.sandbox.snapshot()
    caller.sandbox.restore(snapshot)
    assert len(others[0].get("/orders").json) == 40
    ledger = caller.sandbox.exchange.engine.ledger
    assert ledger.total("KRW") == ledger.issued["KRW"] > Decimal(10**9)


@pytest.mark.parametrize("amount", [0.1, True, "NaN", "much", "-1", -1, "Infinity", "1e24"])
def test_money_is_exact_and_not_negative(caller: Caller, amount: object) -> None:
    """Or the account is not opened at all."""
    with pytest.raises((TypeError, ValueError), match="not"):
        caller.sandbox.create_account({"KRW": amount})
    with pytest.raises((TypeError, ValueError), match="not"):
        caller.key.deposit("KRW", amount)
    assert len(caller.sandbox.exchange.accounts.openings) == 1
