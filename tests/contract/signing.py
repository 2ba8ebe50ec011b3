"""Signing for the contract test, written from the reference (Private API Authentication).

It shares nothing with the client, so the two cannot be wrong together.
"""

import base64
import hmac
import threading
import time
from collections.abc import Callable

from requests import PreparedRequest
from requests.auth import AuthBase

from .wire import Key

__all__ = ["SignFinalBytes", "next_nonce", "signature_of"]


def signature_of(secret_key: str, message: bytes) -> str:
    """base64(HMAC-SHA512(base64-decoded secret, message))."""
    return base64.b64encode(hmac.digest(base64.b64decode(secret_key), message, "sha512")).decode(
        "ascii"
    )


class _Nonces:
    """Milliseconds that never repeat or step back in this process, whoever takes them.

    Callers of one key share them: a fast one gets ahead of the clock, and the next must not start
    behind it.
    """

    def __init__(self) -> None:
        self._last = 0
        self._guard = threading.Lock()

    def next(self) -> str:
        """The nonce of the next call."""
        with self._guard:
            self._last = max(self._last + 1, time.time_ns() // 1_000_000)
            return str(self._last)


next_nonce = _Nonces().next


class _Worker(threading.local):
    """What one thread signs with: nonces of one key must arrive in order."""

    key: Key | None = None


class SignFinalBytes(AuthBase):
    """Signs what is really sent: requests calls it last, with path and body in their final form."""

    def __init__(self, new_key: Callable[[], Key]) -> None:
        self._new_key = new_key
        self._worker = _Worker()

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add the three headers."""
        worker = self._worker
        if worker.key is None:
            worker.key = self._new_key()
        nonce, body = next_nonce(), request.body or b""
        if not isinstance(body, (bytes, str)):
            raise TypeError(f"cannot sign a body of {type(body)}: it is not there as bytes yet")
        path = request.path_url.partition("?")[0]
        message = f"{nonce}{request.method}{path}".encode()
        message += body.encode() if isinstance(body, str) else body
        request.headers["API-KEY"] = worker.key.api_key
        request.headers["NONCE"] = nonce
        request.headers["SIGNATURE"] = signature_of(worker.key.secret_key, message)
        return request
