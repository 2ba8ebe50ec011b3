# Generated from harbour.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Person`; name it by `models`."""

from attrs import frozen

from . import Mate

__all__ = ["Person"]


@frozen(kw_only=True)
class Person:
    """Somebody on board, with somebody below."""

    name: str
    """What they are called."""

    mate: Mate | None = None
    """Who helps."""
