"""Download candles once, then try a strategy on them as often as you like.

내려받기와 백테스트: 캔들을 한 번 내려받아 두고, 전략을 원하는 만큼 시험합니다.

    python examples/download_and_backtest.py --days 3
    python examples/download_and_backtest.py --live --days 30 --output data/
"""

import argparse
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import attrs

from gopax_ext.history import History
from gopax_ext.sandbox import Sandbox
from gopax_generated import SERVER_URL

PAIR = "BTC-KRW"
FEE = Decimal("0.0004")  # 0.04 % for maker and taker / 메이커·테이커 모두 0.04 %


@attrs.define
class Crossing:
    """Hold BTC while the short average of closing prices is above the long one.

    단기 이동평균이 장기 이동평균보다 높은 동안만 BTC를 보유합니다.
    """

    short: int
    long: int
    money: Decimal = Decimal(1_000_000)
    coins: Decimal = Decimal(0)
    trades: int = 0

    def run(self, closes: list[Decimal]) -> Decimal:
        """Trade through all closing prices; return what everything is worth at the end."""
        # Sums slide, so that a year of minutes takes a moment, and stay exact.
        # 합을 밀어 가며 계산하므로 1년치 분봉도 금방이고, 끝까지 오차가 없습니다.
        short = sum(closes[self.long - self.short : self.long], Decimal(0))
        long = sum(closes[: self.long], Decimal(0))
        for place in range(self.long, len(closes)):
            short += closes[place] - closes[place - self.short]
            long += closes[place] - closes[place - self.long]
            above = short * self.long > long * self.short
            if above and not self.coins:
                self.coins, self.money = self.money / closes[place] * (1 - FEE), Decimal(0)
                self.trades += 1
            elif not above and self.coins:
                self.money, self.coins = self.coins * closes[place] * (1 - FEE), Decimal(0)
                self.trades += 1
        return self.money + self.coins * closes[-1]


def compare(closes: list[Decimal], settings: Iterable[tuple[int, int]]) -> None:
    """Try every setting, and holding, on the same prices. / 설정마다 돌려 단순 보유와 견줍니다."""
    start = Decimal(1_000_000)
    held = start / closes[0] * closes[-1]
    print(f"{'holding':<16} {held / start - 1:>+8.2%}")
    for short, long in settings:
        strategy = Crossing(short, long)
        end = strategy.run(closes)
        print(f"{short:>4} over {long:<6} {end / start - 1:>+8.2%}  {strategy.trades} trades")


def main() -> None:
    """Download what is missing, then compare."""
    parser = argparse.ArgumentParser(description="Download and back-test / 내려받기와 백테스트")
    parser.add_argument("--live", action="store_true", help="GOPAX itself; public data, no key")
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--output", help="folder of the dataset; started again, it goes on there")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        address = SERVER_URL
        if not arguments.live:
            address = stack.enter_context(Sandbox(seed=7, limit=None)).base_url
        folder = arguments.output or stack.enter_context(tempfile.TemporaryDirectory())
        history = History(folder)
        start = datetime.now(UTC) - timedelta(days=arguments.days)
        downloaded = history.download(PAIR, interval=1, start=start, base_url=address)
        candles = history.candles(PAIR, interval=1)
        print(f"{candles!r}\n{downloaded.calls} calls, {downloaded.seconds:.1f} s")
        closes = candles.to_arrow()["close"].to_pylist()  # exact decimals / 정확한 십진수
        compare(closes, [(5, 30), (15, 120), (60, 480)])


if __name__ == "__main__":
    main()
