"""What each command answers on the built-in exchange, in every form."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import jsonschema_rs
import pytest

from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.cli.schemas import schema_of
from tests.cli.conftest import Gopax, validate
from tests.project.house import ROOT

LINES = (
    *("ticker BTC-KRW", "book BTC-KRW --depth 2", "trades BTC-KRW --limit 3"),
    *("candles BTC-KRW -i 30m --limit 3", "chart BTC-KRW -i 30m", "watch BTC-KRW --once"),
    *("pairs", "assets", "stats", "stats BTC-KRW", "balance", "balance KRW"),
    "order place BTC-KRW buy 0.01 --price 9000000",
    "order place BTC-KRW buy 100000 --market",
    "order place BTC-KRW buy 0.01 --price 9000000 --dry-run",
    *("order open", "order resolve", "fills", "sandbox status", "config show"),
    *("config show --origin", "config set tz UTC", "config set profile live", "config profiles"),
    *("auth status", "auth status --no-check", "auth sign GET /balances"),
    *("auth sign GET /balances --explain", "doctor", "explain", "explain 201"),
    *("explain nonce", "commands"),
)
"""Command lines that need nothing but an account; `gopax` holds every answer to its schema."""
pytestmark = pytest.mark.usefixtures("account")


@pytest.mark.parametrize("line", LINES)
def test_json_is_what_its_schema_promises(gopax: Gopax, line: str) -> None:
    """One document on standard output; its fields, their order and their kinds are a promise."""
    done = gopax(*line.split(), "--json")
    assert done.code == 0, done.err
    assert done.json is not None


def test_every_command_has_a_schema_and_every_schema_a_command(gopax: Gopax) -> None:
    """`demo` alone answers nothing; the schemas themselves are valid and none is left over."""
    catalogue = gopax("commands", "--json").json
    without = [each["command"] for each in catalogue["commands"] if each["output"] is None]
    assert without == ["demo"]
    names = {each["command"] for each in catalogue["commands"]}
    document = json.loads((ROOT / "gopax_ext/cli/schemas.json").read_text("utf-8"))
    assert set(document["commands"]) == names - {"demo"}
    assert catalogue["$defs"] == document["$defs"]
    for name in (*document["commands"], "error"):
        jsonschema_rs.Draft202012Validator(schema_of(name))


@pytest.mark.parametrize(
    "change",
    [
        lambda each: each.pop("price"),
        lambda each: each.update(price=10190000),
        lambda each: each.update(more="1"),
        lambda each: each.update(time="2026-01-31 09:00:00 KST"),
    ],
)
def test_a_schema_notices_a_changed_answer(gopax: Gopax, change: Any) -> None:
    """A field that goes, comes or becomes of another kind."""
    found = gopax("ticker", "BTC-KRW", "--json").json
    validate("ticker", found)
    change(found)
    with pytest.raises(AssertionError):
        validate("ticker", found)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("width", ["100", "40"])
def test_a_table_fits_its_terminal(
    gopax: Gopax, line: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is wider than the terminal, and a dumb one gets no control characters."""
    monkeypatch.setenv("COLUMNS", width)
    done = gopax(*line.split(), "--table")
    assert done.code == 0, done.err
    assert max((len(row) for row in done.out.splitlines()), default=0) <= int(width)
    assert "\x1b" not in done.out


@pytest.mark.parametrize("line", ["ticker BTC-KRW", "balance", "pairs", "order open", "explain"])
def test_pipes_get_the_same_cells_in_every_form(gopax: Gopax, line: str) -> None:
    """TSV is the form of a pipe; CSV, JSON and JSON lines say the same."""
    gopax("order", "place", "BTC-KRW", "buy", "0.01", "--price", "9000000")
    tsv = [row.split("\t") for row in gopax(*line.split()).out.splitlines()]
    found = list(csv.reader(io.StringIO(gopax(*line.split(), "--csv").out)))
    objects = [json.loads(row) for row in gopax(*line.split(), "--jsonl").out.splitlines()]
    assert tsv[0] == found[0] == list(objects[0])
    assert len(tsv) == len(found) == len(objects) + 1
    bare = gopax(*line.split(), "--no-header").out.splitlines()
    assert len(bare) == len(objects)


def test_options_of_every_command_stand_before_or_after_its_name(gopax: Gopax) -> None:
    """`gopax --json pairs` is `gopax pairs --json`."""
    assert gopax("--json", "pairs").json == gopax("pairs", "--json").json


def test_where_a_request_goes_is_always_said(gopax: Gopax, account: SandboxState) -> None:
    """On standard error, so that the answer stays clean; -q silences it."""
    host = account.base_url.removeprefix("http://")
    assert gopax("ticker", "BTC-KRW").err.splitlines()[0] == f"sandbox · {host}"
    assert gopax("ticker", "BTC-KRW", "-q").err == ""


