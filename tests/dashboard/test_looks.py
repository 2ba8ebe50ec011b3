"""How the pages look and read: both languages, day and night, desk and phone, by eye or by ear."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.dashboard.browsing import DESKTOP, Venue, Visit, ready, visit

pytestmark = pytest.mark.slow

PHONE = (390, 844)
LOOKS = [
    (path, language, theme, size)
    for path in ("", "docs")
    for language, theme in (("en-US", "light"), ("ko-KR", "dark"))
    for size in (DESKTOP, PHONE)
]
INJECT = """() => new Promise(resolve => {
  const blocked = [];
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
    blocked.push(effectiveDirective);
    if (blocked.length === 4) resolve(blocked);
  });
  const add = (tag, properties) =>
    document.body.append(Object.assign(document.createElement(tag), properties));
  add("script", { textContent: "window.ran = true" });
  add("style", { textContent: "body { display: none }" });
  add("img", { src: "https://attacker.example/x.png" });
  fetch("https://attacker.example/").catch(() => undefined);
})"""


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_hinders_who_sees_or_works_differently(
    browser: Browser, venue: Venue, look: tuple[str, str, str, tuple[int, int]]
) -> None:
    """The checker axe finds no fault: contrast, names, roles; nothing is wider than the screen."""
    path, language, theme, size = look
    with visit(browser, venue, path, language=language, theme=theme, size=size) as found:
        page = found.page
        if path == "":
            expect(page.locator("#log-empty")).to_be_visible()
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        found.check()


@pytest.mark.parametrize("path", ["", "docs"])
def test_a_page_speaks_one_language(browser: Browser, venue: Venue, path: str) -> None:
    """It is the person's own at first; the button changes all of it, and the choice is kept."""
    with visit(browser, venue, path, language="ko-KR") as found:
        page = found.page
        assert english_chrome(page) == []
        page.get_by_role("button", name="영어로 바꾸기").click()
        assert re.search("[가-힣]", chrome(page).replace("한국어", "")) is None
        page.reload()
        ready(page, path)
        assert page.locator("html").get_attribute("lang") == "en"
        found.check()


def test_day_and_night_are_chosen_and_kept(desk: Visit) -> None:
    """The chart changes with the rest."""
    page = desk.page
    panel = "getComputedStyle(document.querySelector('.chart')).backgroundColor"
    day = page.evaluate(panel)
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(panel) != day
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_policy_is_in_force(browser: Browser, venue: Venue) -> None:
    """What somebody managed to inject would not run, apply, load or call home."""
    with visit(browser, venue) as found:
        page = found.page
        blocked = page.evaluate(INJECT)
        assert {each.partition("-")[0] for each in blocked} == {"script", "style", "img", "connect"}
        assert page.evaluate("window.ran") is None
        expect(page.get_by_role("heading", name="Order book")).to_be_visible()


def test_nothing_of_the_session_is_written_into_the_page(desk: Visit, venue: Venue) -> None:
    """Keys live in memory; what stays in the browser is the name of a session of this tab."""
    stored = desk.page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert venue.account.secret_key not in stored
    told = desk.page.evaluate("document.documentElement.outerHTML")
    assert str(venue.sandbox.admin_token) not in told


def chrome(page: Page) -> str:
    """What the page itself says: not the document, not what the exchange answers."""
    texts = page.locator("[data-text]:visible").all_inner_texts()
    labels = page.evaluate(
        "[...document.querySelectorAll('[data-label]')].map(e => e.getAttribute('aria-label'))"
    )
    return "\n".join([*texts, *labels])


def english_chrome(page: Page) -> list[str]:
    """Texts in a Korean page without a Korean letter, but for names and signs."""
    same = {"API", "English", "429", "500", "openapi.yaml", "GOPAX API", "1×"}
    lines = {line.strip() for line in chrome(page).splitlines()}
    return sorted(line for line in lines - same - {""} if not re.search("[가-힣]", line))
