"""The dashboard as a trader uses it, in a real browser."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from gopax_ext import ApiError, Gopax, GopaxError, OutcomeUnknown, TooManyRequests
from tests.dashboard.browsing import Venue, Visit, ready, visit

pytestmark = pytest.mark.slow
LIVE_MS = 2_000
TRIES = 5


def order(page: Page, *, side: str, price: str, amount: str) -> None:
    """Fill in the form and send it."""
    page.get_by_role("radio", name=side, exact=True).check(force=True)
    page.get_by_label("Price", exact=True).fill(price)
    page.get_by_label("Amount", exact=True).fill(amount)
    page.get_by_role("button", name=f"{side} BTC", exact=True).click()


def open_orders(page: Page) -> Locator:
    """The rows of open orders, which are brought to the front."""
    page.get_by_role("tab", name="Open orders").click()
    return page.get_by_role("table", name="Open orders").locator("tbody tr")


def took_ms(browser: Browser, venue: Venue) -> float:
    """What passes in the browser from asking for the page until it is live."""
    with visit(browser, venue) as desk:
        return float(desk.page.evaluate("performance.now()"))


def test_it_is_live_within_two_seconds(browser: Browser, venue: Venue) -> None:
    """Once in a few tries at least: a machine that does much else cannot always be on time."""
    assert any(took_ms(browser, venue) < LIVE_MS for _ in range(TRIES))


def test_all_that_moves_is_there(browser: Browser, venue: Venue) -> None:
    """Prices, the book on both sides, trades and candles, and the clock is Korea's."""
    with visit(browser, venue) as desk:
        page = desk.page
        asks, bids = page.get_by_label("Asks"), page.get_by_label("Bids")
        expect(page.get_by_text("live", exact=True)).to_be_visible()
        expect(bids.get_by_role("button").first).to_have_text(re.compile(r"^[\d,]+$"))
        expect(asks.get_by_role("button").first).to_have_text(re.compile(r"^[\d,]+$"))
        expect(page.get_by_role("table", name="Trades").locator("tbody tr")).not_to_have_count(0)
        expect(page.get_by_role("group", name=re.compile("Candles of BTC-KRW"))).to_be_visible()
        expect(page.locator("#clock")).to_have_text(re.compile(r"\d{2}:\d{2}:\d{2}"))
        expect(page.get_by_role("button", name="5m")).to_have_attribute("aria-pressed", "true")


@pytest.fixture
def still(desk: Visit, venue: Venue) -> Iterator[Visit]:
    """The dashboard while the market rests: what was read is so when it is compared."""
    venue.sandbox.clock.set_speed(0)
    expect(desk.page.locator("#speed")).to_contain_text("stands still")
    yield desk
    venue.sandbox.clock.set_speed(1)


def test_the_book_is_the_one_of_the_exchange(still: Visit, venue: Venue) -> None:
    """Best prices first, as the public API answers them, digit by digit."""
    with Gopax(base_url=venue.sandbox.base_url) as anyone:
        book = anyone.get_order_book("BTC-KRW", level=2)
    for label, entries, place in (("Bids", book.bid, 0), ("Asks", book.ask, -1)):
        row = still.page.get_by_label(label).locator("tr:visible").nth(place)
        expect(row).to_contain_text(f"{entries[0].price:,f}")
        expect(row).to_contain_text(f"{entries[0].amount:f}")


def test_an_order_placed_in_the_browser_is_open_for_the_client(desk: Visit, gopax: Gopax) -> None:
    """With exactly the digits that were typed; cancelled there, it is gone here."""
    order(desk.page, side="Buy", price="9000000.5", amount="0.12345678")
    expect(desk.page.get_by_text(re.compile(r"^Order \d+ placed$"))).to_be_visible()
    (placed,) = gopax.list_orders()
    assert (placed.price, placed.amount) == (Decimal("9000000.5"), Decimal("0.12345678"))
    rows = open_orders(desk.page)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("9,000,000.5")
    rows.get_by_role("button", name=f"Cancel order {placed.id}").click()
    expect(rows).to_have_count(0)
    assert gopax.list_orders() == []


def test_an_order_of_the_client_shows_in_the_browser(desk: Visit, gopax: Gopax) -> None:
    """At once, with the money it holds; and it goes when the client cancels it."""
    rows = open_orders(desk.page)
    expect(rows).to_have_count(0)
    placed = gopax.place_order("BTC-KRW", side="buy", type="limit", price=8_000_000, amount=1)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("▲ Buy")
    desk.page.get_by_role("tab", name="Balances").click()
    krw = desk.page.get_by_role("table", name="Balances").get_by_role(
        "row", name=re.compile("^KRW")
    )
    expect(krw).to_contain_text("92,000,000")
    expect(krw).to_contain_text("8,000,000")
    gopax.cancel_order(placed.id)
    expect(krw).to_contain_text("100,000,000")


