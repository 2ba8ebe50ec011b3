# Generated from library.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Problem`; name it by `models`."""

from attrs import frozen

__all__ = ["Problem"]


@frozen(kw_only=True)
class Problem:
    """What went wrong."""

    number: int | None = None
    """Number of the problem."""

    text: str | None = None
    """What went wrong."""
