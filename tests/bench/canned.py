"""A loopback server that costs the client nothing: it answers each path with fixed bytes.

`python -m tests.bench.canned` prints its base URL and serves until its input ends.
"""

import asyncio
import itertools
import sys
from email.utils import formatdate
from typing import cast

from .samples import ANSWERS, ORDER_ID

_HEAD = (
    "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
    f"Date: {formatdate(usegmt=True)}\r\nX-RateLimit-Limit: 20\r\n"
    "X-RateLimit-Remaining: 19\r\nRemaining-Req: group=default; min=1800; sec=29\r\n"
    "Vary: Accept-Encoding\r\nConnection: keep-alive\r\nContent-Length: "
)
_REPLIES = {
    line.encode(): f"{_HEAD}{len(body)}\r\n\r\n".encode() + body for line, body in ANSWERS.items()
}
_PLACING = b"POST /orders"
_ids = itertools.count(int(ORDER_ID))


class _Canned(asyncio.Protocol):
    """Answers each whole request; bodies are short and come with their heads."""

    _transport: asyncio.Transport
    _pending = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are none by inheritance

    def data_received(self, data: bytes) -> None:
        self._pending += data
        while True:
            head, end, rest = self._pending.partition(b"\r\n\r\n")
            if not end:
                return
            length = 0
            if head.startswith(b"P"):
                at = head.lower().find(b"content-length:")
                length = int(head[at + 15 :].split(b"\r\n", 1)[0])
            if len(rest) < length:
                return
            self._pending = rest[length:]
            line = head[: head.find(b" ", 5)].partition(b"?")[0]
            reply = _REPLIES[line]
            if line == _PLACING:
                # No two orders of an exchange have one id.
                reply = reply.replace(ORDER_ID, b"%010d" % next(_ids), 1)
            self._transport.write(reply)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Canned, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main() -> None:
    """Serve, as fast as this Python can."""
    try:
        import uvloop  # noqa: PLC0415 - there is no wheel of it for every platform
    except ImportError:
        asyncio.run(_serve())
    else:
        uvloop.run(_serve())


if __name__ == "__main__":
    main()
