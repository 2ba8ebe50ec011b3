"""All rules, and the page about them."""

from collections.abc import Mapping
from typing import Final

from .rule import Group, Rule
from .rules_answers import GROUP as ANSWERS
from .rules_conformance import GROUP as CONFORMANCE
from .rules_document import GROUP as DOCUMENT
from .rules_errors import GROUP as ERRORS
from .rules_extensions import GROUP as EXTENSIONS
from .rules_operations import GROUP as OPERATIONS
from .rules_parameters import GROUP as PARAMETERS
from .rules_references import GROUP as REFERENCES
from .rules_schemas import GROUP as SCHEMAS
from .rules_security import GROUP as SECURITY
from .rules_shapes import GROUP as SHAPES

__all__ = ["GROUPS", "RULES", "rules_page"]

GROUPS: Final[tuple[Group, ...]] = (
    DOCUMENT,
    REFERENCES,
    SCHEMAS,
    SHAPES,
    OPERATIONS,
    PARAMETERS,
    ANSWERS,
    SECURITY,
    EXTENSIONS,
    ERRORS,
    CONFORMANCE,
)

RULES: Final[Mapping[str, Rule]] = {rule.code: rule for group in GROUPS for rule in group.rules}
"""Every rule by its code, in the order of the codes."""

_HEAD = """\
# Lint rules

<!-- Written by `python -m generator.lint`; edit generator/lint/rules_*.py instead. -->

`make generate` refuses `openapi.yaml` when one of these {count} rules finds something, and writes
nothing. Each finding names the rule, the line, the JSON pointer and what to do next.
"""


def rules_page() -> str:
    """Write the page of all rules, in Markdown."""
    parts = [_HEAD.format(count=len(RULES))]
    for group in GROUPS:
        rows = [f"| {rule.code} | {rule.title} | {rule.fix} |" for rule in group.rules]
        parts.append(f"## {group.title}\n")
        parts.append(
            "\n".join(["| code | refused | what to do |", "| --- | --- | --- |", *rows, ""])
        )
    return "\n".join(parts)
