# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `LoanRequest`; name it by `models`."""

from datetime import date

from attrs import frozen

__all__ = ["LoanRequest"]


@frozen(kw_only=True)
class LoanRequest:
    """A loan to make."""

    isbn: str
    """Number of the book."""

    until: date
    """Last day."""

    note: str | None = None
    """A note. Allowed: at most 40 characters."""
