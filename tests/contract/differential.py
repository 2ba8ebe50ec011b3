"""The model layer: the same orders on the server and on a naive exchange, compared after each.

Two accounts trade with each other alone on a pair where nobody else does, so everything that
happens can be foretold: balances, orders, own trades, the book, public trades and the ticker.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from attrs import frozen

from .bench import Bench, Caller, bench
from .naive import NaiveExchange, NaiveOrder, NaiveTrade, Refused
from .results import LayerResult
from .seen import Seen
from .target import QUIET_PAIRS, Target

__all__ = ["compare"]

_CHECK = "the exchange does what the model does"
_STEPS = 60
_MOST_ROWS = 100


@frozen
class _Ground:
    """A pair to trade on, with prices that meet and amounts that do not come out even."""

    pair: str
    prices: Sequence[str]
    amounts: Sequence[str]
    funds: Mapping[str, str]

    @property
    def base(self) -> str:
        return self.pair.partition("-")[0]

    @property
    def quote(self) -> str:
        return self.pair.partition("-")[2]


_GROUNDS = {
    "ZEC-KRW": _Ground(
        "ZEC-KRW",
        ("990", "995", "1000", "1000.5", "1005", "1010"),
        ("0.001", "0.5", "1", "2.33333333", "7", "0.12345678"),
        {"ZEC": "40", "KRW": "40000"},
    ),
    "BCH-BTC": _Ground(
        "BCH-BTC",
        ("0.11", "0.1123", "0.11231", "0.11232123", "0.12"),
        ("0.0005", "0.3", "1", "2.00000001", "0.98765432"),
        {"BCH": "30", "BTC": "3"},
    ),
}


class _Difference(Exception):  # noqa: N818  it is a finding, not a fault
    def __init__(self, seen: Seen, text: str) -> None:
        super().__init__(text)
        self.seen, self.text = seen, text


def compare(target: Target, document: Mapping[str, Any], *, seed: int) -> LayerResult:
    """Trade on both and write down the first difference on each pair."""
    with bench("model", target, document) as at:
        if target.admin is None:
            at.result.skipped.append("model: needs the administration API (GOPAX_ADMIN_TOKEN)")
            return at.result
        for pair in QUIET_PAIRS:
            before = at.result.calls
            if at.caller().get(f"/trading-pairs/{pair}/book").answer.get("bid"):
                at.result.skipped.append(f"model: somebody else trades {pair} here")
                continue
            with at.reading(f"the model on {pair}"):
                _Twins(at, _GROUNDS[pair], Random(f"{seed} {pair}")).run()
            at.result.parts[pair] = at.result.calls - before
    return at.result


class _Twins:
    """The server and the model, side by side."""

    def __init__(self, at: Bench, ground: _Ground, chance: Random) -> None:
        admin = at.target.admin
        if admin is None:
            raise LookupError("the model needs accounts of its own")
        self._at, self._ground, self._chance = at, ground, chance
        self._callers = [at.caller(admin.open_account(ground.funds)) for _ in range(2)]
        owned = [Decimal(ground.funds[asset]) for asset in (ground.base, ground.quote)]
        self._model = NaiveExchange([owned[0]] * 2, [owned[1]] * 2)
        self._public = at.caller()
        newest = self._public.get(f"/trading-pairs/{ground.pair}/trades?limit=1").answer
        self._newest = newest[0]["id"] if newest else 0
        self._ids: dict[NaiveOrder, str] = {}
        self._done: list[str] = []

    def run(self) -> None:
        """Act and compare until the steps are done or something differs."""
        try:
            for _ in range(_STEPS):
                self._act()
                self._compare()
        except _Difference as found:
            steps = "; ".join(self._done[-4:])
            text = f"{found.text}\nafter {len(self._done)} steps, the last ones: {steps}"
            self._at.find(_CHECK, found.seen, text)

    def _act(self) -> None:
        chance = self._chance.random()
        owner = self._chance.randrange(2)
        if self._ids and chance < 0.2:
            self._cancel(owner, self._chance.choice(list(self._ids)))
        else:
            kind = "market" if chance > 0.85 else "limit"
            self._place(owner, self._chance.choice(("buy", "sell")), kind)

    def _place(self, owner: int, side: str, kind: str) -> None:
        price = Decimal(self._chance.choice(self._ground.prices)) if kind == "limit" else None
        amount = Decimal(self._chance.choice(self._ground.amounts))
        if self._chance.random() < 0.1:
            amount *= 1000  # more than anybody has
        best = self._model.levels("sell")
        if kind == "market" and side == "buy":
            amount *= best[0][0] if best else Decimal(self._ground.prices[-1])
            amount = amount.quantize(Decimal("0.00000001")) + Decimal("0.00000001")
        body = {
            "type": kind,
            "side": side,
            "amount": str(amount),
            "tradingPairName": self._ground.pair,
            **({} if price is None else {"price": str(price)}),
        }
        self._done.append(f"{owner} places {side} {amount} at {price}")
        seen = self._callers[owner].call("POST", "/orders", body)
        try:
            order = self._model.place(owner, side, kind, amount, price)
        except Refused as refused:
            self._refused(seen, refused)
            return
        self._same(seen, "status", seen.status, 200)
        self._ids[order] = seen.answer["id"]

    def _cancel(self, owner: int, order: NaiveOrder) -> None:
        self._done.append(f"{owner} cancels order {order.number} of {order.owner}")
        seen = self._callers[owner].call("DELETE", f"/orders/{self._ids[order]}")
        try:
            self._model.cancel(owner, order)
        except Refused as refused:
            self._refused(seen, refused)
            return
        self._same(seen, "status", seen.status, 200)

    def _refused(self, seen: Seen, refused: Refused) -> None:
        later = {202: {202, 10069}, 201: {201}}[refused.code]
        if seen.status not in {400, 404} or seen.code not in later:
            text = f"expected error {refused.code}, got {seen.status} with code {seen.code}"
            raise _Difference(seen, text)

    def _compare(self) -> None:
        for owner, caller in enumerate(self._callers):
            self._compare_account(owner, caller)
        self._compare_market()

    def _compare_account(self, owner: int, caller: Caller) -> None:
        model, ground = self._model, self._ground
        listed = caller.get("/balances")
        for asset, owned, side in (
            (ground.base, model.base[owner], "sell"),
            (ground.quote, model.quote[owner], "buy"),
        ):
            held = model.held(owner, side)
            single = caller.get(f"/balances/{asset}")
            rows = [row for row in listed.answer if row["asset"] == asset]
            for seen, row in ((listed, rows[0] if rows else None), (single, single.answer)):
                shown = None if row is None else (row["avail"], row["hold"])
                self._same(seen, f"avail and hold of {asset}", shown, (owned - held, held))
        orders = caller.get("/orders")
        listing = {row["id"]: _order(row) for row in orders.answer}
        known = {self._ids[o]: self._expected(o) for o in model.open_orders(owner)}
        self._same(orders, "the open orders", listing, known)
        for order in [o for o in model.orders if o.owner == owner][-3:]:
            detail = caller.get(f"/orders/{self._ids[order]}")
            row = detail.answer
            self._same(detail, "the order", _order(row), self._expected(order))
            left = (order.status, order.remaining)
            self._same(detail, "status and rest", (row["status"], row["remaining"]), left)
        trades = caller.get("/trades")
        expected = [self._own_trade(*pair) for pair in reversed(model.own_trades(owner))]
        rows = [_own(row) for row in trades.answer]
        self._same_trades(trades, rows, expected[:_MOST_ROWS])

    def _same_trades(self, seen: Seen, shown: list[Any], known: list[Any]) -> None:
        """Newest first; of a trade with oneself, both sides came at once in either order."""
        self._same(seen, "the own trades", sorted(shown), sorted(known))
        prices = [[row[4] for row in rows] for rows in (shown, known)]
        self._same(seen, "the order of the own trades", *prices)

    def _compare_market(self) -> None:
        model, path = self._model, f"/trading-pairs/{self._ground.pair}"
        book = self._public.get(f"{path}/book")
        for name, side in (("bid", "buy"), ("ask", "sell")):
            shown = [(row[1], row[2]) for row in book.answer[name]]
            self._same(book, f"the {name} side", shown, model.levels(side))
        trades = self._public.get(f"{path}/trades?latestmin={self._newest}")
        rows = [(row["price"], row["amount"], row["side"]) for row in trades.answer]
        known = [(trade.price, trade.amount, trade.side) for trade in reversed(model.trades)]
        self._same(trades, "the public trades", rows, known[:_MOST_ROWS])
        ticker = self._public.get(f"{path}/ticker")
        for name, value in self._ticker():
            self._same(ticker, f"{name} of the ticker", ticker.answer[name], value)

    def _ticker(self) -> Iterator[tuple[str, Decimal]]:
        model = self._model
        if model.trades:
            yield "price", model.trades[-1].price
        for name, side in (("bid", "buy"), ("ask", "sell")):
            levels = model.levels(side)
            if levels:
                yield name, levels[0][0]

    def _expected(self, order: NaiveOrder) -> tuple[Any, ...]:
        return order.side, order.kind, order.price, order.amount, self._ground.pair

    def _own_trade(self, trade: NaiveTrade, order: NaiveOrder) -> tuple[Any, ...]:
        fee = trade.fee(order.side)
        number = int(self._ids[order])
        return number, trade.amount, trade.value, fee, trade.price, order.side, self._ground.pair

    def _same(self, seen: Seen, what: str, shown: object, known: object) -> None:
        if shown != known:
            raise _Difference(seen, f"{what}: the server says {shown}, the model {known}")


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["side"], row["type"], row.get("price"), row["amount"], row["tradingPairName"]


def _own(row: Mapping[str, Any]) -> tuple[Any, ...]:
    names = ("orderId", "baseAmount", "quoteAmount", "fee", "price", "side", "tradingPairName")
    return tuple(row[name] for name in names)
