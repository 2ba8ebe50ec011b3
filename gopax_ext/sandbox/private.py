"""The private operations (reference: Authenticated Calls)."""

import re

from .answers import listed
from .engine import NotEnoughError, Order
from .engine.ledger import Owner, Wallet
from .engine.tape import cut
from .pages import read_page
from .refusals import Reason, Refusal
from .requests import Request
from .rules import check_proposal, find_pair
from .syntax import parse_body

__all__ = [
    "cancel_order",
    "get_balance",
    "get_order",
    "list_balances",
    "list_my_trades",
    "list_orders",
    "place_order",
]

_ORDER_ID = re.compile(r"[1-9][0-9]{0,19}\Z", re.ASCII)
_ASSET = re.compile(r"[A-Z0-9.]{1,20}\Z", re.ASCII)


def list_balances(request: Request) -> str:
    """Get balances."""
    config, wallets = request.exchange.config, request.owner.wallets
    return listed(
        request.answers.balance(asset, wallets.get(asset, Wallet()))
        for asset in request.exchange.assets
        if config.zero_balances or asset in wallets
    )


def get_balance(request: Request) -> str:
    """Get balance by asset name."""
    asset = request.name
    if asset not in request.exchange.assets:
        known_form = _ASSET.match(asset)
        raise Refusal(Reason.UNKNOWN_ASSET if known_form else Reason.MALFORMED_ASSET, asset)
    return request.answers.balance(asset, request.owner.wallets.get(asset, Wallet()))


def list_orders(request: Request) -> str:
    """Get orders: those open, oldest first, as they were `list_lag` seconds ago."""
    pair = _pair_filter(request)
    lag_ms = int(request.exchange.config.list_lag * 1000)
    owner = request.owner
    if not lag_ms:
        orders = list(owner.open.values())
    else:
        shown_ms = request.now_ms - lag_ms
        orders = [
            order
            for order in owner.orders.values()
            if order.created_ms <= shown_ms
            and (order.finished_ms is None or order.finished_ms > shown_ms)
        ]
    return listed(
        request.answers.order(order, listed=True)
        for order in orders
        if pair is None or order.venue.name == pair
    )


def get_order(request: Request) -> str:
    """Get order by order ID; a finished one as long as it is kept."""
    order = _find(request.owner, request.name)
    kept = request.exchange.config.keep_finished
    if (
        kept is not None
        and order.finished_ms is not None
        and request.now_ms - order.finished_ms > kept * 1000
    ):
        raise Refusal(Reason.UNKNOWN_ORDER, "the order was finished and is no longer kept")
    return request.answers.order_detail(order)


def place_order(request: Request) -> str:
    """Place order."""
    exchange = request.exchange
    proposal = check_proposal(parse_body(request.body), exchange.engine.venues, exchange.config)
    if len(request.owner.open) >= exchange.config.open_orders:
        raise Refusal(Reason.TOO_MANY_ORDERS, f"{exchange.config.open_orders} are open already")
    try:
        order = exchange.place(request.owner, proposal)
    except NotEnoughError as error:
        raise Refusal(Reason.NOT_ENOUGH, f"not enough {error.asset} available") from error
    return request.answers.order(order)


def cancel_order(request: Request) -> str:
    """Cancel order by order ID; one that is finished is no longer there to cancel."""
    order = _find(request.owner, request.name)
    if not order.is_open:
        raise Refusal(Reason.UNKNOWN_ORDER, f"the order is {order.status}")
    request.exchange.cancel(order)
    return "{}"


def list_my_trades(request: Request) -> str:
    """Get the user's trade history, newest first, as it was `list_lag` seconds ago."""
    config = request.exchange.config
    page = read_page(request.query, config)
    pair = _pair_filter(request)
    fills = request.owner.fills
    if pair is not None:
        fills = [fill for fill in fills if fill.order.venue.name == pair]
    if config.list_lag:
        shown_ms = request.now_ms - int(config.list_lag * 1000)
        fills = [fill for fill in fills if fill.time_ms <= shown_ms]
    return listed(map(request.answers.fill, cut(fills, page)))


def _find(owner: Owner, name: str) -> Order:
    """An order of `owner`; somebody else's is as unknown as one that never was."""
    order = owner.orders.get(int(name)) if _ORDER_ID.match(name) else None
    if order is None:
        raise Refusal(Reason.UNKNOWN_ORDER, "there is no such order")
    return order


def _pair_filter(request: Request) -> str | None:
    """The `trading-pair-name` of older documents."""
    name = request.query.text("trading-pair-name")
    return None if name is None else find_pair(request.exchange.engine.venues, name).name
