"""What a signed call costs: ours, the peers that make the same call, and the limit below.

The yardstick is a plain httpx call that signs as the reference's sample does and returns untyped
JSON. The limit is a raw socket that signs and parses nothing.
"""

import json
import socket
import tempfile
from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .cases import case
from .peers.ccxt_exchange import exchange
from .peers.generated import load
from .peers.sample import signed_headers
from .samples import KEY, SECRET

if TYPE_CHECKING:
    from gopax_ext import Gopax

_GET = "signed GET"
_POST = "signed POST"
_PATH = "/balances/KRW"
_ONE_KEY = {"key": KEY, "secret": SECRET}
_BODY = '{"type":"limit","side":"buy","price":750000,"amount":9,"tradingPairName":"ETH-KRW"}'


@case(_GET, "httpx, untyped", repeats=60, counted=True)
def httpx_get(base_url: str) -> Callable[[], object]:
    """The yardstick."""
    import httpx  # noqa: PLC0415 - each worker loads its own peer alone

    client = httpx.Client(base_url=base_url)
    return lambda: client.get(_PATH, headers=signed_headers("GET", _PATH)).json()


@case(_GET, "ours", repeats=300, counted=True)
def our_shared_get(base_url: str) -> Callable[[], object]:
    """As it comes: lane and slots are files that all programs of the machine share."""
    gopax = ours(base_url)
    return lambda: gopax.get_balance("KRW")


@case(_GET, "ours, lanes of one process", repeats=300, counted=True)
def our_get(base_url: str) -> Callable[[], object]:
    """With `sharing="process"`."""
    gopax = ours(base_url, sharing="process")
    return lambda: gopax.get_balance("KRW")


@case(_GET, "ours, injected GopaxTransport", repeats=300, counted=True)
def our_injected_get(base_url: str) -> Callable[[], object]:
    """Through the public httpx interface of our transport."""
    from gopax_ext.transport.httpx_lane import GopaxTransport  # noqa: PLC0415 - as above

    gopax = ours(base_url, transport=GopaxTransport())
    return lambda: gopax.get_balance("KRW")


@case(_GET, "ours, injected httpx.HTTPTransport", repeats=60, counted=True)
def our_httpx_transport_get(base_url: str) -> Callable[[], object]:
    """With httpx's own connections below."""
    import httpx  # noqa: PLC0415 - as above

    gopax = ours(base_url, transport=httpx.HTTPTransport())
    return lambda: gopax.get_balance("KRW")


@case(_GET, "ours, own httpx.Client", repeats=60, counted=True)
def our_client_get(base_url: str) -> Callable[[], object]:
    """With a caller's own httpx client, as it is."""
    import httpx  # noqa: PLC0415 - as above

    gopax = ours(base_url, http_client=httpx.Client())
    return lambda: gopax.get_balance("KRW")


@case(_GET, "raw socket, parses JSON", repeats=500, counted=True)
def raw_json_get(base_url: str) -> Callable[[], object]:
    """What people write when only speed counts."""
    return _raw(base_url, "GET", _PATH, "", json.loads)


@case(_GET, "raw socket, parses nothing", repeats=500, counted=True)
def raw_get(base_url: str) -> Callable[[], object]:
    """The limit: signs, sends, receives."""
    return _raw(base_url, "GET", _PATH, "", bytes)


@case(_GET, "openapi-python-client", repeats=60, counted=True)
def opc_get(base_url: str) -> Callable[[], object]:
    """The default output of the generator on our openapi.yaml, signed by an httpx Auth."""
    client = opc_client(base_url)
    from opc_client.api.account import get_balance  # noqa: PLC0415 - as above

    return lambda: get_balance.sync(asset_name="KRW", client=client)


@case(_GET, "openapi-generator", repeats=80, counted=True)
def oag_get(base_url: str) -> Callable[[], object]:
    """The default output of the Python generator on our openapi.yaml: urllib3 and pydantic."""
    load()
    import openapi_client  # noqa: PLC0415 - as above

    configuration = openapi_client.Configuration(host=base_url)
    api = openapi_client.AccountApi(openapi_client.ApiClient(configuration))
    return lambda: api.get_balance("KRW", _headers=signed_headers("GET", _PATH))


@case(_GET, "ccxt", repeats=60, counted=True)
def ccxt_get(base_url: str) -> Callable[[], object]:
    """See `ccxt_exchange`."""
    ccxt = exchange(base_url)
    return lambda: ccxt.fetch_balance({"asset": "KRW"})


