# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Fault`; name it by `models`."""

from attrs import frozen

__all__ = ["Fault"]


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
