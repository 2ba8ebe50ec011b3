# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""What Harbour answers and takes, as frozen objects.

Every amount is an exact Decimal, every moment a datetime in UTC, every sequence a tuple.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from .enums import Flag, Grade, Kind

__all__ = ["BookBerth", "Booking", "Fault", "Mate", "Person", "Ship", "Tide", "Vessel"]


class Tide(NamedTuple):
    """One tide.

    The tables of the town (source: the harbour's log).
    """

    time: datetime
    """High water, as a number. Here a datetime in UTC."""

    low: datetime
    """Low water, as a text. Here a datetime in UTC."""

    height: Decimal
    """Height, below zero at low tide. Unit: metres."""

    grade: Grade | None = None
    """How sure. Unit: stars."""

    place: str | None = None
    """Where it was measured. Since 2020 (source: the harbour's log)."""


@frozen(kw_only=True)
class Mate:
    """A flat object, all of whose members may be absent."""

    name: str | None = None
    """What they are called."""

    grade: Grade | None = None
    """How good it is; the names come from the values. Unit: stars."""


@frozen(kw_only=True)
class Person:
    """Somebody on board, with somebody below."""

    name: str
    """What they are called."""

    mate: Mate | None = None
    """Who helps."""


@frozen(kw_only=True)
class Vessel:
    """A ship in a list. All members are single values."""

    id: str
    """Number of the ship."""

    class_: Kind
    """Kind of ship."""

    unit_price: Decimal
    """Price of a day. A "hot" one has \\ in it. Unit: EUR."""

    launched: date | None = None
    """Day of the launch."""

    seen: datetime | None = None
    """Last seen."""


@frozen(kw_only=True)
class Ship(Vessel):
    """A ship with all that is known.

    The tides (source: the harbour's log).
    """

    arrives: datetime
    """Arrival. Here a datetime in UTC."""

    tide: Tide
    """Its tide."""

    logs: tuple[tuple[Tide, ...], ...]
    """Tides of each day."""

    flags: tuple[bool, ...]
    """Which lamps are lit."""

    on_duty: bool
    """Is it at work."""

    captain: Person
    """Somebody on board, with somebody below."""

    colours: tuple[Flag, ...] | None = None
    """Its flags."""

    crew: tuple[Mate, ...] | None = None
    """Who is on board."""

    extra: object | None = None
    """Anything else, of any type."""


@frozen(kw_only=True)
class BookBerth:
    """A berth to book. A ferry needs a pilot."""

    ship: str
    """Name of the ship. Allowed: at least 1 characters, at most 80 characters."""

    kind: Kind
    """Kind of ship."""

    length: Decimal
    """Length. Unit: metres. Allowed: at most 400, above 0."""

    grade: Grade
    """How good it is; the names come from the values. Unit: stars."""

    on: bool
    """Lights on."""

    date_: date
    """First day; the member has the name of its type."""

    at: datetime
    """Time of arrival."""

    until: datetime
    """Time of departure. Here a datetime in UTC."""

    pilot: str | None = None
    """Who steers."""

    request_: str | None = None
    """A name that the generated code has already."""


@frozen(kw_only=True)
class Booking(BookBerth):
    """A booking with its number."""

    number: int
    """Number of the booking."""


@frozen(kw_only=True)
class Fault:
    """What went wrong."""

    code: int | None = None
    """Number of the error."""

    message: str | None = None
    """What went wrong."""

    data: object | None = None
    """More about it."""

    fault: str | None = None
    """What went wrong, in the oldest form."""
