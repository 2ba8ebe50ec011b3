"""The engine against a naive model, through whatever sequence of orders chance thinks of."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from gopax_ext.sandbox.engine import Engine, NotEnoughError, Order, Venue
from tests.contract.naive import FEE, NaiveExchange, NaiveOrder, Refused

PEOPLE = 3
OWNED = {"A": Decimal(200), "Q": Decimal(9000)}
GRAIN = Decimal("0.0173")
TICK = Decimal("0.5")
SIDES = ("buy", "sell")
PAID_WITH = {"A": "sell", "Q": "buy"}
"""The side of the orders that hold an asset."""


class Twins:
    """The engine and the model with the same people, orders and trades."""

    def __init__(self) -> None:
        self.engine = Engine(maker_fee=FEE, taker_fee=FEE)
        self.venue = Venue("A-Q", "A", "Q", Decimal(0), Decimal(1), Decimal(10**10))
        self.people = [self.engine.ledger.open(f"p{n}") for n in range(PEOPLE)]
        for person in self.people:
            for asset, amount in OWNED.items():
                self.engine.ledger.deposit(person, asset, amount)
        self.model = NaiveExchange([OWNED["A"]] * PEOPLE, [OWNED["Q"]] * PEOPLE)
        self.orders: list[tuple[Order, NaiveOrder]] = []

    def place(self, who: int, side: str, amount: Decimal, price: Decimal | None) -> None:
        """Place on both; a market order has no price and leaves nothing open."""
        kind = "limit" if price else "market"
        try:
            theirs = self.model.place(who, side, kind, amount, price)
        except Refused:
            with pytest.raises(NotEnoughError):
                self._place(who, side, kind, amount, price)
            return
        mine = self._place(who, side, kind, amount, price)
        self.orders.append((mine, theirs))
        assert price or not mine.is_open

    def _place(
        self, who: int, side: str, kind: str, amount: Decimal, price: Decimal | None
    ) -> Order:
        place, owner = self.engine.place, self.people[who]
        return place(owner, self.venue, side=side, kind=kind, amount=amount, price=price, now_ms=0)

    def cancel(self, who: int, index: int) -> None:
        """Cancel one of somebody's open orders on both."""
        mine = list(self.people[who].open.values())
        theirs = self.model.open_orders(who)
        assert len(mine) == len(theirs)
        if mine:
            self.engine.cancel(mine[index % len(mine)], 0)
            self.model.cancel(who, theirs[index % len(mine)])

    def nothing_is_made_or_lost(self) -> None:
        """What was issued is all there is."""
        for asset in OWNED:
            assert self.engine.ledger.total(asset) == self.engine.ledger.issued[asset]

    def holds_equal_open_orders(self) -> None:
        """Nobody holds more or less than open orders need, or spends what is not there."""
        for person in self.people:
            for asset, side in PAID_WITH.items():
                held = sum(o.held for o in person.open.values() if o.side == side)
                assert person.wallet(asset).hold == held
                assert person.wallet(asset).avail >= 0

    def the_book_is_never_crossed(self) -> None:
        """The best bid is below the best ask."""
        book = self.venue.book
        if book.bids.best and book.asks.best:
            assert book.bids.best.price < book.asks.best.price

    def a_level_is_the_sum_of_its_orders(self) -> None:
        """And there is no empty one."""
        for levels in (self.venue.book.bids, self.venue.book.asks):
            for level in levels:
                assert level.amount == sum(o.remaining for o in level.orders.values()) > 0

    def everybody_owns_what_the_model_says(self) -> None:
        """To the last digit, the fees too."""
        for asset, owned in (("A", self.model.base), ("Q", self.model.quote)):
            for who, person in enumerate(self.people):
                wallet, held = person.wallet(asset), self.model.held(who, PAID_WITH[asset])
                assert (wallet.avail, wallet.hold) == (owned[who] - held, held)
            fees = PEOPLE * OWNED[asset] - sum(owned)
            assert self.engine.ledger.fees.wallet(asset).avail == fees

    def the_queues_are_the_model_s(self) -> None:
        """Price first, then time."""
        waiting = [o for o in self.model.orders if o.is_open]
        for side, sign, levels in (
            ("buy", -1, self.venue.book.bids),
            ("sell", 1, self.venue.book.asks),
        ):
            mine = [(o.price, o.remaining) for level in levels for o in level.orders.values()]
            theirs = [o for o in waiting if o.side == side]
            theirs.sort(key=lambda o: (sign * (o.price or 0), o.number))
            assert mine == [(o.price, o.remaining) for o in theirs]

    def the_tape_is_the_model_s(self) -> None:
        """The same trades in the same order."""
        mine = [(t.price, t.amount, t.side) for t in self.venue.tape.trades]
        assert mine == [(t.price, t.amount, t.side) for t in self.model.trades]

    def orders_end_as_the_model_s(self) -> None:
        """Status and rest of every order there ever was."""
        for mine, theirs in self.orders:
            assert (mine.status, mine.remaining) == (theirs.status, theirs.remaining)

    def agree(self) -> None:
        """All of the above."""
        self.nothing_is_made_or_lost()
        self.holds_equal_open_orders()
        self.the_book_is_never_crossed()
        self.a_level_is_the_sum_of_its_orders()
        self.everybody_owns_what_the_model_says()
        self.the_queues_are_the_model_s()
        self.the_tape_is_the_model_s()
        self.orders_end_as_the_model_s()


