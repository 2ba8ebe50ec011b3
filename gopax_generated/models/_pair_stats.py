# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `PairStats`; name it by `models`."""

from attrs import frozen

from . import Stats

__all__ = ["PairStats"]


@frozen(kw_only=True)
class PairStats(Stats):
    """Prices and volume of the last 24 hours of a named trading pair."""

    name: str
    """Trading pair."""
