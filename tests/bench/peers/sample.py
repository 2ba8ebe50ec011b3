"""The signature as the reference's Python sample makes it: what every peer signs with."""

import base64
import hashlib
import hmac
import time

from ..samples import KEY, SECRET

__all__ = ["sample_signature", "signed_headers"]


def sample_signature(nonce: str, method: str, path: str, body: str = "") -> str:
    """Sign as the sample does: decode the secret and schedule the key at each call."""
    what = nonce + method + path + body
    key = base64.b64decode(SECRET)
    signature = hmac.new(key, what.encode(), hashlib.sha512)
    return base64.b64encode(signature.digest()).decode()


def signed_headers(method: str, path: str, body: str = "") -> dict[str, str]:
    """Return the three headers of a private call."""
    nonce = str(time.time_ns() // 1_000_000)
    return {
        "API-KEY": KEY,
        "SIGNATURE": sample_signature(nonce, method, path, body),
        "NONCE": nonce,
    }
