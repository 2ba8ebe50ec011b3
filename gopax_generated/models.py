# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""What GOPAX API answers and takes, as frozen objects.

Every amount is an exact Decimal, every moment a datetime in UTC, every sequence a tuple.
"""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from .enums import OrderStatus, OrderType, Side

__all__ = [
    "Asset",
    "Balance",
    "BookEntry",
    "Candle",
    "ErrorBody",
    "MyTrade",
    "Order",
    "OrderBook",
    "OrderDetail",
    "PairStats",
    "PlaceOrderRequest",
    "Stats",
    "Ticker",
    "Trade",
    "TradingPair",
]


class BookEntry(NamedTuple):
    """One row of the order book.

    The reference shows no answer (source: recorded traffic).
    """

    id: str
    """Identifies the row."""

    price: Decimal
    """Price. Unit: quote asset per base asset."""

    amount: Decimal
    """Sum of the amounts of all orders at this price. Unit: base asset."""

    updated_at: datetime | None = None
    """Time of the last update of the row, in milliseconds, as a text.

    Optional. Here a datetime in UTC. Sent by later servers alone (source: recorded traffic).
    """


class Candle(NamedTuple):
    """Prices and volume of one trading pair in one interval."""

    time: datetime
    """Start of the interval, in milliseconds.

    Here a datetime in UTC. In the reference it is "Latest data renewal time", a phrase copied from
    the 24-hour statistics (source: recorded traffic).
    """

    low: Decimal
    """Lowest price in the interval. Unit: quote asset per base asset."""

    high: Decimal
    """Highest price in the interval. Unit: quote asset per base asset."""

    open: Decimal
    """First price in the interval. Unit: quote asset per base asset."""

    close: Decimal
    """Last price in the interval. Unit: quote asset per base asset."""

    volume: Decimal
    """Trading volume in the interval. Unit: base asset."""


@frozen(kw_only=True)
class Balance:
    """The balance of one asset."""

    asset: str
    """Asset name."""

    avail: Decimal
    """Amount that can be used for transactions. Unit: the asset named beside it."""

    hold: Decimal
    """Outstanding amount, held for open orders. Unit: the asset named beside it."""

    pending_withdrawal: Decimal
    """Amount in withdrawal. Unit: the asset named beside it."""


@frozen(kw_only=True)
class Order:
    """An order."""

    id: str
    """Unique number of the order."""

    price: Decimal | None = None
    """Order price.

    A market order has none. Unit: quote asset per base asset. The reference shows limit orders
    alone, and they always carry it (source: inference).
    """

    amount: Decimal
    """Order amount.

    A market buy counts it in quote asset, every other order in base asset. Unit: base asset.
    """

    trading_pair_name: str
    """Trading pair."""

    side: Side
    """Trading type: buy or sell."""

    type: OrderType
    """Order type.

    A limit order has a price. A market order has none, and its amount is the asset that is paid.
    """

    created_at: datetime
    """Order time."""


@frozen(kw_only=True)
class OrderDetail(Order):
    """An order with its status and the amount that is still open."""

    status: OrderStatus
    """Order status: placed, updated (partly filled), completed (filled) or cancelled."""

    remaining: Decimal
    """The part of the amount that is still open.

    The reference shows it without describing it. Unit: base asset.
    """


@frozen(kw_only=True)
class PlaceOrderRequest:
    """An order to place. A limit order needs a price; a market order has none."""

    type: OrderType
    """Order type.

    A limit order has a price. A market order has none, and its amount is the asset that is paid.
    """

    side: Side
    """Trading type: buy or sell."""

    price: Decimal | None = None
    """Order price.

    Needed for a limit order, left out of a market order. Unit: quote asset per base asset. Allowed:
    0.00000001 to 1,000,000,000,000. Amounts have 8 decimals (source: other documents of GOPAX). The
    bounds only fence off what no pair trades at (source: inference).
    """

    amount: Decimal
    """Order amount in base asset.

    For a market order, the total of the asset that is paid: quote asset for a buy, base asset for a
    sell. Unit: base asset. Allowed: 0.00000001 to 1,000,000,000,000. Amounts have 8 decimals, and
    each trading pair has a larger minimum of its own (source: other documents of GOPAX). The upper
    bound only fences off what no pair trades (source: inference).
    """

    trading_pair_name: str
    """Trading pair. `list_trading_pairs` answers the entire list."""


@frozen(kw_only=True)
class MyTrade:
    """One of the user's own trades."""

    id: int
    """Unique number of the trade."""

    order_id: int
    """Unique number of the order. Here it is a number; in orders it is a text."""

    base_amount: Decimal
    """Trading quantity. Includes the fee on a purchase. Unit: base asset."""

    quote_amount: Decimal
    """Trading quantity times price. Includes the fee on a sale. Unit: quote asset."""

    fee: Decimal
    """Trading fee, in the asset that the trade brings in: base asset on a purchase, quote asset on
    a sale.

    Unit: the asset named beside it. The asset of the fee; the reference says that a purchase
    includes it in the base amount and a sale in the quote amount (source: how working clients
    behave).
    """

    price: Decimal
    """Price of the trade. Unit: quote asset per base asset."""

    timestamp: datetime
    """Time of the trade."""

    side: Side
    """Trading type: buy or sell."""

    trading_pair_name: str
    """Trading pair."""


