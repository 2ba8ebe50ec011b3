"""Answers out of bytes, within caps, by a well-kept parser; anything ambiguous is refused.

Framing is httptools' work (llhttp), or h11's where httptools cannot be imported. What the two judge
differently - line ends, folded lines, repeated lengths, odd codings - is judged here, over the raw
head, so that both accept exactly the same answers.
"""

import re
from typing import Protocol

import attrs

from .base import FailureKind, WireLimits, WireResponse
from .headers import Headers

__all__ = ["Assembly", "MalformedResponse", "ResponseParser", "new_parser"]

_STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9][0-9])(?: [^\r]*)?(?:\r|$)")
_FRAMING = re.compile(
    rb"\r\n(connection|content-length|content-encoding|transfer-encoding):[ \t]*([^\r]*)"
)
_LENGTH = re.compile(rb"[0-9]{1,19}")
_SWITCHING_PROTOCOLS = 101
_FIRST_FINAL_STATUS = 200
_BODILESS = frozenset({204, 304})


class MalformedResponse(Exception):
    """Bytes that are no trustworthy answer: `kind` as in a failure, `what` for its detail."""

    def __init__(self, kind: FailureKind, what: str) -> None:
        super().__init__(kind, what)
        self.kind: FailureKind = kind
        self.what = what


class ResponseParser(Protocol):
    """Reads the answers of one connection, one at a time."""

    reusable: bool
    """Whether the connection may carry another exchange; meaningful once an answer is complete."""

    def start(self) -> None:
        """Forget the last answer and expect the next."""
        ...

    def feed(self, data: bytes) -> WireResponse | None:
        """Take bytes; return the answer when it is complete. Raises `MalformedResponse`."""
        ...

    def finish(self) -> WireResponse:
        """The peer has closed: return the answer if that completes it, else `MalformedResponse`."""
        ...


def new_parser(limits: WireLimits) -> ResponseParser:
    """Return a parser for one connection."""
    try:
        from .parse_httptools import HttptoolsParser
    except ImportError:
        from .parse_h11 import H11Parser

        return H11Parser(limits)
    return HttptoolsParser(limits)


@attrs.frozen
class _Head:
    raw: bytes
    status: int
    keep_alive: bool
    until_close: bool


class Assembly:
    """What both parsers share: the head's rules, the caps, and the answer as it grows."""

    __slots__ = (
        "_body",
        "_body_size",
        "_head",
        "_informational",
        "_limits",
        "_raw",
        "_received",
        "_response",
        "reusable",
    )

    def __init__(self, limits: WireLimits) -> None:
        self._limits = limits
        self.start()

    def start(self) -> None:
        self.reusable = False
        self._raw: bytes | bytearray = b""
        self._received = 0
        self._head: _Head | None = None
        self._informational = 0
        self._body: list[bytes] = []
        self._body_size = 0
        self._response: WireResponse | None = None

    def finish(self) -> WireResponse:
        head = self._head
        if head is not None and head.until_close:
            return self._complete(head)
        if head is None:
            got = (
                f"{self._received} bytes of the head" if self._received else "no byte of an answer"
            )
        else:
            got = f"{self._body_size} bytes of the body"
        raise MalformedResponse("closed", f"the peer closed the connection after {got}")

    def _take(self, data: bytes) -> None:
        """Count `data` and, as long as the head is open, keep it."""
        limits = self._limits
        self._received += len(data)
        # Chunk sizes, their extensions and trailers may cost as much again as the body, not more.
        if self._received > limits.max_head_bytes + 2 * limits.max_body_bytes:
            raise MalformedResponse("too_large", f"{self._received} bytes and no end")
        if self._head is not None:
            return
        if not self._raw:
            self._raw = data
        else:
            if isinstance(self._raw, bytes):
                self._raw = bytearray(self._raw)
            self._raw += data

    def _check_open_head(self) -> None:
        if self._head is None and len(self._raw) > self._limits.max_head_bytes:
            raise _too_large_head(self._limits)

    def _end_head(self) -> None:
        """The parser saw the end of a head: judge it; True when it is not the final one."""
        raw = self._raw
        end = raw.find(b"\r\n\r\n")
        if end < 0:
            raise MalformedResponse("protocol", "a line of the head ends without CR LF")
        head = _judge(bytes(raw[:end]), self._limits)
        if head.status < _FIRST_FINAL_STATUS:
            self._informational += 1
            if self._informational > self._limits.max_informational:
                raise MalformedResponse(
                    "protocol", f"more than {self._limits.max_informational} informational answers"
                )
            self._raw = raw[end + 4 :]
            return
        self._raw = b""
        self._head = head

    def _add_body(self, data: bytes) -> None:
        self._body_size += len(data)
        if self._body_size > self._limits.max_body_bytes:
            raise _too_large_body(self._limits)
        self._body.append(data)

    def _complete(self, head: _Head) -> WireResponse:
        self.reusable = head.keep_alive
        self._response = response = WireResponse(
            head.status, Headers.from_head(head.raw), b"".join(self._body)
        )
        return response


