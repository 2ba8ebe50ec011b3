# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `BookBerth`; name it by `models`."""

from datetime import date, datetime
from decimal import Decimal

from attrs import frozen

from ..enums import Grade, Kind

__all__ = ["BookBerth"]


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
