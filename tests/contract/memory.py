"""What several calls say together: rules over a call, its answer and everything seen before.

Calls are looked at in the order in which their answers came.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import Factory, define

from .oracles import Complaint, complaints, readable
from .rulebook import Rulebook
from .seen import Seen

__all__ = ["Memory", "rules"]

_STILL = ("id", "side", "type", "price", "tradingPairName", "createdAt")
"""What never changes about an order."""
_FINAL = frozenset({"completed", "cancelled"})


@define
class Memory:
    """What was seen so far of one server with the keys of one account."""

    pairs: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    orders: dict[str, dict[str, Any]] = Factory(dict)
    """The fields that never change, by order id."""
    amounts: dict[str, Decimal] = Factory(dict)
    remaining: dict[str, Decimal] = Factory(dict)
    finished: dict[str, str] = Factory(dict)
    missed: set[str] = Factory(set)
    """Orders thought open that the last list of orders did not name."""
    trades: dict[tuple[str, Any], Any] = Factory(dict)
    sequences: dict[str, Decimal] = Factory(dict)
    found: list[Complaint] = Factory(list)

    def look(self, seen: Seen) -> list[Complaint]:
        """Everything that is wrong with this call, by itself and after what was seen before."""
        wrong = complaints(seen)
        for name, rule in _book.of(seen.operation):
            wrong += readable(name, seen, rule(self, seen))
        self.found += wrong
        return wrong

    def know(self, row: Mapping[str, Any]) -> Iterator[str]:
        """Compare an order with what is known of it."""
        known = self.orders.setdefault(row["id"], {name: row.get(name) for name in _STILL})
        for name in _STILL:
            if row.get(name) != known[name]:
                yield f"{name} of order {row['id']} was {known[name]}, is {row.get(name)}"

    def finish(self, order_id: str, status: str) -> Iterator[str]:
        """An order came to its end, which it can do once."""
        known = self.finished.setdefault(order_id, status)
        if known != status:
            yield f"order {order_id} was {known}, is {status}"


_book: Rulebook[Callable[[Memory, Seen], Iterator[str]]] = Rulebook()
_rule, rules = _book.rule, _book.names


@_rule("placeOrder")
def _every_order_gets_an_id_of_its_own(memory: Memory, seen: Seen) -> Iterator[str]:
    if not seen.succeeded:
        return
    if seen.answer["id"] in memory.orders:
        yield f"id {seen.answer['id']} was given to an earlier order"
    yield from memory.know(seen.answer)
    memory.amounts[seen.answer["id"]] = seen.answer["amount"]


@_rule("getOrder")
def _an_order_stays_what_it_is(memory: Memory, seen: Seen) -> Iterator[str]:
    if not seen.succeeded:
        return
    row, order_id = seen.answer, seen.answer["id"]
    yield from memory.know(row)
    if row["amount"] != memory.amounts.setdefault(order_id, row["amount"]):
        yield f"amount of order {order_id} was {memory.amounts[order_id]}, is {row['amount']}"
    before = memory.remaining.get(order_id, row["amount"])
    if row["remaining"] > before:
        yield f"remaining of order {order_id} grew from {before} to {row['remaining']}"
    memory.remaining[order_id] = row["remaining"]
    if row["status"] in _FINAL:
        yield from memory.finish(order_id, row["status"])
    elif order_id in memory.finished:
        yield f"order {order_id} was {memory.finished[order_id]}, is {row['status']}"
    elif order_id in memory.missed:
        yield f"order {order_id} is open but was left out of the list of orders"


@_rule("getOrder")
def _a_placed_order_can_be_read(memory: Memory, seen: Seen) -> Iterator[str]:
    order_id = seen.values["orderId"]
    if seen.status == 404 and order_id in memory.orders and order_id not in memory.finished:
        yield f"order {order_id} was placed and is not there"


@_rule("cancelOrder")
def _a_cancelled_order_is_over(memory: Memory, seen: Seen) -> Iterator[str]:
    order_id = seen.values["orderId"]
    if seen.status != 200:
        return
    if order_id in memory.finished:
        yield f"order {order_id} was {memory.finished[order_id]} and could be cancelled again"
    memory.finished[order_id] = "cancelled"


@_rule("listOrders")
def _the_list_of_orders_is_the_open_ones(memory: Memory, seen: Seen) -> Iterator[str]:
    if not seen.succeeded:
        return
    for row in seen.answer:
        yield from memory.know(row)
        if row["id"] in memory.finished:
            yield f"order {row['id']} is listed although it was {memory.finished[row['id']]}"
        amount = memory.amounts.get(row["id"], row["amount"])
        if not 0 < row["amount"] <= amount:
            yield f"order {row['id']} over {amount} is listed with {row['amount']}"
    if not seen.query:
        listed = {row["id"] for row in seen.answer}
        memory.missed = set(memory.orders) - listed - set(memory.finished)


@_rule("listTrades", "listMyTrades")
def _a_trade_never_changes(memory: Memory, seen: Seen) -> Iterator[str]:
    if not seen.succeeded:
        return
    for row in seen.answer:
        whose = seen.values.get("tradingPair", "own")
        if memory.trades.setdefault((whose, row["id"]), row) != row:
            yield f"trade {row['id']} was {memory.trades[whose, row['id']]}, is {row}"


@_rule("listMyTrades")
def _a_trade_belongs_to_its_order(memory: Memory, seen: Seen) -> Iterator[str]:
    if not seen.succeeded:
        return
    for row in seen.answer:
        order = memory.orders.get(str(row["orderId"]))
        if order is None:
            continue
        if (row["side"], row["tradingPairName"]) != (order["side"], order["tradingPairName"]):
            yield f"trade {row['id']} is another side or pair than its order {row['orderId']}"
        price = order["price"]
        if price and (row["price"] > price if row["side"] == "buy" else row["price"] < price):
            yield f"trade {row['id']} at {row['price']} is worse than the limit {price}"


@_rule("getOrderBook")
def _the_book_moves_forward(memory: Memory, seen: Seen) -> Iterator[str]:
    if seen.succeeded and "sequence" in seen.answer:
        pair, now = seen.values["tradingPair"], seen.answer["sequence"]
        before = memory.sequences.get(pair, now)
        if now < before:
            yield f"sequence of {pair} went back from {before} to {now}"
        memory.sequences[pair] = now


@_rule("listTradingPairs", "listStats")
def _the_same_pairs_are_listed_everywhere(memory: Memory, seen: Seen) -> Iterator[str]:
    if not seen.succeeded:
        return
    pairs = frozenset(row["name"] for row in seen.answer)
    if memory.pairs and pairs != memory.pairs:
        yield f"these pairs are listed in one place alone: {sorted(pairs ^ memory.pairs)}"
    memory.pairs = memory.pairs or pairs


@_rule("listAssets", "listTradingPairs", "listBalances")
def _assets_in_use_are_listed(memory: Memory, seen: Seen) -> Iterator[str]:
    if not seen.succeeded:
        return
    if seen.operation == "listAssets":
        memory.assets = frozenset(row["id"] for row in seen.answer)
    if seen.operation == "listAssets" or not memory.assets:
        return
    names = ("asset",) if seen.operation == "listBalances" else ("baseAsset", "quoteAsset")
    used = {row[name] for row in seen.answer for name in names}
    if used - memory.assets:
        yield f"not among the assets: {sorted(used - memory.assets)}"


@_rule("getTicker", "getOrderBook", "listTrades", "getStats", "listCandles")
def _listed_pairs_and_no_others_are_found(memory: Memory, seen: Seen) -> Iterator[str]:
    pair = seen.values["tradingPair"]
    if memory.pairs and seen.status == 404 and pair in memory.pairs:
        yield f"{pair} is listed and was not found"
    if memory.pairs and seen.status == 200 and pair not in memory.pairs:
        yield f"{pair} is not listed and was found"


@_rule("getBalance")
def _listed_assets_and_no_others_are_found(memory: Memory, seen: Seen) -> Iterator[str]:
    asset = seen.values["assetName"]
    if memory.assets and seen.status == 404 and asset in memory.assets:
        yield f"{asset} is listed and was not found"
    if memory.assets and seen.status == 200 and asset not in memory.assets:
        yield f"{asset} is not listed and was found"
