# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Loan`; name it by `models`."""

from datetime import datetime

from attrs import frozen

from . import Book, LoanRequest, Visit

__all__ = ["Loan"]


@frozen(kw_only=True)
class Loan(LoanRequest):
    """A loan."""

    at: datetime
    """Moment of the loan."""

    visits: tuple[Visit, ...]
    """Visits."""

    book: Book
    """A book."""
