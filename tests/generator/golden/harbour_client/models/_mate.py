# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Mate`; name it by `models`."""

from attrs import frozen

from ..enums import Grade

__all__ = ["Mate"]


@frozen(kw_only=True)
class Mate:
    """A flat object, all of whose members may be absent."""

    name: str | None = None
    """What they are called."""

    grade: Grade | None = None
    """How good it is; the names come from the values. Unit: stars."""
