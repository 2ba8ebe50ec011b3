"""The exchange as an ASGI application: from the bytes of a request to the bytes of its answer.

The order of checks is fixed: route (404, 405) - rate limit (429) - authentication (401) -
permission (403) - syntax (400) - domain (400, 404).
"""

import html
from collections.abc import Awaitable, Callable, MutableMapping
from threading import Lock
from typing import Any

from attrs import frozen

from .answers import Answers
from .auth import Credentials
from .engine import Owner
from .exchange import Exchange
from .faults import Fault, Faults
from .limits import Room
from .refusals import Reason, Refusal
from .requests import Request
from .routes import Route, find_route
from .syntax import Query

__all__ = ["App", "Reply"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_MOST_BODY = 65_536
_JSON = (b"content-type", b"application/json; charset=utf-8")
_HTML = (b"content-type", b"text/html; charset=utf-8")
_NOBODY = Owner("nobody")


@frozen
class Reply:
    """An answer."""

    status: int
    body: bytes
    headers: Headers


class _Arrival:
    """What is known of a request before its body is read."""

    __slots__ = ("address", "body", "headers", "method", "path", "query")

    def __init__(self, scope: Scope) -> None:
        self.method: str = scope["method"]
        raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
        self.path = raw_path.partition(b"?")[0]
        self.query: bytes = scope["query_string"]
        client: tuple[str, int] | None = scope.get("client")
        self.address = client[0] if client else "in-process"
        self.body = b""
        self.headers: dict[bytes, bytes | None] = {}
        for name, value in scope["headers"]:
            lower = name.lower()
            self.headers[lower] = None if lower in self.headers else value  # twice is not once


class App:
    """Answers requests for one exchange; safe to call from several threads and event loops."""

    def __init__(self, exchange: Exchange, faults: Faults) -> None:
        self.exchange = exchange
        self.faults = faults
        self.lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3)."""
        if scope["type"] != "http":
            msg = f"the exchange speaks HTTP only, not {scope['type']}: run with lifespan off"
            raise ValueError(msg)
        reply = await self._answer(_Arrival(scope), receive)
        headers = [*reply.headers, (b"content-length", b"%d" % len(reply.body))]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": reply.body})

    async def _answer(self, arrival: _Arrival, receive: Receive) -> Reply:
        match = find_route(arrival.path.decode("latin-1"))
        if match is None:
            return _page(404, f"Cannot {arrival.method} {arrival.path.decode('latin-1')}", [])
        route = match.routes.get(arrival.method)
        if route is None:
            allow = (b"allow", match.allow.encode())
            return _page(405, f"Cannot {arrival.method} {arrival.path.decode('latin-1')}", [allow])
        headers: Headers = []
        fault = self.faults.meet(arrival.method, arrival.path.decode("latin-1"))
        if fault is not None and fault.when == "before":
            return self._fail(fault, headers)
        try:
            with self.lock:
                self._count(route, arrival, headers)
            arrival.body = await _read(receive)
            with self.lock:
                reply = self._process(route, match.name, arrival, headers)
        except Refusal as refusal:
            reply = self._refused(refusal, headers)
        return reply if fault is None else self._fail(fault, headers)

    def _process(self, route: Route, name: str, arrival: _Arrival, headers: Headers) -> Reply:
        exchange = self.exchange
        owner = self._admit(route, arrival) if route.private else _NOBODY
        request = Request(
            exchange,
            Answers(exchange.config),
            owner,
            name,
            Query(arrival.query),
            arrival.body,
            exchange.advance(),
            headers,
        )
        return Reply(200, route.handler(request).encode(), [_JSON, *headers])

    def _count(self, route: Route, arrival: _Arrival, headers: Headers) -> None:
        """Count the call; raise 429 when there is no room."""
        exchange = self.exchange
        now = exchange.clock.monotonic()
        caller = f"ip {arrival.address}"
        if route.private:
            api_key = arrival.headers.get(b"api-key") or b""
            known = exchange.accounts.find(api_key) is not None
            caller = f"key {api_key.decode('latin-1')}" if known else f"nobody {arrival.address}"
        if exchange.calls is not None:
            room = exchange.calls.arrive(caller, now)
            headers += _rate_headers(room, exchange.config.rate_headers, private=route.private)
            self._enforce(room, headers)
        if route.book and exchange.book_calls is not None:
            self._enforce(exchange.book_calls.arrive(caller, now), headers)

    def _enforce(self, room: Room, headers: Headers) -> None:
        if room.allowed:
            return
        if self.exchange.config.retry_after:
            headers.append((b"retry-after", b"%d" % max(1, -int(-room.wait // 1))))
        raise Refusal(Reason.TOO_MANY_REQUESTS)

    def _admit(self, route: Route, arrival: _Arrival) -> Owner:
        get = arrival.headers.get
        credentials = Credentials(get(b"api-key"), get(b"signature"), get(b"nonce"))
        method = arrival.method.encode()
        key = self.exchange.doorkeeper.admit(credentials, method, arrival.path, arrival.body)
        if route.trades and not key.may_trade:
            raise Refusal(Reason.FORBIDDEN, "the key may not trade")
        return key.owner

    def _refused(self, refusal: Refusal, headers: Headers) -> Reply:
        status, text = Answers(self.exchange.config).refusal(refusal)
        return Reply(status, text.encode(), [_JSON, *headers])

    def _fail(self, fault: Fault, headers: Headers) -> Reply:
        if fault.kind == "html":
            return _page(fault.status, "The service is being maintained.", headers)
        reason = Reason.TOO_MANY_REQUESTS if fault.kind == "rate" else Reason.SERVER_ERROR
        reply = self._refused(Refusal(reason), headers)
        return reply if fault.kind == "rate" else Reply(fault.status, reply.body, reply.headers)


async def _read(receive: Receive) -> bytes:
    """The whole body; refused as soon as it is too long, and the server drops what follows."""
    parts: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(Reason.BAD_REQUEST, "the connection was closed before the body ended")
        part: bytes = message.get("body", b"")
        length += len(part)
        if length > _MOST_BODY:
            raise Refusal(Reason.BODY_TOO_LONG, f"the body is longer than {_MOST_BODY} bytes")
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts) if len(parts) > 1 else part


def _page(status: int, text: str, headers: Headers) -> Reply:
    """An HTML page, which is what the real server answers outside its routes."""
    body = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n'
        f"</head>\n<body>\n<pre>{html.escape(text)}</pre>\n</body>\n</html>\n"
    )
    return Reply(status, body.encode(), [_HTML, *headers])


def _rate_headers(room: Room, form: str, *, private: bool) -> Headers:
    if form == "x-ratelimit":
        return [
            (b"x-ratelimit-limit", b"%d" % room.limit),
            (b"x-ratelimit-remaining", b"%d" % room.remaining),
        ]
    scope = b"api-key" if private else b"ip-addr"
    return [
        (b"x-gopax-%s-used-weight" % scope, b"%d" % (room.limit - room.remaining)),
        (b"x-gopax-%s-left-weight" % scope, b"%d" % room.remaining),
    ]
