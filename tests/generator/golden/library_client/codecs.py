# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""JSON to models and back, exactly.

`decode_<operation>` reads an answer and raises DecodeError and nothing else, whatever the bytes;
unknown members, longer rows and unknown enum values are no errors. `encode_<operation>` writes the
same answer, compact and in the order of the document, numbers in plain digits. Bodies that are sent
have a pair of their own, by the name of their model.
"""

from __future__ import annotations  # naming a model would make its class

from datetime import UTC
from typing import Any

from . import _wire, models
from ._reader import UNREADABLE, Reader, Values, rows_of
from ._values import (
    USUAL,
    anything,
    array,
    boolean,
    day,
    integer,
    member,
    microseconds,
    number,
    refuse,
    sane,
    seconds,
    seconds_told,
    text,
    time,
    utc,
)

__all__ = [
    "decode_borrow",
    "decode_find_books",
    "decode_get_book",
    "decode_give_back",
    "decode_loan_request",
    "decode_problem",
    "encode_borrow",
    "encode_find_books",
    "encode_get_book",
    "encode_give_back",
    "encode_loan_request",
    "encode_problem",
]


def _visit_values(rows: list[_wire.Visit]) -> Values:
    for row in rows:
        yield seconds(row.came, 1), seconds_told(row.went, 1), row.type


def _visit_json(row: models.Visit) -> bytes:
    parts = [
        integer(microseconds(row.came) // 1000000),
        text(str(microseconds(row.went) // 1000000)),
    ]
    if row.type is None:
        return array(parts)
    parts.append(text(row.type))
    return array(parts)


def _book(wire: _wire.Book) -> models.Book:
    if not (wire.price.adjusted() in USUAL or sane(wire.price)):
        refuse(wire.price)
    return models.Book(
        isbn=wire.isbn,
        class_=wire.class_,
        price=wire.price,
        on_loan=wire.on_loan,
        printed=wire.printed,
        authors=tuple(wire.authors),
        shelf=wire.shelf,
        extra=wire.extra,
    )


def _book_json(model: models.Book) -> bytes:
    return b'{"isbn":%b,"class":%b,"price":%b,"on-loan":%b%b,"authors":%b,"shelf":%b%b}' % (
        text(model.isbn),
        text(model.class_),
        number(model.price),
        boolean(model.on_loan),
        b"" if model.printed is None else b',"printed":%b' % day(model.printed),
        array([text(item) for item in model.authors]),
        member(model.shelf),
        b"" if model.extra is None else b',"extra":%b' % anything(model.extra),
    )


def _loan_request_json(model: models.LoanRequest) -> bytes:
    return b'{"isbn":%b,"until":%b%b}' % (
        text(model.isbn),
        day(model.until),
        b"" if model.note is None else b',"note":%b' % text(model.note),
    )


def _loan(wire: _wire.Loan) -> models.Loan:
    if wire.at.tzinfo is not UTC:
        wire.at = utc(wire.at)
    return models.Loan(
        isbn=wire.isbn,
        until=wire.until,
        note=wire.note,
        at=wire.at,
        visits=tuple(rows_of(list[models.Visit], _visit_values(wire.visits), strict=False)),
        book=_book(wire.book),
    )


def _loan_json(model: models.Loan) -> bytes:
    return b'{"isbn":%b,"until":%b%b,"at":%b,"visits":%b,"book":%b}' % (
        text(model.isbn),
        day(model.until),
        b"" if model.note is None else b',"note":%b' % text(model.note),
        time(model.at),
        array([_visit_json(item) for item in model.visits]),
        _book_json(model.book),
    )


def _problem_json(model: models.Problem) -> bytes:
    parts: list[bytes] = []
    if model.number is not None:
        parts.append(b'"number":%b' % integer(model.number))
    if model.text is not None:
        parts.append(b'"text":%b' % text(model.text))
    return b"{%b}" % b",".join(parts)


_GET_BOOK = Reader("get_book", lambda: _wire.Book)


def decode_get_book(body: bytes) -> models.Book:
    """Read the answer of `get_book`; DecodeError if the bytes are anything else."""
    try:
        return _book(_GET_BOOK.decode(body))
    except UNREADABLE as failure:
        raise _GET_BOOK.explain(body, failure) from failure


def encode_get_book(value: models.Book) -> bytes:
    """Write the answer of `get_book`."""
    return _book_json(value)


_FIND_BOOKS = Reader("find_books", lambda: list[_wire.Book])


def decode_find_books(body: bytes) -> list[models.Book]:
    """Read the answer of `find_books`; DecodeError if the bytes are anything else."""
    try:
        return [_book(item) for item in _FIND_BOOKS.decode(body)]
    except UNREADABLE as failure:
        raise _FIND_BOOKS.explain(body, failure) from failure


def encode_find_books(value: list[models.Book]) -> bytes:
    """Write the answer of `find_books`."""
    return array([_book_json(item) for item in value])


_BORROW = Reader("borrow", lambda: _wire.Loan)


def decode_borrow(body: bytes) -> models.Loan:
    """Read the answer of `borrow`; DecodeError if the bytes are anything else."""
    try:
        return _loan(_BORROW.decode(body))
    except UNREADABLE as failure:
        raise _BORROW.explain(body, failure) from failure


def encode_borrow(value: models.Loan) -> bytes:
    """Write the answer of `borrow`."""
    return _loan_json(value)


_GIVE_BACK = Reader("give_back", lambda: dict[str, Any])


def decode_give_back(body: bytes) -> None:
    """Read the answer of `give_back`; DecodeError if the bytes are anything else."""
    try:
        if body.strip():  # no content is what is documented
            _GIVE_BACK.decode(body)
    except UNREADABLE as failure:
        raise _GIVE_BACK.explain(body, failure) from failure


def encode_give_back(_value: None = None) -> bytes:
    """Write the answer of `give_back`."""
    return b""


_LOAN_REQUEST = Reader("loan_request", lambda: models.LoanRequest)


def decode_loan_request(body: bytes) -> models.LoanRequest:
    """Read a body that is a `LoanRequest`; DecodeError if the bytes are anything else."""
    try:
        return _LOAN_REQUEST.decode(body)
    except UNREADABLE as failure:
        raise _LOAN_REQUEST.explain(body, failure) from failure


def encode_loan_request(value: models.LoanRequest) -> bytes:
    """Write a body that is a `LoanRequest`."""
    return _loan_request_json(value)


_PROBLEM = Reader("problem", lambda: models.Problem)


def decode_problem(body: bytes) -> models.Problem:
    """Read a body that is a `Problem`; DecodeError if the bytes are anything else."""
    try:
        return _PROBLEM.decode(body)
    except UNREADABLE as failure:
        raise _PROBLEM.explain(body, failure) from failure


def encode_problem(value: models.Problem) -> bytes:
    """Write a body that is a `Problem`."""
    return _problem_json(value)
