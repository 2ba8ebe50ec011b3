# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `TradingPair`; name it by `models`."""

from attrs import frozen

__all__ = ["TradingPair"]


@frozen(kw_only=True)
class TradingPair:
    """A trading pair."""

    name: str
    """Name of the trading pair as other calls use it."""

    base_asset: str
    """The asset that is traded."""

    quote_asset: str
    """The asset that prices are counted in."""
