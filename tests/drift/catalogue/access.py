"""Authentication: who is let in with which key, and what they see there."""

from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox.accounts import Accounts
from gopax_ext.sandbox.auth import Credentials, Doorkeeper
from gopax_ext.sandbox.refusals import Reason, Refusal
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import operation_of, refusal
from .parts import all_owners, handle

__all__ = ["group"]

group = Group("authentication")


@group.ask(layers="probes")
def public_calls_check_keys(asked: Asked, _: Notes) -> Asked | Answer:
    """A wrong key is refused on public operations too."""
    public = asked.path.startswith(("/assets", "/trading-pairs"))
    return refusal(401, 10155) if public and asked.header("API-KEY") == b"nobody" else asked


@group.ask(layers="plan probes model")
def public_calls_need_a_key(asked: Asked, _: Notes) -> Asked | Answer:
    """The ticker needs a key."""
    closed = operation_of(asked) == "getTicker" and not asked.header("API-KEY")
    return refusal(401, 10155) if closed else asked


@group.patch(layers="probes")
def unknown_key_is_the_first(patch: pytest.MonkeyPatch) -> None:
    """An unknown key is taken for the first account's, whatever it signed with."""
    right = Doorkeeper.admit

    def admit(self: Any, given: Credentials, *call: bytes) -> Any:
        try:
            return right(self, given, *call)
        except Refusal as no:
            if no.reason is not Reason.UNKNOWN_KEY or not self._accounts.keys:
                raise
            return next(iter(self._accounts.keys.values()))

    patch.setattr(Doorkeeper, "admit", admit)


@group.patch(layers="probes")
def key_in_any_case(patch: pytest.MonkeyPatch) -> None:
    """The name of a key is compared without regard to capitals."""
    right = Accounts.find
    patch.setattr(Accounts, "find", lambda self, name: right(self, name.lower()))


@group.patch(layers="probes")
def revoked_keys_live_on(patch: pytest.MonkeyPatch) -> None:
    """A revoked key still opens the door."""
    right = Doorkeeper.admit

    def admit(self: Any, given: Credentials, *call: bytes) -> Any:
        key = self._accounts.find(given.api_key or b"")
        if key is not None:
            key.revoked = False
        return right(self, given, *call)

    patch.setattr(Doorkeeper, "admit", admit)


@group.patch(layers="probes")
def every_key_may_trade(patch: pytest.MonkeyPatch) -> None:
    """A key that may only read may trade."""
    right = Accounts.add_key
    patch.setattr(Accounts, "add_key", lambda self, owner, **_: right(self, owner))


@group.patch(layers="probes")
def reading_keys_may_cancel(patch: pytest.MonkeyPatch) -> None:
    """A key that may only read may cancel."""
    handle(patch, "cancelOrder", trades=False)


def _orders_of_all(request: Any) -> Any:
    owners = all_owners(request)
    orders = {number: order for owner in owners for number, order in owner.orders.items()}
    opened = {number: order for owner in owners for number, order in owner.open.items()}
    return evolve(request, owner=evolve(request.owner, orders=orders, open=opened))


@group.patch(layers="probes")
def orders_of_others_readable(patch: pytest.MonkeyPatch) -> None:
    """An order of another account can be read."""
    handle(patch, "getOrder", lambda right, request: right(_orders_of_all(request)))


@group.patch(layers="probes model")
def orders_of_others_cancellable(patch: pytest.MonkeyPatch) -> None:
    """An order of another account can be cancelled."""
    handle(patch, "cancelOrder", lambda right, request: right(_orders_of_all(request)))


@group.patch(layers="probes model")
def orders_of_others_listed(patch: pytest.MonkeyPatch) -> None:
    """The list of orders shows those of all accounts."""
    handle(patch, "listOrders", lambda right, request: right(_orders_of_all(request)))


@group.patch(layers="model")
def trades_of_others_listed(patch: pytest.MonkeyPatch) -> None:
    """The list of own trades shows those of all accounts."""

    def everybodys(right: Any, request: Any) -> str:
        fills = [fill for owner in all_owners(request) for fill in owner.fills]
        fills.sort(key=lambda fill: fill.id)
        return str(right(evolve(request, owner=evolve(request.owner, fills=fills))))

    handle(patch, "listMyTrades", everybodys)


@group.patch(layers="probes model")
def balances_of_the_first(patch: pytest.MonkeyPatch) -> None:
    """A single balance is that of the account opened first."""

    def first(right: Any, request: Any) -> str:
        return str(right(evolve(request, owner=request.exchange.accounts.openings[0].owner)))

    handle(patch, "getBalance", first)
