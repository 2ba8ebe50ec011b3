"""The administration API of a built-in exchange, over HTTP like everything else here.

It is the only way into the exchange that the contract test takes, so it works on one that runs in
another process as well (`--base-url` with GOPAX_ADMIN_TOKEN).
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from attrs import field, frozen

from .wire import Key, Wire

__all__ = ["FUNDS", "Admin"]

FUNDS = {
    "KRW": 100_000_000_000,
    **dict.fromkeys(
        ("ETH", "BTC", "BCH", "XRP", "LTC", "EOS", "OMG", "QTUM", "XLM", "ZEC"), 1_000_000
    ),
}
"""What a new account begins with: enough for all that is tried, and exact in any arithmetic."""


@frozen
class Admin:
    """Whoever runs the exchange."""

    base_url: str
    token: str = field(repr=False)

    def act(self, action: str, **body: object) -> dict[str, Any]:
        """Carry out one action; raises `RuntimeError` when it is refused."""
        wire = Wire(self.base_url)
        try:
            reply = wire.send(
                "POST",
                f"/__sandbox__/{action}",
                {"ADMIN-TOKEN": self.token},
                json.dumps(body).encode(),
            )
        finally:
            wire.close()
        if reply.status != 200:
            raise RuntimeError(f"{action} was refused: {reply.status} {reply.body[:200]!r}")
        answer: dict[str, Any] = json.loads(reply.body)
        return answer

    def open_account(self, funds: Mapping[str, object] | None = None) -> Key:
        """A new account with one key."""
        return _key(self.act("accounts", balances=dict(FUNDS if funds is None else funds)))

    def add_key(self, key: Key, *, may_trade: bool = True) -> Key:
        """Another key of the same account."""
        return _key(self.act("keys", api_key=key.api_key, may_trade=may_trade))

    def step(self, seconds: float) -> None:
        """Let time pass at once."""
        self.act("clock", step=str(seconds))

    @contextmanager
    def frozen_clock(self) -> Iterator[None]:
        """Time stands still, except for `step`; afterwards all windows are empty again."""
        self.act("clock", speed=0, step=10)
        try:
            yield
        finally:
            self.act("clock", speed=1, step=10)

    @contextmanager
    def switched(self, pair: str, **switches: bool) -> Iterator[None]:
        """A pair with `active` or `buy_enabled` switched off for a while."""
        self.act("pair", name=pair, **switches)
        try:
            yield
        finally:
            self.act("pair", name=pair, active=True, buy_enabled=True)


def _key(answer: Mapping[str, Any]) -> Key:
    return Key(answer["api_key"], answer["secret_key"])
