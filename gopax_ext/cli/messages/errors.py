"""What errors mean and what to do about them, in the language of this run.

In English the specification and the classes say it, but for what they say to programs alone, which
lies in `errors_en`; Korean lies in `errors_ko`.
"""

import re
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, Final

from . import language

if TYPE_CHECKING:
    from gopax_generated.errors import ErrorCode, GopaxError

__all__ = ["PYTHON", "fix_of", "meaning_of", "meaning_of_code"]

PYTHON: Final = re.compile(r"[a-z]\(|\b[a-z_]+=|\b[a-z]+_[a-z]+\b|(?<!\S)\.[a-z]|[a-z][A-Z]")
"""What names a function, an argument or an attribute, which nobody can type at a prompt."""


def meaning_of_code(entry: "ErrorCode") -> str:
    """Return what a number of the exchange means."""
    if language() == "ko":
        from .errors_ko import MEANINGS

        return MEANINGS[entry.name]
    return entry.description


def meaning_of(kind: "type[GopaxError]") -> str:
    """Return what a class of errors means."""
    if language() == "ko":
        from .errors_ko import MEANINGS

        return MEANINGS[kind.__name__]
    return cleandoc(kind.__doc__ or "").splitlines()[0]


def fix_of(error: "GopaxError | type[GopaxError]") -> str:
    """Return what to do at the keyboard; an error's own advice stays, unless it is for programs."""
    kind = error if isinstance(error, type) else type(error)
    fix = error.fix or ""
    if fix == kind.fix or PYTHON.search(fix):
        fixes: dict[str, str] = import_module(f".errors_{language()}", __package__).FIXES
        return fixes.get(kind.__name__, fix)
    return fix
