# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""The JSON that msgspec cannot read into `models` itself: other names, rows, counted moments.

Numbers stay exact, unknown members are skipped, longer rows cut.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from . import enums, models

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time that says how far it is from UTC."""

Stamp1 = Annotated[int, msgspec.Meta(ge=-62135596800, le=253402300799, extra={"per_second": 1})]
"""A moment from year 1 to 9999, in 1 parts of a second since 1970 UTC."""

StampText1 = Annotated[str, msgspec.Meta(extra={"per_second": 1})]
"""The same as a text of digits."""

Stamp1000 = Annotated[
    int, msgspec.Meta(ge=-62135596800000, le=253402300799999, extra={"per_second": 1000})
]
"""A moment from year 1 to 9999, in 1000 parts of a second since 1970 UTC."""

StampText1000 = Annotated[str, msgspec.Meta(extra={"per_second": 1000})]
"""The same as a text of digits."""

Stamp1000000 = Annotated[
    int, msgspec.Meta(ge=-62135596800000000, le=253402300799999999, extra={"per_second": 1000000})
]
"""A moment from year 1 to 9999, in 1000000 parts of a second since 1970 UTC."""

StampText1000000 = Annotated[str, msgspec.Meta(extra={"per_second": 1000000})]
"""The same as a text of digits."""


class Tide(msgspec.Struct, array_like=True, gc=False):
    """The array of a `models.Tide`."""

    time: Stamp1000
    low: StampText1000000
    height: Decimal
    grade: enums.Grade | None = None
    place: str | None = None


class Person(msgspec.Struct, kw_only=True, gc=False):
    """The object of a `models.Person`."""

    name: str
    mate: models.Mate | None = None


class Vessel(
    msgspec.Struct, kw_only=True, gc=False, rename={"class_": "class", "unit_price": "unitPrice"}
):
    """The object of a `models.Vessel`."""

    id: str
    class_: enums.Kind
    unit_price: Decimal
    launched: date | None = None
    seen: Instant | None = None


class Ship(
    msgspec.Struct,
    kw_only=True,
    gc=False,
    rename={"class_": "class", "unit_price": "unitPrice", "on_duty": "on-duty"},
):
    """The object of a `models.Ship`."""

    id: str
    class_: enums.Kind
    unit_price: Decimal
    launched: date | None = None
    seen: Instant | None = None
    arrives: Stamp1
    tide: Tide
    logs: list[list[Tide]]
    flags: list[bool]
    on_duty: bool
    captain: Person
    colours: list[enums.Flag] | None = None
    crew: list[models.Mate] | None = None
    extra: Any | None = None


class BookBerth(
    msgspec.Struct, kw_only=True, gc=False, rename={"date_": "date", "request_": "request"}
):
    """The object of a `models.BookBerth`."""

    ship: str
    kind: enums.Kind
    length: Decimal
    grade: enums.Grade
    on: bool
    date_: date
    at: Instant
    until: Stamp1000
    pilot: str | None = None
    request_: str | None = None


class Booking(
    msgspec.Struct, kw_only=True, gc=False, rename={"date_": "date", "request_": "request"}
):
    """The object of a `models.Booking`."""

    ship: str
    kind: enums.Kind
    length: Decimal
    grade: enums.Grade
    on: bool
    date_: date
    at: Instant
    until: Stamp1000
    pilot: str | None = None
    request_: str | None = None
    number: int


class Fault(msgspec.Struct, kw_only=True, gc=False):
    """The object of a `models.Fault`."""

    code: int | None = None
    message: str | None = None
    data: Any | None = None
    fault: str | None = None
