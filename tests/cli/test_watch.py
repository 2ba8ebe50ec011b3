"""The live screen: at a terminal it moves, fits and ends; elsewhere it is an answer like others."""

import json
import subprocess
import sys

import pytest

from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.sandbox import Sandbox
from tests.cli.conftest import Gopax
from tests.cli.terminal import terminal
from tests.project.house import ROOT

pytestmark = pytest.mark.usefixtures("account")
FOOT = "q quits"


@pytest.mark.parametrize("key", ["q", "ㅂ", "\x1b"])
def test_it_lives_until_q_is_pressed(account: SandboxState, key: str) -> None:
    """The screen is drawn again and again, and the terminal is left as it was found."""
    assert account
    with terminal("watch", "BTC-KRW", "--every", "0.5") as shown:
        before = shown.modes()
        shown.until(FOOT, times=2)
        shown.press(key)
        assert shown.end() == 0
        assert shown.modes() == before
    assert shown.raw.rstrip().endswith("\x1b[?25h\x1b[?1049l")


def test_ctrl_c_ends_it_too(account: SandboxState) -> None:
    """As everywhere with 130, and the screen that was there before comes back."""
    assert account
    with terminal("watch", "BTC-KRW") as shown:
        before = shown.modes()
        shown.until(FOOT)
        shown.press("\x03")
        assert shown.end() == 130
        assert shown.modes() == before
    assert "Traceback" not in shown.raw
    assert "\x1b[?1049l" in shown.raw


@pytest.mark.parametrize(("columns", "rows"), [(100, 30), (40, 24), (40, 10), (20, 8)])
def test_it_fits_any_terminal(gopax: Gopax, columns: int, rows: int) -> None:
    """No line is wider than the screen, and no drawing is higher."""
    gopax("order", "place", "BTC-KRW", "buy", "0.01", "--price", "9000000")
    with terminal("watch", "BTC-KRW", "-q", columns=columns, rows=rows) as shown:
        shown.until("BTC-KRW", times=2)
        shown.press("q")
        shown.end()
    drawings = shown.raw.split("\x1b[H")[1:]
    assert drawings
    for drawing in drawings:
        assert drawing.partition("\x1b[?1049l")[0].count("\n") < rows
    assert max(len(line) for line in shown.lines) <= columns


def test_it_shows_own_orders_and_marks_their_price(exchange: Sandbox, gopax: Gopax) -> None:
    """A star in the book, and the order below it."""
    exchange.clock.set_speed(0)  # the market must not leave the order behind
    try:
        order, lines = _watched_order(gopax)
    finally:
        exchange.clock.set_speed(1)
    assert f"▲ {order}" in "\n".join(lines)
    assert any("★" in line for line in lines)


def _watched_order(gopax: Gopax) -> tuple[str, list[str]]:
    bid = gopax("book", "BTC-KRW", "--depth", "1", "--json").json["bid"][0]["price"]
    order = gopax("order", "place", "BTC-KRW", "buy", "0.01", "--price", bid, "--json").json
    with terminal("watch", "BTC-KRW", "-q") as shown:
        shown.until(FOOT)
        shown.press("q")
        shown.end()
    return order["id"], shown.lines


def test_trouble_that_may_pass_is_shown_and_passes(exchange: Sandbox) -> None:
    """The last look stays on the screen meanwhile."""
    with terminal("watch", "BTC-KRW", "--every", "0.5", "-q") as shown:
        shown.until(FOOT)
        exchange.faults.add("error", times=4)
        shown.until("HTTP 500")
        exchange.faults.clear()
        seen = shown.raw.count(FOOT)
        shown.until(FOOT, times=seen + 2)
        shown.press("q")
        assert shown.end() == 0


def test_a_wrong_pair_never_takes_the_screen(account: SandboxState) -> None:
    """It is told as by any other command."""
    assert account
    with terminal("watch", "BTC-KRV") as shown:
        assert shown.end() == 3
    assert "\x1b[?1049h" not in shown.raw
    assert "Did you mean BTC-KRW" in shown.raw


@pytest.mark.parametrize("more", [["--once"], [], ["--table"]])
def test_where_nobody_looks_it_is_one_moment(gopax: Gopax, more: list[str]) -> None:
    """In a pipe, with --once, and on a terminal that cannot be drawn on."""
    done = gopax("watch", "BTC-KRW", *more)
    assert done.code == 0
    assert done.out.count("ask") >= 10
    assert "\x1b" not in done.out


def test_a_dumb_terminal_gets_one_moment(account: SandboxState) -> None:
    """Without a single control character."""
    assert account
    with terminal("watch", "BTC-KRW", env={"TERM": "dumb"}) as shown:
        assert shown.end() == 0
    assert "\x1b" not in shown.raw


def test_json_lines_go_on_until_the_reader_has_enough(account: SandboxState) -> None:
    """One object for each moment."""
    assert account
    command = [sys.executable, "-m", "gopax_ext.cli", "watch", "BTC-KRW", "--jsonl"]
    with subprocess.Popen(
        [*command, "--every", "0.5"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        moments = [json.loads(process.stdout.readline()) for _ in range(3)]
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 0
    assert [list(each) for each in moments] == [
        ["pair", "time", "price", "change", "ask", "bid", "trades", "orders"]
    ] * 3
    assert moments[0]["time"] < moments[2]["time"]
