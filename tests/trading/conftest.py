"""A running exchange with an account, for tests that trade on it."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from gopax_ext import Gopax
from gopax_ext.sandbox import Account, Sandbox
from tests.transport.lanes import CLIENT_LANES, client_options

PAIR = "BTC-KRW"
FUNDS = {"KRW": "100000000", "BTC": "2", "ETH": "20"}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """The strict exchange, fast enough for tests: the window is real, the limit is high."""
    with Sandbox(seed=7, limit=1_000) as running:
        yield running


@pytest.fixture
def account(sandbox: Sandbox) -> Account:
    """An account with coins and money."""
    return sandbox.create_account(FUNDS)


@pytest.fixture
def gopax(request: pytest.FixtureRequest, sandbox: Sandbox, account: Account) -> Iterator[Gopax]:
    """A client of that account, over the lane that the test names or its own connections."""
    options = client_options(CLIENT_LANES[getattr(request, "param", "own")])
    with (
        options.get("http_client") or nullcontext(),
        Gopax(
            key=account.api_key,
            secret=account.secret_key,
            base_url=sandbox.base_url,
            rate_limit=1_000,
            **options,
        ) as client,
    ):
        yield client
