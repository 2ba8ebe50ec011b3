"""HTTP as the proxy speaks it to its callers: requests read whole, answers as bytes to spoil."""

import asyncio
import contextlib
import socket
import struct
from http import HTTPStatus
from typing import Final

from ..transport.base import WireRequest, WireResponse

__all__ = ["Client", "Unreadable", "head_of", "read_request"]

_MOST_HEAD_BYTES: Final = 65_536
_MOST_BODY_BYTES: Final = 1 << 20
_OWN_OF_A_CONNECTION: Final = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-connection",
        "te",
        "transfer-encoding",
        "upgrade",
    }
)


class Unreadable(Exception):  # noqa: N818 - named for what it is; never leaves the package
    """What a caller sent is no request that can be passed on."""


async def read_request(reader: asyncio.StreamReader) -> WireRequest | None:
    """Read one request, None where the caller has gone. Raises `Unreadable`.

    What belongs to the connection is left out of its headers: the way onwards has its own.
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    except asyncio.LimitOverrunError as error:
        raise Unreadable from error
    line, *lines = head[:-4].decode("latin-1").split("\r\n")
    words = line.split(" ")
    pairs = [(name, value.strip(" \t")) for name, _, value in (x.partition(":") for x in lines)]
    stated = {name.lower(): value for name, value in pairs}
    length = stated.get("content-length", "0")
    # A body in chunks would have to be taken apart, and no client of a JSON API sends one.
    if len(words) != 3 or "transfer-encoding" in stated or not length.isdigit():
        raise Unreadable
    if int(length) > _MOST_BODY_BYTES:
        raise Unreadable
    try:
        body = await reader.readexactly(int(length))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    kept = tuple(pair for pair in pairs if pair[0].lower() not in _OWN_OF_A_CONNECTION)
    return WireRequest(words[0], words[1], kept, body)


def head_of(answer: WireResponse, *framing: str) -> bytes:
    """Return the head of `answer`; `framing` is the lines that say where its body ends.

    Without any, Content-Length tells its true length.
    """
    try:
        reason = HTTPStatus(answer.status).phrase
    except ValueError:
        reason = ""
    lines = [f"HTTP/1.1 {answer.status} {reason}"]
    for name, value in answer.headers.pairs:
        if name.lower() not in _OWN_OF_A_CONNECTION:
            lines.append(f"{name}: {value}")
    lines.extend(framing or (f"Content-Length: {len(answer.body)}",))
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


class Client:
    """The proxy's end of one caller's connection."""

    LIMIT: Final = _MOST_HEAD_BYTES

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self._writer = writer

    async def send(self, data: bytes) -> None:
        """Write `data` and wait until there is room for more. Raises ConnectionError."""
        self._writer.write(data)
        await self._writer.drain()
        if self._writer.is_closing():
            raise ConnectionResetError("the caller has gone")

    async def gone(self) -> None:
        """Return when the caller has gone."""
        with contextlib.suppress(ConnectionError):
            while await self.reader.read(_MOST_HEAD_BYTES):
                pass

    async def close(self) -> None:
        """Close after what was written, as a server does that has finished."""
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()

    def reset(self) -> None:
        """Break the connection off with a TCP reset."""
        sock: socket.socket = self._writer.get_extra_info("socket")
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()
