# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""The methods of a client of Harbour, for whatever sends the calls.

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

    from .enums import Grade, Kind
    from .models import Booking, Ship, Tide, Vessel
    from .operations import Call

__all__ = ["Api", "AsyncApi"]


T = TypeVar("T")


class Api(ABC):
    """Every operation as a method that waits for its answer."""

    __slots__ = ()

    @abstractmethod
    def _call(self, call: Call[T]) -> T:
        """Carry out a call and decode its answer."""

    def get_ship(
        self,
        kind: Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"],
        number: int,
        day: str,
    ) -> Ship:
        """Get a ship.

        Every kind of path argument. The path item brings one of them.

        `GET /ships/{kind}/{number}/{day}`, public, section "Ships" of the reference.

        Args:
            kind: Kind of ship.
            number: Number within the kind. Shared by every method of this path. Allowed: 1 to
                99,999.
            day: Day of the visit. Allowed: at least 3 characters, at most 5 characters.

        Returns:
            The ship.

        Raises:
            ApiError: The server answered with an error. Among them: NoSuchShip, Teapot.
        """
        return self._call(operations.get_ship(kind, number, day))

    def list_ships(
        self,
        *,
        length: Decimal | int | str,
        past_max: int | None = None,
        next: int | None = None,
        draft: Decimal | int | str | None = None,
        grade: Grade | Literal[-1, 0, 2] | None = None,
        flagged: bool | None = None,
        since: date | None = None,
        seen_after: datetime | None = None,
        changed: datetime | int | None = None,
        micro: datetime | int | None = None,
        type: str | None = None,
        id: str | int | None = None,
        self_: str | None = None,
        check_: bool | None = None,
        str_: int | None = None,
        query: str | None = None,
    ) -> list[Vessel]:
        """List ships.

        Every kind of query argument, and arguments with troublesome names.

        `GET /ships`, public.

        Newest first (source: the harbour's log). Never more than a hundred (source: what sailors
        say and the harbour's log).

        Args:
            length: Least length. Unit: metres. Allowed: at least 0.5, below 400. Shorter ones are
                boats (source: what sailors say).
            past_max: Rows below this id. Allowed: above 0.
            next: Rows above this id; the name is a function of Python.
            draft: Largest draft. Unit: metres. Allowed: at most 20.25, above 0.
            grade: Grade. Unit: stars.
            flagged: With a flag or without.
            since: Launched on this day or later.
            seen_after: Seen after this time.
            changed: Changed after this moment. Unit: a datetime, or seconds since 1970 UTC.
                Allowed: at least 0.
            micro: Changed after this moment, finely. Unit: a datetime, or microseconds since 1970
                UTC.
            type: A name of Python's own that an argument may have. Allowed: at least 1 characters,
                at most 10 characters.
            id: Digits alone, so that a number means the same.
            self_: A name that methods have already.
            check_: A name that the generated module has already.
            str_: A name that the generated code calls.
            query: What is looked for.

        Returns:
            The ships.

        Raises:
            ApiError: The server answered with an error. Among them: Hurried.
        """
        return self._call(
            operations.list_ships(
                length=length,
                past_max=past_max,
                next=next,
                draft=draft,
                grade=grade,
                flagged=flagged,
                since=since,
                seen_after=seen_after,
                changed=changed,
                micro=micro,
                type=type,
                id=id,
                self_=self_,
                check_=check_,
                str_=str_,
                query=query,
            )
        )

    def check_(self) -> int:
        """Count.

        Answers a single number; the operation has the name of a generated module.

        `GET /ships/count`, public.

        Returns:
            How many.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(operations.check_())

    def list_tides(self) -> list[Tide]:
        """List tides.

        Answers rows, with positions that may be absent at their end.

        `GET /tides`, public.

        Returns:
            The tides.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(operations.list_tides())

    def print_(self) -> list[tuple[str, ...]]:
        """List names.

        Answers lists of texts; the operation has the name of a function.

        `GET /names`, public.

        Returns:
            The names, by row.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(operations.print_())

    def list_(self) -> Decimal:
        """Get the price.

        Answers a single amount; the operation has the name of a type.

        `GET /price`, public.

        Returns:
            The price.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(operations.list_())

    def book_berth(
        self,
        ship: str,
        kind: Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"],
        *,
        length: Decimal | int | str,
        grade: Grade | Literal[-1, 0, 2],
        on: bool,
        date_: date,
        at: datetime,
        until: datetime | int,
        pilot: str | None = None,
        request_: str | None = None,
    ) -> Booking:
        """Book a berth.

        Every kind of member in a body.

        `POST /berths`, needs authentication.

        Args:
            ship: Name of the ship. Allowed: at least 1 characters, at most 80 characters.
            kind: Kind of ship.
            length: Length. Unit: metres. Allowed: at most 400, above 0.
            grade: How good it is; the names come from the values. Unit: stars.
            on: Lights on.
            date_: First day; the member has the name of its type.
            at: Time of arrival.
            until: Time of departure. Here a datetime in UTC.
            pilot: Who steers.
            request_: A name that the generated code has already.

        Returns:
            The booking.

        Raises:
            ApiError: The server answered with an error. Among them: NoSuchShip, BerthTaken,
                BerthKept, BerthLost, Fog.
        """
        return self._call(
            operations.book_berth(
                ship,
                kind,
                length=length,
                grade=grade,
                on=on,
                date_=date_,
                at=at,
                until=until,
                pilot=pilot,
                request_=request_,
            )
        )

    def touch_berth(self, berth_number: str | int) -> None:
        """Touch a berth.

        A call without a body that answers an empty object.

        `PUT /berths/{berthNumber}`, needs authentication.

        Args:
            berth_number: Number of the berth.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(operations.touch_berth(berth_number))

    def close_(self, berth_number: str | int) -> None:
        """Leave a berth.

        No content comes back; the operation has the name of a method of clients.

        `DELETE /berths/{berthNumber}`, needs authentication.

        Args:
            berth_number: Number of the berth.

        Raises:
            ApiError: The server answered with an error.
        """
        return self._call(operations.close_(berth_number))


class AsyncApi(ABC):
    """Every operation as a coroutine."""

    __slots__ = ()

    @abstractmethod
    async def _call(self, call: Call[T]) -> T:
        """Carry out a call and decode its answer."""

    async def get_ship(
        self,
        kind: Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"],
        number: int,
        day: str,
    ) -> Ship:
        """Get a ship.

        Every kind of path argument. The path item brings one of them.

        `GET /ships/{kind}/{number}/{day}`, public, section "Ships" of the reference.

        Args:
            kind: Kind of ship.
            number: Number within the kind. Shared by every method of this path. Allowed: 1 to
                99,999.
            day: Day of the visit. Allowed: at least 3 characters, at most 5 characters.

        Returns:
            The ship.

        Raises:
            ApiError: The server answered with an error. Among them: NoSuchShip, Teapot.
        """
        return await self._call(operations.get_ship(kind, number, day))

    async def list_ships(
        self,
        *,
        length: Decimal | int | str,
        past_max: int | None = None,
        next: int | None = None,
        draft: Decimal | int | str | None = None,
        grade: Grade | Literal[-1, 0, 2] | None = None,
        flagged: bool | None = None,
        since: date | None = None,
        seen_after: datetime | None = None,
        changed: datetime | int | None = None,
        micro: datetime | int | None = None,
        type: str | None = None,
        id: str | int | None = None,
        self_: str | None = None,
        check_: bool | None = None,
        str_: int | None = None,
        query: str | None = None,
    ) -> list[Vessel]:
        """List ships.

        Every kind of query argument, and arguments with troublesome names.

        `GET /ships`, public.

        Newest first (source: the harbour's log). Never more than a hundred (source: what sailors
        say and the harbour's log).

        Args:
            length: Least length. Unit: metres. Allowed: at least 0.5, below 400. Shorter ones are
                boats (source: what sailors say).
            past_max: Rows below this id. Allowed: above 0.
            next: Rows above this id; the name is a function of Python.
            draft: Largest draft. Unit: metres. Allowed: at most 20.25, above 0.
            grade: Grade. Unit: stars.
            flagged: With a flag or without.
            since: Launched on this day or later.
            seen_after: Seen after this time.
            changed: Changed after this moment. Unit: a datetime, or seconds since 1970 UTC.
                Allowed: at least 0.
            micro: Changed after this moment, finely. Unit: a datetime, or microseconds since 1970
                UTC.
            type: A name of Python's own that an argument may have. Allowed: at least 1 characters,
                at most 10 characters.
            id: Digits alone, so that a number means the same.
            self_: A name that methods have already.
            check_: A name that the generated module has already.
            str_: A name that the generated code calls.
            query: What is looked for.

        Returns:
            The ships.

        Raises:
            ApiError: The server answered with an error. Among them: Hurried.
        """
        return await self._call(
            operations.list_ships(
                length=length,
                past_max=past_max,
                next=next,
                draft=draft,
                grade=grade,
                flagged=flagged,
                since=since,
                seen_after=seen_after,
                changed=changed,
                micro=micro,
                type=type,
                id=id,
                self_=self_,
                check_=check_,
                str_=str_,
                query=query,
            )
        )

    async def check_(self) -> int:
        """Count.

        Answers a single number; the operation has the name of a generated module.

        `GET /ships/count`, public.

        Returns:
            How many.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(operations.check_())

    async def list_tides(self) -> list[Tide]:
        """List tides.

        Answers rows, with positions that may be absent at their end.

        `GET /tides`, public.

        Returns:
            The tides.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(operations.list_tides())

    async def print_(self) -> list[tuple[str, ...]]:
        """List names.

        Answers lists of texts; the operation has the name of a function.

        `GET /names`, public.

        Returns:
            The names, by row.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(operations.print_())

    async def list_(self) -> Decimal:
        """Get the price.

        Answers a single amount; the operation has the name of a type.

        `GET /price`, public.

        Returns:
            The price.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(operations.list_())

    async def book_berth(
        self,
        ship: str,
        kind: Kind | Literal["tug", "ferry", "None", "class", "two words", "3rd"],
        *,
        length: Decimal | int | str,
        grade: Grade | Literal[-1, 0, 2],
        on: bool,
        date_: date,
        at: datetime,
        until: datetime | int,
        pilot: str | None = None,
        request_: str | None = None,
    ) -> Booking:
        """Book a berth.

        Every kind of member in a body.

        `POST /berths`, needs authentication.

        Args:
            ship: Name of the ship. Allowed: at least 1 characters, at most 80 characters.
            kind: Kind of ship.
            length: Length. Unit: metres. Allowed: at most 400, above 0.
            grade: How good it is; the names come from the values. Unit: stars.
            on: Lights on.
            date_: First day; the member has the name of its type.
            at: Time of arrival.
            until: Time of departure. Here a datetime in UTC.
            pilot: Who steers.
            request_: A name that the generated code has already.

        Returns:
            The booking.

        Raises:
            ApiError: The server answered with an error. Among them: NoSuchShip, BerthTaken,
                BerthKept, BerthLost, Fog.
        """
        return await self._call(
            operations.book_berth(
                ship,
                kind,
                length=length,
                grade=grade,
                on=on,
                date_=date_,
                at=at,
                until=until,
                pilot=pilot,
                request_=request_,
            )
        )

    async def touch_berth(self, berth_number: str | int) -> None:
        """Touch a berth.

        A call without a body that answers an empty object.

        `PUT /berths/{berthNumber}`, needs authentication.

        Args:
            berth_number: Number of the berth.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(operations.touch_berth(berth_number))

    async def close_(self, berth_number: str | int) -> None:
        """Leave a berth.

        No content comes back; the operation has the name of a method of clients.

        `DELETE /berths/{berthNumber}`, needs authentication.

        Args:
            berth_number: Number of the berth.

        Raises:
            ApiError: The server answered with an error.
        """
        return await self._call(operations.close_(berth_number))
