"""Every variable that the code reads stands in the documents, and no other."""

import ast
import re

import pytest

from tests.project.house import ROOT

PAGES = ("docs/command-line.md", "docs/command-line.ko.md")


def read_by_the_code() -> set[str]:
    """The names of variables that stand anywhere in the package as texts of their own."""
    found: set[str] = set()
    for path in (ROOT / "gopax_ext").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(re.findall(r"\AGOPAX_[A-Z_]+\Z", node.value))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_all_and_only_the_variables_that_are_read_are_documented(page: str) -> None:
    """In the table of each language."""
    rows = re.findall(r"^\| (`GOPAX_.*?) \|", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    documented = [name for row in rows for name in re.findall(r"`(GOPAX_[A-Z_]+)`", row)]
    assert sorted(documented) == sorted(read_by_the_code())
