"""From the start of a process to its first signed call, and what the imports are of it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from .cases import Setup, case
from .peers.generated import FOLDER_VARIABLE, load
from .samples import KEY, SECRET

_IMPORT: Final = "import"
_FIRST: Final = "first signed call"
_ROOT: Final = Path(__file__).parents[2]
COMPILED: Final = Path(tempfile.gettempdir()) / f"gopax-bench-compiled-{os.getuid()}"
_SIGNING: Final = f"""
import base64, hashlib, hmac, sys, time
def signed(method, path):
    nonce = str(time.time_ns() // 1_000_000)
    what = nonce + method + path
    digest = hmac.new(base64.b64decode({SECRET!r}), what.encode(), hashlib.sha512).digest()
    signature = base64.b64encode(digest).decode()
    return {{"API-KEY": {KEY!r}, "SIGNATURE": signature, "NONCE": nonce}}
"""
_OURS: Final = f"""
import sys
from gopax_ext import Gopax
with Gopax(key={KEY!r}, secret={SECRET!r}, base_url=sys.argv[1]) as gopax:
    gopax.get_balance("KRW")
"""
_HTTPX: Final = f"""{_SIGNING}
import httpx
path = "/balances/KRW"
httpx.Client(base_url=sys.argv[1]).get(path, headers=signed("GET", path)).json()
"""
_OPC: Final = f"""{_SIGNING}
import httpx
from opc_client import Client
from opc_client.api.account import get_balance
class Signing(httpx.Auth):
    def auth_flow(self, request):
        request.headers.update(signed(request.method, request.url.raw_path.decode()))
        yield request
client = Client(base_url=sys.argv[1], httpx_args={{"auth": Signing()}})
get_balance.sync(asset_name="KRW", client=client)
"""
_OAG: Final = f"""{_SIGNING}
import openapi_client
configuration = openapi_client.Configuration(host=sys.argv[1])
api = openapi_client.AccountApi(openapi_client.ApiClient(configuration))
api.get_balance("KRW", _headers=signed("GET", "/balances/KRW"))
"""
_CCXT: Final = f"""{_SIGNING}
import ccxt
class Gopax(ccxt.Exchange):
    def sign(self, path, api="public", method="GET", params={{}}, headers=None, body=None):
        headers = signed(method, path)
        return {{"url": sys.argv[1] + path, "method": method, "headers": headers, "body": body}}
Gopax({{"enableRateLimit": False}}).request("/balances/KRW", "private", "GET", {{}})
"""


def _program(source: str) -> Setup:
    """A process of its own each time, given the server's address."""

    def setup(base_url: str) -> Callable[[], object]:
        load()
        command = [sys.executable, "-c", source, base_url]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(_ROOT), *sys.path[:1]]),
            "GOPAX_STATE_DIR": tempfile.mkdtemp(prefix="gopax-bench-"),
            "PYTHONPYCACHEPREFIX": str(COMPILED),
        }
        # As on a user's machine: modules are compiled once.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment.pop(FOLDER_VARIABLE, None)
        return lambda: subprocess.run(
            command, env=environment, check=True, stdout=subprocess.DEVNULL, cwd=_ROOT
        )

    return setup


for _name, _source in (
    ("httpx", "import httpx"),
    ("bare Python", "pass"),
    ("gopax_ext", "import gopax_ext"),
    ("gopax_ext.Gopax", "from gopax_ext import Gopax"),
    ("openapi-python-client", "from opc_client.api.account import get_balance"),
    ("ccxt", "import ccxt"),
):
    case(_IMPORT, _name, repeats=1)(_program(_source))

for _name, _source in (
    ("openapi-python-client", _OPC),
    ("ours", _OURS),
    ("httpx, untyped", _HTTPX),
    ("openapi-generator", _OAG),
    ("ccxt", _CCXT),
    ("bare Python", "pass"),
):
    case(_FIRST, _name, repeats=1)(_program(_source))
