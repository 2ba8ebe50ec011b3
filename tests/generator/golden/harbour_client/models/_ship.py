# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Ship`; name it by `models`."""

from datetime import datetime

from attrs import frozen

from ..enums import Flag
from . import Mate, Person, Tide, Vessel

__all__ = ["Ship"]


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
