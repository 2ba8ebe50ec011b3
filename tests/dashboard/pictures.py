"""Draws the pictures of the documents: python -m tests.dashboard.pictures [FOLDER].

The market, the orders and the clock of the exchange are the same each time; nonces, signatures and
the time that calls took are not.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

from gopax_ext import Gopax
from gopax_ext.sandbox import Clock
from tests.dashboard.browsing import Venue, launch, open_venue, visit
from tests.project.house import ROOT

__all__ = ["main"]

OPENING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SCREEN = (1440, 900)
ORDERS = (
    ("buy", "10150000", "0.35"),
    ("buy", "10120000", "0.5"),
    ("sell", "10260000", "0.4"),
)
PICTURES = (
    ("dashboard", "", "en-US", "light"),
    ("dashboard.ko", "", "ko-KR", "dark"),
    ("api-page", "docs#placeOrder", "en-US", "light"),
    ("api-page.ko", "docs#placeOrder", "ko-KR", "dark"),
)


def main(folder: Path) -> None:
    """Write one PNG for each of `PICTURES`."""
    folder.mkdir(parents=True, exist_ok=True)
    with launch() as browser:
        for name, path, language, theme in PICTURES:
            clock = Clock.frozen(OPENING)
            with open_venue(clock=clock) as venue:
                with visit(
                    browser, venue, path, language=language, theme=theme, size=SCREEN
                ) as found:
                    (_stage_docs if path else _stage_desk)(found.page, venue)
                    found.page.screenshot(path=folder / f"{name}.png", animations="disabled")
                print(folder / f"{name}.png")


def _stage_desk(page: Page, venue: Venue) -> None:
    """A morning's trading: some orders rest, one was filled, one answer was lost."""
    account = venue.account
    with Gopax(
        key=account.api_key,
        secret=account.secret_key,
        base_url=venue.sandbox.base_url,
        journal=False,
        sharing="process",
    ) as gopax:
        gopax.get_ticker("BTC-KRW")
        for _ in range(40):
            venue.sandbox.clock.step(15)
            gopax.get_order_book("BTC-KRW", level=1)
        gopax.market_buy("BTC-KRW", spend=3_000_000)
        for side, price, amount in ORDERS:
            gopax.place_order("BTC-KRW", side=side, type="limit", price=price, amount=amount)
        gopax.list_balances()
        venue.sandbox.faults.add("rate", path="/orders", retry_after="1")
        gopax.list_orders()
    venue.sandbox.faults.add("drop", when="after", path="/orders", method="POST")
    page.locator("#orders-count", has_text="3").wait_for()
    page.locator("#log button", has_text="POST /orders").first.click()
    page.locator("#entry .prehash").wait_for()
    page.fill("#amount", "0.25")


def _stage_docs(page: Page, _venue: Venue) -> None:
    """An order was sent, and its answer is there."""
    place = page.locator("#placeOrder")
    place.locator(".send").click()
    place.locator(".answer .body").wait_for()
    page.evaluate("document.getElementById('placeOrder').scrollIntoView()")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
