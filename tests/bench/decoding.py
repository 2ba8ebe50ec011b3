"""Answers into public objects: bytes to exact decimals and aware times, beside what peers give.

Both generated peers turn numbers into floats, and leave the rows of books and candles as nested
lists without a type; the exact ones here decode every number from its text. Each case checks once
that it has read the values that were sent.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from .cases import Setup, case
from .peers.ccxt_exchange import exchange
from .peers.generated import load
from .samples import BOOK_10K, CANDLES_1440, ORDERS_1000, STATS_200, TRADES_100

Decode = Callable[[bytes], Any]


def _exact_json(body: bytes) -> Setup:
    return lambda _: lambda: json.loads(body, parse_float=Decimal)


def _ours(operation: str, body: bytes, check: Callable[[Any], object]) -> Setup:
    def setup(_: str) -> Callable[[], object]:
        from gopax_generated.operations import OPERATIONS  # noqa: PLC0415 - of this worker alone

        decode = OPERATIONS[operation].decode
        assert check(decode(body)) == _expected(body, check)
        return lambda: decode(body)

    return setup


def _expected(body: bytes, check: Callable[[Any], object]) -> object:
    """What `check` looks at, straight from the text."""
    return check(_Plain(json.loads(body, parse_float=Decimal)))


class _Plain:
    """Untyped JSON with the names of our models."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __getitem__(self, index: int) -> Any:
        return _Plain(self._value[index])

    def __len__(self) -> int:
        return len(self._value)

    def __getattr__(self, name: str) -> Any:
        value = self._value
        if isinstance(value, list):
            return value[_ROW.index(name)]
        inner = value[name]
        return _Plain(inner) if isinstance(inner, list) else inner


_ROW = ("", "price", "amount")


def _sums(*names: str) -> Callable[[Any], object]:
    def check(rows: Any) -> object:
        return [
            sum((Decimal(getattr(rows[i], name)) for i in range(len(rows))), Decimal(0))
            for name in names
        ]

    return check


def _book_sums(book: Any) -> object:
    return [_sums("price", "amount")(side) for side in (book.bid, book.ask)]


def _candle_sums(rows: Any) -> object:
    low, close = (1, 4)
    plain = rows._value if isinstance(rows, _Plain) else rows
    return [sum((Decimal(row[at]) for row in plain), Decimal(0)) for at in (low, close)]


def _opc(parse: Callable[[Any], object], body: bytes) -> Setup:
    """What its `_parse_response` does with the body: `response.json()`, then `from_dict`."""

    def setup(_: str) -> Callable[[], object]:
        load()
        return lambda: parse(json.loads(body))

    return setup


def _opc_rows(model: str) -> Callable[[Any], object]:
    def parse(answer: Any) -> object:
        from opc_client import models  # noqa: PLC0415 - of this worker alone

        read = getattr(models, model).from_dict
        return [read(row) for row in answer]

    return parse


def _opc_book(answer: Any) -> object:
    from opc_client.models import OrderBook  # noqa: PLC0415 - as above

    return OrderBook.from_dict(answer)


def _opc_candles(answer: Any) -> object:
    from opc_client.api.market.list_candles import _parse_response  # noqa: PLC0415 - as above

    response = SimpleNamespace(status_code=200, json=lambda: answer)
    return _parse_response(client=None, response=response)


def _oag(model: str, body: bytes, *, rows: bool) -> Setup:
    """What its `ApiClient.deserialize` does with the body."""

    def setup(_: str) -> Callable[[], object]:
        load()
        import openapi_client  # noqa: PLC0415 - as above

        client = openapi_client.ApiClient()
        kind = f"List[{model}]" if rows else model
        text = body.decode()
        return lambda: client.deserialize(text, kind, "application/json")

    return setup


def _ccxt(parse: Callable[[Any, Any], object], body: bytes) -> Setup:
    def setup(base_url: str) -> Callable[[], object]:
        ccxt = exchange(base_url)
        text = body.decode()
        return lambda: parse(ccxt, ccxt.parse_json(text))

    return setup


def _ccxt_stats(ccxt: Any, answer: Any) -> object:
    pairs = {row["name"]: ccxt.market_of(row["name"].partition("-")[0]) for row in answer[:1]}
    market = next(iter(pairs.values()))
    return [ccxt.parse_ticker(row, market) for row in answer]


def _cases(
    what: str,
    repeats: int,
    body: bytes,
    operation: str,
    check: Callable[[Any], object],
    **peers: Setup,
) -> None:
    group = f"decode {what}"
    for name, setup in peers.items():
        factor = 1 if name == "ccxt" else 4
        case(group, name.replace("_", "-"), repeats=repeats * factor)(setup)
    case(group, "ours, exact", repeats=repeats * 4)(_ours(operation, body, check))
    case(group, "json, exact, untyped", repeats=repeats * 4)(_exact_json(body))


_cases(
    "200 statistics",
    5,
    STATS_200,
    "listStats",
    _sums("open", "volume"),
    openapi_python_client=_opc(_opc_rows("PairStats"), STATS_200),
    openapi_generator=_oag("PairStats", STATS_200, rows=True),
    ccxt=_ccxt(_ccxt_stats, STATS_200),
)
_cases(
    "100 trades",
    10,
    TRADES_100,
    "listTrades",
    _sums("price", "amount"),
    openapi_python_client=_opc(_opc_rows("Trade"), TRADES_100),
    openapi_generator=_oag("Trade", TRADES_100, rows=True),
    ccxt=_ccxt(lambda c, rows: c.parse_trades(rows, c.market("BTC/KRW")), TRADES_100),
)
_cases(
    "1,000 orders",
    1,
    ORDERS_1000,
    "listOrders",
    _sums("price", "amount"),
    openapi_python_client=_opc(_opc_rows("Order"), ORDERS_1000),
    openapi_generator=_oag("Order", ORDERS_1000, rows=True),
    ccxt=_ccxt(lambda c, rows: c.parse_orders(rows, c.market("ETH/KRW")), ORDERS_1000),
)
_cases(
    "book of 10,000",
    1,
    BOOK_10K,
    "getOrderBook",
    _book_sums,
    openapi_python_client=_opc(_opc_book, BOOK_10K),
    openapi_generator=_oag("OrderBook", BOOK_10K, rows=False),
    ccxt=_ccxt(
        lambda c, book: c.parse_order_book(book, "BTC/KRW", None, "bid", "ask", 1, 2), BOOK_10K
    ),
)
_cases(
    "1,440 candles",
    2,
    CANDLES_1440,
    "listCandles",
    _candle_sums,
    openapi_python_client=_opc(_opc_candles, CANDLES_1440),
    ccxt=_ccxt(lambda c, rows: c.parse_ohlcvs(rows, c.market("BTC/KRW")), CANDLES_1440),
)
