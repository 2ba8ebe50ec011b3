"""Every rule refuses what it is there for, in the right line, and nothing else."""

import itertools
from pathlib import Path

import pytest

from generator.config import load
from generator.lint import RULES, format_findings, lint, own_extensions, rules_page

from .edits import CASES, GOOD, Case, findings

PROJECT = Path(__file__).parents[3]


def test_a_good_document_has_no_findings() -> None:
    """What uses every kind of object as it is meant passes."""
    assert format_findings(findings(GOOD)) == "openapi.yaml: 0 findings\n"


def test_the_document_of_the_project_has_no_findings() -> None:
    """openapi.yaml keeps every rule."""
    text = (PROJECT / "openapi.yaml").read_text(encoding="utf-8")
    config = load(PROJECT / "generator" / "gopax.toml")
    found = lint(
        text,
        allowed_extensions=own_extensions(config.extension_prefix),
        extension_prefix=config.extension_prefix,
        units=frozenset(config.units),
    )
    assert format_findings(found) == "openapi.yaml: 0 findings\n"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_broken_document_is_refused_by_one_rule_in_the_right_line(case: Case) -> None:
    """One edit, one finding: its own code, the line of the edit, a pointer and a fix."""
    found = findings(case.text)
    assert [(each.code, each.line) for each in found] == [(case.code, case.line)], format_findings(
        found
    )


def test_every_rule_has_a_document_that_breaks_it() -> None:
    """A rule that nothing can break would promise what it does not hold."""
    assert {case.code for case in CASES} == set(RULES)


def test_codes_ascend_and_are_given_once() -> None:
    """A code in an old log means the same rule today."""
    codes = list(RULES)
    assert codes == sorted(codes)
    assert all(code[0] == "S" and len(code) == 4 and code[1:].isdecimal() for code in codes)
    assert sum(1 for _ in itertools.chain(RULES.values())) == len(set(codes))


def test_every_rule_says_what_to_do() -> None:
    """Titles are noun phrases, fixes are sentences."""
    for rule in RULES.values():
        assert not rule.title.endswith(".")
        assert rule.fix.endswith(".")


def test_the_page_of_rules_is_up_to_date() -> None:
    """docs/lint-rules.md is what `python -m generator.lint` writes."""
    page = (PROJECT / "docs" / "lint-rules.md").read_text(encoding="utf-8")
    assert page == rules_page(), "run: python -m generator.lint > docs/lint-rules.md"
