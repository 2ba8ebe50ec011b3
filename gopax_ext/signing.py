"""The signature of a private call (reference: Private API Authentication).

    base64(HMAC-SHA512(base64decode(secret), nonce + METHOD + path-without-query + body))

The body is the bytes that are sent, never an object that is serialised a second time.
"""

import binascii
import hashlib
from typing import NoReturn

from .discreet import discreet
from .errors import SettingsError

__all__ = ["Signer", "sign"]

_BLOCK_BYTES = 128
_INNER_PAD = bytes(x ^ 0x36 for x in range(256))
_OUTER_PAD = bytes(x ^ 0x5C for x in range(256))
_FIX = "Copy the secret key again, exactly as GOPAX showed it when the API key was issued."


class Signer:
    """Signs with one secret, whose key schedule is worked out once and whose text is not kept.

    Raises `SettingsError` when the secret is empty or not strict base64. It cannot be pickled or
    copied, and its repr shows nothing of the secret.
    """

    __slots__ = ("_inner", "_outer")

    @discreet
    def __init__(self, secret: str) -> None:
        key = _decode(secret)
        if len(key) > _BLOCK_BYTES:
            key = hashlib.sha512(key).digest()
        block = key.ljust(_BLOCK_BYTES, b"\0")
        self._inner = hashlib.sha512(block.translate(_INNER_PAD))
        self._outer = hashlib.sha512(block.translate(_OUTER_PAD))

    def sign(self, nonce: int | str, method: str, path: str, body: bytes = b"") -> str:
        """Return the SIGNATURE header's value: 88 characters of base64.

        `path` starts with "/"; a query string in it is left out, as the reference's samples do.
        """
        inner = self._inner.copy()
        inner.update(f"{nonce}{method}{path.partition('?')[0]}".encode() + body)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return binascii.b2a_base64(outer.digest(), newline=False).decode("ascii")

    def __repr__(self) -> str:
        return "Signer(secret=***)"

    def __reduce__(self) -> NoReturn:
        message = "a Signer holds a secret and is never pickled or copied; make a new one instead"
        raise TypeError(message)


@discreet
def sign(secret: str, nonce: int | str, method: str, path: str, body: bytes = b"") -> str:
    """Sign one call with `secret` (base64, as issued): what `Signer` does, without keeping it.

    `nonce` is what goes into the NONCE header, `method` is in capitals, `path` starts with "/" and
    may carry a query string, which is not signed; `body` is the exact bytes that are sent.
    Raises `SettingsError` when the secret is not strict base64.
    """
    return Signer(secret).sign(nonce, method, path, body)


def _decode(secret: str) -> bytes:
    try:
        key = binascii.a2b_base64(secret, strict_mode=True)
    except ValueError:
        # The cause would carry the secret's characters into a traceback.
        key = b""
    if not key:
        message = f"the secret key is not base64 text ({len(secret)} characters were given)"
        raise SettingsError(message, fix=_FIX)
    return key
