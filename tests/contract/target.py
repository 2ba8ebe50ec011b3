"""The server under test: where it answers, with whose keys, and what may be done to it."""

import http.client
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from attrs import evolve, frozen

from gopax_ext.sandbox import Sandbox
from gopax_ext.sandbox.clock import Clock
from gopax_ext.sandbox.config import Config
from gopax_ext.sandbox.pairs import PAIRS
from gopax_ext.sandbox.server import Server
from gopax_ext.seam import SystemSeam

from .admin import Admin
from .wire import Key

__all__ = ["POLITE_PER_SECOND", "QUIET_PAIRS", "Target", "UsageError", "built_in", "foreign"]

OPENED = datetime(2018, 3, 14, 5, 10, tzinfo=UTC)
"""Just after the times that the examples of openapi.yaml name, so that they find candles."""
QUIET_PAIRS = ("ZEC-KRW", "BCH-BTC")
"""Where nobody trades by himself, so that what happens can be foretold."""
POLITE_PER_SECOND = 15
"""Calls a second on a server that is not ours; it allows 20 and others may share the address."""
_CONNECT_S = 10.0


class UsageError(Exception):
    """The run cannot begin; the message says what to do."""


@frozen(kw_only=True)
class Target:
    """A server and what the contract test may do to it."""

    name: str
    base_url: str
    profile: str = ""
    """The era that an exchange of one's own acts like."""
    new_key: Callable[[], Key] | None = None
    """A key for one worker; None where only public operations can be called."""
    many_keys: bool = False
    """Whether each worker gets a key of its own; else one worker alone may sign."""
    may_trade: bool = False
    """Whether orders may be placed and cancelled."""
    per_second: int | None = None
    """Calls a second that the test keeps to; None is no limit."""
    admin: Admin | None = None
    """The administration API, on an exchange of one's own."""
    is_reference: bool = False
    """Whether it claims to be the server of the reference, with no fields or rows beyond it."""
    recorded: bool = False
    """Whether layers keep all calls and answers."""
    metered: bool = False
    """Whether layers write down what they exercise of the document, which takes time."""

    def for_process(self) -> "Target":
        """This server for a process of its own, which gets one key."""
        key = None if self.new_key is None else self.new_key()
        return evolve(self, new_key=None if key is None else partial(_same, key))


class _PassingSeam(SystemSeam):
    """Time passes by being looked at, so that what the market does depends on the calls alone.

    One look is so long that a call after another never comes near 20 in a second.
    """

    __slots__ = ("_looks",)
    _STEP_S = 0.06

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
    pairs = tuple(evolve(spec, market=spec.name not in QUIET_PAIRS) for spec in PAIRS)
    config = Config.of(profile, {"pairs": pairs, **switches})
    sandbox = Sandbox(config, seed=seed, clock=Clock(_PassingSeam(), at=OPENED), admin=True)
    server = Server(sandbox.app if wrap is None else wrap(sandbox.app), host="127.0.0.1", port=0)
    server.start()
    try:
        admin = Admin(server.base_url, str(sandbox.admin_token))
        yield Target(
            name="the built-in exchange",
            profile=profile,
            base_url=server.base_url,
            new_key=_keys_of_one_account(admin),
            many_keys=True,
            may_trade=True,
            admin=admin,
            is_reference=profile == "reference",
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
    """A server that somebody else runs, with what the environment knows about it.

    Raises `UsageError` when it does not answer or the settings do not fit together.
    """
    base_url = base_url.rstrip("/")
    _reach(base_url)
    token = environ.get("GOPAX_ADMIN_TOKEN")
    if token:
        admin = Admin(base_url, token)
        return Target(
            name="a built-in exchange of its own process",
            base_url=base_url,
            new_key=_keys_of_one_account(admin),
            many_keys=True,
            may_trade=True,
            per_second=per_second,
            admin=admin,
        )
    api_key, secret_key = environ.get("GOPAX_API_KEY"), environ.get("GOPAX_SECRET_KEY")
    if bool(api_key) != bool(secret_key):
        raise UsageError("set both GOPAX_API_KEY and GOPAX_SECRET_KEY, or neither")
    if may_trade and not api_key:
        raise UsageError("--orders needs GOPAX_API_KEY and GOPAX_SECRET_KEY in the environment")
    return Target(
        name="a server of somebody else",
        base_url=base_url,
        new_key=partial(_same, Key(api_key, secret_key)) if api_key and secret_key else None,
        may_trade=may_trade,
        per_second=per_second,
    )


def _keys_of_one_account(admin: Admin) -> Callable[[], Key]:
    guard = threading.Lock()
    first: list[Key] = []

    def new_key() -> Key:
        with guard:
            if not first:
                first.append(admin.open_account())
                return first[0]
            return admin.add_key(first[0])

    return new_key


def _same(key: Key) -> Key:
    return key


def _reach(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"--base-url {base_url!r} is no URL like https://api.gopax.co.kr")
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    try:
        connection = kind(parts.hostname, parts.port, timeout=_CONNECT_S)
        connection.connect()
        connection.close()
    except (OSError, ValueError) as error:
        raise UsageError(f"{base_url} cannot be reached ({error}); is the server up?") from error
