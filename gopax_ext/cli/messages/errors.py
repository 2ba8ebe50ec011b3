"""What errors mean and what to do about them, in the language of this run.

In English the specification and the classes say it; Korean lies in `errors_ko`.
"""

from inspect import cleandoc
from typing import TYPE_CHECKING

from . import language

if TYPE_CHECKING:
    from gopax_generated.errors import ErrorCode, GopaxError

__all__ = ["fix_of", "meaning_of", "meaning_of_code"]


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
    """Return what to do; one that an error brought itself is left as it is."""
    kind = error if isinstance(error, type) else type(error)
    fix = error.fix or ""
    if language() == "ko" and fix == kind.fix:
        from .errors_ko import FIXES

        return FIXES.get(kind.__name__, fix)
    return fix