@frozen(kw_only=True)
class Asset:
    """An asset that GOPAX handles."""

    id: str
    """Asset name as other calls use it."""

    name: str
    """Name for display, in Korean."""


@frozen(kw_only=True)
class TradingPair:
    """A trading pair."""

    name: str
    """Name of the trading pair as other calls use it."""

    base_asset: str
    """The asset that is traded."""

    quote_asset: str
    """The asset that prices are counted in."""


@frozen(kw_only=True)
class Ticker:
    """The state of one trading pair."""

    price: Decimal
    """Latest price. Unit: quote asset per base asset."""

    ask: Decimal
    """Lowest price asked. Unit: quote asset per base asset."""

    bid: Decimal
    """Highest price bid. Unit: quote asset per base asset."""

    volume: Decimal
    """24-hour trading volume. Unit: base asset."""

    time: datetime
    """Time of the latest renewal of the data."""


@frozen(kw_only=True)
class OrderBook:
    """The order book of one trading pair, one row per price.

    The reference shows no answer (source: recorded traffic).
    """

    sequence: int | None = None
    """Number of the state of the book.

    Servers of the reference's era do not send it. Sent by later servers alone (source: recorded
    traffic).
    """

    bid: tuple[BookEntry, ...]
    """Bids, highest price first."""

    ask: tuple[BookEntry, ...]
    """Asks, lowest price first."""


@frozen(kw_only=True)
class Trade:
    """A public trade."""

    time: datetime
    """Trading time."""

    date: int | None = None
    """Trading time in seconds.

    The reference shows it without describing it. Unit: seconds since 1970 UTC.
    """

    id: int
    """Unique number of the trade."""

    price: Decimal
    """Trading price. Unit: quote asset per base asset."""

    amount: Decimal
    """Trading amount. Unit: base asset."""

    side: Side
    """Trading type: buy or sell."""


@frozen(kw_only=True)
class Stats:
    """Prices and volume of the last 24 hours."""

    open: Decimal
    """Price 24 hours ago. Unit: quote asset per base asset."""

    high: Decimal
    """24-hour peak price. Unit: quote asset per base asset."""

    low: Decimal
    """24-hour low. Unit: quote asset per base asset."""

    close: Decimal
    """Current price, renewed every minute. Unit: quote asset per base asset."""

    volume: Decimal
    """24-hour trading volume. Unit: base asset."""

    time: datetime
    """Time of the latest renewal of the data."""


@frozen(kw_only=True)
class PairStats(Stats):
    """Prices and volume of the last 24 hours of a named trading pair."""

    name: str
    """Trading pair."""


@frozen(kw_only=True)
class ErrorBody:
    """The body of an error answer.

    `errorCode` with `errorMessage` is the documented form; later servers add `errorData`; the
    oldest form is `errormsg` alone.

    The reference lists error codes but shows no error body (source: other documents of GOPAX).
    """

    error_code: int | None = None
    """GOPAX error code."""

    error_message: str | None = None
    """What went wrong, in English."""

    error_data: object | None = None
    """More about the error: a text, an object, or nothing.

    Sent by later servers alone (source: recorded traffic).
    """

    errormsg: str | None = None
    """What went wrong, in the oldest form of the body.

    Sent by servers before the reference's era (source: other documents of GOPAX and how working
    clients behave).
    """
