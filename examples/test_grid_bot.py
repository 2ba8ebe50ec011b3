"""A test of a bot: lost answers, a burst of 429 and a restart, in virtual time.

봇 테스트: 응답 분실, 연속된 429, 재시작을 가상 시간 안에서 눈 깜짝할 사이에 겪게 합니다.

    pytest examples/test_grid_bot.py

The fixture `gopax_exchange` comes with the package. / `gopax_exchange` 픽스처는 패키지에 들어 있습니다.
"""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from gopax_ext import Gopax
from gopax_ext.testing import PracticeExchange

sys.path.insert(0, str(Path(__file__).parent))
from grid_bot import PAIR, Grid


def grid_on(gopax: Gopax) -> Grid:
    """Lay a small grid around the price of the moment."""
    price = gopax.get_ticker(PAIR).price
    return Grid.around(gopax, price, levels=4, step=Decimal(10_000))


def test_it_never_orders_twice_when_answers_are_lost(gopax_exchange: PracticeExchange) -> None:
    """Each cell of the grid has one order at most, whatever became of the answers."""
    grid = grid_on(gopax_exchange.client())
    gopax_exchange.inject("drop", when="after", method="POST", path="/orders", times=3)
    for _ in range(10):
        grid.tick()
    assert grid.trouble >= 3
    prices = [(order.side, order.price) for order in gopax_exchange.open_orders]
    assert len(prices) == len(set(prices))
    assert len(prices) <= len(grid.cells)


def test_it_outlives_a_burst_of_429(gopax_exchange: PracticeExchange) -> None:
    """Once the burst is over, the cells below the market have their orders."""
    grid = grid_on(gopax_exchange.client())
    gopax_exchange.inject("rate", times=20)
    for _ in range(10):
        grid.tick()
    assert all(cell.order_id for cell in grid.cells[:2])


@pytest.mark.gopax(market=True)
def test_it_leaves_nothing_behind(gopax_exchange: PracticeExchange) -> None:
    """Stopped and started again, it finds and takes back what is open. / 재시작해도 남는 주문이 없습니다."""
    grid_on(gopax_exchange.client()).tick()
    assert gopax_exchange.open_orders
    grid_on(gopax_exchange.client()).cancel_all()
    assert gopax_exchange.open_orders == []
