"""Buy for the same sum every day, once a day, whatever happens in between.

적립식 매수: 매일 같은 금액만큼, 하루에 한 번만 삽니다. 중간에 프로그램이 죽어도 두 번 사지 않습니다.

    python examples/dollar_cost_averaging.py --days 3
    python examples/dollar_cost_averaging.py --live --days 1     # from cron, once a day / cron으로 하루 한 번
"""

import argparse
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from gopax_ext import AmbiguousOutcome, Gopax, OutcomeUnknown
from gopax_ext.testing import practice

PAIR = "BTC-KRW"


def bought_since(gopax: Gopax, moment: datetime) -> bool:
    """Whether the account itself shows a purchase, so no file of ours can be wrong.

    살지 말지는 파일이 아니라 거래소의 체결 내역으로 판단합니다.
    """
    for trade in gopax.iter_my_trades():  # newest first / 최신순
        if trade.timestamp < moment:
            return False
        if trade.trading_pair_name == PAIR and trade.side == "buy":
            return True
    return False


def buy(gopax: Gopax, spend: Decimal) -> str:
    """Spend `spend` won; say what came of it."""
    try:
        order = gopax.market_buy(PAIR, spend=spend)
    except OutcomeUnknown as error:
        # The answer was lost: the order may exist. Ask before doing anything else.
        # 응답을 잃었습니다. 주문이 들어갔을 수 있으니 다시 사지 말고 먼저 확인합니다.
        try:
            found = gopax.resolve(error)
        except AmbiguousOutcome as doubt:
            return f"look yourself: {doubt}"
        if found is None:
            return "the order never reached the exchange; the next run buys"
        order = found
    return f"order {order.id}: bought for {spend:,f} KRW"


def main() -> None:
    """Run for some days; in practice a day passes in a second."""
    parser = argparse.ArgumentParser(description="Dollar-cost averaging / 적립식 매수")
    parser.add_argument("--live", action="store_true", help="trade on GOPAX itself, with your key")
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--spend", type=Decimal, default=Decimal(10_000), help="KRW a day")
    arguments = parser.parse_args()
    day = timedelta(days=1)
    with Gopax() if arguments.live else practice(speed=86_400) as gopax:
        for _ in range(arguments.days):
            now = datetime.now(UTC) if arguments.live else gopax.get_ticker(PAIR).time
            if bought_since(gopax, now - day):
                print("bought within a day already / 오늘은 이미 샀습니다")
            else:
                print(buy(gopax, arguments.spend))
            time.sleep(day.total_seconds() if arguments.live and arguments.days > 1 else 1.1)


if __name__ == "__main__":
    main()
