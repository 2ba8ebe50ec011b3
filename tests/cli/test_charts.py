"""Charts: the numbers that they show are the exchange's, and a browser needs nothing else."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from gopax_ext.charts import PALETTES, Chart, candle_text, write_html, write_image
from gopax_ext.charts.words import WORDS
from gopax_generated.enums import OrderType, Side
from gopax_generated.models import Candle, MyTrade, Order
from tests.cli.conftest import Gopax
from tests.project.house import ROOT
from tests.tools import tool

START = datetime(2026, 1, 31, 0, 0, tzinfo=UTC)
ASSETS = ROOT / "gopax_ext" / "assets"
LIBRARY = ASSETS / "lightweight-charts.standalone.production.js"


def candle(place: int, opened: str, close: str, volume: str = "1.5") -> Candle:
    """A candle of five minutes with short wicks."""
    ends = sorted((Decimal(opened), Decimal(close)))
    low, high = ends[0] - 500, ends[1] + 500
    time = START + timedelta(minutes=5 * place)
    return Candle(time, low, high, Decimal(opened), Decimal(close), Decimal(volume))


def fill(number: int, minute: int, side: str, amount: str, pair: str = "BTC-KRW") -> MyTrade:
    """A trade of one's own."""
    return MyTrade(
        id=number,
        order_id=number,
        base_amount=Decimal(amount),
        quote_amount=Decimal(amount) * 10_000_000,
        fee=Decimal("0.00000786"),
        price=Decimal(10_000_000),
        timestamp=START + timedelta(minutes=minute),
        side=Side(side),
        trading_pair_name=pair,
    )


def order(number: str, price: str | None, pair: str = "BTC-KRW") -> Order:
    """An open order of one's own."""
    return Order(
        id=number,
        price=None if price is None else Decimal(price),
        amount=Decimal("0.25"),
        trading_pair_name=pair,
        side=Side.BUY,
        type=OrderType.LIMIT,
        created_at=START,
    )


CANDLES = [
    candle(0, "10000000", "10010000"),
    candle(1, "10010000", "9995000.5", "0.00000001"),
    candle(3, "9995000.5", "9995000.5", "0"),
]
CHART = Chart(
    pair="BTC-KRW",
    minutes=5,
    candles=CANDLES,
    fills=[
        fill(1, 1, "buy", "0.1"),
        fill(2, 4, "buy", "0.2"),
        fill(3, 6, "sell", "0.05"),
        fill(4, 12, "sell", "0.01"),
        fill(5, 1, "buy", "9", "ETH-KRW"),
        fill(6, -1, "buy", "9"),
        fill(7, 20, "buy", "9"),
    ],
    orders=[order("7", "9990000"), order("8", "1"), order("9", None), order("10", "5", "ETH-KRW")],
)


def test_own_trades_of_a_candle_and_side_are_one_mark() -> None:
    """Those of another pair or before or after the candles are none."""
    marks = [(mark.place, mark.side, mark.amount, mark.count) for mark in CHART.marks()]
    assert marks == [
        (0, "buy", Decimal("0.3"), 2),
        (1, "sell", Decimal("0.06"), 2),
    ]
    assert [each.id for each in CHART.own_orders] == ["7", "8"]
    assert [each.id for each in CHART.near_orders] == ["7"]


def test_the_terminal_tells_rise_and_fall_without_colours() -> None:
    """By signs below the candles, in ASCII too."""
    lines = candle_text(CANDLES, zone=UTC).plain.splitlines()
    assert [line[:3] for line in lines if re.match("[▲▼·]{3}", line)] == ["▲▼·"]
    assert lines[0].endswith("10,010,500")
    plain = candle_text(CANDLES, zone=UTC, unicode=False).plain
    assert plain.isascii()
    assert "+-=" in plain.splitlines()


def test_the_vendored_library_is_the_one_that_the_notice_names() -> None:
    """Unchanged, with its licence beside it."""
    notice = (ASSETS / "NOTICE.md").read_text("utf-8")
    assert sha256(LIBRARY.read_bytes()).hexdigest() in notice
    assert "Apache License" in (ASSETS / "lightweight-charts.LICENSE.txt").read_text("utf-8")


def test_both_languages_have_every_word() -> None:
    """With the same values in their places."""
    english, korean = WORDS["en"], WORDS["ko"]
    assert list(english) == list(korean)
    places = [re.findall(r"{\w+}", word) for word in english.values()]
    assert places == [re.findall(r"{\w+}", word) for word in korean.values()]


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_is_the_same_each_time(tmp_path: Path, form: str) -> None:
    """So that a document changes only when the chart does."""
    first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    write_image(CHART, first)
    write_image(CHART, second)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"\x89PNG" if form == "png" else b"<?xml")


