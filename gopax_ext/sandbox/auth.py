"""Who is calling: key, signature and nonce (reference: Private API Authentication)."""

import base64
import hmac
import re
from collections import deque
from decimal import Decimal

from attrs import frozen

from .accounts import Accounts, Key
from .config import Config
from .refusals import Reason, Refusal
from .stringify import stringify

__all__ = ["Credentials", "Doorkeeper", "NonceBook"]

_NONCE = re.compile(rb"(0|[1-9][0-9]{0,19})(\.[0-9]{1,20})?\Z")
_STRANGER = b"\0" * 64
_REMEMBERED = 20_000


@frozen
class Credentials:
    """The three headers as they came, in bytes; None where one is missing or came twice."""

    api_key: bytes | None
    signature: bytes | None
    nonce: bytes | None


class NonceBook:
    """The nonces that one key has used."""

    __slots__ = ("_order", "_used", "highest")

    def __init__(self) -> None:
        self.highest = Decimal(0)
        self._used: set[Decimal] = set()
        self._order: deque[Decimal] = deque()

    def use(self, nonce: Decimal, *, strict: bool) -> bool:
        """Consume `nonce`; False, and nothing is consumed, when it may not be used."""
        if strict:
            if nonce <= self.highest:
                return False
        elif nonce in self._used:
            return False
        else:
            self._used.add(nonce)
            self._order.append(nonce)
            if len(self._order) > _REMEMBERED:
                self._used.discard(self._order.popleft())
        self.highest = max(self.highest, nonce)
        return True


class Doorkeeper:
    """Lets a request in when its signature is right and its nonce is fresh, in this order.

    The signature is base64(HMAC-SHA512(base64-decoded secret, nonce + METHOD + path + body)), over
    the raw path without the query and over the raw bytes of the body. A refused request does not
    consume its nonce, or anybody could burn another's.
    """

    def __init__(self, accounts: Accounts, config: Config) -> None:
        self._accounts = accounts
        self._strict = config.strict_nonce
        self._ceiling = config.nonce_ceiling
        self._reserialises = config.body_check == "reserialised"
        self._nonces: dict[str, NonceBook] = {}

    def admit(self, credentials: Credentials, method: bytes, path: bytes, body: bytes) -> Key:
        """The key that signed the request; raises `Refusal` (401) and consumes nothing else."""
        key = self._accounts.find(credentials.api_key or b"")
        nonce_text = credentials.nonce or b""
        signed_body = stringify(body) if self._reserialises and body else body
        message = b"".join((nonce_text, method, path, signed_body))
        digest = hmac.digest(key.secret if key else _STRANGER, message, "sha512")
        signed = hmac.compare_digest(base64.b64encode(digest), credentials.signature or b"")
        if not credentials.api_key:
            raise Refusal(Reason.NO_KEY)
        if key is None:
            raise Refusal(Reason.UNKNOWN_KEY)
        if credentials.nonce is None:
            raise Refusal(Reason.NO_NONCE)
        if not signed:
            raise Refusal(Reason.BAD_SIGNATURE)
        if key.revoked:
            raise Refusal(Reason.REVOKED_KEY)
        self._use(key, nonce_text)
        return key

    def nonces(self, key: Key) -> NonceBook:
        """What `key` has used so far."""
        found = self._nonces.get(key.api_key)
        if found is None:
            found = self._nonces[key.api_key] = NonceBook()
        return found

    def _use(self, key: Key, text: bytes) -> None:
        if _NONCE.match(text) is None:
            raise Refusal(Reason.NONCE_TOO_LOW, "the nonce is not a positive decimal number")
        nonce = Decimal(text.decode())
        if self._ceiling is not None and nonce > self._ceiling:
            raise Refusal(Reason.NONCE_TOO_HIGH)
        if nonce <= 0 or not self.nonces(key).use(nonce, strict=self._strict):
            raise Refusal(Reason.NONCE_TOO_LOW)
