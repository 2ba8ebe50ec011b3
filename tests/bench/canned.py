"""A loopback server that costs the client nothing: it answers each path with fixed bytes.

`python -m tests.bench.canned` prints its base URL and serves until its input ends.
"""

import asyncio
import itertools
import sys

from .samples import ANSWERS, ORDER_ID

_HEAD = (
    "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
    "Date: Wed, 14 Mar 2018 03:50:41 GMT\r\nX-RateLimit-Limit: 20\r\n"
    "X-RateLimit-Remaining: 19\r\nVary: Accept-Encoding\r\nConnection: keep-alive\r\n"
    "Content-Length: {}\r\n\r\n"
)
_REPLIES = {
    path.encode(): _HEAD.format(len(body)).encode() + body for path, body in ANSWERS.items()
}
_ids = itertools.count(int(ORDER_ID))


class _Canned(asyncio.Protocol):
    """Answers each whole request; bodies are short and come with their heads."""

    _transport: asyncio.Transport
    _pending = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._pending += data
        while True:
            head, end, rest = self._pending.partition(b"\r\n\r\n")
            if not end:
                return
            length = 0
            at = head.lower().find(b"content-length:")
            if at >= 0:
                length = int(head[at + 15 :].split(b"\r\n", 1)[0])
            if len(rest) < length:
                return
            self._pending = rest[length:]
            path = head.split(b" ", 2)[1].partition(b"?")[0]
            reply = _REPLIES[path]
            if path == b"/orders":
                # No two orders of an exchange have one id.
                reply = reply.replace(ORDER_ID, b"%010d" % next(_ids), 1)
            self._transport.write(reply)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Canned, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
