"""The bytes that the canned server answers, and what a case decodes without a server."""

import json
from typing import Final

__all__ = [
    "ANSWERS",
    "BOOK_10K",
    "CANDLES_1440",
    "KEY",
    "ORDERS_1000",
    "ORDER_ID",
    "SECRET",
    "STATS_200",
]

KEY: Final = "128f0123-2a5d-48f5-8f19-e937f38f0a99"
SECRET: Final = "a2V5LW9mLWEtYmVuY2htYXJrLW5vdC1vZi1hLXBlcnNvbi4uLi4="

ORDER_ID: Final = b"1000098723"

_TIME: Final = "2018-03-14T05:13:08.364Z"
_BALANCE: Final = b'{"asset":"KRW","avail":9101080.53,"hold":0,"pendingWithdrawal":0}'
_ORDER: Final = {
    "id": ORDER_ID.decode(),
    "price": 750000,
    "amount": 9,
    "tradingPairName": "ETH-KRW",
    "side": "buy",
    "type": "limit",
    "createdAt": _TIME,
}


def _bytes(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


STATS_200: Final = _bytes(
    [
        {
            "name": f"A{i}-KRW",
            "open": 780000 + i,
            "high": 784000.5,
            "low": 756000,
            "close": 763500 + i,
            "volume": 1602.93236136,
            "time": _TIME,
        }
        for i in range(200)
    ]
)
TRADES_100: Final = _bytes(
    [
        {
            "time": _TIME,
            "date": 1521000077,
            "id": 6436174 - i,
            "price": 10163000 + i,
            "amount": 0.38115097,
            "side": "sell",
        }
        for i in range(100)
    ]
)
ORDERS_1000: Final = _bytes([{**_ORDER, "id": str(98723 + i)} for i in range(1000)])
BOOK_10K: Final = _bytes(
    {
        "bid": [[str(481172 + i), 10163500 - i, 0.0001] for i in range(5000)],
        "ask": [[str(491172 + i), 10164000 + i, 3.10024529] for i in range(5000)],
    }
)
CANDLES_1440: Final = _bytes(
    [
        [1521004020000 + 60000 * i, 10081000, 10082000.5, 10081500, 10081900, 0.0398393]
        for i in range(1440)
    ]
)

ANSWERS: Final = {
    "/balances/KRW": _BALANCE,
    "/orders": _bytes(_ORDER),
    "/trading-pairs/BTC-KRW/ticker": _bytes(
        {"price": 10194500, "ask": 10195000, "bid": 10184500, "volume": 1752.05, "time": _TIME}
    ),
}
