"""An ASGI app in front of another one that changes what goes in or comes out.

With it a right exchange becomes a wrong one, to see whether the contract test notices.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from attrs import evolve, frozen

__all__ = ["Answer", "Asked", "Meddler"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = tuple[tuple[bytes, bytes], ...]


@frozen(kw_only=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: bytes
    headers: Headers
    body: bytes

    def header(self, name: str) -> bytes | None:
        """The value of a header, in any case."""
        wanted = name.lower().encode()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@frozen(kw_only=True)
class Answer:
    """An answer before it leaves."""

    status: int
    headers: Headers
    body: bytes

    def saying(self, body: bytes) -> "Answer":
        """This answer with another body."""
        return evolve(self, body=body)


class Meddler:
    """Passes requests through `ask` on their way in and answers through `tell` on their way out.

    `ask` may answer by itself. Lengths are made right again, so what is wrong is what was meant.
    The administration API is left alone.
    """

    def __init__(
        self,
        app: App,
        *,
        ask: Callable[[Asked], Asked | Answer] | None = None,
        tell: Callable[[Asked, Answer], Answer] | None = None,
    ) -> None:
        self._app, self._ask, self._tell = app, ask, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3)."""
        if scope["type"] != "http" or scope["path"].startswith("/__sandbox__/"):
            await self._app(scope, receive, send)
            return
        asked = await _asked(scope, receive)
        passed = asked if self._ask is None else self._ask(asked)
        if isinstance(passed, Answer):
            answer = passed
        else:
            answer = await _pass_on(self._app, scope, passed)
            if self._tell is not None:
                answer = self._tell(asked, answer)
        headers = [pair for pair in answer.headers if pair[0].lower() != b"content-length"]
        headers.append((b"content-length", b"%d" % len(answer.body)))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})


async def _asked(scope: Scope, receive: Receive) -> Asked:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    path = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
    return Asked(
        method=scope["method"],
        path=path.decode("latin-1"),
        query=scope["query_string"],
        headers=tuple((bytes(name), bytes(value)) for name, value in scope["headers"]),
        body=body,
    )


async def _pass_on(app: App, scope: Scope, asked: Asked) -> Answer:
    sent: list[MutableMapping[str, Any]] = []
    inner = {
        **scope,
        "method": asked.method,
        "raw_path": asked.path.encode("latin-1"),
        "query_string": asked.query,
        "headers": list(asked.headers),
    }

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": asked.body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app(inner, receive, send)
    start = next(message for message in sent if message["type"] == "http.response.start")
    return Answer(
        status=start["status"],
        headers=tuple((bytes(name), bytes(value)) for name, value in start["headers"]),
        body=b"".join(message.get("body", b"") for message in sent),
    )
