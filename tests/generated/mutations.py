"""Every small change to an answer, with the place where a strict reader has to complain."""

import copy
import functools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from .samples import ANSWERS, read, write

OPTIONAL = {"sequence", "date"}
TIMES = {"createdAt", "timestamp", "time"}
WHOLE = {"sequence", "date", "orderId"}
DEEP: Any = functools.reduce(lambda inner, _: [inner], range(60), [])
HUGE = Decimal("1E+70")
STRANGERS = (True, False, "word", "", "12.5", 7, Decimal("0.5"), [], {}, -3, HUGE, DEEP, "9" * 9999)


class Mutation(NamedTuple):
    """A changed answer, and the place of the mistake; where there is none, what is to be read."""

    operation: str
    body: bytes
    path: str | None
    value: Any


def mutations() -> Iterator[Mutation]:
    """Each field dropped, nulled, retyped and renamed; each row cut and lengthened."""
    for operation, body in ANSWERS.items():
        whole = read(body)
        whole = [*whole, *read(body)] if isinstance(whole, list) else whole
        for steps in places(whole):
            for changed, path in _at(operation, whole, steps):
                value = None if path else _kept(operation, changed, whole)
                yield Mutation(operation, write(changed), path, value)


def places(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Return the way to every value inside of `value`, itself included."""
    yield steps
    inner: Any = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for step, child in inner:
        yield from places(child, (*steps, step))


def _at(
    operation: str, whole: Any, steps: tuple[str | int, ...]
) -> Iterator[tuple[Any, str | None]]:
    old = _get(whole, steps)
    path = _path(steps)
    for new in (None, *STRANGERS):
        if isinstance(new, dict | list) and type(new) is type(old):
            continue  # the mistake would be inside of it
        legal = _legal(operation, steps, old, new)
        yield put(whole, steps, new), None if legal else path
    if isinstance(old, dict):
        yield put(whole, steps, {**old, "added": [1, DEEP]}), None
        for name in old:
            where = None if _optional(operation, name) else f"{path}.{name}"
            cut = {key: inner for key, inner in old.items() if key != name}
            yield put(whole, steps, cut), where
            yield put(whole, steps, {**cut, f"{name}X": 1}), where
    if _is_row(operation, steps):
        longer = [*old, None, "x", {}]
        yield put(whole, steps, longer), None
        for length in range(len(old)):
            needed = 6 if operation == "list_candles" else 3
            where = f"{path}[{length}]" if length < needed else None
            yield put(whole, steps, old[:length]), where


def _kept(operation: str, changed: Any, sample: Any, steps: tuple[str | int, ...] = ()) -> Any:
    """What is left of a legal answer once it was read: known members, whole rows, exact numbers."""
    if isinstance(sample, dict):
        return {
            name: _kept(operation, changed[name], inner, (*steps, name))
            for name, inner in sample.items()
            if changed.get(name) is not None
        }
    if isinstance(sample, list):
        if _is_row(operation, steps):
            changed = changed[: len(sample)]
            while changed[-1] is None:
                changed = changed[:-1]
        return [
            _kept(operation, item, sample[min(index, len(sample) - 1)], (*steps, index))
            for index, item in enumerate(changed)
        ]
    is_number = isinstance(sample, int | Decimal) and isinstance(changed, str)
    return Decimal(changed) if is_number else changed


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
        return (
            isinstance(new, str)
            and name not in TIMES
            and (not last or (new.isdigit() and len(new) < 20))
        )
    if isinstance(old, list | dict) or isinstance(new, bool):
        return False
    if _whole_number(operation, steps, old):
        return isinstance(new, int)
    if isinstance(new, str):
        return new == "12.5"
    return isinstance(new, int | Decimal) and new != HUGE


def _whole_number(operation: str, steps: tuple[str | int, ...], old: Any) -> bool:
    if operation == "list_candles":
        return steps[-1] == 0
    return steps[-1] in WHOLE or (steps[-1] == "id" and isinstance(old, int))


def _get(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step]
    return value


def put(value: Any, steps: tuple[str | int, ...], new: Any) -> Any:
    """Return a copy with `new` in that place."""
    if not steps:
        return new
    value = copy.deepcopy(value)
    _get(value, steps[:-1])[steps[-1]] = new
    return value


def _path(steps: tuple[str | int, ...]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
