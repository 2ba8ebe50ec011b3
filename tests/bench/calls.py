"""What a signed call costs the client.

Beside a plain httpx call that signs as the reference's sample does and returns untyped JSON, and
beside a raw socket that parses nothing but the JSON.
"""

import base64
import hashlib
import hmac
import json
import socket
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .cases import case
from .samples import KEY, SECRET

if TYPE_CHECKING:
    from gopax_ext import Gopax

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


@case("signed GET", "ours, typed, one program", repeats=500)
def our_get(base_url: str) -> Callable[[], object]:
    """Lane, slots, deadline, verdict, exact models."""
    gopax = _ours(base_url, "process")
    return lambda: gopax.get_balance("KRW")


@case("signed GET", "ours, typed, shared by a machine", repeats=500)
def our_shared_get(base_url: str) -> Callable[[], object]:
    """The default: lane and slots are files that all programs of the machine share."""
    gopax = _ours(base_url, "host")
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


@case("signed POST", "ours, typed, one program", repeats=500)
def our_post(base_url: str) -> Callable[[], object]:
    """Arguments checked, body written, recorded, signed, sent, answer decoded and compared."""
    return _order(_ours(base_url, "process"))


@case("signed POST", "ours, typed, shared by a machine", repeats=500)
def our_shared_post(base_url: str) -> Callable[[], object]:
    """The default: lane, slots and journal are files that all programs share."""
    return _order(_ours(base_url, "host"))


@case("signed POST", "raw socket", repeats=500)
def raw_post(base_url: str) -> Callable[[], object]:
    """The limit."""
    return _raw(base_url, "POST", "/orders", ORDER_BODY)


def _ours(base_url: str, sharing: str) -> "Gopax":
    from gopax_ext import Gopax  # noqa: PLC0415

    return Gopax(
        key=KEY,
        secret=SECRET,
        base_url=base_url,
        rate_limit=1_000_000,
        sharing=sharing,
        state_dir=tempfile.mkdtemp(prefix="gopax-bench-"),
    )


def _order(gopax: "Gopax") -> Callable[[], object]:
    return lambda: gopax.place_order("ETH-KRW", side="buy", type="limit", price=750_000, amount=9)


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
