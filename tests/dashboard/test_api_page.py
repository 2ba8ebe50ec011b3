"""The API page: the specification as it is, and calls signed in the browser."""

import json
import re
import subprocess

import pytest
from playwright.sync_api import Browser, Locator, expect

from gopax_ext import Gopax
from gopax_generated.errors import STATUS_CLASSES
from gopax_generated.operations import OPERATIONS
from tests.dashboard.browsing import Venue, visit
from tests.project.house import ROOT
from tests.tools import tool

pytestmark = pytest.mark.slow


def copied_curl(operation: Locator) -> str:
    """What the copy button puts on the clipboard."""
    summary = operation.get_by_text("Ready to run")
    if operation.get_by_role("button", name="Copy").is_hidden():
        summary.click()
    operation.get_by_role("button", name="Copy").click()
    expect(operation.get_by_text("Copied")).to_be_visible()
    return str(operation.page.evaluate("navigator.clipboard.readText()"))


def run(command: str) -> str:
    """Run a command as it was copied."""
    tool("curl")
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    return done.stdout


def test_every_operation_of_the_document_is_there(browser: Browser, venue: Venue) -> None:
    """With its fields, its error codes and its rate, all from the file that is served."""
    with visit(browser, venue, "docs") as docs:
        page = docs.page
        expect(page.get_by_role("article")).to_have_count(len(OPERATIONS))
        statuses = set(STATUS_CLASSES.values())
        for name, operation in OPERATIONS.items():
            article = page.locator(f"#{name}")
            expect(article.locator(".route")).to_contain_text(operation.method)
            text = article.text_content() or ""
            shown = [each.__name__ in text for each in operation.errors if each not in statuses]
            assert shown
            assert all(shown)
        expect(page.locator("#intro code").first).to_have_text("application/json")
        expect(page.locator("#intro")).not_to_contain_text("`")
        served = page.request.get(f"{venue.url}dashboard/openapi.yaml")
        assert served.body() == (ROOT / "openapi.yaml").read_bytes()
        docs.check()


def test_a_signed_order_answers_200(browser: Browser, venue: Venue, gopax: Gopax) -> None:
    """Sent from the page; its id is carried to where the document links it."""
    venue.sandbox.reset()
    with visit(browser, venue, "docs#placeOrder") as docs:
        place = docs.page.locator("#placeOrder")
        body = '{"type":"limit","side":"buy","price":8000000.10,"amount":0.5,'
        place.get_by_label("Body", exact=True).fill(body + '"tradingPairName":"BTC-KRW"}')
        place.get_by_role("button", name="Send", exact=True).click()
        answer = place.get_by_role("status").first
        expect(answer).to_contain_text("200")
        expect(answer).to_contain_text(re.compile(r"\d{13}POST/orders\{"))
        expect(answer).to_contain_text('"price": 8000000.1,')
        (placed,) = gopax.list_orders()
        expect(answer).to_contain_text(placed.id)
        read = docs.page.locator("#getOrder")
        expect(read.get_by_label("orderId")).to_have_value(placed.id)
        read.get_by_role("button", name="Send", exact=True).click()
        expect(read.get_by_role("status").first).to_contain_text('"status": "placed"')
        docs.check()


def test_its_curl_runs_as_it_is_copied(browser: Browser, venue: Venue, gopax: Gopax) -> None:
    """Whatever was sent from the page in between: it is signed with a key of its own."""
    venue.sandbox.reset()
    with visit(browser, venue, "docs") as docs:
        place = docs.page.locator("#placeOrder")
        command = copied_curl(place)
        place.get_by_role("button", name="Send", exact=True).click()
        expect(place.get_by_role("status").first).to_contain_text("200")
        order = json.loads(run(command))
        assert gopax.get_order(order["id"]).trading_pair_name == "ETH-KRW"
        book = docs.page.locator("#getOrderBook")
        book.get_by_label("level").fill("1")
        assert len(json.loads(run(copied_curl(book)))["bid"]) == 1
        docs.check()


def test_a_copied_curl_works_once(browser: Browser, venue: Venue) -> None:
    """The nonce is used up; signed again, it works again."""
    with visit(browser, venue, "docs") as docs:
        balances = docs.page.locator("#listBalances")
        command = copied_curl(balances)
        assert json.loads(run(command))[0]["asset"]
        assert json.loads(run(command))["errorCode"] == 10155
        assert json.loads(run(copied_curl(balances)))[0]["asset"]
        docs.check()


def test_operations_are_found_by_a_word(browser: Browser, venue: Venue) -> None:
    """In the language of the page, by path or by name."""
    with visit(browser, venue, "docs", language="ko-KR") as docs:
        search = docs.page.get_by_label("작업 걸러 보기")
        search.fill("취소")
        expect(docs.page.get_by_role("article")).to_have_count(1)
        expect(docs.page.get_by_role("article", name="주문 취소")).to_be_visible()
        search.fill("get candles")
        expect(docs.page.get_by_role("article", name="과거 봉 조회")).to_be_visible()
        docs.check()
