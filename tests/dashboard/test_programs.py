"""What the dashboard copies: each operation as Python, as a command and as curl."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gopax_ext.cli.sandbox_state import SandboxState
from gopax_generated.operations import OPERATIONS
from tests.dashboard.browsing import Venue, Visit
from tests.tools import tool

pytestmark = pytest.mark.slow

HOUR_MS = 3_600_000
COMMANDS = """
import shlex, sys
from gopax_ext.cli.__main__ import main
for line in filter(None, open(sys.argv[1]).read().splitlines()):
    name, *arguments = shlex.split(line)
    if name != "gopax" or main(arguments):
        sys.exit(line)
"""  # one Python for all of them: to start each of fifteen takes most of the time
RUNNERS = {
    "Python": [sys.executable],
    "gopax": [sys.executable, "-c", COMMANDS],
    "curl": ["bash", "-e"],
}
WRITE = """async ({ request, form }) => {
  const { asCurl, asGopax, asPython } = await import("/dashboard/js/copy.js");
  const { Session } = await import("/dashboard/js/session.js");
  const session = await new Session().open();
  return { Python: () => asPython(request, session.told.copying), gopax: () => asGopax(request),
    curl: () => asCurl(request, session.copying) }[form]();
}"""


@pytest.fixture(autouse=True)
def known(tmp_path: Path, venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command knows this exchange, as if `gopax sandbox start` had started it."""
    monkeypatch.setenv("GOPAX_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("GOPAX_CONFIG_DIR", str(tmp_path))
    SandboxState(
        pid=2**22 + 1,
        base_url=venue.sandbox.base_url,
        api_key=venue.account.api_key,
        secret_key=venue.account.secret_key,
        admin_token=venue.sandbox.admin_token or "",
    ).save()


def requests(venue: Venue, order_id: str) -> dict[str, dict[str, str]]:
    """One request of every operation."""
    now = venue.sandbox.clock.now_ms()
    order = {
        "type": "limit",
        "side": "buy",
        "price": 8000000,
        "amount": 0.01,
        "tradingPairName": "BTC-KRW",
    }
    targets = {
        "listBalances": "/balances",
        "getBalance": "/balances/KRW",
        "listOrders": "/orders",
        "placeOrder": "/orders",
        "getOrder": f"/orders/{order_id}",
        "listMyTrades": "/trades?limit=5",
        "cancelOrder": f"/orders/{order_id}",
        "listAssets": "/assets",
        "listTradingPairs": "/trading-pairs",
        "listStats": "/trading-pairs/stats",
        "getTicker": "/trading-pairs/BTC-KRW/ticker",
        "getOrderBook": "/trading-pairs/BTC-KRW/book?level=1",
        "listTrades": "/trading-pairs/BTC-KRW/trades?limit=3",
        "getStats": "/trading-pairs/BTC-KRW/stats",
        "listCandles": f"/trading-pairs/BTC-KRW/candles?start={now - HOUR_MS}&end={now}&interval=5",
    }
    assert set(targets) == set(OPERATIONS)
    return {
        name: {
            "method": OPERATIONS[name].method,
            "target": target,
            "body": json.dumps(order) if name == "placeOrder" else "",
        }
        for name, target in targets.items()
    }


def written(page: Page, request: dict[str, str], form: str) -> str:
    """The request as the page would copy it."""
    return str(page.evaluate(WRITE, {"request": request, "form": form}))


@pytest.mark.parametrize("form", ["Python", "gopax", "curl"])
def test_every_operation_runs_as_it_is_copied(
    lasting_desk: Visit, venue: Venue, tmp_path: Path, form: str
) -> None:
    """All of them in one program, in the order of a trader's day."""
    tool("curl")
    owner = venue.account.owner
    body = '{"type":"limit","side":"buy","price":7000000,"amount":0.01,"tradingPairName":"BTC-KRW"}'
    placing = {"method": "POST", "target": "/orders", "body": body}
    subprocess.run(
        ["bash", "-c", written(lasting_desk.page, placing, "curl")],
        check=True,
        capture_output=True,
    )
    (order_id,) = owner.open
    parts = [
        written(lasting_desk.page, request, form)
        for request in requests(venue, str(order_id)).values()
    ]
    program = tmp_path / "program"
    program.write_text("\n".join(parts), "utf-8")
    done = subprocess.run(
        [*RUNNERS[form], str(program)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "errorCode" not in done.stdout
    (left,) = owner.open.values()  # the first was cancelled, the one of the program is there
    assert (left.id, left.price) != (order_id, 7_000_000)
    assert left.price == 8_000_000


def gopax(*arguments: str) -> Any:
    """Type a command and read its JSON."""
    command = [sys.executable, "-m", "gopax_ext.cli", *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_browser_and_keyboard_trade_on_one_account(lasting_desk: Visit) -> None:
    """An order of the page is in `gopax order open`, one of `gopax order place` on the page."""
    page = lasting_desk.page
    page.get_by_label("Price", exact=True).fill("9100000")
    page.get_by_label("Amount", exact=True).fill("0.25")
    page.get_by_role("button", name="Buy BTC").click()
    expect(page.locator("#orders-count")).to_have_text("1")
    (mine,) = gopax("order", "open")
    assert (mine["price"], mine["amount"]) == ("9100000", "0.25")
    placed = gopax("order", "place", "BTC-KRW", "buy", "0.5", "--price", "9200000")
    page.get_by_role("tab", name="Open orders").click()
    row = page.get_by_role("table", name="Open orders").locator(f"[data-order='{placed['id']}']")
    expect(row).to_contain_text("9,200,000")
