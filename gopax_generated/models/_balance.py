# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `Balance`; name it by `models`."""

from decimal import Decimal

from attrs import frozen

__all__ = ["Balance"]


@frozen(kw_only=True)
class Balance:
    """The balance of one asset."""

    asset: str
    """Asset name."""

    avail: Decimal
    """Amount that can be used for transactions. Unit: the asset named beside it."""

    hold: Decimal
    """Outstanding amount, held for open orders. Unit: the asset named beside it."""

    pending_withdrawal: Decimal
    """Amount in withdrawal. Unit: the asset named beside it."""