class AgainstTheModel(RuleBasedStateMachine):
    """After every step both exchanges agree to the last digit."""

    steps = 0
    people = st.integers(0, PEOPLE - 1)
    amounts = st.integers(1, 400).map(lambda n: n * GRAIN)
    prices = st.integers(90, 110).map(lambda n: n * TICK)

    def __init__(self) -> None:
        super().__init__()
        self.twins = Twins()
        type(self).steps -= 1  # the invariant is looked at before the first one too

    @rule(who=people, side=st.sampled_from(SIDES), amount=amounts, price=prices)
    def limit_order(self, who: int, side: str, amount: Decimal, price: Decimal) -> None:
        self.twins.place(who, side, amount, price)

    @rule(who=people, side=st.sampled_from(SIDES), amount=amounts)
    def market_order(self, who: int, side: str, amount: Decimal) -> None:
        self.twins.place(who, side, amount, None)

    @rule(who=people, index=st.integers(0, 50))
    def cancel(self, who: int, index: int) -> None:
        self.twins.cancel(who, index)

    @invariant()
    def they_agree(self) -> None:
        type(self).steps += 1
        self.twins.agree()


TestAgainstTheModel = AgainstTheModel.TestCase


@pytest.mark.slow
def test_a_hundred_thousand_steps_agree() -> None:
    """Whatever order of steps hypothesis thinks of."""

    class Counted(AgainstTheModel):
        """Counts its own steps."""

    run_state_machine_as_test(
        Counted,
        settings=settings(
            max_examples=2_000,
            stateful_step_count=60,
            deadline=None,
            derandomize=True,  # the same steps in every run
            suppress_health_check=list(HealthCheck),  # a busy machine is no reason to fail
        ),
    )
    assert Counted.steps >= 100_000


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(8))
def test_a_million_operations_agree(seed: int) -> None:
    """In eight parts of 125,000, each on 500 exchanges that get fuller than steps make them."""
    chance = Random(seed)
    for _ in range(500):
        twins = Twins()
        for _ in range(250):
            who, dice = chance.randrange(PEOPLE), chance.random()
            if dice < 0.25:
                twins.cancel(who, chance.randrange(50))
            else:
                price = chance.randint(90, 110) * TICK if dice < 0.9 else None
                twins.place(who, chance.choice(SIDES), chance.randint(1, 400) * GRAIN, price)
            twins.agree()
