"""One example of each command, the same in every language."""

from typing import Final

__all__ = ["EXAMPLES"]

EXAMPLES: Final = {
    "example.ticker": "gopax ticker BTC-KRW",
    "example.book": "gopax book BTC-KRW --depth 5",
    "example.trades": "gopax trades BTC-KRW -n 50 --csv",
    "example.candles": "gopax candles BTC-KRW -i 5m --since 1d --jsonl",
    "example.pairs": "gopax pairs",
    "example.assets": "gopax assets --json",
    "example.stats": "gopax stats ETH-KRW",
    "example.balance": "gopax balance KRW --json",
    "example.fills": "gopax fills BTC-KRW -n 10",
    "example.order.place": "gopax order place BTC-KRW buy 0.01 --price 10000000 --dry-run",
    "example.order.get": "gopax order get 1001",
    "example.order.open": "gopax order open BTC-KRW",
    "example.order.cancel": "gopax order cancel 1001 --verify",
    "example.order.resolve": "gopax order resolve",
    "example.order.resubmit": "gopax order resubmit 6f0c1c6e",
    "example.order.settle": "gopax order settle 6f0c1c6e --order-id 1001",
    "example.sandbox.start": "gopax sandbox start --seed 7",
    "example.sandbox.status": "gopax sandbox status --json",
    "example.sandbox.stop": "gopax sandbox stop",
    "example.sandbox.reset": "gopax sandbox reset",
    "example.config.show": "gopax config show --origin",
    "example.config.set": "gopax config set tz UTC --profile live",
    "example.config.profiles": "gopax config profiles",
    "example.auth.login": "gopax auth login --profile live",
    "example.auth.logout": "gopax auth logout --profile live",
    "example.auth.status": "gopax auth status",
    "example.auth.sign": "gopax auth sign GET /balances --explain",
    "example.chart": "gopax chart BTC-KRW -i 5m",
    "example.watch": "gopax watch BTC-KRW",
    "example.explain": "gopax explain 201",
    "example.doctor": "gopax doctor",
    "example.demo": "gopax demo",
    "example.docs": "gopax docs",
    "example.commands": "gopax commands --json",
}
