"""Shape: names, types and structures that the reference does not show."""

from typing import Any

from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import dump, load, operation_of

__all__ = ["group"]

group = Group("shape")
_ORDERS = ("placeOrder", "listOrders", "getOrder")
_BALANCES = ("listBalances", "getBalance")


def _renamed(row: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {new if name == old else name: value for name, value in row.items()}


@group.rows(*_BALANCES, layers="plan probes model")
def rename_field(row: Any) -> Any:
    """The field avail of a balance is called available."""
    return _renamed(row, "avail", "available")


@group.rows(*_ORDERS, layers="plan probes model")
def snake_case_names(row: Any) -> Any:
    """The field createdAt of an order is called created_at."""
    return _renamed(row, "createdAt", "created_at")


@group.rows(*_ORDERS, layers="plan probes model")
def number_as_string(row: Any) -> Any:
    """The amount of an order comes as a text."""
    return {**row, "amount": str(row["amount"])}


@group.rows("getOrder", layers="plan probes model")
def missing_field(row: Any) -> Any:
    """An order is shown without its remaining amount."""
    return {name: value for name, value in row.items() if name != "remaining"}


@group.rows("listAssets", layers="plan probes")
def extra_field(row: Any) -> Any:
    """An asset has a field that the reference lacks."""
    return {**row, "decimals": 8}


@group.rows(*_ORDERS, layers="plan probes model")
def extra_enum(row: Any) -> Any:
    """Limit orders are of the type stop."""
    return {**row, "type": "stop" if row["type"] == "limit" else row["type"]}


@group.rows(*_ORDERS, layers="plan probes model")
def id_as_number(row: Any) -> Any:
    """The id of an order is a number."""
    return {**row, "id": int(row["id"])}


@group.rows("listMyTrades", layers="probes model")
def order_id_as_text(row: Any) -> Any:
    """The order id of an own trade is a text."""
    return {**row, "orderId": str(row["orderId"])}


@group.rows("getOrder", layers="plan probes model")
def null_field(row: Any) -> Any:
    """The price of an order is null."""
    return {**row, "price": None}


@group.rows(*_ORDERS, layers="model")
def market_price_zero(row: Any) -> Any:
    """A market order has the price 0 instead of none."""
    return {"price": 0, **row}


@group.answer("listAssets", layers="plan probes")
def object_instead_of_list(data: Any) -> Any:
    """The list of assets comes inside an object."""
    return {"assets": data}


@group.answer("getBalance", layers="plan probes model")
def list_instead_of_object(data: Any) -> Any:
    """A single balance comes as a list of one."""
    return [data]


@group.answer("listCandles", layers="plan probes")
def candle_short(data: Any) -> Any:
    """A candle has no volume."""
    return [row[:5] for row in data]


@group.answer("listCandles", layers="plan probes")
def candle_extra(data: Any) -> Any:
    """A candle has a seventh number."""
    return [[*row, 0] for row in data]


@group.answer("listCandles", layers="plan probes")
def candle_object(data: Any) -> Any:
    """A candle is an object."""
    names = ("time", "low", "high", "open", "close", "volume")
    return [dict(zip(names, row, strict=True)) for row in data]


@group.answer("getOrderBook", layers="plan probes model")
def book_row_object(data: Any) -> Any:
    """A row of the book is an object."""
    names = ("id", "price", "amount")
    return {side: [dict(zip(names, row, strict=True)) for row in data[side]] for side in data}


@group.answer("getOrderBook", layers="plan probes model")
def book_text_prices(data: Any) -> Any:
    """Prices of the book are texts."""
    return {side: [[row[0], str(row[1]), row[2]] for row in data[side]] for side in data}


@group.rows("listTradingPairs", layers="plan")
def pair_lowercase(row: Any) -> Any:
    """Names of pairs come in small letters."""
    return {**row, "name": row["name"].lower()}


@group.rows("getOrder", layers="plan probes model")
def status_capitalised(row: Any) -> Any:
    """The status of an order begins with a capital."""
    return {**row, "status": row["status"].capitalize()}


@group.rows("listTrades", layers="plan probes model")
def side_bid_ask(row: Any) -> Any:
    """The side of a trade is bid or ask."""
    return {**row, "side": {"buy": "bid", "sell": "ask"}[row["side"]]}


@group.tell(layers="plan probes model")
def null_for_no_orders(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """An empty list of orders is null."""
    nothing = operation_of(asked) == "listOrders" and answer.body == b"[]"
    return answer.saying(b"null") if nothing else answer


@group.rows("getTicker", layers="plan probes model")
def negative_volume(row: Any) -> Any:
    """The volume of the ticker is negative."""
    return {**row, "volume": -row["volume"]}


@group.tell(layers="plan probes model")
def byte_order_mark(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """A byte order mark stands before the JSON of a ticker."""
    mark = b"\xef\xbb\xbf" if operation_of(asked) == "getTicker" else b""
    return answer.saying(mark + answer.body)


@group.tell(layers="plan probes model")
def one_row_less_brackets(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """A list of one order comes as the order alone."""
    if operation_of(asked) != "listOrders" or answer.status != 200:
        return answer
    rows = load(answer.body)
    return answer.saying(dump(rows[0])) if len(rows) == 1 else answer
