"""A real browser on the dashboard, and what it must never do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from gopax_ext.dashboard import Dashboard
from gopax_ext.sandbox import Account, Sandbox
from tests.tools import tool

__all__ = ["READY", "Venue", "Visit", "launch", "open_venue", "ready", "visit"]

FUNDS = {"KRW": "100000000", "BTC": "10", "ETH": "100"}
DESKTOP = (1440, 900)
PATIENCE_MS = 30_000
"""How long a page may take on a machine that does much else; what is there sooner costs nothing."""
READY = {"": "#link[data-state=live]", "docs": "article"}
"""What a page shows once it can be used, by its path."""

expect.set_options(timeout=PATIENCE_MS)


@dataclass(frozen=True)
class Venue:
    """An exchange with its dashboard, and the account that is shown."""

    sandbox: Sandbox
    dashboard: Dashboard
    account: Account

    @property
    def url(self) -> str:
        """Where the dashboard is."""
        return self.dashboard.url


@dataclass
class Visit:
    """One page, and all that it complained of and asked for."""

    page: Page
    context: BrowserContext
    complaints: list[str] = field(default_factory=list[str])
    asked: list[str] = field(default_factory=list[str])

    def check(self) -> None:
        """It complained of nothing and asked nobody but its own server."""
        assert self.complaints == []
        server = self.page.url.split("/", 3)[:3]
        assert [url for url in self.asked if url.split("/", 3)[:3] != server] == []


@contextmanager
def open_venue(**switches: object) -> Iterator[Venue]:
    """Serve an exchange that never holds a call back, with its dashboard."""
    sandbox = Sandbox(seed=7, limit=None, admin=True, **switches)
    account = sandbox.create_account(FUNDS)
    dashboard = Dashboard(sandbox, account)
    with sandbox:
        yield Venue(sandbox, dashboard, account)


@contextmanager
def launch() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=tool("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def ready(page: Page, path: str = "") -> None:
    """Wait until the page can be used, as a person waits who sees that it is not there yet."""
    page.locator(READY[path.partition("#")[0]]).first.wait_for()


@contextmanager
def visit(
    browser: Browser,
    venue: Venue,
    path: str = "",
    *,
    language: str = "en-US",
    theme: str = "light",
    size: tuple[int, int] = DESKTOP,
    at_once: bool = False,
) -> Iterator[Visit]:
    """Open a page of the dashboard as a person with these preferences would.

    It can be used by then, unless a test wants it `at_once`.
    """
    context = browser.new_context(
        locale=language,
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": size[0], "height": size[1]},
        timezone_id="America/New_York",  # the page shows Korea's time wherever it is read
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    found = Visit(page, context)
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("request", lambda request: found.asked.append(request.url))
    page.goto(venue.url + path)
    if not at_once:
        ready(page, path)
    yield found
    context.close()
