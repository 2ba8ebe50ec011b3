"""A client on a real exchange that misbehaves, blocking or awaiting behind one face."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import gopax_ext as gx
from gopax_ext import Terms
from gopax_ext.sandbox import Account, Sandbox
from tests.transport.lanes import client_options

PAIR = "BTC-KRW"
Makers = dict[str, Callable[..., Any]]
FAR = 5_000_000
"""A price at which no order is filled."""
QUICK = Terms(settle=0.3)


class Bench:
    """One account and one client, blocking or awaiting: `await bench(lambda g: ...)`."""

    def __init__(
        self, kind: Any, lane: Makers, sandbox: Sandbox, account: Account, folder: Path
    ) -> None:
        self.sandbox = sandbox
        self.account = account
        self._kind = kind
        self._lane = lane
        self._folder = folder
        self._open: list[Any] = []
        self.client = self.another()

    def another(self, **given: Any) -> Any:
        """One more client of the same key, as another process would have."""
        options: dict[str, Any] = {
            "base_url": self.sandbox.base_url,
            "deadline": 2.0,
            "rate_limit": 1_000,
            "state_dir": self._folder,
        }
        options |= client_options(self._lane) | given
        client = self._kind(
            key=self.account.api_key,
            secret=self.account.secret_key,
            **options,
        )
        self._open += [client, options.get("http_client")]
        return client

    async def __call__(self, make: Any, client: Any = None) -> Any:
        result = make(client or self.client)
        return await result if hasattr(result, "__await__") else result

    async def lose(self, kind: str, **options: Any) -> gx.OutcomeUnknown:
        """Place an order whose answer does not come."""
        self.sandbox.faults.add(kind, method="POST", **options)
        with pytest.raises(gx.OutcomeUnknown) as caught:
            await self(buy)
        return caught.value

    async def close(self) -> None:
        for client in filter(None, self._open):
            await self(lambda g: g.close() if hasattr(g, "close") else g.aclose(), client)


def buy(client: Any, **options: Any) -> Any:
    """An order that stays open."""
    return client.place_order(PAIR, side="buy", type="limit", price=FAR, amount="0.01", **options)
