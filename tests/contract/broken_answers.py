"""One broken answer for each rule of the oracles, and more where a rule has several sides."""

from typing import Any

__all__ = ["BROKEN", "BTC", "ORDER", "OWN", "TRADE", "Step"]

T0, T1 = "2018-03-14T04:01:11.000Z", "2018-03-14T04:01:17.000Z"
ORDER = {
    "id": "7",
    "price": 100,
    "amount": 3,
    "tradingPairName": "BTC-KRW",
    "side": "buy",
    "type": "limit",
    "createdAt": T0,
}
DETAIL = {**ORDER, "status": "placed", "remaining": 3}
BALANCE = {"asset": "KRW", "avail": 1, "hold": 0, "pendingWithdrawal": 0}
TRADE = {"time": T1, "date": 1521000077, "id": 9, "price": 5, "amount": 2, "side": "sell"}
OWN = {
    "id": 4,
    "orderId": 7,
    "baseAmount": 2,
    "quoteAmount": 200,
    "fee": 0.001,
    "price": 100,
    "timestamp": T1,
    "side": "buy",
    "tradingPairName": "BTC-KRW",
}
DAY = {"open": 5, "high": 9, "low": 1, "close": 5, "volume": 3, "time": T1}
TICKER = {"price": 5, "ask": 6, "bid": 4, "volume": 1, "time": T1}
PAIR = {"name": "BTC-KRW", "baseAsset": "BTC", "quoteAsset": "KRW"}
NOTHING = {"errorCode": 202, "errorMessage": "Unmatched"}
BTC = "/trading-pairs/BTC-KRW"
CANDLES = f"{BTC}/candles?start=1521004020000&end=1521004080000&interval=1"


def book(bid: list[Any], ask: list[Any], **more: Any) -> dict[str, Any]:
    """An order book."""
    return {"bid": bid, "ask": ask, **more}


