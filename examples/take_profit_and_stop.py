"""Sell a position when it has gained or lost enough. GOPAX has no stop orders, so this one polls.

익절·손절: GOPAX에는 스톱 주문이 없어 시세를 확인하다가 조건이 되면 시장가로 팝니다.

    python examples/take_profit_and_stop.py --profit 0.5 --stop 0.5
"""

import argparse
import time
from decimal import Decimal

from gopax_ext import Gopax, OutcomeUnknown
from gopax_ext.testing import practice
from gopax_generated import GopaxError

PAIR = "BTC-KRW"


def wait_for(gopax: Gopax, profit_at: Decimal, stop_at: Decimal, pause: float, ticks: int) -> str:
    """Poll until one of the prices is reached; say which, or "neither".

    What counts is what one would really get: the best bid, not the last price.
    판단 기준은 최근 체결가가 아니라 실제로 팔 수 있는 가격, 곧 최우선 매수 호가입니다.
    """
    for _ in range(ticks):
        try:
            bid = gopax.get_ticker(PAIR).bid
        except GopaxError as error:  # one lost look / 한 번 놓쳐도 계속 봅니다
            print("  missed:", error)
        else:
            if bid >= profit_at:
                return "profit"
            if bid <= stop_at:
                return "stop"
        time.sleep(pause)
    return "neither"


def sell_all(gopax: Gopax, amount: Decimal) -> None:
    """Sell at the market, and find out when the answer is lost instead of selling twice."""
    try:
        order = gopax.market_sell(PAIR, sell=amount)
    except OutcomeUnknown as error:
        found = gopax.resolve(error)
        order = gopax.market_sell(PAIR, sell=amount) if found is None else found
    print(f"  sold {amount:,f} BTC, order {order.id}")


def main() -> None:
    """Buy a little, then watch it."""
    parser = argparse.ArgumentParser(description="Take profit and stop / 익절·손절")
    parser.add_argument("--live", action="store_true", help="trade on GOPAX itself, with your key")
    parser.add_argument("--profit", type=Decimal, default=Decimal(1), help="percent")
    parser.add_argument("--stop", type=Decimal, default=Decimal(1), help="percent")
    parser.add_argument("--ticks", type=int, default=50, help="how often to look")
    parser.add_argument("--pause", type=float, default=0.1, help="seconds between looks")
    arguments = parser.parse_args()
    amount = Decimal("0.005")
    with Gopax() if arguments.live else practice(speed=600) as gopax:
        ask = gopax.get_ticker(PAIR).ask
        bought = gopax.place_order(PAIR, side="buy", type="limit", price=ask, amount=amount)
        filled = amount - gopax.get_order(bought.id).remaining
        if filled == 0:
            gopax.cancel_order(bought.id)
            print("nothing was for sale at that price / 그 가격에 나온 물량이 없습니다")
            return
        profit_at, stop_at = (
            ask * (100 + each) / 100 for each in (arguments.profit, -arguments.stop)
        )
        print(f"  bought at {ask:,f}; out at {profit_at:,f} or {stop_at:,f}")
        print(" ", wait_for(gopax, profit_at, stop_at, arguments.pause, arguments.ticks))
        # The fee of a buy was taken in BTC: sell what is really there.
        # 매수 수수료는 BTC로 빠지므로 실제로 남은 만큼만 팝니다.
        sell_all(gopax, min(filled, gopax.get_balance("BTC").avail))


if __name__ == "__main__":
    main()
