"""Asks every rule about a document."""

from collections.abc import Iterable, Iterator, Mapping

from .document import FORMATS, Document, Options
from .finding import Finding, Pointer, Problem, one_line, write_pointer
from .rule import Rule
from .rules_conformance import GROUP as CONFORMANCE
from .source import TroubleKind, read
from .table import RULES

__all__ = ["lint"]

_FATAL = frozenset({TroubleKind.UNREADABLE, TroubleKind.DUPLICATE_KEY, TroubleKind.ANCHOR})


def lint(
    text: str,
    *,
    allowed_extensions: frozenset[str],
    extension_prefix: str = "",
    units: frozenset[str] = frozenset(),
    formats: Mapping[str, frozenset[str]] = FORMATS,
) -> tuple[Finding, ...]:
    """Find everything wrong with an OpenAPI document, in the order of its text.

    Never raises because of the text: what is no YAML is a finding too. What the validators say is
    left out where another rule has something to say about the same place.

    Args:
        text: the document.
        allowed_extensions: full names of the extensions that something reads.
        extension_prefix: what the generator's own extensions (error-codes, pagination, rate-limit,
            retry, section, unit) begin with.
        units: values of the unit extension. Where there are any, each number has to have one.
        formats: the formats that the generator knows, by type.
    """
    options = Options(allowed_extensions, extension_prefix, units, formats)
    document = Document(read(text), options)
    fatal = any(trouble.kind in _FATAL for trouble in document.source.troubles)
    kept = [rule for rule in RULES.values() if not fatal or rule.code < "S004"]
    problems = list(_ask((rule for rule in kept if rule not in CONFORMANCE.rules), document))
    for rule in (rule for rule in kept if rule in CONFORMANCE.rules):
        document.clean = not problems
        named = {problem.pointer for _, problem in problems}
        for _, problem in _ask([rule], document):
            if not any(_overlap(problem.pointer, pointer) for pointer in named):
                problems.append((rule, problem))
    return _findings(problems, document)


def _ask(rules: Iterable[Rule], document: Document) -> Iterator[tuple[Rule, Problem]]:
    for rule in rules:
        for node in document:
            if node.kind in rule.kinds:
                for problem in rule.check(node):
                    yield rule, problem


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return finding.line, finding.column, finding.code, finding.message


def _overlap(one: Pointer, other: Pointer) -> bool:
    """Tell whether one of two places is within the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _findings(problems: Iterable[tuple[Rule, Problem]], document: Document) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    for rule, problem in problems:
        place = problem.place or document.source.place(problem.pointer)
        findings.append(
            Finding(
                code=rule.code,
                line=place.line,
                column=place.column,
                pointer=write_pointer(problem.pointer),
                message=one_line(problem.message),
                fix=rule.fix,
            )
        )
    return tuple(sorted(findings, key=_order))
