"""A grid bot that lost answers, refused calls and restarts do not confuse.

그리드 봇: 일정 간격의 가격마다 낮은 곳에서 사고 한 칸 위에서 팝니다. 응답을 잃거나 429를 받아도
주문을 두 번 넣지 않습니다.

    python examples/grid_bot.py --ticks 40
    python examples/grid_bot.py --ticks 40 --faults 0.2      # every fifth answer is lost or broken
"""

import argparse
import time
from contextlib import ExitStack
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import attrs

from gopax_ext import AmbiguousOutcome, Gopax, OutcomeUnknown
from gopax_ext.sandbox import Clock, Sandbox
from gopax_ext.testing import FaultProxy
from gopax_generated import GopaxError, InsufficientBalance, Order

PAIR = "BTC-KRW"
FAULTS = ("drop_before", "drop_after", "truncate", "html", "reset_after_request")


@attrs.define
class Cell:
    """Between two prices of the grid: buy at the lower, then sell at the upper, again and again.

    격자 한 칸: 아래 가격에 사서 위 가격에 팔기를 되풀이합니다.
    """

    lower: Decimal
    upper: Decimal
    amount: Decimal
    side: Literal["buy", "sell"] = "buy"
    order_id: str | None = None
    doubt: OutcomeUnknown | None = None
    """An order whose answer was lost: the cell waits until it is known what became of it."""


@attrs.define
class Grid:
    """The bot. `tick` looks once at the market and does what is due."""

    gopax: Gopax
    cells: list[Cell]
    fills: int = 0
    trouble: int = 0

    @classmethod
    def around(cls, gopax: Gopax, price: Decimal, *, levels: int, step: Decimal) -> "Grid":
        """Lay `levels` cells below and above `price`, each `step` won high."""
        bottom = price - price % 1000 - step * (levels // 2)
        prices = [bottom + step * level for level in range(levels + 1)]
        cells = [Cell(low, high, Decimal("0.001")) for low, high in pairwise(prices)]
        return cls(gopax, cells)

    def tick(self) -> None:
        """Settle doubts first, then look what was filled, then place what is missing.

        의심스러운 주문부터 확인하고, 체결을 살피고, 비어 있는 칸에 주문을 냅니다.
        """
        try:
            ask = self.gopax.get_ticker(PAIR).ask
            for cell in self.cells:
                self._settle(cell)
                self._look(cell)
                if cell.order_id is None and cell.doubt is None and self._due(cell, ask):
                    self._place(cell)
        except GopaxError as error:
            # Refused, not sent, or an answer nobody can read: the next tick tries again.
            # 거절되었거나 읽을 수 없는 응답입니다. 다음 차례에 다시 합니다.
            self.trouble += 1
            print(f"  {type(error).__name__}: {error.outcome}")

    def _due(self, cell: Cell, ask: Decimal) -> bool:
        return cell.side == "sell" or cell.lower < ask

    def _place(self, cell: Cell) -> None:
        price = cell.lower if cell.side == "buy" else cell.upper
        try:
            order = self.gopax.place_order(
                PAIR, side=cell.side, type="limit", price=price, amount=cell.amount
            )
        except OutcomeUnknown as error:
            cell.doubt = error
            raise
        except InsufficientBalance:
            return
        cell.order_id = order.id

    def _settle(self, cell: Cell) -> None:
        if cell.doubt is None:
            return
        try:
            order: Order | None = self.gopax.resolve(cell.doubt)
        except AmbiguousOutcome as doubt:
            raise SystemExit(f"two orders fit; look yourself: {doubt}") from doubt
        cell.order_id = None if order is None else order.id
        cell.doubt = None

    def _look(self, cell: Cell) -> None:
        if cell.order_id is None:
            return
        if self.gopax.get_order(cell.order_id).status == "completed":
            self.fills += 1
            cell.order_id = None
            cell.side = "sell" if cell.side == "buy" else "buy"

    def cancel_all(self) -> None:
        """Leave nothing open and nothing in doubt, whatever it takes, and look that it is so.

        열린 주문도 의심스러운 주문도 남기지 않고, 정말 그런지 확인합니다.
        """
        for _ in range(50):
            try:
                for cell in self.cells:
                    self._settle(cell)
                orders = self.gopax.list_orders()
                for order in orders:
                    self.gopax.cancel_order(order.id)
            except GopaxError:
                self.trouble += 1
            else:
                if not orders:
                    return
        raise SystemExit("orders may be open; look yourself / 열린 주문이 남았을 수 있습니다")


def main() -> None:
    """Run on the built-in exchange, with as many faults as asked for."""
    parser = argparse.ArgumentParser(description="Grid bot / 그리드 봇")
    parser.add_argument("--ticks", type=int, default=20)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between ticks")
    parser.add_argument("--faults", type=float, default=0.0, help="share of calls that go wrong")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        exchange = stack.enter_context(Sandbox(seed=7, clock=Clock(speed=120), limit=None))
        account = exchange.create_account({"KRW": "50000000", "BTC": "0.02"})
        url = exchange.base_url
        if arguments.faults:
            proxy = stack.enter_context(FaultProxy(url, seed=7))
            for kind in FAULTS:
                proxy.add(kind, chance=arguments.faults / len(FAULTS), times=None)
            url = proxy.base_url
        gopax = stack.enter_context(
            Gopax(
                key=account.api_key,
                secret=account.secret_key,
                base_url=url,
                sharing="process",
                deadline=2,
            )
        )
        price = gopax.get_ticker(PAIR).price
        grid = Grid.around(gopax, price, levels=6, step=Decimal(10_000))
        for _ in range(arguments.ticks):
            grid.tick()
            time.sleep(arguments.pause)
        grid.cancel_all()
        print(
            f"{grid.fills} fills, {grid.trouble} calls went wrong, "
            f"{len(gopax.unresolved())} orders in doubt, none open"
        )


if __name__ == "__main__":
    main()
