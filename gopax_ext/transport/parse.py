"""Answers out of bytes, within caps, by a well-kept parser.

Where a message ends is httptools' work (llhttp), or h11's where httptools cannot be imported. What
the two see differently in a head is judged by `head`, over its bytes, so both accept the same.
"""

from typing import Protocol

from .base import WireLimits, WireResponse
from .head import Framing, MalformedResponse, judge, oversized_body, oversized_head
from .headers import Headers

__all__ = ["Assembly", "ResponseParser", "new_parser"]


class ResponseParser(Protocol):
    """Reads the answers of one connection, one at a time."""

    reusable: bool
    """Whether the connection may carry another exchange; meaningful once an answer is complete."""

    def start(self) -> None:
        """Forget the last answer and expect the next."""
        ...

    def feed(self, data: bytes) -> WireResponse | None:
        """Take bytes; return the answer when it is complete. Raises MalformedResponse."""
        ...

    def finish(self) -> WireResponse:
        """Return the answer if the peer's close completes it, else raise MalformedResponse."""
        ...


def new_parser(limits: WireLimits) -> ResponseParser:
    """Return a parser for one connection."""
    try:
        from .parse_httptools import HttptoolsParser  # noqa: PLC0415 - there may be no wheel
    except ImportError:
        from .parse_h11 import H11Parser  # noqa: PLC0415 - only where it is needed

        return H11Parser(limits)
    return HttptoolsParser(limits)


class Assembly:
    """What both parsers share: the caps, and the answer as it grows."""

    __slots__ = (
        "_body",
        "_body_size",
        "_framing",
        "_head",
        "_informational",
        "_limits",
        "_most",
        "_raw",
        "_received",
        "_response",
        "_spent",
        "_status",
        "reusable",
    )

    def __init__(self, limits: WireLimits) -> None:
        self._limits = limits
        # Chunk sizes, their extensions and trailers may cost as much again as the body, not more.
        self._most = limits.max_head_bytes + 2 * limits.max_body_bytes
        self.start()

    def start(self) -> None:
        """See `ResponseParser.start`."""
        self.reusable = False
        self._raw: bytes | bytearray = b""
        self._received = self._spent = self._informational = self._body_size = 0
        self._framing: Framing | None = None
        self._body: list[bytes] = []
        self._response: WireResponse | None = None

    def finish(self) -> WireResponse:
        """See `ResponseParser.finish`."""
        framing = self._framing
        if framing is not None and framing.until_close:
            self._complete(framing)
        if (answer := self._hand_over()) is not None:
            return answer
        if framing is not None:
            got = f"{self._body_size} bytes of the body"
        else:
            got = f"{self._received} bytes of the head" if self._received else "no byte"
        raise MalformedResponse("closed", f"the peer closed the connection after {got}")

    _head: bytes
    _status: int

    def _take(self, data: bytes) -> None:
        """Count `data` and, as long as the head is open, keep it."""
        self._received = received = self._received + len(data)
        if received > self._most:
            raise MalformedResponse("too_large", f"{received} bytes without an end")
        if self._framing is not None:
            return
        if not self._raw:
            self._raw = data
        else:
            if isinstance(self._raw, bytes):
                self._raw = bytearray(self._raw)
            self._raw += data

    def _check_open_head(self) -> None:
        """Refuse a head that has passed its cap without an end."""
        if self._framing is None and len(self._raw) > self._limits.max_head_bytes:
            raise oversized_head(self._limits)

    def on_headers_complete(self) -> None:
        """Judge the head whose end the parser has seen; keep it if it is the final one."""
        if self._response is not None:
            return
        end = self._raw.find(b"\r\n\r\n")
        if end < 0:
            raise MalformedResponse("protocol", "a head whose last line does not end with CR LF")
        raw = bytes(self._raw[:end])
        status, framing = judge(raw, self._limits)
        self._spent += end + 4
        if status >= 200:
            self._head, self._status, self._framing = raw, status, framing
            self._raw = b""
            return
        self._raw = self._raw[end + 4 :]
        self._informational += 1
        most = self._limits.max_informational
        if self._informational > most:
            raise MalformedResponse("protocol", f"more than {most} informational answers")

    def on_body(self, data: bytes) -> None:
        """Keep a piece of the body."""
        if self._response is not None:
            return
        self._body_size += len(data)
        if self._body_size > self._limits.max_body_bytes:
            raise oversized_body(self._limits)
        self._body.append(data)

    def on_message_complete(self) -> None:
        """Put the answer together, if it was the final one that ended."""
        if self._response is None and self._framing is not None:
            self._complete(self._framing)

    def _complete(self, framing: Framing) -> None:
        # Where the size is known every byte has to be accounted for: llhttp skips blank lines.
        unasked = not framing.chunked and self._received != self._spent + self._body_size
        self.reusable = framing.keep_alive and not framing.until_close and not unasked
        headers = Headers.from_raw(self._head)
        self._response = WireResponse(self._status, headers, b"".join(self._body))

    def _hand_over(self) -> WireResponse | None:
        """Return a complete answer and keep nothing of it: the connection may be idle for long."""
        response = self._response
        if response is None:
            self._check_open_head()
            return None
        self._response = None
        self._body = []
        return response
