"""The request log: what reached the exchange and what it answered, seen from outside of it."""

import json
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from attrs import define

from ..sandbox.clock import Clock, iso

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..sandbox.replies import Application, Receive, Scope, Send
    from ..seam import Seam

__all__ = ["Entry", "RequestLog"]

_KEPT: Final = 200
_MOST_BYTES: Final = 8_192
"""Of each body; longer ones are cut, which is said beside them."""
_SHOWN_HEADERS: Final = ("content-type", "retry-after", "x-ratelimit-", "x-gopax-")


@define(eq=False)
class Entry:
    """One request and its answer."""

    number: int
    version: int
    """Which change of the log this entry changed last with."""
    time: str
    method: str
    target: str
    api_key: str
    nonce: str
    signature: str
    body: bytes = b""
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    answer: bytes = b""
    answer_bytes: int = 0
    stated_bytes: int | None = None
    took_ms: int | None = None
    """Milliseconds of real time; None while it is being answered."""

    def summary(self) -> dict[str, Any]:
        """What a list shows."""
        return {
            "number": self.number,
            "time": self.time,
            "method": self.method,
            "target": self.target,
            "api_key": self.api_key,
            "nonce": self.nonce,
            "status": self.status,
            "took_ms": self.took_ms,
            "complete": self.answer_bytes == self.stated_bytes,
        }

    def details(self) -> str:
        """All of it, as JSON."""
        return json.dumps(
            {
                **self.summary(),
                "signature": self.signature,
                "body": self.body.decode("utf-8", "replace"),
                "headers": self.headers,
                "answer": self.answer.decode("utf-8", "replace"),
                "answer_bytes": self.answer_bytes,
                "stated_bytes": self.stated_bytes,
                "cut": self.answer_bytes > len(self.answer),
            },
            ensure_ascii=False,
        )


class RequestLog:
    """Stands in front of an application and writes down what passes; it changes nothing."""

    def __init__(self, app: "Application", clock: Clock, seam: "Seam") -> None:
        self._app = app
        self._clock = clock
        self._seam = seam
        self._entries: deque[Entry] = deque(maxlen=_KEPT)
        self._numbers = 0
        self.version = 0
        """Goes up with every change."""
        self.listeners: list[Callable[[], None]] = []
        """Called after every change, in the event loop that serves."""

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Let one request through (ASGI 3)."""
        entry = self._open(scope)
        began = self._seam.monotonic()

        async def receive_noted() -> Any:
            message = await receive()
            part: bytes = message.get("body", b"")
            if part and len(entry.body) < _MOST_BYTES:
                entry.body = (entry.body + part)[:_MOST_BYTES]
            return message

        async def send_noted(message: Any) -> None:
            _note(entry, message)
            await send(message)

        try:
            await self._app(scope, receive_noted, send_noted)
        finally:
            entry.took_ms = int((self._seam.monotonic() - began) * 1000)
            self._changed(entry)

    def since(self, version: int) -> list[Entry]:
        """The entries that changed after `version`, oldest first."""
        return [entry for entry in self._entries if entry.version > version]

    def find(self, number: int) -> Entry | None:
        """One entry, as long as it is kept."""
        return next((entry for entry in self._entries if entry.number == number), None)

    def _open(self, scope: "Scope") -> Entry:
        headers: dict[bytes, bytes] = {name.lower(): value for name, value in scope["headers"]}
        query: bytes = scope["query_string"]
        raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
        path = raw_path.partition(b"?")[0].decode("latin-1")
        self._numbers += 1
        entry = Entry(
            self._numbers,
            0,
            iso(self._clock.now_ms()),
            scope["method"],
            path + ("?" + query.decode("latin-1") if query else ""),
            headers.get(b"api-key", b"").decode("latin-1"),
            headers.get(b"nonce", b"").decode("latin-1"),
            headers.get(b"signature", b"").decode("latin-1"),
        )
        self._entries.append(entry)
        self._changed(entry)
        return entry

    def _changed(self, entry: Entry) -> None:
        self.version += 1
        entry.version = self.version
        for listener in self.listeners:
            listener()


def _note(entry: Entry, message: Any) -> None:
    if message["type"] == "http.response.start":
        entry.status = message["status"]
        pairs = [(name.decode().lower(), value.decode()) for name, value in message["headers"]]
        entry.headers = tuple(pair for pair in pairs if pair[0].startswith(_SHOWN_HEADERS))
        entry.stated_bytes = next((int(v) for name, v in pairs if name == "content-length"), None)
    elif message["type"] == "http.response.body":
        part: bytes = message.get("body", b"")
        entry.answer_bytes += len(part)
        if len(entry.answer) < _MOST_BYTES:
            entry.answer = (entry.answer + part)[:_MOST_BYTES]
