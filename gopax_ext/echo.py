"""An answer has to be that of the question: what it repeats of the call is compared.

On a connection where a proxy or a server is out of step, the answer to one call comes as the
answer to the next. Such an answer is well-formed; only what it repeats gives it away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gopax_generated.errors import ERROR_CODES, ApiError, DecodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gopax_generated.models import Balance, Order, OrderDetail, PlaceOrderRequest
    from gopax_generated.operations import Call

__all__ = ["check_echo", "check_refusal"]


def check_echo(call: Call[Any], value: Any) -> None:
    """Raise `DecodeError` where `value` is the answer to another call than `call`."""
    check = _CHECKS.get(call.operation.name)
    if check is not None:
        check(call, value)


def check_refusal(call: Call[Any], error: ApiError) -> None:
    """Raise `DecodeError` where a call that changes something got a refusal of another operation.

    A refusal repeats nothing of its call, but "no such order" cannot be the answer to placing one.
    What a call could have been answered itself cannot be told from its own answer.
    """
    operation = call.operation
    if operation.retry == "safe" or error.code not in ERROR_CODES:
        return
    if type(error) not in operation.errors:
        raise DecodeError(
            operation=operation.name,
            path="$.errorCode",
            expected=f"a code that {operation.name} can be refused with",
            found=f"{error.code} ({type(error).__name__})",
        )


def _check_balance(call: Call[Any], balance: Balance) -> None:
    asset = call.path.rpartition("/")[2]
    if balance.asset != asset:
        raise _another("get_balance", "asset", asset, balance.asset)


def _check_looked_up(call: Call[Any], order: OrderDetail) -> None:
    order_id = call.path.rpartition("/")[2]
    if order.id != order_id:
        raise _another("get_order", "id", order_id, order.id)


def _check_order(call: Call[Any], order: Order) -> None:
    operation = "place_order"
    asked: PlaceOrderRequest | None = call.request
    if asked is None:
        return  # made by hand, of bytes alone
    if not (order.id.isascii() and order.id.isdigit()):
        raise DecodeError(operation=operation, path="$.id", expected="digits", found=repr(order.id))
    if order.trading_pair_name != asked.trading_pair_name:
        name = "tradingPairName"
        raise _another(operation, name, asked.trading_pair_name, order.trading_pair_name)
    if order.side != asked.side:
        raise _another(operation, "side", asked.side, order.side)
    if order.type != asked.type:
        raise _another(operation, "type", asked.type, order.type)
    if order.amount != asked.amount:
        raise _another(operation, "amount", asked.amount, order.amount)
    if order.price != asked.price and asked.type == "limit":
        raise _another(operation, "price", asked.price, order.price)


def _another(operation: str, member: str, asked: object, answered: object) -> DecodeError:
    return DecodeError(
        operation=operation,
        path=f"$.{member}",
        expected=f"{asked} as asked",
        found=str(answered)[:80],
    )


_CHECKS: Final[Mapping[str, Callable[[Call[Any], Any], None]]] = {
    "get_balance": _check_balance,
    "get_order": _check_looked_up,
    "place_order": _check_order,
}
