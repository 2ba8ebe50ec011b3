"""A strict exchange behind a path that delays each request by a draw of its own."""

import asyncio
import random
from collections import Counter
from types import TracebackType
from typing import Any, Self

from gopax_ext.sandbox import Account, Sandbox
from gopax_ext.sandbox.server import Server


class DistantExchange:
    """Checks nonces in order of arrival, after a delay of 0 to `jitter` seconds.

    Answers take the same, each another draw, where `both_ways` is set. `arrived` counts what it
    answered, by path and status.
    """

    def __init__(
        self,
        *,
        jitter: float = 0.0,
        shape: float = 1.0,
        both_ways: bool = False,
        **switches: object,
    ) -> None:
        options = {"limit": None, "strict_nonce": True, "market": False, "history_days": 0}
        self.sandbox = Sandbox(seed=7, **(options | switches))
        self.account: Account = self.sandbox.create_account({"KRW": "1000000"})
        self.jitter = jitter
        self.shape = shape
        self.both_ways = both_ways
        self.arrived: Counter[tuple[str, int]] = Counter()
        self._chance = random.Random(11)
        self._server = Server(self._app, host="127.0.0.1", port=0)

    @property
    def base_url(self) -> str:
        """Where it answers."""
        return self._server.base_url

    @property
    def refused(self) -> int:
        """How many calls were refused for their nonce."""
        return sum(count for (_, status), count in self.arrived.items() if status == 401)

    @property
    def too_many(self) -> int:
        """How many calls were refused for the rate limit."""
        return sum(count for (_, status), count in self.arrived.items() if status == 429)

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        async def counted(message: Any) -> None:
            if message["type"] == "http.response.start":
                self.arrived[scope["path"], message["status"]] += 1
                if self.both_ways:
                    await self._travel()
            await send(message)

        await self._travel()
        await self.sandbox.app(scope, receive, counted)

    async def _travel(self) -> None:
        if self.jitter:
            await asyncio.sleep(self.jitter * self._chance.random() ** self.shape)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()
