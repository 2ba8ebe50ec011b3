"""`python -m generator.lint > docs/lint-rules.md` writes the page of all rules."""

import sys

from .table import rules_page

sys.stdout.write(rules_page())
