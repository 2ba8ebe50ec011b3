"""Runs of the contract test whose calls travel over a lane of the client: none may hide a drift.

The contract test itself calls with a plain HTTP connection, since it must be able to call wrongly.
Here the layers that call like that (plan, probes, model, and the books of schemathesis) hand each
call to a transport of the client instead, and see what it makes of the answer. schemathesis calls
with an HTTP client of its own, so its calls are the same over every lane.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from http.client import HTTPConnection, HTTPException, RemoteDisconnected

import pytest

from gopax_ext.transport.base import TransportFailure, WireRequest
from tests.contract.wire import Reply, Wire
from tests.transport.lanes import LANES, Caller, Options, opened

__all__ = ["OVER", "over"]

OVER = {lane.name: lane for lane in LANES if lane.name in {"sockets", "asyncio"} or not lane.own}
"""By name: connections of our own, an httpx transport, a caller's httpx client."""
_WITHIN_SECONDS = 20.0


@contextmanager
def over(name: str) -> Iterator[None]:
    """Calls within the block travel over this lane, on connections that are kept till its end."""
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:

        @cache
        def caller(host: str, port: int) -> Caller:
            return stack.enter_context(opened(OVER[name], f"http://{host}:{port}", Options()))

        def send(
            wire: Wire, method: str, target: str, headers: Mapping[str, str], body: bytes
        ) -> Reply:
            connection: HTTPConnection = wire._connection
            request = WireRequest(method, target, tuple(headers.items()), body)
            open_lane = caller(connection.host, connection.port)
            try:
                answer = open_lane.call(request, within=_WITHIN_SECONDS)
            except TransportFailure as failure:
                lost = failure.kind == "closed"
                raise (RemoteDisconnected if lost else HTTPException)(str(failure)) from failure
            found = {key.lower(): value for key, value in answer.headers.pairs}
            return Reply(answer.status, found, answer.body)

        patch.setattr(Wire, "_send", send)
        yield
