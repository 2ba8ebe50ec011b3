"""Rules about an OpenAPI document that neither OpenAPI nor the generator's engine enforces.

`lint` asks them all; `docs/lint-rules.md` lists them. What differs from one API to another comes in
as arguments.
"""

from .document import FORMATS
from .finding import Finding, format_findings
from .rules_extensions import own_extensions
from .run import lint
from .table import RULES, rules_page

__all__ = ["FORMATS", "RULES", "Finding", "format_findings", "lint", "own_extensions", "rules_page"]
