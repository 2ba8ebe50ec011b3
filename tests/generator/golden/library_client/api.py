# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""The methods of a client of Town library, for whatever sends the calls.

A subclass says once how a call is carried out, in `_call`; all methods follow from it. Each may
raise ArgumentError before anything is sent, ApiError when the server says no, and DecodeError when
its answer cannot be read.
"""

from __future__ import annotations  # naming a model would make its class

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal, TypeVar

from . import operations

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from .enums import Grade, Shelf
    from .models import Book, Loan
    from .operations import Call

__all__ = ["Api", "AsyncApi"]


T = TypeVar("T")


class Api(ABC):
    """Every operation as a method that waits for its answer."""

    __slots__ = ()

    @abstractmethod
    def _call(self, call: Call[T]) -> T:
        """Carry out a call and decode its answer."""

    def get_book(self, shelf: Shelf | Literal["fiction", "non-fiction", "42"], number: int) -> Book:
        """Get a book.

        One book. listLoans answers who has it.

        `GET /books/{shelf}/{number}`, public, section "Books" of the reference.

        Args:
            shelf: Shelf.
            number: Number on the shelf. Allowed: at least 1.

        Returns:
            The book.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(operations.get_book(shelf, number))

    def find_books(
        self,
        *,
        words: str | None = None,
        max_price: Decimal | int | str | None = None,
        on_loan: bool | None = None,
        since: date | None = None,
        changed: datetime | int | None = None,
        grade: Grade | Literal[1, 2, 3] | None = None,
    ) -> list[Book]:
        """Find books.

        Books by words, price and age.

        `GET /books`, public.

        Args:
            words: Words of the title. Allowed: at least 2 characters, at most 40 characters.
            max_price: Highest price. Unit: coins. Allowed: above 0.
            on_loan: On loan or not.
            since: Bought on or after.
            changed: Changed after. Unit: a datetime, or seconds since 1970 UTC.
            grade: Grade.

        Returns:
            The books found.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(
            operations.find_books(
                words=words,
                max_price=max_price,
                on_loan=on_loan,
                since=since,
                changed=changed,
                grade=grade,
            )
        )

    def borrow(self, isbn: str, *, until: date, note: str | None = None) -> Loan:
        """Borrow a book.

        A loan until a day.

        `POST /loans`, needs authentication.

        Args:
            isbn: Number of the book.
            until: Last day.
            note: A note. Allowed: at most 40 characters.

        Returns:
            The loan.

        Raises:
            ApiError: The server answered with an error. Among them: BookIsAway.
        """
        return self._call(operations.borrow(isbn, until=until, note=note))

    def give_back(self, isbn: str) -> None:
        """Give a book back.

        Ends a loan.

        `DELETE /loans/{isbn}`, needs authentication.

        Args:
            isbn: Number of the book.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(operations.give_back(isbn))


class AsyncApi(ABC):
    """Every operation as a coroutine."""

    __slots__ = ()

    @abstractmethod
    async def _call(self, call: Call[T]) -> T:
        """Carry out a call and decode its answer."""

    async def get_book(
        self, shelf: Shelf | Literal["fiction", "non-fiction", "42"], number: int
    ) -> Book:
        """Get a book.

        One book. listLoans answers who has it.

        `GET /books/{shelf}/{number}`, public, section "Books" of the reference.

        Args:
            shelf: Shelf.
            number: Number on the shelf. Allowed: at least 1.

        Returns:
            The book.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(operations.get_book(shelf, number))

    async def find_books(
        self,
        *,
        words: str | None = None,
        max_price: Decimal | int | str | None = None,
        on_loan: bool | None = None,
        since: date | None = None,
        changed: datetime | int | None = None,
        grade: Grade | Literal[1, 2, 3] | None = None,
    ) -> list[Book]:
        """Find books.

        Books by words, price and age.

        `GET /books`, public.

        Args:
            words: Words of the title. Allowed: at least 2 characters, at most 40 characters.
            max_price: Highest price. Unit: coins. Allowed: above 0.
            on_loan: On loan or not.
            since: Bought on or after.
            changed: Changed after. Unit: a datetime, or seconds since 1970 UTC.
            grade: Grade.

        Returns:
            The books found.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(
            operations.find_books(
                words=words,
                max_price=max_price,
                on_loan=on_loan,
                since=since,
                changed=changed,
                grade=grade,
            )
        )

    async def borrow(self, isbn: str, *, until: date, note: str | None = None) -> Loan:
        """Borrow a book.

        A loan until a day.

        `POST /loans`, needs authentication.

        Args:
            isbn: Number of the book.
            until: Last day.
            note: A note. Allowed: at most 40 characters.

        Returns:
            The loan.

        Raises:
            ApiError: The server answered with an error. Among them: BookIsAway.
        """
        return await self._call(operations.borrow(isbn, until=until, note=note))

    async def give_back(self, isbn: str) -> None:
        """Give a book back.

        Ends a loan.

        `DELETE /loans/{isbn}`, needs authentication.

        Args:
            isbn: Number of the book.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(operations.give_back(isbn))
