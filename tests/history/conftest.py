"""Exchanges whose candles a test knows, and downloads from them without sockets or waiting."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

from gopax_ext.history.access import Access
from gopax_ext.history.download import Watcher
from gopax_ext.history.folder import Downloaded, History
from gopax_ext.history.ranges import Range
from gopax_ext.history.series import Series
from gopax_ext.sandbox import Sandbox
from gopax_ext.sandbox.pairs import PAIRS
from gopax_ext.testing import AppTransport, VirtualSeam, run_virtual

DAY_MS = 86_400_000
TWO_PAIRS = PAIRS[:2]
BTC, ETH = "BTC-KRW", "ETH-KRW"


@attrs.define
class World:
    """An exchange in virtual time and the means to download from it."""

    seam: VirtualSeam
    sandbox: Sandbox
    transport: AppTransport
    rate_limit: int = 20

    @property
    def now_ms(self) -> int:
        """The time of the exchange."""
        return self.sandbox.exchange.now_ms()

    @property
    def access(self) -> Access:
        """How a download reaches it."""
        return Access(
            {
                "base_url": "http://127.0.0.1:1",
                "transport": self.transport,
                "seam": self.seam,
                "sharing": "process",
                "rate_limit": self.rate_limit,
            }
        )

    async def fetch(
        self,
        folder: Path,
        series: Sequence[Series],
        span: Range | None = None,
        watcher: Watcher | None = None,
    ) -> Downloaded:
        """Download, by default everything there is."""
        return await History(folder).fetch(self.access, list(series), span or (0, 2**53), watcher)

    def candles(self, pair: str, span: Range, minutes: int = 1) -> list[tuple[Any, ...]]:
        """The exchange's own candles that begin within a range, as plain values."""
        chart = self.sandbox.exchange.charts[pair][minutes]
        return [
            (c.start_ms, c.low, c.high, c.open, c.close, c.volume)
            for c in chart.between(span[0], span[1] - 1)
        ]

    def trades(self, pair: str, span: Range = (0, 2**62)) -> list[tuple[Any, ...]]:
        """The exchange's own trades within a range of ids."""
        tape = self.sandbox.venue(pair).tape.trades
        return [
            (each.id, each.time_ms, each.price, each.amount, each.side)
            for each in tape
            if span[0] <= each.id < span[1]
        ]


Story = Callable[[World], Coroutine[Any, Any, None]]


def in_world(story: Story, *, latency: float = 0.005, rate_limit: int = 20, **options: Any) -> None:
    """Tell a story in virtual time, on an exchange with these options."""

    async def main(seam: VirtualSeam) -> None:
        given: dict[str, Any] = {"market": False, "pairs": TWO_PAIRS, "history_days": 3, **options}
        sandbox = Sandbox(seed=7, seam=seam, **given)
        transport = AppTransport(sandbox.app, seam=seam, latency=(latency / 2, latency / 2))
        await story(World(seam, sandbox, transport, rate_limit))

    run_virtual(main)


def plain(table: Any) -> list[tuple[Any, ...]]:
    """The rows of a table with times in milliseconds."""
    return [
        tuple(ms(each) if isinstance(each, datetime) else each for each in row.values())
        for row in table.to_pylist()
    ]


def ms(time: datetime) -> int:
    """Milliseconds since 1970."""
    return int((time - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)


def files(folder: Path) -> dict[str, bytes]:
    """The Parquet files of a folder."""
    found = sorted(folder.rglob("*.parquet"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(autouse=True)
def _no_loop_left() -> None:
    """Stories bring event loops of their own."""
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
