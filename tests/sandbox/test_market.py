"""The exchange's own market: always two-sided, never crossed, the same for the same seed."""

from decimal import Decimal

import pytest

from gopax_ext.sandbox import PAIRS, Clock, Sandbox

from .caller import Caller
from .conftest import OPENED, Make

HUGE = "100000000000000"


def everything(caller: Caller) -> list[bytes]:
    """What the market looks like from outside."""
    names = [spec.name for spec in PAIRS]
    paths = [f"/trading-pairs/{name}/{what}" for name in names for what in ("book", "trades")]
    return [caller.get(path).body for path in [*paths, "/trading-pairs/stats"]]


def sound(sandbox: Sandbox) -> bool:
    """Whether all books have two sides that do not cross, and no sum is broken."""
    engine = sandbox.exchange.engine
    for venue in engine.venues.values():
        bid, ask = venue.book.bids.best, venue.book.asks.best
        if bid is None or ask is None or bid.price >= ask.price or bid.price <= 0:
            return False
    issued = engine.ledger.issued
    return all(engine.ledger.total(asset) == total for asset, total in issued.items())


def test_the_same_seed_gives_the_same_market(make: Make) -> None:
    """Books, trades, statistics and keys, to the byte; another seed gives another."""
    first, again, other = make(seed=11), make(seed=11), make(seed=12)
    assert everything(first) == everything(again)
    assert everything(first) != everything(other)
    assert first.key.secret_key == again.key.secret_key
    assert first.key.secret_key != other.key.secret_key


def test_the_same_seed_and_the_same_steps_give_the_same_day() -> None:
    """The market depends on seed, clock and orders alone."""
    seen = []
    for _ in range(2):
        clock = Clock.frozen(OPENED)
        caller = Caller(Sandbox(seed=3, clock=clock, limit=None))
        for _ in range(50):
            clock.step(1.5)
            caller.get("/assets")
        seen.append(everything(caller))
    assert seen[0] == seen[1]


def test_a_seed_that_was_drawn_can_be_read_and_used_again(clock: Clock) -> None:
    """To repeat what one saw."""
    drawn = Sandbox(clock=clock, limit=None)
    again = Sandbox(clock=clock, limit=None, seed=drawn.seed)
    assert everything(Caller(drawn)) == everything(Caller(again))


def test_prices_move_and_trades_happen_as_time_passes(trader: Caller, clock: Clock) -> None:
    """With a two-sided book at every moment."""
    newest = trader.get("/trading-pairs/BTC-KRW/trades?limit=1").json[0]["id"]
    prices = set()
    for _ in range(100):
        clock.step(5)
        prices.add(trader.get("/trading-pairs/BTC-KRW/ticker").json["ask"])
        assert sound(trader.sandbox)
    assert len(prices) > 10
    assert len(trader.get(f"/trading-pairs/BTC-KRW/trades?latestmin={newest}").json) > 10


def test_after_a_long_silence_the_market_catches_up_quickly(trader: Caller, clock: Clock) -> None:
    """Trades are spread over the gap, and the book is sound."""
    clock.step(30 * 86_400)
    rows = trader.get("/trading-pairs/BTC-KRW/trades?after=1521000000000").json
    assert len(rows) > 5
    assert sound(trader.sandbox)
    assert rows[-1]["time"] < "2018-04-05"


@pytest.mark.parametrize("side", ["buy", "sell"])
@pytest.mark.parametrize("price", ["0.00000001", "1", "10190000", "99000000", "9999999999"])
def test_no_order_empties_or_crosses_the_book(
    trader: Caller, clock: Clock, side: str, price: str
) -> None:
    """However large and however far away; and it keeps so afterwards."""
    trader.key.deposit("KRW", HUGE)
    trader.key.deposit("BTC", HUGE)
    largest = min(9_990_000_000 / Decimal(price), Decimal(50_000))
    answer = trader.place(side=side, price=price, amount=str(largest.quantize(Decimal("1e-4"))))
    assert answer.status == 200
    assert sound(trader.sandbox)
    for _ in range(20):
        clock.step(10)
        trader.get("/assets")
        assert sound(trader.sandbox)


@pytest.mark.parametrize("side", ["buy", "sell"])
def test_buying_or_selling_everything_leaves_a_book(trader: Caller, side: str) -> None:
    """Market orders through the whole depth, again and again."""
    trader.key.deposit("KRW", HUGE)
    trader.key.deposit("BTC", HUGE)
    for _ in range(5):
        trader.place(type="market", side=side, price=None, amount="900000")
        assert sound(trader.sandbox)


def test_an_order_at_the_ask_fills_at_once(trader: Caller) -> None:
    """At the price that was shown."""
    ask = trader.get("/trading-pairs/BTC-KRW/book?level=1").json["ask"][0]
    order = trader.place(price=str(ask[1]), amount="0.001").json["id"]
    assert trader.get(f"/orders/{order}").json["status"] == "completed"
    assert trader.get("/trades").json[0]["price"] == ask[1]


@pytest.mark.parametrize("side", ["buy", "sell"])
def test_an_order_near_the_touch_is_filled_in_time(trader: Caller, clock: Clock, side: str) -> None:
    """Noise and the wandering price come to it."""
    book = trader.get("/trading-pairs/BTC-KRW/book?level=1").json
    price = book["bid" if side == "buy" else "ask"][0][1]
    order = trader.place(side=side, price=str(price), amount="0.01").json["id"]
    for _ in range(600):
        clock.step(1)
        if trader.get(f"/orders/{order}").json["status"] == "completed":
            break
    assert trader.get(f"/orders/{order}").json["status"] == "completed"


def test_prices_stay_within_reason(make: Make, clock: Clock) -> None:
    """Between half and twice the opening price, for 6,000 steps of the market."""
    trader = make(pairs=PAIRS[:2])
    for _ in range(25):
        clock.step(3600)
        price = trader.get("/trading-pairs/BTC-KRW/ticker").json["bid"]
        assert 5_000_000 <= price <= 21_000_000


def test_without_a_market_only_users_trade(caller: Caller, clock: Clock) -> None:
    """Whatever time passes."""
    clock.step(3600)
    assert caller.get("/trading-pairs/BTC-KRW/book").json == {"bid": [], "ask": []}
    assert caller.get("/trading-pairs/BTC-KRW/trades?after=1521000000000").json == []
