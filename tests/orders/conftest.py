"""Journals on disk and in memory, and attempts at will."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gopax_ext import AsyncGopax, Gopax
from gopax_ext.orders.journal import Journal
from gopax_ext.orders.rows import id_of
from gopax_ext.sandbox import Sandbox
from gopax_generated import operations
from gopax_generated.operations import Call
from tests.seams import StillSeam
from tests.transport.lanes import ASYNC_CLIENT_LANES, CLIENT_LANES

from .bench import Bench


def asking(
    *, pair: str = "BTC-KRW", price: str | None = "5000000", amount: str = "0.01", side: Any = "buy"
) -> Call[Any]:
    """The call of a limit order, of a market order where the price is None."""
    kind: Any = "market" if price is None else "limit"
    return operations.place_order(pair, side=side, type=kind, price=price, amount=amount)


class Books:
    """A journal, and orders that leave."""

    def __init__(self, path: Path | None, seam: StillSeam) -> None:
        self.seam = seam
        self.path = path
        self.journal = Journal(path, seam)

    def send(
        self, call: Call[Any] | None = None, *, nonce: int = 7, queued: float = 0.0, **options: Any
    ) -> str:
        """Put an attempt on record that leaves, `queued` seconds after it was asked for."""
        call = call or asking()
        asked_us = self.seam.time_ns() // 1000 - round(queued * 1e6)
        options = {"seconds": 10.0, "asked_us": asked_us, "queued": queued > 0} | options
        return id_of(*self.journal.begin(call.body, nonce=nonce, key="key", **options))


@pytest.fixture
def seam() -> StillSeam:
    """Time that stands still."""
    return StillSeam()


@pytest.fixture
def open_books(tmp_path: Path, seam: StillSeam) -> Iterator[Callable[[], Books]]:
    """Opens the journal of one key, any number of times."""
    opened: list[Books] = []

    def make() -> Books:
        opened.append(Books(tmp_path / "state" / "orders.sqlite3", seam))
        return opened[-1]

    yield make
    for books in opened:
        books.journal.close()


@pytest.fixture
def books(open_books: Callable[[], Books]) -> Books:
    """One journal on disk."""
    return open_books()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """An exchange where nobody else trades at the far price."""
    with Sandbox(seed=7, limit=None) as running:
        yield running


def _at_night(lane: object) -> list[pytest.MarkDecorator]:
    return [pytest.mark.nightly] if lane else []


_CLIENTS = [
    pytest.param((kind, lane), id=f"{flavour}-{name}" if lane else flavour, marks=_at_night(lane))
    for flavour, kind, lanes in (
        ("sync", Gopax, CLIENT_LANES),
        ("async", AsyncGopax, ASYNC_CLIENT_LANES),
    )
    for name, lane in lanes.items()
]


@pytest.fixture(params=_CLIENTS)
async def bench(request: Any, sandbox: Sandbox, tmp_path: Path) -> Any:
    """Both clients, on one state folder each; at night over all three lanes."""
    folder = tmp_path / "state"
    folder.mkdir(mode=0o700)
    account = sandbox.create_account({"KRW": "100000000", "BTC": "2"})
    made = Bench(*request.param, sandbox, account, folder)
    yield made
    await made.close()