@pytest.mark.parametrize("spelling", ["btc-krw", "BTC/KRW", "btc_krw"])
def test_a_pair_may_be_typed_as_people_do(gopax: Gopax, spelling: str) -> None:
    """The exchange's own spelling comes out."""
    assert gopax("ticker", spelling, "--json").json["pair"] == "BTC-KRW"


def test_times_are_in_the_zone_asked_for(gopax: Gopax) -> None:
    """KST unless told otherwise, always with the offset."""
    assert gopax("ticker", "BTC-KRW", "--json").json["time"].endswith("+09:00")
    assert gopax("ticker", "BTC-KRW", "--json", "--tz", "UTC").json["time"].endswith("+00:00")
    assert " KST" in gopax("ticker", "BTC-KRW", "--table").out


def test_an_order_is_placed_seen_and_cancelled(gopax: Gopax) -> None:
    """The amounts come back to the last digit."""
    placed = gopax(
        *["order", "place", "BTC-KRW", "buy", "0.01234567", "--price", "9,000,000", "--json"]
    ).json
    assert (placed["status"], placed["amount"]) == ("placed", "0.01234567")
    (listed,) = gopax("order", "open", "BTC-KRW", "--json").json
    assert listed["id"] == placed["id"]
    held = Decimal(gopax("balance", "KRW", "--json").json["hold"])
    assert held == Decimal("0.01234567") * 9000000
    assert gopax("order", "cancel", placed["id"], "--verify", "--json").json["cancelled"]
    assert gopax("order", "get", placed["id"], "--json").json["status"] == "cancelled"


def test_a_market_buy_shows_in_the_fills(gopax: Gopax) -> None:
    """Its amount is what is spent."""
    order = gopax("order", "place", "BTC-KRW", "buy", "100000", "--market", "--json").json
    rows = gopax("fills", "BTC-KRW", "--json").json
    assert {str(row["order_id"]) for row in rows} == {order["id"]}
    assert sum(Decimal(row["quote_amount"]) for row in rows) <= 100000


def test_a_dry_run_shows_the_signed_request_and_sends_nothing(
    gopax: Gopax, account: SandboxState
) -> None:
    """The signature is right, neither secret nor whole key is in it, and no order comes of it."""
    done = gopax(
        *["order", "place", "BTC-KRW", "sell", "0.5", "--price", "10500000", "--dry-run", "--json"]
    )
    request = done.json["request"]
    assert done.code == 0
    assert json.loads(request["body"], parse_float=str)["amount"] == "0.5"
    assert request["signed_text"].endswith("POST/orders" + request["body"])
    assert account.secret_key not in done.out + done.err
    assert account.api_key not in done.out + done.err
    assert gopax("order", "open", "--json").json == []


def test_a_dry_run_names_the_tick(gopax: Gopax, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the rules of 2021 a price between two ticks is refused with both neighbours."""
    monkeypatch.setenv("GOPAX_RULES", "2021")
    line = "order place BTC-KRW buy 0.01 --price 10190500 --json"
    done = gopax(*line.split(), "--dry-run")
    (tick,) = [each for each in done.json["checks"] if each["check"] == "tick"]
    assert (done.code, tick["state"]) == (2, "bad")
    assert tick["fix"] == "Use 10,190,000 or 10,191,000."
    assert gopax(*line.split()).error["fix"] == tick["fix"]


def test_signing_is_explained_step_by_step(gopax: Gopax, account: SandboxState) -> None:
    """The text that is signed is put together before one's eyes."""
    done = gopax("auth", "sign", "get", "/balances?x=1", "--nonce", "42", "--explain", "--json")
    assert done.json["5_signed_text"] == "42GET/balances"
    assert account.secret_key not in done.out + done.err


def test_the_chart_is_drawn_in_ascii_where_nothing_else_can_be_shown(
    spawn: Gopax, account: SandboxState
) -> None:
    """A terminal without UTF-8 gets bars and hashes, no question marks."""
    assert account
    done = spawn(
        *["chart", "BTC-KRW", "-i", "30m", "--table"],
        env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert done.code == 0
    assert "#" in done.out
    assert "?" not in done.out


def test_a_table_too_wide_for_the_terminal_becomes_records(
    gopax: Gopax, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than break words into columns of single letters."""
    monkeypatch.setenv("LINES", "30")
    monkeypatch.setenv("COLUMNS", "40")
    narrow = gopax("stats", "--table").out.splitlines()
    monkeypatch.setenv("COLUMNS", "140")
    wide = gopax("stats", "--table").out.splitlines()
    assert narrow[0].split()[0] == "pair"
    assert narrow.count("") >= 1
    assert max(map(len, narrow)) <= 40
    assert wide[0].split() == ["pair", "close", "change", "open", "high", "low", "volume"]
    pairs = [line.split()[1] for line in narrow if line.startswith("pair")]
    assert pairs == [line.split()[0] for line in wide[1:]]
