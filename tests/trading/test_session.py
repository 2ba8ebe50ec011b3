"""A whole session on the built-in exchange, through both clients."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

import gopax_ext as gx
from gopax_ext import AsyncGopax, Gopax
from gopax_ext.sandbox import Account, Sandbox
from tests.transport.lanes import ASYNC_CLIENT_LANES, CLIENT_LANES, client_options

from .conftest import PAIR


@pytest.mark.parametrize("gopax", CLIENT_LANES, indirect=True)
def test_an_order_is_placed_read_listed_and_cancelled(gopax: Gopax) -> None:
    """What goes on hold comes back, to the last digit."""
    before = gopax.get_balance("KRW")
    price = gopax.get_order_book(PAIR, level=1).bid[0].price // 2

    order = gopax.place_order(PAIR, side="buy", type="limit", price=price, amount="0.01")
    detail = gopax.get_order(order.id)
    listed = [item.id for item in gopax.list_orders()]
    held = gopax.get_balance("KRW")
    gopax.cancel_order(order.id)

    assert (detail.status, detail.remaining) == ("placed", Decimal("0.01"))
    assert listed == [order.id]
    assert held.hold == price * Decimal("0.01")
    assert held.avail + held.hold == before.avail
    assert gopax.get_balance("KRW") == before
    assert gopax.list_orders() == []
    assert gopax.get_order(order.id).status == "cancelled"


@pytest.mark.parametrize("gopax", CLIENT_LANES, indirect=True)
def test_a_fill_moves_balances_by_exactly_what_the_trades_say(gopax: Gopax) -> None:
    """Base, quote and fee add up without a rounding error."""
    before = {balance.asset: balance for balance in gopax.list_balances()}
    ask = gopax.get_order_book(PAIR, level=1).ask[0]

    order = gopax.place_order(
        PAIR, side="buy", type="limit", price=ask.price, amount=min(ask.amount, Decimal("0.01"))
    )
    trades = [trade for trade in gopax.iter_my_trades() if str(trade.order_id) == order.id]
    after = {balance.asset: balance for balance in gopax.list_balances()}

    assert gopax.get_order(order.id).status == "completed"
    bought = sum(trade.base_amount - trade.fee for trade in trades)
    spent = sum(trade.quote_amount for trade in trades)
    assert after["BTC"].avail - before["BTC"].avail == bought
    assert before["KRW"].avail - after["KRW"].avail == spent


@pytest.mark.parametrize("gopax", CLIENT_LANES, indirect=True)
def test_market_orders_spend_and_sell_what_was_said(gopax: Gopax) -> None:
    """The unit is in the argument's name."""
    before = gopax.get_balance("KRW")
    gopax.market_buy(PAIR, spend=1_000_000)
    spent = before.avail - gopax.get_balance("KRW").avail
    coins = gopax.get_balance("BTC")
    gopax.market_sell(PAIR, sell="0.01")

    assert Decimal(990_000) < spent <= 1_000_000
    assert coins.avail - gopax.get_balance("BTC").avail == Decimal("0.01")


@pytest.mark.parametrize("gopax", CLIENT_LANES, indirect=True)
def test_market_data_is_there_and_of_one_piece(gopax: Gopax) -> None:
    """Every public operation answers with data that agree with one another."""
    pairs = {pair.name for pair in gopax.list_trading_pairs()}
    assets = {asset.id for asset in gopax.list_assets()}
    book = gopax.get_order_book(PAIR)
    ticker = gopax.get_ticker(PAIR)
    stats = gopax.get_stats(PAIR)
    now = datetime.now(UTC)
    candles = gopax.list_candles(PAIR, start=now - timedelta(hours=6), end=now, interval=5)
    trades = gopax.list_trades(PAIR, limit=10)

    assert PAIR in pairs
    assert {"BTC", "KRW"} <= assets
    assert {stat.name for stat in gopax.list_stats()} == pairs
    assert book.bid[0].price < book.ask[0].price
    assert ticker.bid < ticker.ask
    assert stats.low <= stats.close <= stats.high
    assert candles
    assert all(candle.low <= candle.open <= candle.high for candle in candles)
    assert [trade.id for trade in trades] == sorted((t.id for t in trades), reverse=True)


@pytest.mark.parametrize("lane", ASYNC_CLIENT_LANES)
async def test_the_awaiting_client_does_the_same(
    sandbox: Sandbox, account: Account, lane: str
) -> None:
    """Place, read, cancel, and an iterator over trades."""
    options = client_options(ASYNC_CLIENT_LANES[lane])
    async with (
        options.get("http_client") or nullcontext(),
        AsyncGopax(
            key=account.api_key,
            secret=account.secret_key,
            base_url=sandbox.base_url,
            rate_limit=1_000,
            **options,
        ) as gopax,
    ):
        price = (await gopax.get_order_book(PAIR, level=1)).bid[0].price // 2
        order = await gopax.place_order(PAIR, side="buy", type="limit", price=price, amount="0.01")
        assert (await gopax.get_order(order.id)).status == "placed"
        assert await gopax.cancel_order(order.id) is None
        with pytest.raises(gx.OrderNotFound):
            await gopax.cancel_order(order.id)
        newest = (await gopax.list_trades(PAIR, limit=1))[0].id
        ids = [trade.id async for trade in gopax.iter_trades(PAIR, newer_than=newest - 2_500)]

    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) > 100
