# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Every operation of Town library as data, and a builder of calls for each.

A builder checks its arguments and gives a `Call`: path, query and body as they will be sent. It
touches no network and knows no HTTP library. An optional argument that is None is not sent.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from . import _arguments as check
from . import codecs, errors
from ._call import Call, Operation, Pagination, Parameter, RateLimit
from .enums import Grade, Shelf
from .models import Book, Loan, LoanRequest

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
    parameters=(
        Parameter(
            name="shelf",
            wire_name="shelf",
            location="path",
            required=True,
            type='Shelf | Literal["fiction", "non-fiction", "42"]',
            choices=("fiction", "non-fiction", "42"),
        ),
        Parameter(
            name="number", wire_name="number", location="path", required=True, type="int", minimum=1
        ),
    ),
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
    parameters=(
        Parameter(name="words", wire_name="words", location="query", required=False, type="str"),
        Parameter(
            name="max_price",
            wire_name="maxPrice",
            location="query",
            required=False,
            type="Decimal | int | str",
            unit="coins",
        ),
        Parameter(
            name="on_loan", wire_name="on-loan", location="query", required=False, type="bool"
        ),
        Parameter(name="since", wire_name="since", location="query", required=False, type="date"),
        Parameter(
            name="changed",
            wire_name="changed",
            location="query",
            required=False,
            type="datetime | int",
            unit="epoch",
        ),
        Parameter(
            name="grade",
            wire_name="grade",
            location="query",
            required=False,
            type="Grade | Literal[1, 2, 3]",
            choices=(1, 2, 3),
        ),
    ),
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
    parameters=(
        Parameter(
            name="isbn",
            wire_name="isbn",
            location="body",
            required=True,
            type="str",
            pattern=r"^[0-9]{10}\Z",
        ),
        Parameter(name="until", wire_name="until", location="body", required=True, type="date"),
        Parameter(name="note", wire_name="note", location="body", required=False, type="str"),
    ),
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
    parameters=(
        Parameter(
            name="isbn",
            wire_name="isbn",
            location="path",
            required=True,
            type="str",
            pattern=r"^[0-9]{10}\Z",
        ),
    ),
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
        "/books/"
        + check.segment("get_book", "shelf", str(check.choice("get_book", "shelf", shelf, Shelf)))
        + "/"
        + check.segment(
            "get_book", "number", str(check.integer("get_book", "number", number, minimum=1))
        ),
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
            (
                (
                    "words",
                    None
                    if words is None
                    else check.text("find_books", "words", words, min_length=2, max_length=40),
                ),
                (
                    "maxPrice",
                    None
                    if max_price is None
                    else check.number("find_books", "max_price", max_price, above=0),
                ),
                (
                    "on-loan",
                    None if on_loan is None else check.boolean("find_books", "on_loan", on_loan),
                ),
                ("since", None if since is None else check.day("find_books", "since", since)),
                (
                    "changed",
                    None if changed is None else check.stamp("find_books", "changed", changed, 1),
                ),
                (
                    "grade",
                    None if grade is None else check.choice("find_books", "grade", grade, Grade),
                ),
            )
        ),
    )


def borrow(isbn: str, *, until: date, note: str | None = None) -> Call[Loan]:
    """A call of `POST /loans`; see `Api.borrow`."""
    request = LoanRequest(
        isbn=check.text("borrow", "isbn", isbn, pattern=r"^[0-9]{10}\Z"),
        until=check.day("borrow", "until", until),
        note=None if note is None else check.text("borrow", "note", note, max_length=40),
    )
    return Call(BORROW, "/loans", body=codecs.encode_loan_request(request), request=request)


def give_back(isbn: str) -> Call[None]:
    """A call of `DELETE /loans/{isbn}`; see `Api.give_back`."""
    return Call(
        GIVE_BACK, "/loans/" + check.segment("give_back", "isbn", isbn, pattern=r"^[0-9]{10}\Z")
    )
