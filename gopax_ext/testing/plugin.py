"""pytest fixtures to test a bot with: an exchange of its own, clients, a clock, faults.

They come with the package, under the names `gopax_...`; no test pays for them that does not ask:
nothing but pytest is loaded before.

    def test_a_bot_survives_a_burst_of_429(gopax_exchange):
        gopax_exchange.inject("rate", times=5)
        assert run_my_bot(gopax_exchange.client()) == "done"

`@pytest.mark.gopax(seed=3, balances={"KRW": 1000}, market=False)` changes the exchange of a test.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..client import AsyncGopax, Gopax
    from .exchange import PracticeExchange
    from .still import StillSeam

__all__ = [
    "gopax_async_client",
    "gopax_client",
    "gopax_clock",
    "gopax_environment",
    "gopax_exchange",
    "pytest_configure",
]

_MARK = "gopax(**options): the seed, balances and switches of this test's gopax_exchange"


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", _MARK)


@pytest.fixture
def gopax_clock() -> "StillSeam":
    """A clock that stands still until `step(seconds)`, or until somebody waits on it.

    `now` is what it shows. Give its `sleep` to a bot in place of `time.sleep`.
    """
    from .still import StillSeam  # noqa: PLC0415 - tests that do not ask pay nothing

    return StillSeam()


@pytest.fixture
def gopax_exchange(
    request: pytest.FixtureRequest,
    gopax_clock: "StillSeam",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> "Iterator[PracticeExchange]":
    """A fresh exchange with money in an account, in this process: see `PracticeExchange`.

    What clients keep on disk goes to a folder of this test; keys and addresses of the environment
    are taken away, so that no test can reach a real exchange by accident.
    """
    from .exchange import PracticeExchange  # noqa: PLC0415 - as above

    for name in ("GOPAX_API_KEY", "GOPAX_SECRET_KEY", "GOPAX_BASE_URL", "GOPAX_SHARING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GOPAX_STATE_DIR", str(tmp_path / "gopax-state"))
    mark: pytest.Mark | None = request.node.get_closest_marker("gopax")
    exchange = PracticeExchange(gopax_clock, **(mark.kwargs if mark else {}))
    yield exchange
    exchange.close()


@pytest.fixture
def gopax_client(gopax_exchange: "PracticeExchange") -> "Gopax":
    """A client of the account on `gopax_exchange`."""
    return gopax_exchange.client()


@pytest.fixture
def gopax_async_client(gopax_exchange: "PracticeExchange") -> "AsyncGopax":
    """The same to be awaited, on whatever loop the test runs on.

    There a wait ends at once; `gopax_exchange.run(main())` lets tasks wait beside each other.
    """
    return gopax_exchange.async_client()


@pytest.fixture
def gopax_environment(
    gopax_exchange: "PracticeExchange", monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """The exchange on a real socket, with address and key in this process's environment.

    For a bot that makes its own client, `Gopax()`, or that runs as a program of its own.
    """
    variables = gopax_exchange.environment()
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return variables