def _judge(head: bytes, limits: WireLimits) -> _Head:
    """Accept `head`, without its closing blank line, or say why not."""
    if len(head) > limits.max_head_bytes:
        raise _too_large_head(limits)
    count = head.count(b"\r\n")
    if count > limits.max_headers:
        raise MalformedResponse("too_large", f"{count} headers; at most {limits.max_headers}")
    if head.count(b"\n") != count or head.count(b"\r") != count:
        raise MalformedResponse("protocol", "a line of the head ends without CR LF")
    if b"\r\n " in head or b"\r\n\t" in head:
        raise MalformedResponse("protocol", "a header goes on over a second line")
    line = _STATUS_LINE.match(head)
    if line is None:
        raise MalformedResponse("protocol", f"no status line of HTTP/1.x: {head[:40]!r}")
    status = int(line[2])
    if status == _SWITCHING_PROTOCOLS:
        raise MalformedResponse("protocol", "status 101 without having asked for it")
    http11 = line[1] == b"1"
    keep_alive = http11
    lengths: list[bytes] = []
    codings: list[bytes] = []
    for name, padded in _FRAMING.findall(head.lower()):
        value = padded.rstrip(b" \t")
        if name == b"content-length":
            lengths.append(value)
        elif name == b"transfer-encoding":
            codings.append(value)
        elif name == b"connection":
            if b"close" in value:
                keep_alive = False
        elif value not in {b"", b"identity"}:
            raise MalformedResponse(
                "protocol", f"content-encoding {value[:40]!r}, though only identity was accepted"
            )
    if codings and (codings != [b"chunked"] or not http11):
        raise MalformedResponse("protocol", f"transfer-encoding {b', '.join(codings)[:40]!r}")
    if lengths:
        _judge_lengths(lengths, limits, chunked=bool(codings))
    bodiless = status < _FIRST_FINAL_STATUS or status in _BODILESS
    until_close = not (lengths or codings or bodiless)
    return _Head(head, status, keep_alive and not until_close, until_close)


def _judge_lengths(lengths: list[bytes], limits: WireLimits, *, chunked: bool) -> None:
    if chunked or len(lengths) > 1:
        raise MalformedResponse("protocol", "more than one statement of the body's length")
    if _LENGTH.fullmatch(lengths[0]) is None:
        raise MalformedResponse("protocol", f"content-length {lengths[0][:40]!r}")
    if int(lengths[0]) > limits.max_body_bytes:
        raise _too_large_body(limits)


def _too_large_head(limits: WireLimits) -> MalformedResponse:
    return MalformedResponse("too_large", f"a head of more than {limits.max_head_bytes} bytes")


def _too_large_body(limits: WireLimits) -> MalformedResponse:
    return MalformedResponse("too_large", f"a body of more than {limits.max_body_bytes} bytes")
