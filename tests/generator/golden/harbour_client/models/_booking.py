# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Booking`; name it by `models`."""

from attrs import frozen

from . import BookBerth

__all__ = ["Booking"]


@frozen(kw_only=True)
class Booking(BookBerth):
    """A booking with its number."""

    number: int
    """Number of the booking."""
