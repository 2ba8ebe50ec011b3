"""What a finding looks like, and when there is none."""

import subprocess
import sys
from pathlib import Path

from generator.lint import Finding, format_findings, lint

from .edits import GOOD, findings

PROJECT = Path(__file__).parents[3]


def test_findings_name_file_place_rule_pointer_and_fix() -> None:
    """Editors and terminals link `path:line:column`."""
    text = GOOD.replace("summary: Get a book", "sumary: Get a book")
    (found,) = findings(text)
    assert format_findings([found], path="library.yaml") == (
        "library.yaml:114:7: S402 An operation has no keyword 'sumary'; 'summary' is near.\n"
        "    at  /paths/~1books~1{bookId}/get/sumary\n"
        "    fix Mend the spelling; a keyword of your own begins with x-.\n"
        "library.yaml: 1 finding\n"
    )


def test_findings_come_in_the_order_of_the_text() -> None:
    """The first one is the first to mend."""
    text = GOOD.replace("format: decimal", "format: money").replace("3.1.0", "3.0.3")
    found = findings(text)
    assert [each.code for each in found] == ["S008", "S207", "S207"]
    assert [each.line for each in found] == sorted(each.line for each in found)


def test_an_example_may_hold_null() -> None:
    """Null is a value of the API there, and no slip of YAML."""
    assert findings(GOOD.replace("            code: 7\n", "            more: null\n")) == ()


def test_a_property_may_be_called_like_a_keyword_or_an_extension() -> None:
    """Names of fields belong to the API."""
    assert findings(GOOD.replace("            addedAt:\n", "            x-when:\n")) == ()
    assert findings(GOOD.replace("            addedAt:\n", "            $ref_:\n")) == ()


def test_a_reference_out_of_the_document_is_never_followed() -> None:
    """A document cannot make the lint open a file or a connection."""
    text = GOOD.replace("#/components/schemas/Shelf", "http://192.0.2.1/shelf.yaml")
    assert "S102" in {each.code for each in findings(text)}


def test_aliases_cannot_blow_a_document_up() -> None:
    """Ten levels of ten aliases each are refused, not expanded."""
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]
    found = findings("\n".join(["l0: &l0 lol", *levels]))
    assert {each.code for each in found} == {"S003"}


def test_a_document_without_end_of_nesting_is_a_finding() -> None:
    """Depth is bounded before any parser runs out of stack."""
    for depth in (100, 5_000):
        (found,) = findings("a: " + "[" * depth + "]" * depth)
        assert (found.code, found.line) == ("S001", 1)


def test_an_escape_that_is_no_character_is_a_finding() -> None:
    """The parser's own slips are no tracebacks of the lint."""
    (found,) = findings('a: "\\UFFFFFFFF"')
    assert found.code == "S001"


def test_a_value_of_any_length_is_shown_in_short() -> None:
    """A finding stays one line."""
    found = findings(GOOD.replace("example: 20", f"example: {'9' * 5_000}"))
    assert [each.code for each in found] == ["S005"]
    assert len(found[0].message) < 250


def test_nothing_is_known_about_any_one_api() -> None:
    """Without a prefix no extension has a meaning; each one is unknown."""
    found = lint(GOOD, allowed_extensions=frozenset({"x-enum-varnames"}))
    assert {each.code for each in found} == {"S801"}


def test_numbers_need_units_only_where_units_are_configured() -> None:
    """An API that has no amounts is left alone."""
    text = GOOD.replace("          x-library-unit: m\n", "")
    assert [each.code for each in findings(text)] == ["S806"]
    known = frozenset(name for name in ("x-enum-varnames", "x-library-unit"))
    found = lint(text, allowed_extensions=known, extension_prefix="x-library-")
    assert "S806" not in {each.code for each in found}


def test_an_empty_text_is_one_finding() -> None:
    """There is nothing to say about what is not there."""
    for text in ("", "\n", "[]", "7", "# nothing\n"):
        (found,) = findings(text)
        assert isinstance(found, Finding)
        assert found.code == "S001"


def test_the_same_text_gives_the_same_findings() -> None:
    """Nothing depends on the order of a set."""
    text = GOOD.replace(
        "    status: 400\n    outcome: rejected\n", "    statos: 400\n    outcam: 1\n"
    )
    program = (
        "import sys\nfrom generator.lint import format_findings, lint\n"
        "found = lint(sys.stdin.read(), allowed_extensions=frozenset({'x-library-error-codes'}), "
        "extension_prefix='x-library-')\nprint(format_findings(found))"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", program],
            input=text,
            env={"PYTHONHASHSEED": seed},
            cwd=PROJECT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    assert answers[0].count("S851") == 4
