"""What anybody may see: ticker, book, trades, candles, pairs, assets, statistics."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..candle_rows import candle_columns, candle_rows, fetch
from ..change import percent
from ..define import command
from ..messages import say
from ..options import Interval, Limit, Pair
from ..output.answers import Answer, columns, record
from ..run import Run
from ..spans import INTERVALS, Span

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gopax_generated.models import OrderBook, Stats

    from ..output.theme import Theme

__all__ = ["assets", "book", "candles", "pairs", "stats", "ticker", "trades"]

Depth = Annotated[int, typer.Option("--depth", "-n", min=1, help=say("option.depth"))]
Since = Annotated[str | None, typer.Option("--since", help=say("option.since"))]
Until = Annotated[str | None, typer.Option("--until", help=say("option.until"))]


@command("ticker", safety="reads")
def ticker(run: Run, pair: Pair) -> Answer:
    """Show price, best prices and change of a pair."""
    name = run.pair(pair)
    with run.client() as gopax:
        now = gopax.get_ticker(name)
        day = gopax.get_stats(name)
    values = {
        "pair": name,
        "price": now.price,
        "change": percent(day.open, now.price),
        "bid": now.bid,
        "ask": now.ask,
        "spread": now.ask - now.bid,
        "volume": now.volume,
        "time": now.time,
    }
    return record(values, {"change": "change", "price": "price"})


@command("book", safety="reads")
def book(run: Run, pair: Pair, *, depth: Depth = 10) -> Answer:
    """Show the order book of a pair."""
    name = run.pair(pair)
    with run.client() as gopax:
        found = gopax.get_order_book(name, level=2 if depth > 1 else 1)
    asks, bids = found.ask[:depth], found.bid[:depth]
    rows = [("ask", entry.price, entry.amount) for entry in reversed(asks)]
    rows += [("bid", entry.price, entry.amount) for entry in bids]
    sides = {"bid": bids, "ask": asks}
    document = {
        "pair": name,
        **{
            side: [{"price": each.price, "amount": each.amount} for each in entries]
            for side, entries in sides.items()
        },
    }
    return Answer(
        columns(side="text", price="price", amount="amount"),
        rows,
        document=document,
        view=lambda theme: _ladder(found, depth, theme),
    )


@command("trades", safety="reads")
def trades(run: Run, pair: Pair, *, limit: Limit = 20) -> Answer:
    """Show the latest trades of a pair."""
    name = run.pair(pair)
    with run.client() as gopax:
        from itertools import islice

        found = list(islice(gopax.iter_trades(name), limit))
    return Answer(
        columns(id="number", time="time", side="side", price="price", amount="amount"),
        [(each.id, each.time, each.side, each.price, each.amount) for each in found],
    )


@command("candles", safety="reads")
def candles(
    run: Run,
    pair: Pair,
    *,
    interval: Interval = "1m",
    since: Since = None,
    until: Until = None,
    limit: Limit = 30,
) -> Answer:
    """Show candles of a pair."""
    name = run.pair(pair)
    span = Span.read(since, until, interval=interval, rows=limit, zone=run.zone)
    most = limit if since is None else None
    with run.client() as gopax:
        found = fetch(gopax, name, span, INTERVALS[interval], most=most)
    changes = [percent(each.open, each.close) for each in found]
    return Answer(
        (*candle_columns(), *columns(change="change")),
        [(*row, change) for row, change in zip(candle_rows(found), changes, strict=True)],
        note=span.told(run.zone),
    )


@command("pairs", safety="reads")
def pairs(run: Run) -> Answer:
    """List the trading pairs, and keep their names for completion."""
    from ..pairs import remember_pairs

    with run.client() as gopax:
        found = gopax.list_trading_pairs()
    remember_pairs(run.settings.base_url, [pair.name for pair in found])
    return Answer(
        columns(pair="text", base="text", quote="text"),
        [(pair.name, pair.base_asset, pair.quote_asset) for pair in found],
    )


@command("assets", safety="reads")
def assets(run: Run) -> Answer:
    """List the assets."""
    with run.client() as gopax:
        found = gopax.list_assets()
    return Answer(columns(asset="text", name="text"), [(each.id, each.name) for each in found])


@command("stats", safety="reads")
def stats(
    run: Run, pair: Annotated[str | None, typer.Argument(help=say("option.pair"))] = None
) -> Answer:
    """Show the statistics of a day."""
    with run.client() as gopax:
        if pair is None:
            found: list[tuple[str, Stats]] = [(each.name, each) for each in gopax.list_stats()]
        else:
            name = run.pair(pair)
            found = [(name, gopax.get_stats(name))]
    return Answer(
        columns(
            pair="text",
            close="price",
            change="change",
            open="price",
            high="price",
            low="price",
            volume="amount",
        ),
        [
            (name, s.close, percent(s.open, s.close), s.open, s.high, s.low, s.volume)
            for name, s in found
        ],
        single=pair is not None,
    )


def _ladder(book: "OrderBook", depth: int, theme: "Theme") -> "RenderableType":
    from ..ladder import ladder

    return ladder(book.ask, book.bid, depth=depth, theme=theme)
