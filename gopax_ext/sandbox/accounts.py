"""Accounts and their API keys."""

import base64

from attrs import Factory, define

from .chance import Chance
from .engine import Ledger, Owner

__all__ = ["Accounts", "Key"]

_MOST_KEYS = 100_000


@define(eq=False)
class Key:
    """One API key of an account; `last_nonce` and `used` belong to authentication."""

    api_key: str
    secret_key: str = ""
    owner: Owner = Factory(lambda: Owner("nobody"))
    may_trade: bool = True
    """False: placing and cancelling orders is refused (403)."""
    revoked: bool = False
    secret: bytes = b""

    def __repr__(self) -> str:
        """The key without its secret."""
        return f"Key(api_key={self.api_key!r}, may_trade={self.may_trade}, revoked={self.revoked})"


class Accounts:
    """Who may come in: any number of accounts, and any number of keys for each."""

    def __init__(self, ledger: Ledger, chance: Chance) -> None:
        self._ledger = ledger
        self._chance = chance
        self._keys: dict[bytes, Key] = {}
        self._count = 0

    def open(self) -> Owner:
        """A new account with nothing in it."""
        self._count += 1
        return self._ledger.open(f"account-{self._count}")

    def add_key(self, owner: Owner, *, may_trade: bool = True) -> Key:
        """A new key of `owner`, drawn from the exchange's seed."""
        if len(self._keys) >= _MOST_KEYS:
            msg = f"the exchange holds {_MOST_KEYS} keys already: reset it"
            raise ValueError(msg)
        digits = self._chance.raw(16).hex()
        name = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
        secret = self._chance.raw(64)
        key = Key(name, base64.b64encode(secret).decode(), owner, may_trade, secret=secret)
        self._keys[name.encode()] = key
        return key

    def find(self, api_key: bytes) -> Key | None:
        """The key of this name, revoked or not."""
        return self._keys.get(api_key)
