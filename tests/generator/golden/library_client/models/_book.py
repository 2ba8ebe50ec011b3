# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Book`; name it by `models`."""

from datetime import date
from decimal import Decimal

from attrs import frozen

from ..enums import Shelf

__all__ = ["Book"]


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
