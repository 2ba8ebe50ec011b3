"""What a signed call costs the client.

Beside a plain httpx call that signs as the reference's sample does and returns untyped JSON, and
beside a raw socket that parses nothing but the JSON.
"""

import base64
import hashlib
import hmac
import json
import socket
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from .cases import case
from .samples import KEY, SECRET

ORDER_BODY = b'{"type":"limit","side":"buy","price":750000,"amount":9,"tradingPairName":"ETH-KRW"}'


def _signed(method: str, path: str, body: bytes = b"") -> dict[str, str]:
    nonce = str(time.time_ns() // 1_000_000)
    what = f"{nonce}{method}{path}".encode() + body
    digest = hmac.new(base64.b64decode(SECRET), what, hashlib.sha512).digest()
    return {"API-KEY": KEY, "SIGNATURE": base64.b64encode(digest).decode(), "NONCE": nonce}


@case("signed GET", "httpx, untyped", repeats=200)
def httpx_get(base_url: str) -> Callable[[], object]:
    """The yardstick."""
    import httpx  # noqa: PLC0415 - each worker loads its own peer alone

    client = httpx.Client(base_url=base_url)
    path = "/balances/KRW"
    return lambda: client.get(path, headers=_signed("GET", path)).json()


@case("signed GET", "ours, typed", repeats=500)
def our_get(base_url: str) -> Callable[[], object]:
    """Everything on: lane, slots, deadline, verdict, exact models."""
    from gopax_ext import Gopax  # noqa: PLC0415

    gopax = Gopax(key=KEY, secret=SECRET, base_url=base_url, rate_limit=1_000_000)
    return lambda: gopax.get_balance("KRW")


@case("signed GET", "raw socket", repeats=500)
def raw_get(base_url: str) -> Callable[[], object]:
    """The limit: signs, sends, receives, parses the JSON and nothing else."""
    return _raw(base_url, "GET", "/balances/KRW", b"")


@case("signed POST", "httpx, untyped", repeats=200)
def httpx_post(base_url: str) -> Callable[[], object]:
    """The yardstick."""
    import httpx  # noqa: PLC0415

    client = httpx.Client(base_url=base_url)

    def call() -> object:
        headers = {**_signed("POST", "/orders", ORDER_BODY), "Content-Type": "application/json"}
        return client.post("/orders", content=ORDER_BODY, headers=headers).json()

    return call


@case("signed POST", "ours, typed", repeats=500)
def our_post(base_url: str) -> Callable[[], object]:
    """A whole order: arguments checked, body written, signed, sent, answer decoded."""
    from gopax_ext import Gopax  # noqa: PLC0415

    gopax = Gopax(key=KEY, secret=SECRET, base_url=base_url, rate_limit=1_000_000)
    return lambda: gopax.place_order("ETH-KRW", side="buy", type="limit", price=750_000, amount=9)


@case("signed POST", "raw socket", repeats=500)
def raw_post(base_url: str) -> Callable[[], object]:
    """The limit."""
    return _raw(base_url, "POST", "/orders", ORDER_BODY)


def _raw(base_url: str, method: str, path: str, body: bytes) -> Callable[[], object]:
    where = urlsplit(base_url)
    assert where.hostname
    assert where.port
    sock = socket.create_connection((where.hostname, where.port))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call() -> object:
        fields = "".join(f"{k}: {v}\r\n" for k, v in _signed(method, path, body).items())
        head = f"{method} {path} HTTP/1.1\r\nHost: {where.netloc}\r\n{fields}"
        sock.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return json.loads(sock.recv(65536).partition(b"\r\n\r\n")[2])

    return call
