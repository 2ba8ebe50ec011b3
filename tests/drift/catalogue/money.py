"""Money: balances, holds, fees and refunds that are off, by a little or by a lot."""

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Context, Decimal, localcontext
from struct import pack, unpack
from typing import Any

import pytest

from gopax_ext.sandbox.answers import Answers
from gopax_ext.sandbox.engine import Engine, Order, Wallet, matching
from gopax_ext.sandbox.engine.numbers import EXACT
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import operation_of

__all__ = ["group"]

group = Group("money")
_BALANCES = ("listBalances", "getBalance")
_UNIT = Decimal("1e-8")
_CENT = Decimal("0.01")
_LOOSE = Context(prec=100)
"""Unlike the exchange's own context it lets numbers be rounded."""


@group.rows(*_BALANCES, layers="plan probes model")
def avail_includes_hold(row: Any) -> Any:
    """What is held is shown as available too."""
    return {**row, "avail": row["avail"] + row["hold"]}


@group.rows(*_BALANCES, layers="plan probes model")
def hold_not_shown(row: Any) -> Any:
    """What is held is not shown."""
    return {**row, "hold": 0}


@group.rows("listBalances", layers="probes")
def pending_shown_as_hold(row: Any) -> Any:
    """What is on its way out is shown as held."""
    return {**row, "hold": row["hold"] + row["pendingWithdrawal"], "pendingWithdrawal": 0}


@group.rows(*_BALANCES, layers="probes")
def pending_shown_as_available(row: Any) -> Any:
    """What is on its way out is shown as available."""
    return {**row, "avail": row["avail"] + row["pendingWithdrawal"], "pendingWithdrawal": 0}


