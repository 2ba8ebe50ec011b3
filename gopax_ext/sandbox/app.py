"""The exchange as an ASGI application: from the bytes of a request to the bytes of its answer.

The order of checks is fixed: route (404, 405) - rate limit (429) - authentication (401) -
permission (403) - syntax (400) - domain (400, 404).
"""

from collections.abc import Awaitable, Callable
from threading import Lock
from typing import TYPE_CHECKING

from .answers import Answers
from .auth import Credentials
from .engine import Owner
from .exchange import Exchange
from .faults import Fault, Faults
from .limits import Room
from .misbehave import Line, misbehave
from .refusals import Reason, Refusal
from .replies import JSON, MOST_BODY, Headers, Receive, Reply, Scope, Send, page, respond
from .requests import Request
from .routes import Route, find_route
from .syntax import Query

if TYPE_CHECKING:
    from .admin import Admin

__all__ = ["App"]

_ADMIN = b"/__sandbox__/"
_NOBODY = Owner("nobody")


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

    def __init__(
        self, exchange: Exchange, faults: Faults, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self.exchange = exchange
        self.faults = faults
        self.lock = Lock()
        self.admin: Admin | None = None
        self._sleep = sleep
        self._last: Reply | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3)."""
        if scope["type"] != "http":
            msg = f"the exchange speaks HTTP only, not {scope['type']}: run with lifespan off"
            raise ValueError(msg)
        arrival = _Arrival(scope)
        if self.admin is not None and arrival.path.startswith(_ADMIN):
            await respond(await _administer(self.admin, arrival, receive), send)
            return
        with self.lock:
            fault = self.faults.meet(arrival.method, arrival.path.decode("latin-1"))
        if fault is not None:
            await self._misbehave(fault, arrival, Line(scope, receive, send))
            return
        self._last = reply = await self._answer(arrival, receive)
        await respond(reply, send)

    async def _misbehave(self, fault: Fault, arrival: _Arrival, line: Line) -> None:
        await misbehave(
            fault,
            line,
            process=lambda receive: self._answer(arrival, receive),
            refuse=lambda reason, headers: self._refused(Refusal(reason), headers),
            other=self._last,
            sleep=self._sleep,
        )

    async def _answer(self, arrival: _Arrival, receive: Receive) -> Reply:
        path = arrival.path.decode("latin-1")
        match = find_route(path)
        if match is None:
            return page(404, f"Cannot {arrival.method} {path}", [])
        route = match.routes.get(arrival.method)
        if route is None:
            allow = (b"allow", match.allow.encode())
            return page(405, f"Cannot {arrival.method} {path}", [allow])
        headers: Headers = []
        try:
            with self.lock:
                self._count(route, arrival, headers)
            arrival.body = await _read(receive)
            with self.lock:
                return self._process(route, match.name, arrival, headers)
        except Refusal as refusal:
            return self._refused(refusal, headers)

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
        return Reply(200, route.handler(request).encode(), [JSON, *headers])

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
        return Reply(status, text.encode(), [JSON, *headers])


async def _administer(admin: "Admin", arrival: _Arrival, receive: Receive) -> Reply:
    try:
        body = await _read(receive)
    except Refusal as refusal:
        return Reply(refusal.reason.value.status, refusal.detail.encode(), [])
    token = arrival.headers.get(b"admin-token") or b""
    return admin.answer(arrival.method, arrival.path.decode("latin-1"), token, body)


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
        if length > MOST_BODY:
            raise Refusal(Reason.BODY_TOO_LONG, f"the body is longer than {MOST_BODY} bytes")
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts) if len(parts) > 1 else part


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
