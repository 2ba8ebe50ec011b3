# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Asset`; name it by `models`."""

from attrs import frozen

__all__ = ["Asset"]


@frozen(kw_only=True)
class Asset:
    """An asset that GOPAX handles."""

    id: str
    """Asset name as other calls use it."""

    name: str
    """Name for display, in Korean."""
