# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Every operation of Town library as data, and a builder of calls for each.

A builder checks its arguments and gives a `Call`: path, query and body as they will be sent. It
touches no network and knows no HTTP library. An optional argument that is None is not sent.
"""

from __future__ import annotations  # naming a model would make its class

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from . import _arguments as check
from . import codecs, errors, models
from ._call import Call, Operation, Pagination, Parameter, RateLimit
from .enums import Grade, Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from .models import Book, Loan

__all__ = [
    "BORROW",
    "FIND_BOOKS",
    "GET_BOOK",
    "GIVE_BACK",
    "OPERATIONS",
    "Call",
    "Operation",
    "Pagination",
    "Parameter",
    "RateLimit",
    "borrow",
    "find_books",
    "get_book",
    "give_back",
]


_SHELF = Parameter(
    name="shelf",
    wire_name="shelf",
    location="path",
    required=True,
    type='Shelf | Literal["fiction", "non-fiction", "42"]',
    example="fiction",
    choices=("fiction", "non-fiction", "42"),
)
_NUMBER = Parameter(
    name="number",
    wire_name="number",
    location="path",
    required=True,
    type="int",
    example=7,
    minimum=1,
)
_WORDS = Parameter(
    name="words",
    wire_name="words",
    location="query",
    required=False,
    type="str",
    example="war & peace",
    min_length=2,
    max_length=40,
)
_MAX_PRICE = Parameter(
    name="max_price",
    wire_name="maxPrice",
    location="query",
    required=False,
    type="Decimal | int | str",
    example=Decimal("9.99"),
    unit="coins",
    above=Decimal(0),
)
_ON_LOAN = Parameter(
    name="on_loan", wire_name="on-loan", location="query", required=False, type="bool", example=True
)
_SINCE = Parameter(
    name="since",
    wire_name="since",
    location="query",
    required=False,
    type="date",
    example="2020-02-29",
)
_CHANGED = Parameter(
    name="changed",
    wire_name="changed",
    location="query",
    required=False,
    type="datetime | int",
    example=1_700_000_000,
    unit="epoch",
    per_second=1,
)
_GRADE = Parameter(
    name="grade",
    wire_name="grade",
    location="query",
    required=False,
    type="Grade | Literal[1, 2, 3]",
    example=2,
    choices=(1, 2, 3),
)
_BORROW_ISBN = Parameter(
    name="isbn",
    wire_name="isbn",
    location="body",
    required=True,
    type="str",
    example="0306406152",
    pattern=r"^[0-9]{10}\Z",
)
_UNTIL = Parameter(
    name="until",
    wire_name="until",
    location="body",
    required=True,
    type="date",
    example="2024-02-29",
)
_NOTE = Parameter(
    name="note",
    wire_name="note",
    location="body",
    required=False,
    type="str",
    example='quotes " and \\ and 한글',
    max_length=40,
)
_GIVE_BACK_ISBN = Parameter(
    name="isbn",
    wire_name="isbn",
    location="path",
    required=True,
    type="str",
    example="0306406152",
    pattern=r"^[0-9]{10}\Z",
)

GET_BOOK: Operation[Book] = Operation(
    id="getBook",
    name="get_book",
    method="GET",
    path="/books/{shelf}/{number}",
    private=False,
    retry="safe",
    section="Books",
    rate_limit=None,
    pagination=None,
    parameters=(_SHELF, _NUMBER),
    errors=(errors.NotFound,),
    decode=codecs.decode_get_book,
    encode=codecs.encode_get_book,
)

FIND_BOOKS: Operation[list[Book]] = Operation(
    id="findBooks",
    name="find_books",
    method="GET",
    path="/books",
    private=False,
    retry="safe",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(_WORDS, _MAX_PRICE, _ON_LOAN, _SINCE, _CHANGED, _GRADE),
    errors=(errors.TooManyRequests,),
    decode=codecs.decode_find_books,
    encode=codecs.encode_find_books,
)

BORROW: Operation[Loan] = Operation(
    id="borrow",
    name="borrow",
    method="POST",
    path="/loans",
    private=True,
    retry="verify",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(_BORROW_ISBN, _UNTIL, _NOTE),
    errors=(errors.Unauthorized, errors.Conflict, errors.ServiceUnavailable, errors.BookIsAway),
    decode=codecs.decode_borrow,
    encode=codecs.encode_borrow,
)

GIVE_BACK: Operation[None] = Operation(
    id="giveBack",
    name="give_back",
    method="DELETE",
    path="/loans/{isbn}",
    private=True,
    retry="safe",
    section=None,
    rate_limit=None,
    pagination=None,
    parameters=(_GIVE_BACK_ISBN,),
    errors=(errors.Unauthorized, errors.Conflict),
    decode=codecs.decode_give_back,
    encode=codecs.encode_give_back,
)

OPERATIONS: Mapping[str, Operation[Any]] = MappingProxyType(
    {"getBook": GET_BOOK, "findBooks": FIND_BOOKS, "borrow": BORROW, "giveBack": GIVE_BACK}
)
"""Every operation by its operationId."""


def get_book(shelf: Shelf | Literal["fiction", "non-fiction", "42"], number: int) -> Call[Book]:
    """A call of `GET /books/{shelf}/{number}`; see `Api.get_book`."""
    return Call(
        GET_BOOK,
        f"/books/{check.segment(check.choice, GET_BOOK, _SHELF, shelf, Shelf)}"
        f"/{check.segment(check.integer, GET_BOOK, _NUMBER, number)}",
    )


def find_books(
    *,
    words: str | None = None,
    max_price: Decimal | int | str | None = None,
    on_loan: bool | None = None,
    since: date | None = None,
    changed: datetime | int | None = None,
    grade: Grade | Literal[1, 2, 3] | None = None,
) -> Call[list[Book]]:
    """A call of `GET /books`; see `Api.find_books`."""
    return Call(
        FIND_BOOKS,
        "/books",
        check.query(
            ("words", None if words is None else check.text(FIND_BOOKS, _WORDS, words)),
            (
                "maxPrice",
                None if max_price is None else check.number(FIND_BOOKS, _MAX_PRICE, max_price),
            ),
            ("on-loan", None if on_loan is None else check.boolean(FIND_BOOKS, _ON_LOAN, on_loan)),
            ("since", None if since is None else check.day(FIND_BOOKS, _SINCE, since)),
            ("changed", None if changed is None else check.stamp(FIND_BOOKS, _CHANGED, changed)),
            ("grade", None if grade is None else check.choice(FIND_BOOKS, _GRADE, grade, Grade)),
        ),
    )


def borrow(isbn: str, *, until: date, note: str | None = None) -> Call[Loan]:
    """A call of `POST /loans`; see `Api.borrow`."""
    request = models.LoanRequest(
        isbn=check.text(BORROW, _BORROW_ISBN, isbn),
        until=check.day(BORROW, _UNTIL, until),
        note=None if note is None else check.text(BORROW, _NOTE, note),
    )
    return Call(BORROW, "/loans", body=codecs.encode_loan_request(request), request=request)


def give_back(isbn: str) -> Call[None]:
    """A call of `DELETE /loans/{isbn}`; see `Api.give_back`."""
    return Call(GIVE_BACK, f"/loans/{check.segment(check.text, GIVE_BACK, _GIVE_BACK_ISBN, isbn)}")
