"""Never run: mypy and pyright hold the public types to what is written here."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from decimal import Decimal
from typing import assert_type

from gopax_ext import AsyncGopax, Finding, Gopax, InsufficientBalance, OutcomeUnknown, Response
from gopax_ext.orders.auditing import Verdict
from gopax_generated import operations
from gopax_generated.client import AsyncClient, Client
from gopax_generated.enums import OrderStatus, Side
from gopax_generated.models import (
    Asset,
    Balance,
    Candle,
    MyTrade,
    Order,
    OrderBook,
    OrderDetail,
    PairStats,
    Stats,
    Ticker,
    Trade,
    TradingPair,
)


def blocking(gopax: Gopax, start: datetime, end: datetime) -> None:
    assert_type(gopax.list_balances(), list[Balance])
    assert_type(gopax.get_balance("KRW"), Balance)
    assert_type(gopax.list_orders(), list[Order])
    assert_type(gopax.get_order("1"), OrderDetail)
    assert_type(gopax.get_order("1").status, OrderStatus)
    assert_type(gopax.cancel_order(1), None)
    assert_type(gopax.list_my_trades(limit=100, pastmax=7), list[MyTrade])
    assert_type(gopax.list_assets(), list[Asset])
    assert_type(gopax.list_trading_pairs(), list[TradingPair])
    assert_type(gopax.list_stats(), list[PairStats])
    assert_type(gopax.get_ticker("BTC-KRW"), Ticker)
    assert_type(gopax.get_ticker("BTC-KRW").price, Decimal)
    assert_type(gopax.get_order_book("BTC-KRW", level=1), OrderBook)
    assert_type(gopax.list_trades("BTC-KRW", after=start), list[Trade])
    assert_type(gopax.get_stats("BTC-KRW"), Stats)
    candles = gopax.list_candles("BTC-KRW", start=start, end=end, interval=1)
    assert_type(candles, list[Candle])
    assert_type(candles[0].time, datetime)
    time, low, high, opened, close, volume = candles[0]
    assert_type((time, low, high), tuple[datetime, Decimal, Decimal])
    assert_type((opened, close, volume), tuple[Decimal, Decimal, Decimal])
    assert_type(
        gopax.place_order("BTC-KRW", side=Side.BUY, type="limit", price=1, amount="0.1"), Order
    )
    assert_type(gopax.market_buy("BTC-KRW", spend=10_000), Order)
    assert_type(gopax.market_sell("BTC-KRW", sell=Decimal(1)), Order)
    assert_type(gopax.iter_trades("BTC-KRW"), Iterator[Trade])
    assert_type(gopax.iter_my_trades(newer_than=1), Iterator[MyTrade])
    assert_type(gopax.iter_candles("BTC-KRW", start=start, end=end, interval=1), Iterator[Candle])
    assert_type(gopax.with_options(deadline=3, on_unknown="resolve"), Gopax)
    assert_type(gopax.audit(), list[Finding])
    assert_type([finding.verdict for finding in gopax.audit()], list[Verdict])
    assert_type(gopax.send(operations.get_ticker("BTC-KRW")), Response[Ticker])
    assert_type(gopax.send(operations.get_ticker("BTC-KRW")).value, Ticker)


async def awaiting(gopax: AsyncGopax, start: datetime, end: datetime) -> None:
    assert_type(await gopax.list_balances(), list[Balance])
    assert_type(await gopax.get_ticker("BTC-KRW"), Ticker)
    assert_type(await gopax.market_buy("BTC-KRW", spend=10_000), Order)
    assert_type(gopax.iter_my_trades(), AsyncIterator[MyTrade])
    assert_type(await gopax.audit(), list[Finding])
    assert_type(
        gopax.iter_candles("BTC-KRW", start=start, end=end, interval=30), AsyncIterator[Candle]
    )
    assert_type(await gopax.send(operations.list_orders()), Response[list[Order]])


def alone(client: Client) -> None:
    assert_type(client.get_ticker("BTC-KRW"), Ticker)
    assert_type(client.list_assets(), list[Asset])


async def alone_async(client: AsyncClient) -> None:
    assert_type(await client.get_ticker("BTC-KRW"), Ticker)


def errors(refused: InsufficientBalance, unknown: OutcomeUnknown) -> None:
    assert_type(refused.code, int | None)
    assert_type(refused.status, int)
    assert_type(unknown.nonce, int | None)


def refused_by_the_type_checkers(gopax: Gopax) -> None:
    gopax.get_ticker()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    gopax.get_balance(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    gopax.place_order("BTC-KRW", side="buy", type="limit", price=0.1, amount=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    gopax.with_options(on_unknown="retry")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    gopax.market_buy("BTC-KRW", 10_000)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    gopax.get_ticker("BTC-KRW").price = Decimal(1)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
