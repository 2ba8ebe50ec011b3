"""A signed request as it would leave, for people to look at; the secret never is in it."""

from typing import TYPE_CHECKING

from ..seam import SYSTEM
from ..signing import Signer
from .settings.credentials import KeyPair, shortened

if TYPE_CHECKING:
    from .output.answers import Value

__all__ = ["signed_request"]


def signed_request(
    keys: KeyPair, base_url: str, *, method: str, target: str, body: bytes, nonce: int | None = None
) -> "dict[str, Value]":
    """Return everything that goes over the wire, and the text that the signature is made of.

    The nonce is this moment's unless given. The API key is shortened: with it, whoever reads the
    output could send the request.
    """
    stamp = SYSTEM.time_ns() // 10**6 if nonce is None else nonce
    path = target.partition("?")[0]
    text = body.decode("utf-8", "replace")
    return {
        "method": method,
        "url": base_url + target,
        "API-KEY": shortened(keys.api_key),
        "SIGNATURE": Signer(keys.secret_key).sign(stamp, method, path, body),
        "NONCE": str(stamp),
        "Content-Type": "application/json",
        "body": text,
        "signed_text": f"{stamp}{method}{path}{text}",
        "secret": "***",
    }
