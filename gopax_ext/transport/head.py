"""What makes the head of an answer acceptable: everything that two parsers might read in two ways.

Framing errors are how one answer comes to be taken for another, so nothing ambiguous passes: one
length or one chunked coding, one line for each header, HTTP/1.0 or 1.1, no compression.
"""

import re

import attrs

from .base import FailureKind, WireLimits

__all__ = ["Head", "MalformedResponse", "judge", "oversized_body", "oversized_head"]

_STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9][0-9])(?: [^\r]*)?(?:\r|$)")
_FRAMING = re.compile(
    rb"\r\n(connection|content-length|content-encoding|transfer-encoding):[ \t]*([^\r]*)"
)
_LENGTH = re.compile(rb"[0-9]{1,19}")
# Deleting them in C and comparing lengths is cheaper than any search.
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\r\n"))
_BODILESS = frozenset({204, 304})


class MalformedResponse(Exception):  # noqa: N818 - named for what it is; never leaves the package
    """Bytes that are no trustworthy answer: `kind` as in a failure, `what` for its detail."""

    def __init__(self, kind: FailureKind, what: str) -> None:
        super().__init__(kind, what)
        self.kind: FailureKind = kind
        self.what = what


@attrs.frozen
class Head:
    """A head that was accepted."""

    raw: bytes
    status: int
    keep_alive: bool
    chunked: bool
    until_close: bool
    """The body ends where the connection does."""

    @property
    def informational(self) -> bool:
        """Whether the real answer is still to come."""
        return self.status < 200


def judge(raw: bytes, limits: WireLimits) -> Head:
    """Accept `raw`, a head without the blank line that ends it, or raise MalformedResponse."""
    _judge_lines(raw, limits)
    line = _STATUS_LINE.match(raw)
    if line is None:
        raise _protocol(f"no status line of HTTP/1.x: {raw[:40]!r}")
    status = int(line[2])
    if status == 101:
        raise _protocol("status 101, which nobody asked for")
    http11 = line[1] == b"1"
    if status < 200 and not http11:
        raise _protocol("an informational answer in HTTP/1.0")
    keep_alive = http11
    lengths: list[bytes] = []
    codings: list[bytes] = []
    for name, padded in _FRAMING.findall(raw.lower()):
        # A tab stays: llhttp does not take it off before it compares.
        value = padded.rstrip(b" ")
        if name == b"content-length":
            lengths.append(value)
        elif name == b"transfer-encoding":
            codings.append(value)
        elif name == b"connection":
            keep_alive = keep_alive and b"close" not in value
        elif value not in {b"", b"identity"}:
            raise _protocol(f"content-encoding {value[:40]!r}, though identity was asked for")
    if lengths or codings != [b"chunked"] or not http11:
        _judge_framing(lengths, codings, limits, http11=http11)
    bodiless = status < 200 or status in _BODILESS
    until_close = not (lengths or codings or bodiless)
    return Head(raw, status, keep_alive and not until_close, bool(codings), until_close)


def oversized_head(limits: WireLimits) -> MalformedResponse:
    """The error for a head past its cap."""
    return MalformedResponse("too_large", f"a head of more than {limits.max_head_bytes} bytes")


def oversized_body(limits: WireLimits) -> MalformedResponse:
    """The error for a body past its cap."""
    return MalformedResponse("too_large", f"a body of more than {limits.max_body_bytes} bytes")


def _judge_lines(raw: bytes, limits: WireLimits) -> None:
    if len(raw) > limits.max_head_bytes:
        raise oversized_head(limits)
    count = raw.count(b"\r\n")
    if count > limits.max_headers:
        raise MalformedResponse("too_large", f"{count} headers; at most {limits.max_headers}")
    if raw.count(b"\n") != count or raw.count(b"\r") != count:
        raise _protocol("a line of the head that does not end with CR LF")
    if len(raw.translate(None, _CONTROLS)) != len(raw):
        raise _protocol("a control character in the head")
    if b"\r\n " in raw or b"\r\n\t" in raw:
        raise _protocol("a header that goes on over a second line")


def _judge_framing(
    lengths: list[bytes], codings: list[bytes], limits: WireLimits, *, http11: bool
) -> None:
    if len(lengths) + len(codings) > 1:
        raise _protocol("more than one statement of where the body ends")
    if codings and (codings != [b"chunked"] or not http11):
        raise _protocol(f"transfer-encoding {codings[0][:40]!r}")
    if lengths:
        if _LENGTH.fullmatch(lengths[0]) is None:
            raise _protocol(f"content-length {lengths[0][:40]!r}")
        if int(lengths[0]) > limits.max_body_bytes:
            raise oversized_body(limits)


def _protocol(what: str) -> MalformedResponse:
    return MalformedResponse("protocol", what)