@case(_GET, "pyupbit, a new connection each", repeats=40, counted=True)
def pyupbit_get(base_url: str) -> Callable[[], object]:
    """Another Korean exchange's client as it is: plain http here spares it a handshake a call."""
    import pyupbit  # noqa: PLC0415 - as above
    from pyupbit import request_api  # noqa: PLC0415 - as above

    get = request_api.requests.get

    class Here:
        @staticmethod
        def get(url: str, **options: Any) -> object:
            return get(url.replace("https://api.upbit.com", base_url), **options)

    request_api.requests = Here
    upbit = pyupbit.Upbit(KEY, SECRET)
    return lambda: upbit.get_balance("KRW")


@case(_POST, "httpx, untyped", repeats=60, counted=True)
def httpx_post(base_url: str) -> Callable[[], object]:
    """The yardstick."""
    import httpx  # noqa: PLC0415 - as above

    client = httpx.Client(base_url=base_url)

    def call() -> object:
        headers = {**signed_headers("POST", "/orders", _BODY), "Content-Type": "application/json"}
        return client.post("/orders", content=_BODY, headers=headers).json()

    return call


@case(_POST, "ours", repeats=250, counted=True)
def our_shared_post(base_url: str) -> Callable[[], object]:
    """As it comes: lane, slots and the journal of orders are files that all programs share."""
    return _order(ours(base_url))


@case(_POST, "ours, lanes of one process", repeats=250, counted=True)
def our_post(base_url: str) -> Callable[[], object]:
    """With `sharing="process"`; the journal is a file all the same."""
    return _order(ours(base_url, sharing="process"))


@case(_POST, "ours, journal in memory", repeats=250, counted=True)
def our_unkept_post(base_url: str) -> Callable[[], object]:
    """With `journal=False`."""
    return _order(ours(base_url, journal=False))


@case(_POST, "raw socket, parses nothing", repeats=500, counted=True)
def raw_post(base_url: str) -> Callable[[], object]:
    """The limit."""
    return _raw(base_url, "POST", "/orders", _BODY, bytes)


@case(_POST, "openapi-python-client", repeats=60, counted=True)
def opc_post(base_url: str) -> Callable[[], object]:
    """The default output of the generator."""
    client = opc_client(base_url)
    from opc_client.api.orders import place_order  # noqa: PLC0415 - as above
    from opc_client.models import OrderType, PlaceOrderRequest, Side  # noqa: PLC0415 - as above

    return lambda: place_order.sync(
        client=client,
        body=PlaceOrderRequest(
            type_=OrderType.LIMIT,
            side=Side.BUY,
            price=750000,
            amount=9,
            trading_pair_name="ETH-KRW",
        ),
    )


@case(_POST, "ccxt", repeats=60, counted=True)
def ccxt_post(base_url: str) -> Callable[[], object]:
    """See `ccxt_exchange`."""
    ccxt = exchange(base_url)
    return lambda: ccxt.create_order("ETH/KRW", "limit", "buy", 9, 750_000)


def ours(
    base_url: str, *, cls: Any = None, identity: Mapping[str, Any] = _ONE_KEY, **options: Any
) -> Any:
    """Return our client with everything on and limits that never make it wait."""
    from gopax_ext import Gopax  # noqa: PLC0415 - as above

    return (cls or Gopax)(
        **identity,
        base_url=base_url,
        rate_limit=1_000_000,
        state_dir=tempfile.mkdtemp(prefix="gopax-bench-"),
        **options,
    )


def opc_client(base_url: str) -> Any:
    """Return the default generated client, with a signing Auth as httpx's manual has it."""
    load()
    import httpx  # noqa: PLC0415 - as above
    from opc_client import Client  # noqa: PLC0415 - as above

    class Signing(httpx.Auth):
        def auth_flow(self, request: Any) -> Generator[Any, Any, None]:
            path = request.url.raw_path.decode().partition("?")[0]
            request.headers.update(signed_headers(request.method, path, request.content.decode()))
            yield request

    return Client(base_url=base_url, httpx_args={"auth": Signing()})


def _order(gopax: "Gopax") -> Callable[[], object]:
    return lambda: gopax.place_order("ETH-KRW", side="buy", type="limit", price=750_000, amount=9)


def _raw(
    base_url: str, method: str, path: str, body: str, parse: Callable[[bytes], object]
) -> Callable[[], object]:
    where = urlsplit(base_url)
    assert where.hostname
    assert where.port
    sock = socket.create_connection((where.hostname, where.port))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call() -> object:
        fields = "".join(f"{k}: {v}\r\n" for k, v in signed_headers(method, path, body).items())
        head = f"{method} {path} HTTP/1.1\r\nHost: {where.netloc}\r\n{fields}"
        sock.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        return parse(sock.recv(65536).partition(b"\r\n\r\n")[2])

    return call
