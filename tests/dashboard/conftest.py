"""One browser and one exchange for each module, and a fresh page for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gopax_ext import Gopax
from tests.dashboard.browsing import Venue, Visit, launch, open_venue, visit


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits longest: the workers that have finished the rest need not wait then."""
    items.sort(key=lambda each: not each.nodeid.startswith("tests/dashboard/test_soak.py"))


@pytest.fixture(scope="module")
def venue() -> Iterator[Venue]:
    """An exchange with its dashboard."""
    with open_venue() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    with launch() as found:
        yield found


@pytest.fixture
def gopax(venue: Venue, tmp_path: Path) -> Iterator[Gopax]:
    """A client for the account that the dashboard shows, which never tries twice."""
    account = venue.account
    with Gopax(
        key=account.api_key,
        secret=account.secret_key,
        base_url=venue.sandbox.base_url,
        attempts=1,
        state_dir=tmp_path,
    ) as client:
        yield client


@pytest.fixture
def desk(browser: Browser, venue: Venue) -> Iterator[Visit]:
    """The dashboard, in English, by day; it complained of nothing and asked nobody else."""
    venue.sandbox.reset()
    with visit(browser, venue) as found:
        yield found
        found.check()


@pytest.fixture(scope="module")
def opened_once(browser: Browser, venue: Venue) -> Iterator[Visit]:
    """The dashboard, opened once for a module."""
    with visit(browser, venue) as found:
        yield found
        found.check()


@pytest.fixture
def lasting_desk(opened_once: Visit, venue: Venue) -> Visit:
    """The dashboard that stays open while the exchange begins anew."""
    venue.sandbox.reset()
    return opened_once
