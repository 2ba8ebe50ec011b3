"""Messages, help and start: what holds for every command."""

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from gopax_ext.cli import messages, pairs
from gopax_ext.cli.app import PARTS
from gopax_ext.cli.completion import complete_pair
from gopax_ext.cli.define import COMMANDS
from gopax_ext.cli.messages import catalogue
from tests.cli.conftest import Gopax
from tests.project.house import ROOT

CLI = ROOT / "gopax_ext" / "cli"


def places(text: str) -> set[str]:
    """The names of the values that a text holds."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def asked_for() -> set[str]:
    """Every key that the code names; one with a value in it as a pattern."""
    found: set[str] = set()
    for path in CLI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "")
            texts = [each.value for each in node.keywords if each.arg == "text"]
            for each in [*node.args[:1], *texts] if name in {"say", "_everywhere"} else []:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    found.add(re.escape(each.value))
                elif isinstance(each, ast.JoinedStr):
                    parts = (
                        re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                        for part in each.values
                    )
                    found.add("".join(parts))
    return {each for each in found if "\\." in each or each in {"nothing", "range"}}


def test_both_languages_say_everything() -> None:
    """The same keys in the same order, with the same values in their places."""
    english, korean = catalogue("en"), catalogue("ko")
    assert list(english) == list(korean)
    assert [key for key in english if places(english[key]) != places(korean[key])] == []
    assert [key for key, text in korean.items() if not text.strip()] == []


def test_korean_is_korean() -> None:
    """Nothing was left in English."""
    english, korean = catalogue("en"), catalogue("ko")
    same = {key for key, text in korean.items() if text == english[key]}
    assert {key for key in same if not key.startswith("example.")} <= {
        "range",
        "option.method",
    }


def test_every_text_is_used_and_every_use_has_its_text() -> None:
    """The catalogue and the code name the same keys."""
    patterns = asked_for()
    texts = catalogue("en")
    assert [each for each in patterns if not any(re.fullmatch(each, key) for key in texts)] == []
    unused = [key for key in texts if not any(re.fullmatch(each, key) for each in patterns)]
    assert unused == []


def literal(node: ast.expr) -> bool:
    """Whether a text stands in the code itself."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and bool(node.value))


def test_no_text_of_an_error_stands_in_the_code() -> None:
    """It would be told in one language alone."""
    found: list[str] = []
    for path in CLI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            fixes = [each.value for each in node.keywords if each.arg == "fix"]
            told = node.args[:1] if getattr(node.func, "id", "").endswith("Error") else []
            if any(literal(each) for each in [*fixes, *told]):
                found.append(f"{path.name}:{node.lineno}: {ast.unparse(node)}")
    assert [each for each in found if "columns(" not in each] == []


def test_every_command_has_help_with_an_example(gopax: Gopax) -> None:
    """And the example names the command."""
    gopax("commands")
    for name in COMMANDS:
        done = gopax(*name.split(), "--help")
        assert done.code == 0
        assert f"Example: gopax {name}" in " ".join(done.out.split())


def test_every_example_is_a_command_line_that_parses(gopax: Gopax) -> None:
    """With --help at its end nothing is carried out, but wrong options are found."""
    for each in gopax("commands", "--json").json["commands"]:
        assert gopax(*each["example"].split()[1:], "--help").code == 0


def test_help_and_messages_come_in_korean(spawn: Gopax) -> None:
    """GOPAX_LANG chooses; the locale does where it is not set."""
    assert "주문을 냅니다" in spawn("order", "place", "--help", env={"GOPAX_LANG": "ko"}).out
    done = spawn("pairs", env={"GOPAX_LANG": "", "LC_ALL": "ko_KR.UTF-8"})
    assert done.code == 1
    assert "내장 거래소가 실행 중이 아닙니다" in done.err


def test_a_terminal_without_korean_letters_gets_english(spawn: Gopax) -> None:
    """Rather than question marks."""
    env = {"GOPAX_LANG": "ko", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1", "LC_ALL": "C"}
    assert "is not running" in spawn("pairs", env=env).err


def test_importing_the_client_loads_nothing_of_the_terminal() -> None:
    """A bot pays for no table."""
    unwanted = ["typer", "rich", "pyarrow", "pandas", "polars", "gopax_ext.cli"]
    look = f"[m for m in {unwanted} if m in sys.modules]"
    code = f"import sys, gopax_ext; gopax_ext.Gopax; print({look})"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_the_version_is_told_before_anything_is_loaded() -> None:
    """Scripts ask for it often."""
    code = (
        "import sys; from gopax_ext.cli.__main__ import main; main(['--version']); "
        "print([m for m in ('typer', 'rich', 'attrs', 'httpx') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    version, loaded = answer.stdout.splitlines()
    assert version.startswith("gopax ")
    assert loaded == "[]"


def test_a_command_loads_what_it_needs_and_no_other(gopax: Gopax) -> None:
    """Starting is fast, and still nothing is missing from the whole."""
    gopax("--help")
    assert {each.partition(" ")[0] for each in COMMANDS} == set(PARTS)
    code = (
        "import sys; from gopax_ext.cli.app import build; build(sys.argv[1:]); "
        "print(*(m.rpartition('.')[2] for m in sys.modules if '.cli.commands.' in m))"
    )
    for words, parts in (
        (["ticker", "BTC-KRW"], {"market"}),
        (["order", "open"], {"order", "resolving"}),
        (["--json", "doctor"], {"doctor"}),
        (["tickr"], {part for each in PARTS.values() for part in each}),
    ):
        answer = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert set(answer.stdout.split()) == parts


def test_the_value_of_an_option_is_no_command(gopax: Gopax, account: object) -> None:
    """A profile may be called what a command is called."""
    assert account
    gopax("config", "set", "tz", "UTC", "--profile", "demo")
    done = gopax("--profile", "demo", "config", "show", "--json")
    assert done.json[0] == {"setting": "profile", "value": "demo"}


def test_pairs_are_completed(account: object, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """From the exchange at first, then from what was seen of it; none where there is none."""
    assert account
    assert complete_pair("btc") == ["BTC-KRW"]
    monkeypatch.setattr(pairs, "remember_pairs", None)
    assert complete_pair("ETH") == ["ETH-KRW", "ETH-BTC"]
    monkeypatch.setenv("GOPAX_STATE_DIR", str(home / "elsewhere"))
    assert complete_pair("") == []


def test_language_is_english_for_any_other_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are two."""
    monkeypatch.setenv("GOPAX_LANG", "fr")
    messages.language.cache_clear()
    assert messages.language() == "en"
    messages.language.cache_clear()
