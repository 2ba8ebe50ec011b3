"""The engine against a naive model, through whatever sequence of orders chance thinks of."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from gopax_ext.sandbox.engine import Engine, NotEnoughError, Order, Venue

FEE = Decimal("0.0004")
AMOUNTS = st.integers(1, 400).map(lambda n: Decimal(n) * Decimal("0.0173"))
PRICES = st.integers(90, 110).map(lambda n: Decimal(n) * Decimal("0.5"))
PEOPLE = st.integers(0, 2)
SIDES = st.sampled_from(["buy", "sell"])


class Naive:
    """The same exchange written as one sorted list and a lot of adding up."""

    def __init__(self) -> None:
        self.money = [{"A": Decimal(200), "Q": Decimal(9000)} for _ in range(3)]
        self.fees = {"A": Decimal(0), "Q": Decimal(0)}
        self.open: list[dict] = []
        self.trades: list[tuple[Decimal, Decimal, str]] = []
        self.clock = 0

    def avail(self, who: int, asset: str) -> Decimal:
        held = sum(
            (o["price"] * o["left"] if o["side"] == "buy" else o["left"])
            for o in self.open
            if o["who"] == who and (asset == "Q") == (o["side"] == "buy")
        )
        return self.money[who][asset] - held

    def place(self, who: int, side: str, amount: Decimal, price: Decimal) -> bool:
        needed = amount * price if side == "buy" else amount
        if self.avail(who, "Q" if side == "buy" else "A") < needed:
            return False
        sign = 1 if side == "buy" else -1
        while amount:
            crossing = [
                o for o in self.open if o["side"] != side and sign * o["price"] <= sign * price
            ]
            if not crossing:
                break
            best = min(crossing, key=lambda o: (sign * o["price"], o["at"]))
            traded = min(amount, best["left"])
            buyer, seller = (who, best["who"]) if side == "buy" else (best["who"], who)
            self.trade(buyer, seller, traded, best["price"])
            self.trades.append((best["price"], traded, side))
            amount -= traded
            best["left"] -= traded
            self.open = [o for o in self.open if o["left"]]
        if amount:
            self.clock += 1
            self.open.append(
                {"who": who, "side": side, "price": price, "left": amount, "at": self.clock}
            )
        return True

    def trade(self, buyer: int, seller: int, amount: Decimal, price: Decimal) -> None:
        base_fee, quote_fee = (
            (gain * FEE).quantize(Decimal("1e-8"), "ROUND_DOWN")
            for gain in (amount, amount * price)
        )
        self.money[buyer]["Q"] -= amount * price
        self.money[buyer]["A"] += amount - base_fee
        self.money[seller]["A"] -= amount
        self.money[seller]["Q"] += amount * price - quote_fee
        self.fees["A"] += base_fee
        self.fees["Q"] += quote_fee


class Trading(RuleBasedStateMachine):
    """Three people with money trade one pair."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = Engine(maker_fee=FEE, taker_fee=FEE)
        self.venue = Venue("A-Q", "A", "Q", Decimal(0), Decimal(1), Decimal(10**10))
        self.people = [self.engine.ledger.open(f"p{n}") for n in range(3)]
        for person in self.people:
            self.engine.ledger.deposit(person, "A", Decimal(200))
            self.engine.ledger.deposit(person, "Q", Decimal(9000))

    def place(self, who: int, side: str, amount: Decimal, price: Decimal | None) -> Order | None:
        """A limit order, or a market order without a price; None when it cannot be paid."""
        try:
            return self.engine.place(
                self.people[who],
                self.venue,
                side=side,
                kind="limit" if price else "market",
                amount=amount,
                price=price,
                now_ms=0,
            )
        except NotEnoughError:
            return None

    @invariant()
    def nothing_is_made_or_lost(self) -> None:
        for asset in "AQ":
            assert self.engine.ledger.total(asset) == self.engine.ledger.issued[asset]

    @invariant()
    def holds_equal_open_orders(self) -> None:
        for person in self.people:
            for side, asset in (("buy", "Q"), ("sell", "A")):
                held = sum(o.held for o in person.open.values() if o.side == side)
                assert person.wallet(asset).hold == held
                assert person.wallet(asset).avail >= 0

    @invariant()
    def the_book_is_never_crossed(self) -> None:
        book = self.venue.book
        if book.bids.best and book.asks.best:
            assert book.bids.best.price < book.asks.best.price

    @invariant()
    def a_level_is_the_sum_of_its_orders(self) -> None:
        for levels in (self.venue.book.bids, self.venue.book.asks):
            for level in levels:
                assert level.amount == sum(o.remaining for o in level.orders.values()) > 0


class AgainstTheModel(Trading):
    """After every step both exchanges agree to the last digit."""

    def __init__(self) -> None:
        super().__init__()
        self.naive = Naive()

    @rule(who=PEOPLE, side=SIDES, amount=AMOUNTS, price=PRICES)
    def limit_order(self, who: int, side: str, amount: Decimal, price: Decimal) -> None:
        order = self.place(who, side, amount, price)
        assert self.naive.place(who, side, amount, price) == (order is not None)

    @rule(who=PEOPLE, index=st.integers(0, 50))
    def cancel(self, who: int, index: int) -> None:
        mine = list(self.people[who].open.values())
        if mine:
            place = index % len(mine)
            theirs = [o for o in self.naive.open if o["who"] == who]
            self.naive.open.remove(theirs[place])
            self.engine.cancel(mine[place], 0)

    @invariant()
    def everybody_owns_what_the_model_says(self) -> None:
        for who, person in enumerate(self.people):
            for asset in "AQ":
                wallet = person.wallet(asset)
                assert wallet.avail == self.naive.avail(who, asset)
                assert wallet.avail + wallet.hold == self.naive.money[who][asset]
        assert {a: self.engine.ledger.fees.wallet(a).avail for a in "AQ"} == self.naive.fees

    @invariant()
    def the_queues_are_the_model_s(self) -> None:
        for side, sign, levels in (
            ("buy", -1, self.venue.book.bids),
            ("sell", 1, self.venue.book.asks),
        ):
            mine = [(o.price, o.remaining) for level in levels for o in level.orders.values()]
            theirs = sorted(
                (sign * o["price"], o["at"], o["left"])
                for o in self.naive.open
                if o["side"] == side
            )
            assert mine == [(sign * price, left) for price, _, left in theirs]

    @invariant()
    def the_tape_is_the_model_s(self) -> None:
        tape = [(t.price, t.amount, t.side) for t in self.venue.tape.trades]
        assert tape == self.naive.trades


class WithMarketOrders(Trading):
    """Market orders, of which the naive model knows nothing, keep every sum too."""

    @rule(who=PEOPLE, side=SIDES, amount=AMOUNTS, price=PRICES)
    def limit_order(self, who: int, side: str, amount: Decimal, price: Decimal) -> None:
        self.place(who, side, amount, price)

    @rule(who=PEOPLE, side=SIDES, amount=AMOUNTS)
    def market_order(self, who: int, side: str, amount: Decimal) -> None:
        order = self.place(who, side, amount, None)
        assert order is None or not order.is_open

    @rule(who=PEOPLE, index=st.integers(0, 50))
    def cancel(self, who: int, index: int) -> None:
        mine = list(self.people[who].open.values())
        if mine:
            self.engine.cancel(mine[index % len(mine)], 0)


TestAgainstTheModel = AgainstTheModel.TestCase
TestWithMarketOrders = WithMarketOrders.TestCase
