# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Visit`; name it by `models`."""

from datetime import datetime
from typing import NamedTuple

__all__ = ["Visit"]


class Visit(NamedTuple):
    """A visit."""

    came: datetime
    """Came. Here a datetime in UTC."""

    went: datetime
    """Went. Here a datetime in UTC."""

    type: str | None = None
    """Door."""
