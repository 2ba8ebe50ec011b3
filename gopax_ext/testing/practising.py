"""A client with money on a fresh built-in exchange, in one line."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from ..client import Gopax
from ..sandbox import Clock, Sandbox

__all__ = ["MONEY", "practice"]

MONEY: Final[Mapping[str, Decimal]] = MappingProxyType(
    {"KRW": Decimal(100_000_000), "BTC": Decimal(1), "ETH": Decimal(20)}
)
"""What an account of `practice` holds unless told otherwise."""


@contextmanager
def practice(
    balances: Mapping[str, Decimal | int | str] = MONEY,
    *,
    seed: int = 7,
    speed: float = 1.0,
    **switches: Any,
) -> Generator[Gopax]:
    """Yield a client with `balances` on an exchange that ends with the block.

    It goes over real HTTP on this machine, and nothing is left on disk. `seed` decides prices and
    market, `speed` is how many seconds pass there in one of ours, `switches` are those of
    `gopax_ext.sandbox.Config`, for example `limit=None`.
    """
    with Sandbox(seed=seed, clock=Clock(speed=speed), **switches) as exchange:
        account = exchange.create_account(balances)
        with Gopax(
            key=account.api_key,
            secret=account.secret_key,
            base_url=exchange.base_url,
            sharing="process",
            journal=False,
        ) as gopax:
            yield gopax