def test_what_trades_shows_everywhere(desk: Visit, gopax: Gopax) -> None:
    """A market order is filled, and its trade, its fee and the new balance appear."""
    page = desk.page
    page.get_by_role("radio", name="Sell", exact=True).check(force=True)
    page.get_by_role("radio", name="Market", exact=True).check(force=True)
    expect(page.get_by_label("Price", exact=True)).to_be_hidden()
    page.get_by_label("Amount", exact=True).fill("0.01")
    page.get_by_role("button", name="Sell BTC").click()
    expect(page.get_by_text(re.compile(r"^Order \d+ placed$"))).to_be_visible()
    (trade,) = gopax.list_my_trades()
    page.get_by_role("tab", name="My trades").click()
    row = page.get_by_role("table", name="My trades").locator("tbody tr")
    expect(row).to_contain_text("▼ Sell")
    expect(row).to_contain_text(f"{trade.fee:,f} KRW")
    expect(row).to_contain_text(f"{trade.price:,f}")


def test_a_refusal_is_told_in_the_words_of_the_exchange(desk: Visit) -> None:
    """And a form that is not filled in asks for what it lacks, without a request."""
    order(desk.page, side="Buy", price="10000000", amount="999")
    expect(desk.page.get_by_text("Refused: 400 Insufficient balance for the order")).to_be_visible()
    order(desk.page, side="Buy", price="10000000", amount="")
    expect(desk.page.get_by_text("Give an amount of at least 0.0001 BTC")).to_be_visible()
    expect(desk.page.get_by_label("Amount", exact=True)).to_be_focused()
    desk.complaints.clear()  # the browser itself notes the status 400


def test_a_price_is_taken_from_the_book(still: Visit) -> None:
    """By a click, or with arrows and Enter; the share of the balance fills in the amount."""
    page = still.page
    best = page.get_by_label("Bids").get_by_role("button").first
    best.click()
    expect(page.get_by_label("Price", exact=True)).to_have_value(best.inner_text())
    page.get_by_role("button", name="100%").click()
    amount = page.get_by_label("Amount", exact=True).input_value()
    price = best.inner_text().replace(",", "")
    value = Decimal(amount) * Decimal(price)
    assert Decimal(99_999_000) < value <= Decimal(100_000_000)
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Order book").click()
    page.keyboard.press("h")
    page.keyboard.press("ArrowDown")
    second = page.get_by_label("Bids").get_by_role("button").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Price", exact=True)).to_have_value(second.inner_text())


