"""An answer on its way out."""

import html
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from attrs import frozen

__all__ = [
    "JSON",
    "MOST_BODY",
    "Application",
    "Headers",
    "Receive",
    "Reply",
    "Scope",
    "Send",
    "begin",
    "page",
    "respond",
]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
"""Whatever answers requests (ASGI 3): the exchange, or something around it."""
Headers = list[tuple[bytes, bytes]]

MOST_BODY = 65_536
"""Bytes of a request's body, beyond which it is refused."""
JSON = (b"content-type", b"application/json; charset=utf-8")
_HTML = (b"content-type", b"text/html; charset=utf-8")


@frozen
class Reply:
    """Status, body, and every header but the length."""

    status: int
    body: bytes
    headers: Headers


def page(status: int, text: str, headers: Headers) -> Reply:
    """An HTML page, which is what the real server answers outside its routes."""
    body = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n'
        f"</head>\n<body>\n<pre>{html.escape(text)}</pre>\n</body>\n</html>\n"
    )
    return Reply(status, body.encode(), [_HTML, *headers])


async def respond(reply: Reply, send: Send) -> None:
    """Send the whole answer."""
    await begin(reply, send, len(reply.body))
    await send({"type": "http.response.body", "body": reply.body})


async def begin(reply: Reply, send: Send, length: int) -> None:
    """Send status and headers, stating `length`."""
    headers = [*reply.headers, (b"content-length", b"%d" % length)]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
