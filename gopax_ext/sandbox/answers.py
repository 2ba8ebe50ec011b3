"""The shapes of the answers, as JSON text: field by field in the reference's order.

Numbers are printed from their `Decimal`, digit by digit; nothing passes through a float.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from .candles import Candle, DayStats
from .clock import iso
from .config import Config
from .engine import Fill, Level, Order, Trade, Venue, Wallet
from .engine.numbers import EXACT, plain
from .refusals import Refusal

__all__ = ["Answers", "listed", "quoted"]


def quoted(text: str) -> str:
    """`text` as a JSON string."""
    return json.dumps(text, ensure_ascii=False)


def listed(items: Iterable[str]) -> str:
    """A JSON array of JSON texts."""
    return f"[{','.join(items)}]"


class Answers:
    """Writes answers in the form that the configuration asks for."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._extra = config.extra_fields

    def balance(self, asset: str, wallet: Wallet) -> str:
        """Get balance by asset name."""
        return (
            f'{{"asset":"{asset}","avail":{plain(wallet.avail)},"hold":{plain(wallet.hold)},'
            f'"pendingWithdrawal":{plain(wallet.pending)}}}'
        )

    def order(self, order: Order, *, listed: bool = False) -> str:
        """Place order, and an item of Get orders."""
        amount = order.amount
        if listed and self._config.list_amount == "remaining":
            amount = order.remaining
        return (
            f'{{"id":"{order.id}",{_price(order)}"amount":{plain(amount)},'
            f'"tradingPairName":"{order.venue.name}","side":"{order.side}",'
            f'"type":"{order.kind}","createdAt":"{iso(order.created_ms)}"'
            f"{self._order_extra(order)}}}"
        )

    def order_detail(self, order: Order) -> str:
        """Get order by order ID."""
        return (
            f'{{"id":"{order.id}","status":"{order.status}","side":"{order.side}",'
            f'"type":"{order.kind}",{_price(order)}"amount":{plain(order.amount)},'
            f'"remaining":{plain(order.remaining)},"tradingPairName":"{order.venue.name}",'
            f'"createdAt":"{iso(order.created_ms)}"{self._order_extra(order)}}}'
        )

    def fill(self, fill: Fill) -> str:
        """An item of Get the user's trade history."""
        trade, order = fill.trade, fill.order
        return (
            f'{{"id":{fill.id},"orderId":{order.id},"baseAmount":{plain(trade.amount)},'
            f'"quoteAmount":{plain(fill.quote_amount)},"fee":{plain(fill.fee)},'
            f'"price":{plain(trade.price)},"timestamp":"{iso(trade.time_ms)}",'
            f'"side":"{order.side}","tradingPairName":"{order.venue.name}"}}'
        )

    def asset(self, asset: str, name: str) -> str:
        """An item of Get assets."""
        return f'{{"id":"{asset}","name":{quoted(name)}}}'

    def trading_pair(self, venue: Venue) -> str:
        """An item of Get trading pairs."""
        extra = ""
        if self._extra:
            extra = f',"baseAssetScale":8,"quoteAssetScale":{0 if venue.quote == "KRW" else 8}'
        return (
            f'{{"name":"{venue.name}","baseAsset":"{venue.base}",'
            f'"quoteAsset":"{venue.quote}"{extra}}}'
        )

    def ticker(self, venue: Venue, stats: DayStats, now_ms: int) -> str:
        """Get ticker by trading pair; a side without orders, and a price never traded, is 0."""
        ask, bid = venue.book.asks.best, venue.book.bids.best
        zero = Decimal(0)
        extra = ""
        if self._extra:
            extra = f',"quoteVolume":{plain(EXACT.multiply(stats.volume, stats.close))}'
        return (
            f'{{"price":{plain(stats.close)},"ask":{plain(ask.price if ask else zero)},'
            f'"bid":{plain(bid.price if bid else zero)},"volume":{plain(stats.volume)}{extra},'
            f'"time":"{iso(now_ms)}"}}'
        )

    def book(self, venue: Venue, depth: int | None) -> str:
        """Get order book by trading pair: one row per price, best first."""
        book = venue.book
        head = f'"sequence":{book.sequence},' if self._config.book_details else ""
        bids = listed(self._row(level) for level in islice(book.bids, depth))
        asks = listed(self._row(level) for level in islice(book.asks, depth))
        return f'{{{head}"bid":{bids},"ask":{asks}}}'

    def trade(self, trade: Trade) -> str:
        """An item of Get recent trades; kept with the trade, which never changes."""
        if not trade.text:
            trade.text = (
                f'{{"time":"{iso(trade.time_ms)}","date":{trade.time_ms // 1000},'
                f'"id":{trade.id},"price":{plain(trade.price)},'
                f'"amount":{plain(trade.amount)},"side":"{trade.side}"}}'
            )
        return trade.text

    def stats(self, stats: DayStats, name: str | None = None) -> str:
        """Get 24hr stats by trading pair, and with `name` an item of those for all pairs."""
        head = f'"name":"{name}",' if name else ""
        return (
            f'{{{head}"open":{plain(stats.open)},"high":{plain(stats.high)},'
            f'"low":{plain(stats.low)},"close":{plain(stats.close)},'
            f'"volume":{plain(stats.volume)},"time":"{iso(stats.time_ms)}"}}'
        )

    def candle(self, candle: Candle) -> str:
        """A row of Get historic rates by trading pair."""
        return (
            f"[{candle.start_ms},{plain(candle.low)},{plain(candle.high)},"
            f"{plain(candle.open)},{plain(candle.close)},{plain(candle.volume)}]"
        )

    def refusal(self, refusal: Refusal) -> tuple[int, str]:
        """Status and body of a refusal, in the form of the era."""
        case = refusal.reason.value
        code = case.current if self._config.later_codes else case.code
        status = case.status
        if self._config.logical_errors == "ok" and refusal.reason.is_logical:
            status = 200
        if self._config.error_form == "message":
            return status, f'{{"errormsg":"Order server error: {code}"}}'
        data = f',"errorData":{quoted(refusal.detail)}' if self._config.error_form == "data" else ""
        return status, f'{{"errorCode":{code},"errorMessage":{quoted(case.message)}{data}}}'

    def _row(self, level: Level) -> str:
        changed = f',"{level.changed_ms}"' if self._config.book_details else ""
        return f'["{level.first.id}",{plain(level.price)},{plain(level.amount)}{changed}]'

    def _order_extra(self, order: Order) -> str:
        return f',"updatedAt":"{iso(order.changed_ms)}"' if self._extra else ""


def _price(order: Order) -> str:
    return "" if order.price is None else f'"price":{plain(order.price)},'
