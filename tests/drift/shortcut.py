"""Runs of the contract test that are short: without sockets, and over at the first finding.

Nothing of this changes what is asked or expected. Calls and answers are the same bytes; they pass
from the layer to the exchange as function calls, which costs a fifth of a socket's time.
"""

from collections.abc import Callable, Coroutine, Iterator, MutableMapping
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection, RemoteDisconnected
from itertools import count
from typing import Any
from urllib.parse import unquote

import pytest
from attrs import Factory, define

from gopax_ext.sandbox import exchange
from gopax_ext.sandbox.engine import Trade
from gopax_ext.sandbox.history import write_past
from gopax_ext.sandbox.pairs import PairSpec
from tests.contract import bench, fuzzing, target
from tests.contract.results import Finding, LayerResult
from tests.contract.wire import Reply, Wire

__all__ = ["Found", "in_process", "until_found"]

Message = MutableMapping[str, Any]
_LONG = 300
_BROKEN = {"content-type": "text/plain; charset=utf-8"}
"""What the server that the exchange runs in says with a 500."""


class Found(Exception):  # noqa: N818  it is what was looked for
    """The first finding of a layer, which ends it."""

    def __init__(self, finding: Finding) -> None:
        text = " ".join(finding.message.split())
        super().__init__(f"{finding.check}: {finding.operation}: {text}"[:_LONG])


class _OneFinding(list[Finding]):
    def append(self, finding: Finding, /) -> None:
        raise Found(finding)


@define
class _ShortResult(LayerResult):
    findings: list[Finding] = Factory(_OneFinding)


@contextmanager
def until_found() -> Iterator[None]:
    """Layers that begin within the block end with `Found` at their first finding."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (bench, fuzzing):
            patch.setattr(module, "LayerResult", _ShortResult)
        yield


@contextmanager
def in_process() -> Iterator[None]:
    """Exchanges that start within the block are called without a socket."""
    apps: dict[str, Any] = {}
    numbers = count(1)
    with pytest.MonkeyPatch.context() as patch:

        class Served:
            """Stands in for `gopax_ext.sandbox.server.Server`."""

            def __init__(self, app: Any, **_: object) -> None:
                self._app = app
                self._name = f"exchange-{next(numbers)}"
                self.base_url = f"http://{self._name}"

            def start(self) -> None:
                apps[self._name] = self._app

            def stop(self) -> None:
                del apps[self._name]

        def send(wire: Wire, method: str, path: str, headers: Any, body: bytes) -> Reply:
            connection: HTTPConnection = wire._connection
            app = apps[connection.host]
            scope = _scope(connection.host, method, path, headers, body)
            return _at_once(_call(app, scope, body))

        patch.setattr(exchange, "write_past", _past)
        patch.setattr(target, "Server", Served)
        patch.setattr(Wire, "_send", send)
        yield


def _past(spec: PairSpec, **opening: int) -> list[Trade]:
    """The seeded past, drawn once for all runs of a process: its trades never change."""
    return list(_drawn(spec, tuple(opening.items())))


@cache
def _drawn(spec: PairSpec, opening: tuple[tuple[str, int], ...]) -> tuple[Trade, ...]:
    return tuple(write_past(spec, **dict(opening)))


def _at_once(call: Coroutine[Any, Any, Reply]) -> Reply:
    """The outcome of a call that waits for nothing, which needs no event loop."""
    try:
        call.send(None)
    except StopIteration as end:
        reply: Reply = end.value
        return reply
    call.close()
    raise RuntimeError("the exchange waits here: run this layer over a socket")


def _scope(host: str, method: str, target_: str, headers: Any, body: bytes) -> Message:
    path, _, query = target_.partition("?")
    fields = [(name.lower().encode(), str(value).encode()) for name, value in headers.items()]
    if body or method in {"POST", "PUT", "PATCH"}:
        fields.append((b"content-length", b"%d" % len(body)))
    return {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", host.encode()), *fields],
        "client": ("127.0.0.1", 1),
    }


async def _call(app: Callable[..., Any], scope: Message, body: bytes) -> Reply:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    try:
        await app(scope, receive, send)
    except Exception:  # noqa: BLE001  an HTTP server answers 500, whatever went wrong
        return Reply(500, _BROKEN, b"Internal Server Error")
    if not sent:
        raise RemoteDisconnected("the app sent nothing")
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in sent[0]["headers"]
    }
    return Reply(sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent))
