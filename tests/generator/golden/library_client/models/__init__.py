# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""What Town library answers and takes, as frozen objects.

Every amount is an exact Decimal, every moment a datetime in UTC, every sequence a tuple. A class is
made when it is first named, so that a call pays for its own answer alone.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for typing's, which costs more than all of this
if TYPE_CHECKING:
    from ._book import Book
    from ._loan import Loan
    from ._loan_request import LoanRequest
    from ._problem import Problem
    from ._visit import Visit

__all__ = ["Book", "Loan", "LoanRequest", "Problem", "Visit"]


_HOME = {
    "Visit": "._visit",
    "Book": "._book",
    "LoanRequest": "._loan_request",
    "Loan": "._loan",
    "Problem": "._problem",
}


def __getattr__(name: str) -> object:
    """Make a class when it is first named."""
    if (home := _HOME.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: type = getattr(import_module(home, __name__), name)
    value.__module__ = __name__  # what is pickled is to be found wherever the class may move
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
