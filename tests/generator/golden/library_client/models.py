# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""What Town library answers and takes, as frozen objects.

Every amount is an exact Decimal, every moment a datetime in UTC, every sequence a tuple.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from .enums import Shelf

__all__ = ["Book", "Loan", "LoanRequest", "Problem", "Visit"]


class Visit(NamedTuple):
    """A visit."""

    came: datetime
    """Came. Here a datetime in UTC."""

    went: datetime
    """Went. Here a datetime in UTC."""

    type: str | None = None
    """Door."""


@frozen(kw_only=True)
class Book:
    """A book."""

    isbn: str
    """Number of the book."""

    class_: str
    """Kind of book."""

    price: Decimal
    """Price. A "hot" one has \\ in it. Unit: coins."""

    on_loan: bool
    """Is it away."""

    printed: date | None = None
    """Date of the print."""

    authors: tuple[str, ...]
    """Authors."""

    shelf: Shelf
    """Shelf."""

    extra: object | None = None
    """Anything else."""


@frozen(kw_only=True)
class LoanRequest:
    """A loan to make."""

    isbn: str
    """Number of the book."""

    until: date
    """Last day."""

    note: str | None = None
    """A note. Allowed: at most 40 characters."""


@frozen(kw_only=True)
class Loan(LoanRequest):
    """A loan."""

    at: datetime
    """Moment of the loan."""

    visits: tuple[Visit, ...]
    """Visits."""

    book: Book
    """A book."""


@frozen(kw_only=True)
class Problem:
    """What went wrong."""

    number: int | None = None
    """Number of the problem."""

    text: str | None = None
    """What went wrong."""
