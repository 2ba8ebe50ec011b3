"""Accounts and their API keys."""

import base64
from collections.abc import Mapping
from decimal import Decimal

from attrs import define, field, frozen

from .chance import Chance
from .engine import Ledger, Owner

__all__ = ["Accounts", "Key"]

_MOST_KEYS = 100_000


@define(eq=False)
class Key:
    """One API key of an account."""

    api_key: str
    secret_key: str = field(repr=False)
    owner: Owner
    may_trade: bool = True
    """False: placing and cancelling orders is refused (403)."""
    revoked: bool = False
    secret: bytes = field(default=b"", repr=False)


@frozen
class _Opening:
    """How an account began: what a reset leaves of it."""

    owner: Owner
    funds: Mapping[str, Decimal]


class Accounts:
    """Who may come in: any number of accounts, and any number of keys for each."""

    def __init__(self, ledger: Ledger, chance: Chance) -> None:
        self._ledger = ledger
        self.chance = chance
        self.keys: dict[bytes, Key] = {}
        self.openings: list[_Opening] = []

    def open(self, funds: Mapping[str, Decimal]) -> Owner:
        """A new account with these balances."""
        owner = self._ledger.open(f"account-{len(self.openings) + 1}")
        for asset, amount in funds.items():
            self._ledger.deposit(owner, asset, amount)
        self.openings.append(_Opening(owner, dict(funds)))
        return owner

    def add_key(self, owner: Owner, *, may_trade: bool = True) -> Key:
        """A new key of `owner`, drawn from the exchange's seed."""
        digits = self.chance.raw(16).hex()
        name = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
        secret = self.chance.raw(64)
        key = Key(name, base64.b64encode(secret).decode(), owner, may_trade, secret=secret)
        self._admit(key)
        return key

    def find(self, api_key: bytes) -> Key | None:
        """The key of this name, revoked or not."""
        return self.keys.get(api_key)

    def reopen(self, old: "Accounts") -> None:
        """Open the accounts of `old` again as they began, with all their keys."""
        self.chance = old.chance  # or the next key would be one that there is already
        owners = {opening.owner.name: self.open(opening.funds) for opening in old.openings}
        for key in old.keys.values():
            owner = owners[key.owner.name]
            self._admit(
                Key(key.api_key, key.secret_key, owner, key.may_trade, key.revoked, key.secret)
            )

    def _admit(self, key: Key) -> None:
        if len(self.keys) >= _MOST_KEYS:
            msg = f"the exchange holds {_MOST_KEYS} keys already: make a new one"
            raise ValueError(msg)
        self.keys[key.api_key.encode()] = key
