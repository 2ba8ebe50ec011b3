"""Each link of openapi.yaml leads where it says: what one answer names, another call finds."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..bench import Bench, Caller
from ..document import Node, nodes, parameters
from ..seen import Seen
from .calls import order

__all__ = ["probe"]

_CHECK = "links lead where they say"
_BODY = "$response.body#/"
_OF_ORDERS = frozenset({"placeOrder", "listOrders", "getOrder"})
"""Operations whose answer names an order, which has to be there."""

_Operations = Mapping[str, tuple[str, str, Node]]
"""Method, path and description by operationId."""


def probe(bench: Bench) -> None:
    """Follow every link from an answer that has just come."""
    operations = {found[2]["operationId"]: found for found in nodes(bench.document)}
    key = None if bench.target.new_key is None else bench.target.new_key()
    caller, left = bench.caller(key), []
    for name, (_, _, node) in operations.items():
        for label, link in node["responses"]["200"].get("links", {}).items():
            private = node["security"] or operations[link["operationId"]][2]["security"]
            may = bench.target.may_trade or name not in _OF_ORDERS
            if may and (key is not None or not private):
                _follow(bench, caller, operations, name, label)
            else:
                left.append(f"{name} {label}")
    if left:
        bench.result.skipped.append(f"links: not allowed here are {', '.join(left)}")


def _follow(bench: Bench, caller: Caller, operations: _Operations, name: str, label: str) -> None:
    _, path, node = operations[name]
    link = node["responses"]["200"]["links"][label]
    placed = caller.call("POST", "/orders", order()) if name in _OF_ORDERS else None
    if placed is None or name != "placeOrder":
        order_id = placed.answer["id"] if placed else ""
        seen = caller.get(path.format(orderId=order_id))
    else:
        seen = placed
    if not bench.expect(_CHECK, f"{name}, where {label} begins", seen, 200):
        return
    values = {key: _value(text, seen) for key, text in link["parameters"].items()}
    method, path, node = operations[link["operationId"]]
    query = "&".join(_query(node, bench.document))
    reached = caller.call(method, path.format(**values) + (query and f"?{query}"))
    bench.expect(_CHECK, f"{name} {label} with {values}", reached, 200)
    if bench.meter is not None:
        bench.meter.follow(name, 200, label)
    if placed is not None and method != "DELETE":
        caller.call("DELETE", f"/orders/{placed.answer['id']}")


def _query(node: Node, document: Node) -> Iterator[str]:
    """The query parameters that have to be there, with their examples."""
    for parameter in parameters(node, document):
        if parameter["in"] == "query" and parameter["required"]:
            yield f"{parameter['name']}={parameter['example']}"


def _value(expression: str, seen: Seen) -> str:
    """What a runtime expression stands for in an answer."""
    found: Any = seen.answer
    for part in expression.removeprefix(_BODY).split("/"):
        found = found[int(part)] if isinstance(found, list) else found[part]
    return str(found)
