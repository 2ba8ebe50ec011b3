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
    "TICKER",
    "TRADES_100",
    "book",
    "candles",
    "orders",
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


def orders(count: int) -> bytes:
    """Return `count` open orders."""
    return _bytes([{**_ORDER, "id": str(98723 + i)} for i in range(count)])


def book(rows: int) -> bytes:
    """Return a book of so many rows, half of them bids."""
    half = rows // 2
    return _bytes(
        {
            "bid": [[str(481172 + i), 10163500 - i, 0.0001] for i in range(half)],
            "ask": [[str(491172 + i), 10164000 + i, 3.10024529] for i in range(half)],
        }
    )


def candles(count: int) -> bytes:
    """Return `count` candles of a minute each."""
    return _bytes(
        [
            [1521004020000 + 60000 * i, 10081000, 10082000.5, 10081500, 10081900, 0.0398393]
            for i in range(count)
        ]
    )


ORDERS_1000: Final = orders(1_000)
BOOK_10K: Final = book(10_000)
CANDLES_1440: Final = candles(1_440)
TICKER: Final = _bytes(
    {"price": 10194500, "ask": 10195000, "bid": 10184500, "volume": 1752.05, "time": _TIME}
)
_UPBIT_ACCOUNTS: Final = _bytes(
    [
        {
            "currency": "KRW",
            "balance": "9101080.53",
            "locked": "0",
            "avg_buy_price": "0",
            "avg_buy_price_modified": True,
            "unit_currency": "KRW",
        }
    ]
)

ANSWERS: Final = {
    "GET /balances/KRW": _BALANCE,
    "POST /orders": _bytes(_ORDER),
    "GET /trading-pairs/BTC-KRW/ticker": TICKER,
    "GET /assets": b"[]",
    "GET /v1/accounts": _UPBIT_ACCOUNTS,
}
