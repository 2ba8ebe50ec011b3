"""A board of quotes: every pair against the won, refreshed each second.

시세판: 모든 원화 마켓의 호가와 등락을 1초마다 새로 보여 줍니다.

    python examples/quote_board.py            # on the built-in exchange / 내장 거래소에서
    python examples/quote_board.py --live     # GOPAX itself; public data, no key / 실제 GOPAX, 키 불필요
"""

import argparse
import time
from decimal import Decimal

from gopax_ext import Gopax
from gopax_ext.testing import practice
from gopax_generated import PairStats, Ticker


def board(gopax: Gopax) -> list[str]:
    """One line a pair: price, change over 24 hours, best bid and ask, spread."""
    # One call answers for all pairs; a ticker each adds bid and ask.
    # 모든 페어의 통계는 한 번에 오고, 최우선 호가는 페어마다 물어봅니다.
    return [
        line(stats, gopax.get_ticker(stats.name))
        for stats in gopax.list_stats()
        if stats.name.endswith("-KRW")
    ]


def line(stats: PairStats, ticker: Ticker) -> str:
    """Format one pair. Everything is a Decimal, so nothing is off by a digit."""
    change = (ticker.price / stats.open - 1) * 100 if stats.open else Decimal(0)
    mark = "▲" if change > 0 else "▼" if change < 0 else " "
    spread = (ticker.ask - ticker.bid) / ticker.ask * 100
    return (
        f"{stats.name:<9} {ticker.price:>16,f} {mark} {abs(change):>5.2f}% "
        f"{ticker.bid:>16,f} {ticker.ask:>16,f} {spread:>6.3f}%"
    )


def main() -> None:
    """Print the board `--ticks` times."""
    parser = argparse.ArgumentParser(description="A board of quotes / 시세판")
    parser.add_argument("--live", action="store_true", help="ask GOPAX itself")
    parser.add_argument("--ticks", type=int, default=5, help="how often to refresh")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between refreshes")
    arguments = parser.parse_args()
    with Gopax() if arguments.live else practice(speed=60) as gopax:
        for tick in range(arguments.ticks):
            if tick:
                time.sleep(arguments.pause)
            print(f"\n{'pair':<9} {'price':>16} {'24 h':>8} {'bid':>16} {'ask':>16} {'spread':>7}")
            print("\n".join(board(gopax)))


if __name__ == "__main__":
    main()