def test_a_picture_of_nothing_says_so(tmp_path: Path) -> None:
    """Rather than fail."""
    write_image(Chart(pair="BTC-KRW", minutes=5, candles=[]), tmp_path / "empty.png")
    with pytest.raises(ValueError, match=r"\.svg"):
        write_image(CHART, tmp_path / "chart.gif")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=tool("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that keeps what it asks for and what it complains of."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    shown = context.new_page()
    yield shown
    context.close()


def opened(page: Page, path: Path) -> tuple[list[str], list[str]]:
    """Open a file; return what it asked for beside itself, and what it complained of."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    return [url for url in asked if url != path.as_uri()], complaints


def pixels(page: Page, color: str) -> int:
    """How many points of the chart have exactly this colour."""
    count = """color => {
      const [r, g, b] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
      let found = 0;
      for (const canvas of document.querySelectorAll("#chart canvas")) {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 0; at < data.length; at += 4)
          if (data[at] === r && data[at + 1] === g && data[at + 2] === b) found += 1;
      }
      return found;
    }"""
    return int(page.evaluate(count, color))


@pytest.mark.parametrize("colors", ["korean", "western"])
def test_a_page_shows_the_chart_and_asks_nobody(page: Page, tmp_path: Path, colors: str) -> None:
    """Candles, own trades and orders in their colours; no request, no complaint."""
    path = tmp_path / "chart.html"
    palette = PALETTES[colors]
    write_html(
        Chart(
            pair="BTC-KRW",
            minutes=5,
            candles=CANDLES,
            fills=CHART.fills,
            orders=CHART.orders,
            palette=palette,
        ),
        path,
    )
    asked, complaints = opened(page, path)
    legend = page.locator("#legend").inner_text()
    assert (asked, complaints) == ([], [])
    assert "2026-01-31 09:15" in legend
    assert "9,995,000.5 = 0.00%" in legend
    for color in (palette.up, palette.down, palette.buy, palette.sell):
        assert pixels(page, color) > 20, color
    assert page.locator("table tbody tr").all_inner_texts()[0].split("\t") == [
        *("2026-01-31 09:01:00", "▲ buy", "10,000,000", "0.1", "1,000,000.0", "0.00000786")
    ]
    assert page.locator("a[href='https://www.tradingview.com/']").count() == 1


def test_pointing_at_a_candle_tells_its_numbers(page: Page, tmp_path: Path) -> None:
    """Exactly, with the sign of its change."""
    path = tmp_path / "chart.html"
    write_html(CHART, path, language="ko")
    _, complaints = opened(page, path)
    box = page.locator("#chart").bounding_box()
    assert box is not None
    seen: set[str] = set()
    for step in range(60):
        page.mouse.move(box["x"] + step * box["width"] / 60, box["y"] + 60)
        seen.add(page.locator("#legend").inner_text().replace("\n", " "))
    assert any("종가 9,995,000.5 ▼ 0.15% 거래량 0.00000001" in each for each in seen), seen
    assert any("종가 10,010,000 ▲ 0.10% 거래량 1.5" in each for each in seen)
    assert complaints == []


def test_a_page_of_nothing_says_so(page: Page, tmp_path: Path) -> None:
    """In its language."""
    path = tmp_path / "empty.html"
    write_html(Chart(pair="BTC-KRW", minutes=5, candles=[]), path, language="ko")
    assert opened(page, path) == ([], [])
    assert "이 기간에는 캔들이 없습니다" in page.locator("#chart").inner_text()


def test_no_text_of_an_exchange_becomes_a_script(page: Page, tmp_path: Path) -> None:
    """The name of a pair is data, wherever it comes from."""
    path = tmp_path / "evil.html"
    name = "</script><script>document.title='owned'</script>"
    write_html(
        Chart(pair=name, minutes=5, candles=CANDLES, fills=[fill(1, 1, "buy", "1", name)]), path
    )
    asked, _ = opened(page, path)
    assert asked == []
    assert page.title().startswith("</script>")


def test_a_page_that_reached_out_would_be_stopped(page: Page, tmp_path: Path) -> None:
    """Its own policy forbids what no part of it does."""
    path = tmp_path / "chart.html"
    write_html(CHART, path)
    opened(page, path)
    tried = page.evaluate(
        "() => fetch('https://example.invalid/').then(() => 'sent', error => String(error))"
    )
    assert "Failed to fetch" in tried
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe-inline' 'sha" not in policy


@pytest.mark.usefixtures("account")
def test_the_command_draws_with_own_orders(gopax: Gopax, tmp_path: Path, page: Page) -> None:
    """What was traded a moment ago is on the page; --no-mine leaves it out."""
    gopax("order", "place", "BTC-KRW", "buy", "100000", "--market")
    price = Decimal(gopax("ticker", "BTC-KRW", "--json").json["bid"]) - 20_000
    gopax("order", "place", "BTC-KRW", "buy", "0.01", "--price", price)
    path = tmp_path / "chart.html"
    done = gopax("chart", "BTC-KRW", "-i", "1m", "-o", path)
    assert (done.code, done.out) == (0, "")
    assert f"Drawn in {path}: " in done.err
    data: dict[str, Any] = json.loads(
        re.findall(r'id="data">(.*)</script>', path.read_text("utf-8"))[0]
    )
    assert [mark["side"] for mark in data["marks"]] == ["buy"]
    assert [Decimal(each["price"]) for each in data["orders"]] == [price]
    assert opened(page, path) == ([], [])
    gopax("chart", "BTC-KRW", "--no-mine", "-o", path)
    assert '"marks": []' in path.read_text("utf-8")


@pytest.mark.usefixtures("account")
def test_the_command_draws_pictures(gopax: Gopax, tmp_path: Path) -> None:
    """PNG and SVG by the end of the name."""
    for form in ("png", "svg"):
        path = tmp_path / f"chart.{form}"
        assert gopax("chart", "BTC-KRW", "-o", path).code == 0
        assert path.stat().st_size > 10_000
