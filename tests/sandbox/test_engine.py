"""The matching engine alone: price, time, partial fills, refunds and fees."""

from decimal import Decimal

import pytest

from gopax_ext.sandbox.chance import Chance
from gopax_ext.sandbox.engine import Engine, NotEnoughError, Order, Owner, Venue
from gopax_ext.sandbox.engine.numbers import plain


class Desk:
    """One pair and two people with money."""

    def __init__(self, keep: int = 100) -> None:
        self.engine = Engine(maker_fee=Decimal("0.0004"), taker_fee=Decimal("0.0004"), keep=keep)
        self.venue = Venue(
            "BTC-KRW", "BTC", "KRW", Decimal("0.0001"), Decimal(500), Decimal(10**10)
        )
        self.engine.venues["BTC-KRW"] = self.venue
        self.ann, self.bob = (self.engine.ledger.open(name) for name in ("ann", "bob"))
        for owner in (self.ann, self.bob):
            self.engine.ledger.deposit(owner, "KRW", Decimal(1_000_000))
            self.engine.ledger.deposit(owner, "BTC", Decimal(10))

    def limit(self, owner: Owner, side: str, amount: str, price: str) -> Order:
        return self._place(owner, side, "limit", amount, Decimal(price))

    def market(self, owner: Owner, side: str, amount: str) -> Order:
        return self._place(owner, side, "market", amount, None)

    def _place(
        self, owner: Owner, side: str, kind: str, amount: str, price: Decimal | None
    ) -> Order:
        return self.engine.place(
            owner, self.venue, side=side, kind=kind, amount=Decimal(amount), price=price, now_ms=1
        )

    def has(self, owner: Owner, asset: str) -> tuple[str, str]:
        wallet = owner.wallet(asset)
        return plain(wallet.avail), plain(wallet.hold)

    def check(self, people: list[Owner]) -> None:
        """Nothing made or lost, and every hold is that of an open order."""
        ledger, book = self.engine.ledger, self.venue.book
        for asset in ("KRW", "BTC"):
            assert ledger.total(asset) == ledger.issued[asset]
        for person in people:
            for side, asset in (("buy", "KRW"), ("sell", "BTC")):
                held = sum(order.held for order in person.open.values() if order.side == side)
                assert person.wallet(asset).hold == held
        prices = [level.price for level in book.bids], [level.price for level in book.asks]
        assert prices == (sorted(prices[0], reverse=True), sorted(prices[1]))
        assert not (prices[0] and prices[1]) or prices[0][0] < prices[1][0]

    def prices(self) -> list[str]:
        return [plain(trade.price) for trade in self.venue.tape.trades]


@pytest.fixture
def desk() -> Desk:
    """Two people with a million KRW and ten BTC each."""
    return Desk()


def test_a_resting_order_holds_exactly_what_it_may_cost(desk: Desk) -> None:
    """Price times amount for a buy, the amount for a sell."""
    desk.limit(desk.ann, "buy", "0.3", "1000.1")
    desk.limit(desk.bob, "sell", "0.7", "2000")
    assert desk.has(desk.ann, "KRW") == ("999699.97", "300.03")
    assert desk.has(desk.bob, "BTC") == ("9.3", "0.7")


def test_the_better_price_trades_first(desk: Desk) -> None:
    """Whatever the order of arrival."""
    for price in ("1030", "1010", "1020"):
        desk.limit(desk.ann, "sell", "1", price)
    desk.limit(desk.bob, "buy", "3", "1030")
    assert desk.prices() == ["1010", "1020", "1030"]


def test_at_one_price_the_earlier_order_trades_first(desk: Desk) -> None:
    """Time priority within a level."""
    first = desk.limit(desk.ann, "sell", "1", "1000")
    second = desk.limit(desk.ann, "sell", "1", "1000")
    desk.limit(desk.bob, "buy", "1.5", "1000")
    assert (first.status, second.status) == ("completed", "updated")
    assert second.remaining == Decimal("0.5")


def test_a_better_price_than_the_limit_is_given_back(desk: Desk) -> None:
    """The trade happens at the resting price and the rest of the hold is freed."""
    desk.limit(desk.ann, "sell", "1", "1000")
    desk.limit(desk.bob, "buy", "1", "1500")
    assert desk.has(desk.bob, "KRW") == ("999000", "0")


def test_the_buyer_pays_its_fee_in_base_and_the_seller_in_quote(desk: Desk) -> None:
    """0.04 % of what each receives."""
    desk.limit(desk.ann, "sell", "1", "1000")
    desk.limit(desk.bob, "buy", "1", "1000")
    assert desk.has(desk.bob, "BTC") == ("10.9996", "0")
    assert desk.has(desk.ann, "KRW") == ("1000999.6", "0")
    assert desk.has(desk.engine.ledger.fees, "BTC") == ("0.0004", "0")
    assert desk.has(desk.engine.ledger.fees, "KRW") == ("0.4", "0")


def test_fees_are_cut_to_eight_decimals_in_favour_of_the_trader(desk: Desk) -> None:
    """Nobody owns a fraction of the smallest unit."""
    desk.limit(desk.ann, "sell", "0.00012345", "1000")
    desk.limit(desk.bob, "buy", "0.00012345", "1000")
    assert [plain(fill.fee) for fill in desk.bob.fills] == ["0.00000004"]


