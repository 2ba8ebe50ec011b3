"""What the document's diff says and what changed in the generated Python are the same story."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator import output
from generator.apidiff import Surface, compare, unexplained
from generator.generation import build
from tests.generator.apidiff.packages import surface
from tests.generator.diff.edits.arguments import ARGUMENTS
from tests.generator.diff.edits.fields import FIELDS
from tests.generator.diff.edits.names import ENUMS, ERRORS
from tests.generator.diff.edits.operations import OPERATIONS
from tests.generator.diff.shop import SPEC, Case, changes_of, config_of, edited

CASES = [
    case
    for case in (*OPERATIONS, *ARGUMENTS, *FIELDS, *ENUMS, *ERRORS)
    if any(line.startswith("breaking") for line in case[2])
]


@pytest.fixture(autouse=True)
def _unformatted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the layout of the generated code as it is: griffe does not mind, and it is quick."""
    monkeypatch.setattr(
        output, "formatted", lambda drafts: {name: text.encode() for name, text in drafts.items()}
    )


@pytest.mark.parametrize("case", CASES, ids=[name for name, *_ in CASES])
def test_whatever_breaks_in_python_is_in_the_diff(case: Case) -> None:
    """For every edit that breaks something, griffe finds nothing that the diff does not explain."""
    _, edits, _ = case
    changes = compare(surface_of(SPEC), surface_of(edited(*edits)))
    assert unexplained(changes, changes_of(*edits), "shop") == ()


def test_what_only_the_generator_changed_is_told() -> None:
    """A template that renames a thing breaks programs though the document stayed the same."""
    files = package(SPEC)
    renamed = {
        path: text.replace("class Item:", "class Thing:").replace(" import Item", " import Thing")
        for path, text in files.items()
    }
    found = unexplained(compare(surface(files), surface(renamed)), (), "shop")
    assert "shop.models.Item" in [change.name for change in found]


def test_what_is_outside_the_generated_package_is_none_of_the_documents() -> None:
    """Hand-written code changes for reasons of its own."""
    old = {"shop/__init__.py": "", "shop_ext/__init__.py": "", "shop_ext/a.py": "def a(): ..."}
    changes = compare(surface(old), surface({**old, "shop_ext/a.py": ""}))
    assert [change.name for change in changes] == ["shop_ext.a.a"]
    assert unexplained(changes, (), "shop") == ()


@cache
def surface_of(text: str) -> Surface:
    """The public surface of the package that a document generates."""
    return surface(package(text))


def package(text: str) -> dict[str, str]:
    """The files that a document generates."""
    with TemporaryDirectory() as room:
        path = Path(room, "shop.yaml")
        path.write_text(text, "utf-8")
        files = build(config_of(path)).files
    return {f"shop/{name}": content.decode() for name, content in files.items()}
