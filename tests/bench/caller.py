"""Makes signed calls on command, in a process of its own, so that a server's cost stands alone.

`python -m tests.bench.caller BASE_URL API_KEY SECRET METHOD PATH [BODY]` reads a number from its
input, makes that many calls, and prints it again.
"""

import base64
import hmac
import sys
from http.client import HTTPConnection
from itertools import count
from urllib.parse import urlsplit

__all__ = ["signed"]


def signed(api_key: str, secret: str, nonce: int, call: tuple[str, str, bytes]) -> dict[str, str]:
    """Return the three headers of a private call: method, path and body."""
    method, path, body = call
    message = f"{nonce}{method}{path}".encode() + body
    digest = hmac.digest(base64.b64decode(secret), message, "sha512")
    signature = base64.b64encode(digest).decode()
    return {"API-KEY": api_key, "SIGNATURE": signature, "NONCE": str(nonce)}


def _main(  # noqa: PLR0917 - the arguments of a program
    base_url: str, api_key: str, secret: str, method: str, path: str, body: str = ""
) -> None:
    line, data, nonces = HTTPConnection(urlsplit(base_url).netloc), body.encode(), count(1)
    print("ready", flush=True)
    for times in sys.stdin:
        for _ in range(int(times)):
            headers = signed(api_key, secret, next(nonces), (method, path, data))
            line.request(method, path, data or None, headers)
            with line.getresponse() as answer:
                shown = answer.read()
            if answer.status != 200:
                sys.exit(f"{method} {path} was answered {answer.status} {shown!r}")
        print(times.strip(), flush=True)


if __name__ == "__main__":
    _main(*sys.argv[1:])
