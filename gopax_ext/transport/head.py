"""What makes the head of an answer acceptable: everything that two parsers might read in two ways.

Framing errors are how one answer comes to be taken for another, so nothing ambiguous passes: one
length or one chunked coding, one line for each header, HTTP/1.0 or 1.1, no compression.
"""

import re

from msgspec import Struct

from .base import FailureKind, WireLimits

__all__ = [
    "Framing",
    "MalformedResponse",
    "check_lines",
    "judge",
    "oversized_body",
    "oversized_head",
]

_TEXT = rb"[\t\x20-\x7e\x80-\xff]*"
# Texts, for `re` to compile when an answer that is not the usual one comes.
_STATUS_LINE = rb"HTTP/1\.([01]) ([1-5][0-9][0-9])(?: " + _TEXT + rb")?(?:\r\n|\Z)"
_LINES = _TEXT + rb"(?:\r\n[!#$%&'*+\-.^_`|~0-9A-Za-z]+:" + _TEXT + rb")*"
_FRAMING = rb"\r\n(connection|content-length|content-encoding|transfer-encoding):[ \t]*([^\r]*)"
_BODILESS = frozenset({204, 304})
_OK = b"HTTP/1.1 200 OK\r\n"


class MalformedResponse(Exception):  # noqa: N818 - named for what it is; never leaves the package
    """Bytes that are no trustworthy answer: `kind` as in a failure, `what` for its detail."""

    def __init__(self, kind: FailureKind, what: str) -> None:
        super().__init__(kind, what)
        self.kind: FailureKind = kind
        self.what = what


class Framing(Struct, frozen=True):
    """Where a body ends, and whether its connection lives on."""

    keep_alive: bool
    chunked: bool = False
    until_close: bool = False
    """The body ends where the connection does."""


_PLAIN = Framing(keep_alive=True)


def judge(raw: bytes, limits: WireLimits) -> tuple[int, Framing]:
    """Return status and framing of `raw`, a head without its blank line; or MalformedResponse.

    Its lines and its Content-Length, if it has one, have been checked by `check_lines` or llhttp.
    """
    size = len(raw)
    if size > limits.max_head_bytes:
        raise oversized_head(limits)
    # Shorter than so many lines of four bytes it cannot hold more.
    if size > 4 * limits.max_headers and raw.count(b"\r\n") > limits.max_headers:
        raise MalformedResponse("too_large", f"more than {limits.max_headers} headers")
    lower = raw.lower()
    if raw.startswith(_OK):
        status, http11 = 200, True
    else:
        line = re.match(_STATUS_LINE, raw)
        if line is None:
            raise _protocol(f"no status line of HTTP/1.x: {raw[:40]!r}")
        status, http11 = int(line[2]), line[1] == b"1"
    if status < 200:
        _judge_informational(status, http11=http11)
        return status, _PLAIN
    # Nearly every answer: one length, no coding and no word of closing. It need not be taken apart.
    if (
        http11
        and lower.find(b"-encoding:") < 0  # `in` first asks if the bytes are a number
        and lower.find(b"close") < 0
        and lower.count(b"\r\ncontent-length:") == 1
    ):
        return status, _PLAIN
    framing = _judge_framing(re.findall(_FRAMING, lower), http11=http11)
    if framing.until_close and status in _BODILESS:
        framing = Framing(framing.keep_alive, framing.chunked)
    return status, framing


def check_lines(raw: bytes) -> None:
    """Refuse lines that do not end with CR LF, go on over a second one, or hold controls.

    And lengths that are no plain number. llhttp does this by itself, h11 does not.
    """
    if re.fullmatch(_LINES, raw) is None:
        raise _protocol("a header that is not one line of visible characters")
    for name, value in re.findall(_FRAMING, raw.lower()):
        if name == b"content-length" and not value.strip(b" \t").isdigit():
            raise _protocol(f"content-length {value[:40]!r}")


def judge_encoding(value: bytes) -> None:
    """Refuse a Content-Encoding, in small letters, that would have to be undone."""
    if value not in {b"", b"identity"}:
        raise _protocol(f"content-encoding {value[:40]!r}, though identity was asked for")


def oversized_head(limits: WireLimits) -> MalformedResponse:
    """The error for a head past its cap."""
    return MalformedResponse("too_large", f"a head of more than {limits.max_head_bytes} bytes")


def oversized_body(limits: WireLimits) -> MalformedResponse:
    """The error for a body past its cap."""
    return MalformedResponse("too_large", f"a body of more than {limits.max_body_bytes} bytes")


def _judge_informational(status: int, *, http11: bool) -> None:
    if status == 101:
        raise _protocol("status 101, which nobody asked for")
    if not http11:
        raise _protocol("an informational answer in HTTP/1.0")


def _judge_framing(statements: list[tuple[bytes, bytes]], *, http11: bool) -> Framing:
    keep_alive, body_end = http11, b""
    for name, padded in statements:
        # A tab stays: llhttp does not take it off before it compares.
        value = padded.rstrip(b" ")
        if name == b"connection":
            keep_alive = keep_alive and b"close" not in value
        elif name == b"content-encoding":
            judge_encoding(value)
        elif body_end:
            raise _protocol("more than one statement of where the body ends")
        elif name == b"transfer-encoding" and (value != b"chunked" or not http11):
            raise _protocol(f"transfer-encoding {value[:40]!r}")
        else:
            body_end = name
    return Framing(keep_alive, chunked=body_end == b"transfer-encoding", until_close=not body_end)


def _protocol(what: str) -> MalformedResponse:
    return MalformedResponse("protocol", what)
