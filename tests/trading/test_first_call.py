"""A program pays at its start for what it uses, and for nothing else."""

import os
from pathlib import Path

from gopax_ext.sandbox import Account, Sandbox
from tests.loading import loaded

LATE = {
    "asyncio",
    "concurrent.futures",
    "email",
    "gopax_ext.orders.journal",
    "http",
    "httpx",
    "json",
    "logging",
    "pathlib",
    "random",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "urllib.parse",
}
"""What some calls need, and a query on this machine does not."""


def test_naming_the_package_loads_next_to_nothing() -> None:
    """And what it takes to load more of them later."""
    names = loaded("import gopax_ext")

    assert {name for name in names if name.startswith("gopax")} == {
        "gopax_ext",
        "gopax_ext._lazy",
        "gopax_ext._version",
    }
    assert len(names) <= 8


def test_a_client_that_makes_no_call_opens_no_socket() -> None:
    """Transport and models are loaded when they are needed."""
    names = loaded("from gopax_ext import Gopax")

    assert not names & (LATE | {"socket", "httptools"})
    assert not {name for name in names if name.startswith("gopax_generated.models.")}
    assert len(names) <= 175


def test_a_first_signed_call_loads_what_it_uses(
    sandbox: Sandbox, account: Account, tmp_path: Path
) -> None:
    """One model of all, one transport of all, and nothing of orders but the door to them."""
    names = loaded(
        "from gopax_ext import Gopax\n"
        "with Gopax() as gopax:\n"
        "    assert gopax.get_balance('KRW').avail",
        **{name: value for name, value in os.environ.items() if not name.startswith("GOPAX_")},
        GOPAX_API_KEY=account.api_key,
        GOPAX_SECRET_KEY=account.secret_key,
        GOPAX_BASE_URL=sandbox.base_url,
        GOPAX_STATE_DIR=str(tmp_path),
    )

    assert not names & LATE
    models = {name for name in names if name.startswith("gopax_generated.models.")}
    assert models == {"gopax_generated.models._balance"}
    assert len({name for name in names if name.startswith("gopax")}) <= 69
    assert len(names) <= 215
