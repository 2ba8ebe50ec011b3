"""Every small change to an answer, with the place where a strict reader has to complain."""

import copy
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from .samples import ANSWERS, read, write

OPTIONAL = {"sequence", "date"}
TIMES = {"createdAt", "timestamp", "time"}
WHOLE = {"sequence", "date", "orderId"}
STRANGERS = (True, False, "word", "", "12.5", 7, Decimal("0.5"), [], {}, -3)


class Mutation(NamedTuple):
    """A changed answer; `path` is None where the change must not matter."""

    operation: str
    body: bytes
    path: str | None


def mutations() -> Iterator[Mutation]:
    """Each field dropped, nulled, retyped and renamed; each row cut and lengthened."""
    for operation, body in ANSWERS.items():
        whole = read(body)
        whole = [*whole, *read(body)] if isinstance(whole, list) else whole
        for steps in _places(whole):
            yield from _at(operation, whole, steps)


def _places(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield steps
    inner: Any = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for step, child in inner:
        yield from _places(child, (*steps, step))


def _at(operation: str, whole: Any, steps: tuple[str | int, ...]) -> Iterator[Mutation]:
    old = _get(whole, steps)
    path = _path(steps)
    for new in (None, *STRANGERS):
        if isinstance(new, dict | list) and type(new) is type(old):
            continue  # the mistake would be inside of it
        legal = _legal(operation, steps, old, new)
        yield Mutation(operation, write(_put(whole, steps, new)), None if legal else path)
    if isinstance(old, dict):
        yield Mutation(operation, write(_put(whole, steps, {**old, "added": [1, {}]})), None)
        for name in old:
            where = None if _optional(operation, name) else f"{path}.{name}"
            cut = {key: inner for key, inner in old.items() if key != name}
            yield Mutation(operation, write(_put(whole, steps, cut)), where)
            yield Mutation(operation, write(_put(whole, steps, {**cut, f"{name}X": 1})), where)
    if _is_row(operation, steps):
        longer = [*old, None, "x", {}]
        yield Mutation(operation, write(_put(whole, steps, longer)), None)
        for length in range(len(old)):
            needed = 6 if operation == "list_candles" else 3
            where = f"{path}[{length}]" if length < needed else None
            yield Mutation(operation, write(_put(whole, steps, old[:length])), where)


def _is_row(operation: str, steps: tuple[str | int, ...]) -> bool:
    return (operation == "list_candles" and len(steps) == 1) or (
        operation == "get_order_book" and len(steps) == 2
    )


def _optional(operation: str, name: str | int) -> bool:
    orders = operation in {"list_orders", "get_order", "place_order"}
    return name in OPTIONAL or (name == "price" and orders)


def _legal(operation: str, steps: tuple[str | int, ...], old: Any, new: Any) -> bool:
    """Would a reader that knows the reference take the new value for the old one."""
    name = steps[-1] if steps else "$"
    last = operation == "get_order_book" and len(steps) == 3 and name == 3
    if new is None:
        return _optional(operation, name) or last
    if isinstance(old, str):
        return isinstance(new, str) and name not in TIMES and (not last or new.isdigit())
    if isinstance(old, list | dict) or isinstance(new, bool):
        return False
    if _whole_number(operation, steps, old):
        return isinstance(new, int)
    return isinstance(new, int | Decimal) or new == "12.5"


def _whole_number(operation: str, steps: tuple[str | int, ...], old: Any) -> bool:
    if operation == "list_candles":
        return steps[-1] == 0
    return steps[-1] in WHOLE or (steps[-1] == "id" and isinstance(old, int))


def _get(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step]
    return value


def _put(value: Any, steps: tuple[str | int, ...], new: Any) -> Any:
    if not steps:
        return new
    value = copy.deepcopy(value)
    _get(value, steps[:-1])[steps[-1]] = new
    return value


def _path(steps: tuple[str | int, ...]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
