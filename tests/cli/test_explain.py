"""What is explained: every error in both languages, every topic, and errors as they happen."""

import re
from pathlib import Path

import pytest

from gopax_ext.cli import messages
from gopax_ext.cli.app import PARTS
from gopax_ext.cli.commands.explain import TOPICS, own_errors
from gopax_ext.cli.messages import errors_en
from gopax_ext.cli.messages.errors import PYTHON, fix_of
from gopax_ext.cli.messages.errors_ko import FIXES, MEANINGS
from gopax_ext.errors import LaneError, PrecisionError
from gopax_ext.orders.rules import MarketRules
from gopax_generated.errors import ERROR_CODES
from tests.cli.conftest import Gopax

KINDS = {entry.name: entry.cls for entry in ERROR_CODES.values()} | own_errors()
HANGUL = re.compile("[가-힣]")


@pytest.fixture
def korean(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Korean for this test."""
    assert home
    monkeypatch.setenv("GOPAX_LANG", "ko")
    messages.language.cache_clear()


def test_every_error_is_explained_in_korean() -> None:
    """Its meaning, and what to do wherever English says that; nothing beyond."""
    assert set(MEANINGS) == set(KINDS)
    assert set(FIXES) >= {name for name, kind in KINDS.items() if kind.fix}
    assert set(FIXES) >= set(errors_en.FIXES)
    assert set(FIXES) <= set(KINDS)
    assert [text for text in (*MEANINGS.values(), *FIXES.values()) if not HANGUL.search(text)] == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_to_do_is_said_in_commands(
    home: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Nobody can call a function of Python's at a prompt."""
    assert home.is_dir()
    monkeypatch.setenv("GOPAX_LANG", language)
    messages.language.cache_clear()
    told = {name: fix_of(kind) for name, kind in KINDS.items()}
    assert {name: fix for name, fix in told.items() if PYTHON.search(fix)} == {}
    assert set(re.findall(r"gopax ([a-z]+)", " ".join(told.values()))) <= set(PARTS)


@pytest.mark.usefixtures("account")
def test_what_an_error_advises_to_programs_is_said_in_commands_too(
    gopax: Gopax, home: Path
) -> None:
    """Where the error brought its own advice."""
    digits = PrecisionError("", fix="Round it to 8 or fewer; MarketRules has helpers.")
    assert fix_of(digits) == errors_en.FIXES["PrecisionError"]
    assert fix_of(LaneError("", fix='pass sharing="process"')) == errors_en.FIXES["LaneError"]
    assert fix_of(LaneError("", fix="Do this.")) == "Do this."
    (home / "state").chmod(0o755)
    done = gopax("balance", "--json")
    assert (done.code, done.error["fix"]) == (4, errors_en.FIXES["LaneError"])


def test_every_number_and_name_can_be_asked_for(gopax: Gopax) -> None:
    """By number, and by name in any letters."""
    for entry in ERROR_CODES.values():
        found = gopax("explain", entry.code, "--json").json
        assert (found["code"], found["meaning"]) == (entry.code, entry.description)
    for name, kind in own_errors().items():
        found = gopax("explain", name.lower(), "--json").json
        assert (found["name"], found["outcome"]) == (name, kind.outcome)
        assert len(found["meaning"]) > 20


@pytest.mark.usefixtures("korean")
def test_numbers_are_explained_in_korean(gopax: Gopax) -> None:
    """Meaning and fix."""
    found = gopax("explain", "201", "--json").json
    assert found["meaning"] == "주문에 필요한 잔고가 부족합니다."
    assert found["fix"] == "수량을 줄이거나 미체결 주문을 취소하거나 입금하세요."
    assert {row["meaning"] for row in gopax("explain", "--json").json} <= set(MEANINGS.values())


@pytest.mark.usefixtures("account", "korean")
def test_a_refusal_says_in_korean_what_to_do(gopax: Gopax) -> None:
    """As it happens, not only when asked."""
    done = gopax("order", "place", "XRP-KRW", "sell", "5", "--price", "900", "--json")
    assert done.error["fix"] == FIXES["InsufficientBalance"]


@pytest.mark.parametrize("topic", TOPICS)
def test_topics_are_explained(gopax: Gopax, topic: str) -> None:
    """In a few sentences, and `gopax explain` names them all."""
    assert len(gopax("explain", topic, "--json").json["meaning"]) > 60
    assert topic in gopax("explain").err


def test_the_ticks_explained_are_those_that_are_checked(gopax: Gopax) -> None:
    """Each step of the rules stands in the text."""
    told = gopax("explain", "tick-size", "--json").json["meaning"]
    steps = MarketRules.of("2021").ticks["KRW"]
    assert re.findall(r"([\d,]+)(?: KRW)? it is (\d[\d,]*\d|\d)", told) == [
        (f"{start:,}", f"{tick:,}") for start, tick in sorted(steps)
    ]