@group.tell(layers="plan probes model")
def single_balance_stale(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """A single balance is always the one first shown."""
    if operation_of(asked) != "getBalance" or answer.status != 200:
        return answer
    notes.first = getattr(notes, "first", {})
    key = asked.header("API-KEY"), asked.path
    return answer.saying(notes.first.setdefault(key, answer.body))


@group.rows(*_BALANCES, layers="probes model")
def available_off_by_a_unit(row: Any) -> Any:
    """The available amount is short of its last decimal."""
    return {**row, "avail": row["avail"] - _UNIT if row["avail"] else 0}


@group.rows(*_BALANCES, layers="plan probes model")
def available_through_a_float(row: Any) -> Any:
    """The available amount passes through a 32 bit float."""
    return {**row, "avail": Decimal(repr(unpack("f", pack("f", row["avail"]))[0]))}


@group.rows(*_BALANCES, layers="probes model")
def available_in_two_decimals(row: Any) -> Any:
    """The available amount is rounded to two decimals."""
    return {**row, "avail": Decimal(row["avail"]).quantize(_CENT, ROUND_HALF_EVEN)}


def _placing(patch: pytest.MonkeyPatch, after: Callable[[Any, Order, Wallet], None]) -> None:
    """Do something to the wallet that pays, after an order of a user was placed."""
    right = Engine.place

    def place(self: Any, owner: Any, venue: Any, **order: Any) -> Order:
        placed = right(self, owner, venue, **order)
        if owner.keeps_records:
            wallet = owner.wallet(venue.quote if placed.side == "buy" else venue.base)
            with localcontext(EXACT):
                after(self, placed, wallet)
        return placed

    patch.setattr(Engine, "place", place)


@group.patch(layers="plan probes model")
def hold_not_taken(patch: pytest.MonkeyPatch) -> None:
    """An open order holds nothing."""

    def free(_: Any, order: Order, wallet: Wallet) -> None:
        wallet.avail += order.held

    _placing(patch, free)


@group.patch(layers="plan probes model")
def hold_includes_fee(patch: pytest.MonkeyPatch) -> None:
    """An open order holds its fee too."""

    def more(engine: Any, order: Order, wallet: Wallet) -> None:
        fee = order.held * engine.maker_fee
        if order.is_open and fee <= wallet.avail:
            wallet.avail -= fee
            wallet.hold += fee

    _placing(patch, more)


@group.patch(layers="plan probes model")
def hold_not_released(patch: pytest.MonkeyPatch) -> None:
    """A cancelled order keeps its hold."""
    right = Engine._finish

    def finish(self: Any, order: Order, status: Any, now_ms: int) -> None:
        wallet = order.owner.wallet(order.venue.quote if order.side == "buy" else order.venue.base)
        kept = order.held if status == "cancelled" and order.owner.keeps_records else 0
        right(self, order, status, now_ms)
        wallet.hold += kept
        wallet.avail -= kept

    patch.setattr(Engine, "_finish", finish)


@group.patch(layers="probes model")
def cancel_gives_all_back(patch: pytest.MonkeyPatch) -> None:
    """A cancel gives back what the whole order held, traded or not."""
    right = Engine.cancel

    def cancel(self: Any, order: Order, now_ms: int) -> None:
        with localcontext(EXACT):
            traded = order.amount - order.remaining
            paid = traded * order.price if order.side == "buy" and order.price else traded
            asset = order.venue.quote if order.side == "buy" else order.venue.base
            order.owner.wallet(asset).avail += paid
        right(self, order, now_ms)

    patch.setattr(Engine, "cancel", cancel)


@group.patch(layers="probes model")
def nobody_checks_balances(patch: pytest.MonkeyPatch) -> None:
    """An order that cannot be paid is taken."""
    right = Engine.place

    def place(self: Any, owner: Any, venue: Any, **order: Any) -> Order:
        buys = order["side"] == "buy"
        wallet = owner.wallet(venue.quote if buys else venue.base)
        with localcontext(EXACT):
            price = order["price"] if buys and order["price"] is not None else 1
            needed = order["amount"] * price
            wallet.avail += needed  # lent for a moment
            try:
                return right(self, owner, venue, **order)
            finally:
                wallet.avail -= needed

    patch.setattr(Engine, "place", place)


@group.patch(layers="probes")
def hold_can_be_spent(patch: pytest.MonkeyPatch) -> None:
    """What is held pays for another order."""
    right = Engine.place

    def place(self: Any, owner: Any, venue: Any, **order: Any) -> Order:
        wallet = owner.wallet(venue.quote if order["side"] == "buy" else venue.base)
        with localcontext(EXACT):
            lent = wallet.hold
            wallet.avail += lent
            try:
                return right(self, owner, venue, **order)
            finally:
                wallet.avail -= lent

    patch.setattr(Engine, "place", place)


group.switch("no_fees", "No fee is taken.", "model", maker_fee=0, taker_fee=0)
group.switch("maker_free", "The order that rested pays no fee.", "model", maker_fee=0)
group.switch("taker_free", "The order that came in pays no fee.", "model", taker_fee=0)
group.switch(
    "double_fee", "Fees are twice as high.", "model", maker_fee="0.0008", taker_fee="0.0008"
)


@group.patch(layers="model")
def fee_rounded_up(patch: pytest.MonkeyPatch) -> None:
    """Fees are rounded up to the next unit."""
    patch.setattr(matching, "floor8", lambda fee: fee.quantize(_UNIT, ROUND_UP, _LOOSE))


@group.patch(layers="model")
def fee_in_two_decimals(patch: pytest.MonkeyPatch) -> None:
    """Fees are cut to two decimals."""
    patch.setattr(matching, "floor8", lambda fee: fee.quantize(_CENT, ROUND_DOWN, _LOOSE))


def _settling(patch: pytest.MonkeyPatch, after: Callable[[Any, Any, Order, Order], None]) -> None:
    """Do something to the wallets after each trade."""
    right = Engine._settle

    def settle(self: Any, trade: Any, buy: Order, sell: Order, *rates: Decimal) -> None:
        better = 0 if buy.price is None else (buy.price - trade.price) * trade.amount
        right(self, trade, buy, sell, *rates)
        after((trade, better, rates), self.ledger, buy, sell)

    patch.setattr(Engine, "_settle", settle)


@group.patch(layers="model")
def fee_in_the_other_asset(patch: pytest.MonkeyPatch) -> None:
    """The fee of a purchase is taken in the quote asset."""

    def move(done: Any, _: Any, buy: Order, __: Order) -> None:
        trade, _better, rates = done
        fee = matching.floor8(trade.amount * rates[0])
        buy.owner.wallet(buy.venue.base).avail += fee
        buy.owner.wallet(buy.venue.quote).avail -= matching.floor8(fee * trade.price)

    _settling(patch, move)


@group.patch(layers="model")
def refund_lost(patch: pytest.MonkeyPatch) -> None:
    """A better price than the limit is not given back."""

    def keep(done: Any, books: Any, buy: Order, _: Order) -> None:
        buy.owner.wallet(buy.venue.quote).avail -= done[1]
        books.fees.wallet(buy.venue.quote).avail += done[1]

    _settling(patch, keep)


@group.patch(layers="model")
def sale_paid_without_decimals(patch: pytest.MonkeyPatch) -> None:
    """A sale is paid in whole units of the quote asset."""

    def less(done: Any, _: Any, __: Order, sell: Order) -> None:
        trade = done[0]
        if sell.venue.quote == "KRW":
            sell.owner.wallet("KRW").avail -= (trade.price * trade.amount) % 1

    _settling(patch, less)


@group.patch(layers="model")
def fee_shown_only(patch: pytest.MonkeyPatch) -> None:
    """The fee is shown and not taken."""

    def back(done: Any, _: Any, buy: Order, sell: Order) -> None:
        trade, _better, rates = done
        buy.owner.wallet(buy.venue.base).avail += matching.floor8(trade.amount * rates[0])
        cost = trade.price * trade.amount
        sell.owner.wallet(sell.venue.quote).avail += matching.floor8(cost * rates[1])

    _settling(patch, back)


@group.rows("listMyTrades", layers="probes model")
def fee_shown_in_quote(row: Any) -> Any:
    """The fee of a purchase is shown in the quote asset."""
    return {**row, "fee": row["fee"] * row["price"] if row["side"] == "buy" else row["fee"]}


@group.rows("listMyTrades", layers="model")
def fee_not_shown(row: Any) -> Any:
    """Fees of own trades are shown as 0."""
    return {**row, "fee": 0}


@group.rows("listMyTrades", layers="probes model")
def amount_shown_after_fee(row: Any) -> Any:
    """The amount of a purchase is shown without the fee."""
    bought = row["side"] == "buy"
    return {**row, "baseAmount": row["baseAmount"] - row["fee"] if bought else row["baseAmount"]}


@group.rows("listMyTrades", layers="model")
def value_shown_rounded(row: Any) -> Any:
    """The quote amount of own trades is rounded to whole units."""
    return {**row, "quoteAmount": int(row["quoteAmount"])}


@group.patch(layers="model")
def market_purchase_counts_base(patch: pytest.MonkeyPatch) -> None:
    """The amount of a market purchase is taken for base units."""
    patch.setattr(matching, "quotient8", lambda amount, _: amount)


@group.patch(layers="probes model")
def forgets_small_change(patch: pytest.MonkeyPatch) -> None:
    """Amounts of balances are shown without decimals beyond the sixth."""
    right = Answers.balance

    def balance(self: Any, asset: str, wallet: Wallet) -> str:
        short = wallet.avail.quantize(Decimal("1e-6"), ROUND_DOWN, _LOOSE)
        return right(self, asset, Wallet(short, wallet.hold, wallet.pending))

    patch.setattr(Answers, "balance", balance)
