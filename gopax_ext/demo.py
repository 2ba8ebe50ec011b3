"""`make demo`: the main job from start to finish, on the built-in exchange.

Everything goes over real HTTP with real signatures; nothing leaves this machine.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from gopax_generated.errors import GopaxError
from gopax_generated.models import Balance, MyTrade, Order, OrderBook

from .charts.terminal import candle_text
from .cli.output.zones import SEOUL
from .client import Gopax
from .sandbox import Sandbox

__all__ = ["main"]

PAIR = "BTC-KRW"
BASE, QUOTE = PAIR.split("-")
FUNDS = {QUOTE: "10000000", BASE: "0.5"}
BOOK_ROWS = 5


def main() -> int:
    """Trade once, show each step, and check that the balances add up to the last digit."""
    console = Console(highlight=False)
    with Sandbox(seed=7) as sandbox:
        account = sandbox.create_account(FUNDS)
        console.print(
            f"\n[bold]The built-in exchange runs at {sandbox.base_url}[/bold]\n"
            "  on this machine alone: no account, no real money"
        )
        with Gopax(
            key=account.api_key, secret=account.secret_key, base_url=sandbox.base_url
        ) as gopax:
            adds_up = Demo(console, gopax).run()
    return 0 if adds_up else 1


class Demo:
    """One session, step by step."""

    def __init__(self, console: Console, gopax: Gopax) -> None:
        self._console = console
        self._gopax = gopax

    def run(self) -> bool:
        """Go through all steps; True when the balances add up."""
        gopax = self._gopax
        self._market()
        before = {balance.asset: balance for balance in gopax.list_balances()}
        bought = self._buy()
        self._cancel()
        self._refused()
        after = {balance.asset: balance for balance in gopax.list_balances()}
        trades = [trade for trade in gopax.list_my_trades() if str(trade.order_id) == bought.id]
        self._trades(trades)
        adds_up = self._balances(before, after, trades)
        self._chart()
        self._next()
        return adds_up

    def _step(self, text: str, code: str) -> None:
        self._console.print(f"\n[bold]{text}[/bold]")
        self._console.print(f"  [dim]{code}[/dim]", soft_wrap=True)

    def _market(self) -> None:
        self._step("The market", f'gopax.get_order_book("{PAIR}", level=2)')
        book = self._gopax.get_order_book(PAIR, level=2)
        self._console.print(_book_table(book))

    def _buy(self) -> Order:
        best = self._gopax.get_order_book(PAIR, level=1).ask[0]
        amount = min(best.amount, Decimal("0.01"))
        self._step(
            "Buy at the best ask",
            f'gopax.place_order("{PAIR}", side="buy", type="limit", '
            f'price={best.price}, amount=Decimal("{amount}"))',
        )
        order = self._gopax.place_order(
            PAIR, side="buy", type="limit", price=best.price, amount=amount
        )
        status = self._gopax.get_order(order.id).status
        self._console.print(f"  order {order.id}: [green]{status}[/green]")
        return order

    def _cancel(self) -> None:
        price = self._gopax.get_order_book(PAIR, level=1).bid[0].price // 2
        self._step("Bid far below the market, then cancel", "gopax.cancel_order(order.id)")
        order = self._gopax.place_order(
            PAIR, side="buy", type="limit", price=price, amount=Decimal("0.01")
        )
        held = self._gopax.get_balance(QUOTE).hold
        self._console.print(
            f"  order {order.id}: {self._gopax.get_order(order.id).status}, "
            f"{held:,f} {QUOTE} on hold"
        )
        self._gopax.cancel_order(order.id)
        self._console.print(
            f"  order {order.id}: [yellow]{self._gopax.get_order(order.id).status}[/yellow], "
            f"{self._gopax.get_balance(QUOTE).hold:,f} {QUOTE} on hold"
        )

    def _refused(self) -> None:
        self._step("Ask for more than there is", f'gopax.market_sell("{PAIR}", sell=1_000)')
        try:
            self._gopax.market_sell(PAIR, sell=1_000)
        except GopaxError as error:
            self._console.print(
                f"  [red]{type(error).__name__}[/red] (outcome {error.outcome}): {error}"
            )

    def _trades(self, trades: Sequence[MyTrade]) -> None:
        self._step("What was traded", "gopax.list_my_trades()")
        table = Table("id", "time (KST)", "side", box=None, pad_edge=False)
        for column in ("price", BASE, QUOTE, f"fee ({BASE})"):
            table.add_column(column, justify="right")
        for trade in trades:
            table.add_row(
                str(trade.id),
                f"{trade.timestamp.astimezone(SEOUL):%H:%M:%S}",
                trade.side,
                f"{trade.price:,f}",
                f"{trade.base_amount:f}",
                f"{trade.quote_amount:,f}",
                f"{trade.fee:f}",
            )
        self._console.print(table)

    def _balances(
        self,
        before: Mapping[str, Balance],
        after: Mapping[str, Balance],
        trades: Sequence[MyTrade],
    ) -> bool:
        self._step("Balances", "gopax.list_balances()")
        traded = {
            BASE: sum((trade.base_amount - trade.fee for trade in trades), Decimal()),
            QUOTE: -sum((trade.quote_amount for trade in trades), Decimal()),
        }
        table = Table("asset", box=None, pad_edge=False)
        for column in ("before", "after", "change", "by the trades"):
            table.add_column(column, justify="right")
        adds_up = True
        for asset, change in traded.items():
            moved = after[asset].avail - before[asset].avail
            adds_up = adds_up and moved == change and not after[asset].hold
            table.add_row(
                asset,
                f"{before[asset].avail:,f}",
                f"{after[asset].avail:,f}",
                f"{moved:+,f}",
                f"{change:+,f}",
            )
        self._console.print(table)
        verdict = "[green]adds up to the last digit[/green]" if adds_up else "[red]off[/red]"
        self._console.print(f"  before + trades = after: {verdict}")
        return adds_up

    def _chart(self) -> None:
        self._step(
            "The last hours", f'gopax.iter_candles("{PAIR}", start=..., end=..., interval=5)'
        )
        now = self._gopax.get_ticker(PAIR).time
        columns = min(self._console.width - 20, 72)
        candles = list(
            self._gopax.iter_candles(
                PAIR, start=now - timedelta(minutes=5 * columns), end=now, interval=5
            )
        )
        unicode = "utf" in (self._console.encoding or "").lower()
        self._console.print(candle_text(candles, zone=SEOUL, unicode=unicode))

    def _next(self) -> None:
        self._console.print(
            "\n[bold]Next[/bold]\n"
            "  make test                               run the tests, on the same exchange\n"
            "  .venv/bin/gopax sandbox start           keep it running, with a key to use\n"
            "  README.md                               the same calls in your own program\n"
        )


def _book_table(book: OrderBook) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("bid amount", "bid", "ask", "ask amount"):
        table.add_column(column, justify="right")
    for bid, ask in list(zip(book.bid, book.ask, strict=False))[:BOOK_ROWS]:
        table.add_row(
            f"{bid.amount:f}",
            f"[red]{bid.price:,f}[/red]",
            f"[blue]{ask.price:,f}[/blue]",
            f"{ask.amount:f}",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
