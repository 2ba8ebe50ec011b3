"""Bring a portfolio back to its target weights with as few orders as possible.

리밸런싱: 목표 비중에서 벗어난 자산만 사고팔아 비중을 맞춥니다.

    python examples/rebalance.py
    python examples/rebalance.py --live --dry-run
"""

import argparse
from decimal import Decimal
from typing import Literal

from gopax_ext import Gopax, MarketRules
from gopax_ext.testing import practice

TARGET = {"BTC": Decimal("0.5"), "ETH": Decimal("0.3"), "KRW": Decimal("0.2")}
WORTH_IT = Decimal(10_000)  # KRW; smaller differences stay / 이보다 작은 차이는 그대로 둡니다
Plan = tuple[str, Literal["buy", "sell"], Decimal, Decimal]


def plan(gopax: Gopax, rules: MarketRules) -> list[Plan]:
    """What to trade: pair, side, amount in base, and a price that fills at once."""
    have = {each.asset: each.avail + each.hold for each in gopax.list_balances()}
    tickers = {asset: gopax.get_ticker(f"{asset}-KRW") for asset in TARGET if asset != "KRW"}
    value = {asset: have[asset] * ticker.price for asset, ticker in tickers.items()}
    total = sum(value.values(), have["KRW"])
    orders: list[Plan] = []
    for asset, ticker in tickers.items():
        difference = TARGET[asset] * total - value[asset]
        if abs(difference) < WORTH_IT:
            continue
        pair = f"{asset}-KRW"
        side: Literal["buy", "sell"] = "buy" if difference > 0 else "sell"
        price = rules.round_price(pair, ticker.ask if side == "buy" else ticker.bid, side)
        amount = rules.round_amount(pair, abs(difference) / ticker.price)
        orders.append((pair, side, amount, price))
    # Sell first, so that there is money to buy with. / 살 돈이 생기도록 매도부터 합니다.
    return sorted(orders, key=lambda order: order[1], reverse=True)


def main() -> None:
    """Show the plan, and carry it out unless asked not to."""
    parser = argparse.ArgumentParser(description="Rebalance / 리밸런싱")
    parser.add_argument("--live", action="store_true", help="your account on GOPAX itself")
    parser.add_argument("--dry-run", action="store_true", help="show the plan only")
    arguments = parser.parse_args()
    rules = MarketRules.of("2018")
    with Gopax() if arguments.live else practice({"KRW": 900_000, "BTC": "0.1"}) as gopax:
        for pair, side, amount, price in plan(gopax, rules):
            print(f"{side:<4} {amount:>14,f} {pair} at {price:,f}")
            if not arguments.dry_run:
                order = gopax.place_order(pair, side=side, type="limit", amount=amount, price=price)
                print(f"     order {order.id}: {gopax.get_order(order.id).status}")


if __name__ == "__main__":
    main()