def test_a_partly_filled_order_can_be_cancelled_for_the_rest(desk: Desk) -> None:
    """What was traded stays traded and the hold comes back."""
    order = desk.limit(desk.ann, "buy", "2", "1000")
    desk.limit(desk.bob, "sell", "0.5", "1000")
    assert order.status == "updated"
    desk.engine.cancel(order, 2)
    assert (order.status, order.remaining) == ("cancelled", Decimal("1.5"))
    assert desk.has(desk.ann, "KRW") == ("999500", "0")
    assert len(desk.venue.book.bids) == 0


def test_a_market_buy_spends_its_amount_of_quote(desk: Desk) -> None:
    """It walks up the asks, and less than one unit's price comes back."""
    desk.limit(desk.ann, "sell", "1", "1000")
    desk.limit(desk.ann, "sell", "1", "3000")
    order = desk.market(desk.bob, "buy", "2000")
    assert order.status == "completed"
    assert desk.prices() == ["1000", "3000"]
    assert [plain(fill.trade.amount) for fill in desk.bob.fills] == ["1", "0.33333333"]
    assert desk.has(desk.bob, "KRW") == ("998000.00001", "0")


def test_a_market_sell_sells_its_amount_of_base(desk: Desk) -> None:
    """At the best bids there are."""
    desk.limit(desk.ann, "buy", "1", "1000")
    order = desk.market(desk.bob, "sell", "1")
    assert order.status == "completed"
    assert desk.has(desk.bob, "BTC") == ("9", "0")


def test_a_market_order_never_rests(desk: Desk) -> None:
    """What the book cannot give is given up and the hold returned."""
    desk.limit(desk.ann, "sell", "1", "1000")
    order = desk.market(desk.bob, "buy", "5000")
    assert (order.status, order.remaining) == ("cancelled", Decimal(4000))
    assert desk.has(desk.bob, "KRW") == ("999000", "0")


def test_an_order_beyond_the_balance_changes_nothing(desk: Desk) -> None:
    """It is refused before anything is held."""
    with pytest.raises(NotEnoughError) as caught:
        desk.limit(desk.ann, "buy", "1001", "1000")
    assert (caught.value.asset, caught.value.needed) == ("KRW", Decimal(1_001_000))
    assert desk.has(desk.ann, "KRW") == ("1000000", "0")
    assert not desk.ann.orders


def test_a_finished_order_cannot_be_cancelled(desk: Desk) -> None:
    """The engine says so instead of paying the hold out twice."""
    order = desk.limit(desk.ann, "buy", "1", "1000")
    desk.engine.cancel(order, 2)
    with pytest.raises(ValueError, match="is cancelled"):
        desk.engine.cancel(order, 3)


def test_one_may_trade_with_oneself(desk: Desk) -> None:
    """Two fills, each with an id of its own, and both fees."""
    desk.limit(desk.ann, "sell", "1", "1000")
    desk.limit(desk.ann, "buy", "1", "1000")
    assert [(fill.id, fill.order.side) for fill in desk.ann.fills] == [(1, "buy"), (2, "sell")]
    assert desk.has(desk.ann, "BTC") == ("9.9996", "0")


def test_memory_is_bounded_by_forgetting_the_oldest() -> None:
    """Finished orders and fills go; open orders stay."""
    desk = Desk(keep=10)
    resting = desk.limit(desk.ann, "buy", "0.1", "1")
    for _ in range(50):
        desk.limit(desk.ann, "sell", "0.1", "1000")
        desk.limit(desk.ann, "buy", "0.1", "1000")
    assert len(desk.ann.orders) <= 11
    assert len(desk.ann.fills) <= 11
    assert resting.id in desk.ann.orders


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1E-8", "0.00000001"),
        ("1E+3", "1000"),
        ("0.10", "0.1"),
        ("100", "100"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("123456789012345678901234.12345678", "123456789012345678901234.12345678"),
    ],
)
def test_numbers_are_printed_digit_by_digit(number: str, text: str) -> None:
    """Without exponent, trailing zeros or a minus before zero."""
    assert plain(Decimal(number)) == text


@pytest.mark.slow
def test_a_hundred_thousand_operations_lose_nothing() -> None:
    """Every asset is conserved exactly, holds are those of open orders, the book is in order."""
    desk, chance = Desk(), Chance(7, "many")
    people = [desk.ann, desk.bob, desk.engine.ledger.open("cat")]
    for person in people:
        desk.engine.ledger.deposit(person, "KRW", Decimal(10**9))
        desk.engine.ledger.deposit(person, "BTC", Decimal(10**6))
    for number in range(100_000):
        person = people[chance.below(3)]
        amount = Decimal(chance.between(1, 10**9)).scaleb(-8)
        if chance.happens(250) and person.open:
            desk.engine.cancel(next(iter(person.open.values())), number)
        elif chance.happens(100):
            desk.market(person, "buy" if chance.happens(500) else "sell", str(amount))
        else:
            price = str(1000 + chance.between(-50, 50))
            desk.limit(person, "buy" if chance.happens(500) else "sell", str(amount), price)
        if number % 5_000 == 0:
            desk.check(people)
    desk.check(people)
