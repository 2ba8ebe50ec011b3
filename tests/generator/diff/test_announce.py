"""After every generation a maintainer reads what the edit means for users."""

from pathlib import Path

import pytest

from generator import __main__ as command
from generator.__main__ import main
from generator.diff.announce import since_last_commit
from generator.generation import build
from tests.generator.diff.conftest import Run, write
from tests.generator.diff.shop import api_of, edited

CONFIG = Path("generator/shop.toml")
NARROW = api_of(edited(("maximum: 100,", "maximum: 50,")))


@pytest.mark.usefixtures("project")
def test_the_difference_to_the_last_commit_is_told() -> None:
    """The fragment first, then what it demands."""
    told = since_last_commit(NARROW, CONFIG, client="Shop").splitlines()
    assert "- **Breaking:** `Shop.list_items(limit=...)`: narrowed to at most 50" in told[2]
    assert told[-1].endswith("demands a minor version step.")


@pytest.mark.usefixtures("project")
def test_without_a_history_there_is_nothing_to_compare_with(
    git: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Generating works all the same: in an unpacked archive, without git, at the first commit."""
    git("update-ref", "-d", "HEAD")
    assert since_last_commit(NARROW, CONFIG).startswith("Nothing to compare the document with: ")
    monkeypatch.setenv("PATH", "")
    assert "git is not on PATH" in since_last_commit(NARROW, CONFIG)


@pytest.mark.usefixtures("project")
def test_a_broken_document_at_the_last_commit_does_not_stop_its_repair(git: Run) -> None:
    """The edit that mends the document generates like any other."""
    write({"api/shop.yaml": "paths: ["})
    git("commit", "--quiet", "--all", "--message=broken")
    assert "HEAD: shop.yaml:1" in since_last_commit(NARROW, CONFIG)


@pytest.mark.usefixtures("project")
def test_generating_tells_findings_differences_and_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this order, by the name of the client in the configuration; a check says none of it."""
    monkeypatch.setattr(command, "generate", build)  # the shop keeps no rules of style
    pages = '\n[pages]\n"reference.md" = "api.md"\n'
    write({"generator/shop.toml": 'client = "Shop"\n' + CONFIG.read_text("utf-8") + pages})
    write({"api/shop.yaml": edited(("maximum: 100,", "maximum: 50,"))})

    assert main(["--config", str(CONFIG)]) == 0
    said = capsys.readouterr().out
    order = ["0 findings", "`Shop.list_items(limit=...)`", "Since the last commit", "shop/api.py"]
    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)

    assert said.endswith("\napi.md\n")

    assert main(["--config", str(CONFIG), "--check"]) == 0
    assert capsys.readouterr() == ("", "")
    Path("api.md").write_text("other", "utf-8")
    assert main(["--config", str(CONFIG), "--check"]) == 1
    assert "--- api.md\n+++ api.md\n" in capsys.readouterr().out