def test_every_part_has_its_key(desk: Visit) -> None:
    """The list of keys opens with ?, and each key goes where it says."""
    page = desk.page
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard")
    expect(keys).to_contain_text("Request log")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("o")
    expect(page.get_by_role("tab", name="Open orders")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="My trades")).to_be_focused()
    page.keyboard.press("3")
    expect(page.get_by_role("button", name="30m")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Latency 1 s")).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("radio", name="Sell", exact=True)).to_be_checked()
    expect(page.get_by_label("Amount", exact=True)).to_be_focused()


def test_keys_are_at_work_before_the_exchange_answers(browser: Browser, venue: Venue) -> None:
    """Whoever is faster than the server loses nothing, and what was chosen stays chosen."""
    with visit(browser, venue) as first:
        page = first.page
        waiting: list[Route] = []
        page.route("**/dashboard/session*", lambda route: waiting.append(route))  # noqa: PLW0108
        page.reload()
        expect(page.get_by_text("opening", exact=True)).to_be_visible()
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Keyboard")
        expect(keys).to_be_visible()
        page.keyboard.press("Escape")
        expect(keys).to_be_hidden()
        page.keyboard.press("3")
        page.keyboard.press("s")
        page.get_by_role("button", name="Light or dark").click()
        page.get_by_role("button", name="Clear", exact=True).click()
        page.get_by_role("button", name="50%").click()
        (request,) = waiting
        request.continue_()
        ready(page)
        expect(page.get_by_role("button", name="30m")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("button", name="Sell BTC")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.get_by_text("All faults cleared")).to_be_visible()
        first.check()


def latency(gopax: Gopax) -> None:
    """Answers, but not within half a second."""
    with pytest.raises(GopaxError) as raised:
        gopax.with_options(deadline=0.5).get_ticker("BTC-KRW")
    assert raised.value.outcome in {"unknown", "not_sent"}


def too_many(gopax: Gopax) -> None:
    """429, and when to come back."""
    with pytest.raises(TooManyRequests) as raised:
        gopax.list_balances()
    assert raised.value.retry_after == 1


def dropped_answer(gopax: Gopax) -> None:
    """The order stands, and the client says that it cannot know."""
    with pytest.raises(OutcomeUnknown) as raised:
        gopax.place_order("BTC-KRW", side="buy", type="limit", price=8_000_000, amount="0.01")
    assert len(gopax.list_orders()) == 1
    found = gopax.resolve(raised.value)
    assert found is not None


def dropped_request(gopax: Gopax) -> None:
    """No order stands, and the client cannot know that either."""
    with pytest.raises(OutcomeUnknown):
        gopax.place_order("BTC-KRW", side="buy", type="limit", price=8_000_000, amount="0.01")
    assert gopax.list_orders() == []


def server_error(gopax: Gopax) -> None:
    """500."""
    with pytest.raises(ApiError) as raised:
        gopax.list_balances()
    assert raised.value.status == 500


def maintenance(gopax: Gopax) -> None:
    """503, whatever the page says."""
    with pytest.raises(GopaxError, match="503"):
        gopax.list_balances()


def cut_body(gopax: Gopax) -> None:
    """An answer that breaks off is no answer."""
    with pytest.raises(OutcomeUnknown):
        gopax.place_order("BTC-KRW", side="buy", type="limit", price=8_000_000, amount="0.01")
    assert len(gopax.list_orders()) == 1


def stalled(gopax: Gopax) -> None:
    """The deadline of the call ends it."""
    with pytest.raises(OutcomeUnknown):
        gopax.with_options(deadline=1.5).place_order(
            "BTC-KRW", side="buy", type="limit", price=8_000_000, amount="0.01"
        )


@pytest.mark.parametrize(
    ("button", "seen"),
    [
        ("Latency 1 s", latency),
        ("429", too_many),
        ("Drop answer", dropped_answer),
        ("Drop request", dropped_request),
        ("500", server_error),
        ("Maintenance", maintenance),
        ("Cut body", cut_body),
        ("Stall", stalled),
    ],
)
def test_each_fault_button_changes_what_the_client_sees(
    lasting_desk: Visit, gopax: Gopax, button: str, seen: Callable[[Gopax], None]
) -> None:
    """Once; the page says what is armed, and that it is used up."""
    page = lasting_desk.page
    armed = page.get_by_role("list", name="Armed faults").get_by_role("listitem")
    page.get_by_role("button", name=button, exact=True).click()
    expect(armed).to_contain_text("1 left")
    seen(gopax)
    expect(armed).to_have_count(0)
    gopax.list_balances()


def test_faults_hit_what_they_are_told_to_and_can_be_cleared(desk: Visit, gopax: Gopax) -> None:
    """Placing orders fails until cleared, reading does not."""
    page = desk.page
    page.get_by_label("Requests", exact=True).select_option("placing orders")
    page.get_by_label("How many", exact=True).select_option("all")
    page.get_by_role("button", name="500", exact=True).click()
    expect(page.get_by_role("listitem")).to_contain_text("POST /orders")
    gopax.list_orders()
    for amount in ("0.01", "0.02"):
        with pytest.raises(OutcomeUnknown, match="500"):
            gopax.place_order("BTC-KRW", side="buy", type="limit", price=8_000_000, amount=amount)
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_text("All faults cleared")).to_be_visible()
    gopax.place_order("BTC-KRW", side="buy", type="limit", price=8_000_000, amount=1)


def test_the_clock_of_the_exchange_moves_at_a_click(desk: Visit, gopax: Gopax) -> None:
    """Forward, back, and not at all."""
    page = desk.page
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator("#speed")).to_have_text("stands still")
    before = gopax.get_ticker("BTC-KRW").time
    page.get_by_role("button", name="+10 min").click()
    expect(page.get_by_text("The clock shows")).to_be_visible()
    assert (gopax.get_ticker("BTC-KRW").time - before).total_seconds() == 600
    page.get_by_role("button", name="1×", exact=True).click()
    expect(page.locator("#speed")).to_have_text("")


def test_ones_own_price_is_marked_in_the_book(desk: Visit, gopax: Gopax) -> None:
    """For who sees it, and for who hears it."""
    bid = gopax.get_order_book("BTC-KRW", level=2).bid[3].price
    gopax.place_order("BTC-KRW", side="buy", type="limit", price=bid, amount="0.5")
    own = desk.page.get_by_label("Bids").get_by_role("button", name="where you have an order")
    expect(own).to_have_text(f"{bid:,f}")


def test_the_log_shows_what_was_signed(desk: Visit, gopax: Gopax) -> None:
    """Nonce, method, path and body of a program's order, its signature and the answer."""
    order = gopax.place_order("BTC-KRW", side="sell", type="limit", price=11_000_000, amount="0.1")
    page = desk.page
    expect(page.locator("#orders-count")).to_have_text("1")  # its row of the log is there too
    page.get_by_role("table", name="Request log").get_by_role(
        "button", name="POST /orders"
    ).first.click()
    entry = page.get_by_role("article", name="The request in full")
    expect(entry.locator(".prehash")).to_have_text(
        re.compile(r'^\d{13}POST/orders\{"type":"limit","side":"sell","price":11000000,.*\}$')
    )
    expect(entry).to_contain_text(re.compile(r"[A-Za-z0-9+/]{86}=="))
    expect(entry).to_contain_text(f'"id": "{order.id}"')
    entry.get_by_role("button", name="Copy as gopax").click()
    expect(entry.get_by_text("Copied: gopax")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "gopax order place BTC-KRW sell 0.1 --price 11000000\n"
