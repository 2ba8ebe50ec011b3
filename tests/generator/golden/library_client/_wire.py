# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""The JSON that msgspec cannot read into `models` itself: other names, rows, counted moments.

Numbers stay exact, unknown members are skipped, longer rows cut.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from . import enums

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time that says how far it is from UTC."""

Stamp1 = Annotated[int, msgspec.Meta(ge=-62135596800, le=253402300799, extra={"per_second": 1})]
"""A moment from year 1 to 9999, in 1 parts of a second since 1970 UTC."""

StampText1 = Annotated[str, msgspec.Meta(extra={"per_second": 1})]
"""The same as a text of digits."""


class Visit(msgspec.Struct, array_like=True, gc=False):
    """The array of a `models.Visit`."""

    came: Stamp1
    went: StampText1
    type: str | None = None


class Book(
    msgspec.Struct, kw_only=True, gc=False, rename={"class_": "class", "on_loan": "on-loan"}
):
    """The object of a `models.Book`."""

    isbn: str
    class_: str
    price: Decimal
    on_loan: bool
    printed: date | None = None
    authors: list[str]
    shelf: enums.Shelf
    extra: Any | None = None


class Loan(msgspec.Struct, kw_only=True, gc=False):
    """The object of a `models.Loan`."""

    isbn: str
    until: date
    note: str | None = None
    at: Instant
    visits: list[Visit]
    book: Book
