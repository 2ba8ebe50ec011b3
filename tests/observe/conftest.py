"""A client that is watched, on an exchange of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from gopax_ext import Gopax
from gopax_ext.sandbox import Account, Sandbox

OpenClient = Callable[..., Gopax]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """The strict exchange."""
    with Sandbox(seed=7, market=False) as running:
        yield running


@pytest.fixture
def account(sandbox: Sandbox) -> Account:
    """An account with money."""
    return sandbox.create_account({"KRW": "100000000", "BTC": "1"})


@pytest.fixture
def open_client(sandbox: Sandbox, account: Account) -> Iterator[OpenClient]:
    """Open clients of that account."""
    with ExitStack() as stack:

        def start(**options: Any) -> Gopax:
            client = Gopax(
                key=account.api_key,
                secret=account.secret_key,
                base_url=sandbox.base_url,
                sharing="process",
                journal=False,
                **options,
            )
            return stack.enter_context(client)

        yield start