Step = tuple[str, Any] | tuple[str, Any, int]
# A rule, and calls with their answers of which the last one breaks it.
BROKEN: list[tuple[str, list[Step]]] = [
    ("error answers fit", [("GET /orders/7", {**NOTHING, "errorCode": 201}, 404)]),
    ("error answers fit", [("GET /balances", {**NOTHING, "errorCode": 107}, 401)]),
    ("error answers fit", [("GET /assets", "<html>", 200)]),
    ("balances are listed once", [("GET /balances", [BALANCE, BALANCE])]),
    ("balances are never negative", [("GET /balances/KRW", {**BALANCE, "hold": -1})]),
    ("the balance asked for comes back", [("GET /balances/BTC", BALANCE)]),
    (
        "limit orders have a price and market orders none",
        [("GET /orders", [{**ORDER, "type": "market"}])],
    ),
    (
        "limit orders have a price and market orders none",
        [("GET /orders/7", {**DETAIL, "amount": 0})],
    ),
    ("orders are listed once", [("GET /orders", [ORDER, ORDER])]),
    ("a placed order is echoed as it was sent", [("POST /orders", {**ORDER, "amount": 4})]),
    ("a placed order is echoed as it was sent", [("POST /orders", {**ORDER, "side": "sell"})]),
    ("the order asked for comes back", [("GET /orders/8", DETAIL)]),
    ("status and remaining amount agree", [("GET /orders/7", {**DETAIL, "remaining": 2})]),
    ("status and remaining amount agree", [("GET /orders/7", {**DETAIL, "status": "completed"})]),
    ("a cancel answers an empty object", [("DELETE /orders/7", {"id": "7"})]),
    ("a page keeps its bounds", [(f"GET {BTC}/trades?limit=1", [TRADE, {**TRADE, "id": 8}])]),
    ("a page keeps its bounds", [(f"GET {BTC}/trades?pastmax=9", [TRADE])]),
    ("a page keeps its bounds", [(f"GET {BTC}/trades?latestmin=9", [TRADE])]),
    ("a page keeps its bounds", [("GET /trades?after=1521000077000", [OWN])]),
    ("a page keeps its bounds", [("GET /trades?before=1521000077000", [OWN])]),
    ("trades come newest first", [(f"GET {BTC}/trades", [TRADE, {**TRADE, "id": 10}])]),
    ("trades come newest first", [("GET /trades", [{**OWN, "timestamp": T0}, {**OWN, "id": 3}])]),
    ("trades are listed once", [("GET /trades", [OWN, OWN])]),
    ("public trades are whole", [(f"GET {BTC}/trades", [{**TRADE, "date": 1521000077000}])]),
    ("public trades are whole", [(f"GET {BTC}/trades", [{**TRADE, "price": 0}])]),
    ("own trades add up", [("GET /trades", [{**OWN, "quoteAmount": 201}])]),
    ("own trades add up", [("GET /trades", [{**OWN, "fee": 1}])]),
    ("the ticker is not crossed", [(f"GET {BTC}/ticker", {**TICKER, "ask": 4})]),
    ("the ticker is not crossed", [(f"GET {BTC}/ticker", {**TICKER, "volume": -1})]),
    (
        "the book is sorted and not crossed",
        [(f"GET {BTC}/book", book([["1", 4, 1], ["2", 5, 1]], []))],
    ),
    (
        "the book is sorted and not crossed",
        [(f"GET {BTC}/book", book([], [["1", 5, 1], ["2", 5, 1]]))],
    ),
    (
        "the book is sorted and not crossed",
        [(f"GET {BTC}/book", book([["1", 5, 1]], [["2", 5, 1]]))],
    ),
    (
        "the book keeps its level",
        [(f"GET {BTC}/book?level=1", book([["1", 5, 1], ["2", 4, 1]], []))],
    ),
    ("the book keeps its level", [(f"GET {BTC}/book", book([["1", 5, 0]], []))]),
    ("the day lies between its low and high", [(f"GET {BTC}/stats", {**DAY, "low": 6})]),
    (
        "the day lies between its low and high",
        [("GET /trading-pairs/stats", [{**DAY, "name": "A", "high": 4}])],
    ),
    ("each pair has one day", [("GET /trading-pairs/stats", [{**DAY, "name": "A"}] * 2)]),
    (
        "a candle lies between its low and high",
        [(f"GET {CANDLES}", [[1521004020000, 9, 1, 5, 5, 1]])],
    ),
    ("candles keep their range and grid", [(f"GET {CANDLES}", [[1521004140000, 1, 9, 5, 5, 1]])]),
    ("candles keep their range and grid", [(f"GET {CANDLES}", [[1521004020, 1, 9, 5, 5, 1]])]),
    ("candles keep their range and grid", [(f"GET {CANDLES}", [[1521004020001, 1, 9, 5, 5, 1]])]),
    (
        "pairs are named after their assets",
        [("GET /trading-pairs", [{**PAIR, "baseAsset": "KRW"}])],
    ),
    ("assets are listed once", [("GET /assets", [{"id": "KRW", "name": "won"}] * 2)]),
    ("every order gets an id of its own", [("POST /orders", ORDER), ("POST /orders", ORDER)]),
    (
        "an order stays what it is",
        [("POST /orders", ORDER), ("GET /orders/7", {**DETAIL, "price": 99})],
    ),
    (
        "an order stays what it is",
        [
            ("GET /orders/7", {**DETAIL, "status": "updated", "remaining": 1}),
            ("GET /orders/7", {**DETAIL, "status": "updated", "remaining": 2}),
        ],
    ),
    (
        "an order stays what it is",
        [("POST /orders", ORDER), ("GET /orders", []), ("GET /orders/7", DETAIL)],
    ),
    ("an order stays what it is", [("DELETE /orders/7", {}), ("GET /orders/7", DETAIL)]),
    ("a placed order can be read", [("POST /orders", ORDER), ("GET /orders/7", NOTHING, 404)]),
    ("a cancelled order is over", [("DELETE /orders/7", {}), ("DELETE /orders/7", {})]),
    ("the list of orders is the open ones", [("DELETE /orders/7", {}), ("GET /orders", [ORDER])]),
    (
        "the list of orders is the open ones",
        [("POST /orders", ORDER), ("GET /orders", [{**ORDER, "amount": 4}])],
    ),
    ("a trade never changes", [("GET /trades", [OWN]), ("GET /trades", [{**OWN, "fee": 0}])]),
    (
        "a trade belongs to its order",
        [("POST /orders", ORDER), ("GET /trades", [{**OWN, "price": 101, "quoteAmount": 202}])],
    ),
    (
        "a trade belongs to its order",
        [("POST /orders", ORDER), ("GET /trades", [{**OWN, "side": "sell"}])],
    ),
    (
        "the book moves forward",
        [
            (f"GET {BTC}/book", book([], [], sequence=4)),
            (f"GET {BTC}/book", book([], [], sequence=3)),
        ],
    ),
    (
        "the same pairs are listed everywhere",
        [("GET /trading-pairs", [PAIR]), ("GET /trading-pairs/stats", [])],
    ),
    (
        "assets in use are listed",
        [("GET /assets", [{"id": "BTC", "name": "b"}]), ("GET /balances", [BALANCE])],
    ),
    (
        "listed pairs and no others are found",
        [("GET /trading-pairs", [PAIR]), ("GET /trading-pairs/NO-KRW/stats", DAY)],
    ),
    (
        "listed pairs and no others are found",
        [("GET /trading-pairs", [PAIR]), (f"GET {BTC}/ticker", {**NOTHING, "errorCode": 101}, 404)],
    ),
    (
        "listed assets and no others are found",
        [("GET /assets", [{"id": "BTC", "name": "b"}]), ("GET /balances/KRW", BALANCE)],
    ),
]
