"""What documents promise names the test that holds it, and that test exists."""

import re

import pytest

from tests.project.house import ROOT
from tests.project.named_tests import missing, named_in

CASES = ("docs/cases.md", "docs/cases.ko.md")
SECURITY = ("SECURITY.md", "SECURITY.ko.md")
PROMISES = [f"P{number}" for number in range(1, 11)]


def rows(page: str) -> dict[int, str]:
    """The row of each numbered case."""
    text = (ROOT / page).read_text("utf-8")
    return {
        int(number): row for number, row in re.findall(r"^\| (\d+) \|(.*)$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("page", CASES)
def test_every_case_has_a_test(page: str) -> None:
    """1 to 74, in order, and none without."""
    found = rows(page)
    assert list(found) == list(range(1, 75))
    assert [number for number, row in found.items() if not named_in(row)] == []


def test_both_languages_name_the_same_tests() -> None:
    """Case by case."""
    english, korean = map(rows, CASES)
    assert {n: named_in(row) for n, row in english.items()} == {
        n: named_in(row) for n, row in korean.items()
    }


def test_every_test_that_a_document_names_is_collected() -> None:
    """A test that was renamed leaves no promise behind that nobody holds."""
    pages = [ROOT / page for page in (*CASES, *SECURITY)]
    named = {name for page in pages for name in named_in(page.read_text("utf-8"))}
    assert len(named) > 100
    assert missing(named) == set()


def test_a_test_that_is_not_there_is_missed() -> None:
    """Neither a name nor a file goes unnoticed."""
    there = "project/test_promises.py::test_every_case_has_a_test"
    gone = {"project/test_promises.py::test_nothing", "project/test_nowhere.py::test_x"}
    assert missing({there} | gone) == gone


@pytest.mark.parametrize("page", SECURITY)
def test_security_states_ten_promises_each_with_its_test(page: str) -> None:
    """P1 to P10."""
    text = (ROOT / page).read_text("utf-8")
    parts = re.split(r"^\*\*(P\d+)", text, flags=re.MULTILINE)
    assert parts[1::2] == PROMISES
    assert [
        name for name, part in zip(PROMISES, parts[2::2], strict=True) if not named_in(part)
    ] == []
