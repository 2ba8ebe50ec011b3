"""The server under test: where it answers, with whose keys, and what may be done to it."""

import http.client
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from attrs import evolve, field, frozen

from gopax_ext.sandbox import Sandbox
from gopax_ext.sandbox.clock import Clock
from gopax_ext.sandbox.config import Config
from gopax_ext.sandbox.server import Server
from gopax_ext.seam import SystemSeam

__all__ = ["FUNDS", "POLITE_PER_SECOND", "Key", "Target", "UsageError", "built_in", "foreign"]

OPENED = datetime(2018, 3, 14, 5, 10, tzinfo=UTC)
"""Just after the times that the examples of openapi.yaml name, so that they find candles."""
FUNDS = {
    "KRW": 100_000_000_000,
    **dict.fromkeys(
        ("ETH", "BTC", "BCH", "XRP", "LTC", "EOS", "OMG", "QTUM", "XLM", "ZEC"), 1_000_000
    ),
}
POLITE_PER_SECOND = 15
"""Calls a second on a server that is not ours; it allows 20 and others may share the address."""
_CONNECT_S = 10.0


class UsageError(Exception):
    """The run cannot begin; the message says what to do."""


@frozen
class Key:
    """An API key and its secret."""

    api_key: str
    secret_key: str = field(repr=False)


@frozen(kw_only=True)
class Target:
    """A server and what the contract test may do to it."""

    name: str
    base_url: str
    new_key: Callable[[], Key] | None = None
    """A key for one worker; None where only public operations can be called."""
    many_keys: bool = False
    """Whether each worker gets a key of its own; else one worker alone may sign."""
    may_trade: bool = False
    """Whether orders may be placed and cancelled."""
    per_second: int | None = None
    """Calls a second that the test keeps to; None is no limit."""
    sandbox: Sandbox | None = None

    def for_process(self) -> "Target":
        """This server for a process of its own, which gets one key and no way into the exchange."""
        key = None if self.new_key is None else self.new_key()
        return evolve(self, new_key=None if key is None else partial(_same, key), sandbox=None)


def _same(key: Key) -> Key:
    return key


class _PassingSeam(SystemSeam):
    """Time passes by being looked at, so that what the market does depends on the calls alone."""

    __slots__ = ("_looks",)
    _STEP_S = 0.02

    def __init__(self) -> None:
        super().__init__()
        self._looks = 0

    def monotonic(self) -> float:
        self._looks += 1
        return self._looks * self._STEP_S


@contextmanager
def built_in(
    seed: int,
    *,
    wrap: Callable[[Any], Any] | None = None,
    profile: str = "reference",
    **switches: object,
) -> Iterator[Target]:
    """The built-in exchange on a real socket, `wrap`ped in an ASGI app that may break it."""
    config = Config.of(profile, {"limit": None, **switches})
    sandbox = Sandbox(config, seed=seed, clock=Clock(_PassingSeam(), at=OPENED))
    account = sandbox.create_account(FUNDS)
    guard = threading.Lock()

    def new_key() -> Key:
        with guard:
            key = account.add_key()
        return Key(key.api_key, key.secret_key)

    server = Server(sandbox.app if wrap is None else wrap(sandbox.app), host="127.0.0.1", port=0)
    server.start()
    try:
        yield Target(
            name="the built-in exchange",
            base_url=server.base_url,
            new_key=new_key,
            many_keys=True,
            may_trade=True,
            sandbox=sandbox,
        )
    finally:
        server.stop()


def foreign(
    base_url: str,
    environ: Mapping[str, str],
    *,
    may_trade: bool = False,
    per_second: int = POLITE_PER_SECOND,
) -> Target:
    """A server that somebody else runs, with the key of the environment if there is one.

    Raises `UsageError` when it does not answer or the settings do not fit together.
    """
    base_url = base_url.rstrip("/")
    api_key, secret_key = environ.get("GOPAX_API_KEY"), environ.get("GOPAX_SECRET_KEY")
    if bool(api_key) != bool(secret_key):
        raise UsageError("set both GOPAX_API_KEY and GOPAX_SECRET_KEY, or neither")
    if may_trade and not api_key:
        raise UsageError("--orders needs GOPAX_API_KEY and GOPAX_SECRET_KEY in the environment")
    _reach(base_url)
    return Target(
        name="a server of somebody else",
        base_url=base_url,
        new_key=partial(_same, Key(api_key, secret_key)) if api_key and secret_key else None,
        may_trade=may_trade,
        per_second=per_second,
    )


def _reach(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"--base-url {base_url!r} is no URL like https://api.gopax.co.kr")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        port = parts.port
        connection = kind(parts.hostname, port, timeout=_CONNECT_S)
        connection.connect()
        connection.close()
    except (OSError, ValueError) as error:
        raise UsageError(f"{base_url} cannot be reached ({error}); is the server up?") from error
