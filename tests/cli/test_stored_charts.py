"""`gopax chart --from-history`: what was downloaded is drawn without asking anybody."""

from decimal import Decimal
from pathlib import Path

import pytest

from gopax_ext.cli.sandbox_state import SandboxState
from tests.cli.conftest import Gopax

NOBODY = ("--base-url", "http://127.0.0.1:9")
SPAN = ("--since", "9h", "--until", "1h")


@pytest.fixture
def data(gopax: Gopax, account: SandboxState, tmp_path: Path) -> Path:
    """Minutes of some hours, after which the key is gone."""
    assert account
    folder = tmp_path / "data"
    assert gopax("history", "download", "BTC-KRW", "--since", "9h", "-o", folder, "-q").code == 0
    return folder


def test_the_candles_drawn_are_those_of_the_exchange(gopax: Gopax, data: Path) -> None:
    """To the last digit, and those of half an hour that are made of minutes too."""
    for interval in ("1m", "30m"):
        asked = gopax("candles", "BTC-KRW", "-i", interval, *SPAN, "--json").json
        drawn = gopax(
            *["chart", "btc/krw", "-i", interval, *SPAN, "--from-history", data, *NOBODY, "--json"]
        )
        assert (drawn.code, drawn.err) == (0, "")  # nothing is asked, so nowhere is named
        names = ("open", "high", "low", "close", "volume")
        ours = {row["time"]: [Decimal(row[each]) for each in names] for row in drawn.json}
        theirs = {row["time"]: [Decimal(row[each]) for each in names] for row in asked}
        whole = list(theirs)[1:-1]  # the ends of the range cut through the outer ones
        assert len(whole) >= 14
        assert [ours[time] for time in whole] == [theirs[time] for time in whole]


def test_without_a_range_it_ends_where_the_data_does(gopax: Gopax, data: Path) -> None:
    """As many candles as the terminal has room for."""
    drawn = gopax("chart", "BTC-KRW", "-i", "1m", "--from-history", data, *NOBODY, "--json").json
    stored = data.parent / "all.jsonl"
    gopax("history", "export", data, "BTC-KRW", "-o", stored)
    last = stored.read_text("utf-8").splitlines()[-1]
    assert len(drawn) == 100 - 18
    assert drawn[-1]["time"][:19] in last
    assert "KST" in gopax("chart", "BTC-KRW", "--from-history", data, *NOBODY, "--table").out


def test_a_page_is_drawn_without_a_key(gopax: Gopax, data: Path, tmp_path: Path) -> None:
    """All of the range, and no orders, which nobody was asked for."""
    path = tmp_path / "chart.html"
    line = ["chart", "BTC-KRW", "-i", "1m", "--since", "9h", "--from-history", data, *NOBODY]
    done = gopax(*line, "-o", path)
    assert (done.code, done.out) == (0, "")
    count = int(done.err.split()[-2])
    assert count > 500
    assert '"marks": []' in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("chart ETH-KRW", 1, "gopax history download ETH-KRW"),
        ("chart BTC-KRW -i 2m", 2, "1m, 5m, 30m, 1d"),
        ("chart BTC-KRW --since soon", 2, "2026-01-31"),
    ],
)
def test_what_is_not_there_is_said(
    gopax: Gopax, data: Path, line: str, code: int, words: str
) -> None:
    """With what to do."""
    done = gopax(*line.split(), "--from-history", data, *NOBODY, "--json")
    assert (done.code, words in done.error["fix"]) == (code, True), done.err


def test_a_folder_without_a_dataset_is_said(gopax: Gopax, tmp_path: Path) -> None:
    """Before anything is drawn."""
    done = gopax("chart", "BTC-KRW", "--from-history", tmp_path / "none", "--json")
    assert (done.code, done.error["type"]) == (1, "HistoryError")


def test_a_range_without_candles_says_so(gopax: Gopax, data: Path) -> None:
    """Rather than draw nothing."""
    line = ["chart", "BTC-KRW", "--since", "2020-01-01", "--until", "2020-01-02"]
    assert "no candles" in gopax(*line, "--from-history", data, "--table").out
