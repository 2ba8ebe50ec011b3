"""Where requests go, and the exact bytes they are."""

import re

from msgspec import Struct

from ..address import DEFAULT_PORTS, usual_address
from .base import WireRequest
from .resolve import is_loopback

__all__ = ["Origin", "RequestEncoder"]

# HEAD and CONNECT are left out: their answers are framed by other rules.
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OURS = frozenset(
    {"host", "content-length", "connection", "accept-encoding", "transfer-encoding", "te"}
)
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_TARGET = re.compile(r"/[!-\"$-~]*")
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = r"[\x01-\x09\x0b\x0c\x0e-\xff]*"
_MAX_KNOWN_NAMES = 256
_MAX_KNOWN_STARTS = 256
_LONGEST_KNOWN_TARGET = 256


class Origin(Struct, frozen=True):
    """Scheme, host and port that credentials may be sent to."""

    scheme: str
    host: str
    port: int

    @classmethod
    def parse(cls, base_url: str) -> "Origin":
        """Read `base_url`, `https://host[:port]`; plain http is for loopback hosts alone.

        Raises ValueError for anything else: another scheme, a path, a query, or credentials in it.
        """
        scheme, host, port = usual_address(base_url) or _taken_apart(base_url)
        if scheme == "http" and not is_loopback(host):
            raise ValueError(
                f"plain http to {host} would show every key and order; use https://{host}"
            )
        return cls(scheme, host, port or DEFAULT_PORTS[scheme])

    @property
    def secure(self) -> bool:
        """Whether TLS is used."""
        return self.scheme == "https"

    @property
    def address(self) -> str:
        """`host:port`, as error messages name it."""
        return f"{self._bracketed}:{self.port}"

    @property
    def host_header(self) -> str:
        """The value of Host: the port is left out where it is the scheme's own."""
        return self._bracketed if self.port == DEFAULT_PORTS[self.scheme] else self.address

    @property
    def _bracketed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


class RequestEncoder:
    """Turns requests for one origin into bytes.

    Refuses, with ValueError, whatever would not arrive as the one request it was meant to be:
    CR, LF, NUL or characters past latin-1 in a header, blanks in a target, headers that the
    transport sets itself. Messages name the header, never its value.
    """

    __slots__ = ("_common", "_constant", "_known_names", "_starts")

    def __init__(self, origin: Origin) -> None:
        self._constant = f" HTTP/1.1\r\nHost: {origin.host_header}\r\nAccept-Encoding: identity\r\n"
        self._known_names: set[str] = set()
        self._starts: dict[tuple[str, str], str] = {}
        self._common: tuple[object, str] = ((), "")

    def encode(self, request: WireRequest) -> bytes:
        """Return head and body of `request` in one piece, for one write."""
        method, target, body = request.method, request.target, request.body
        start = self._starts.get((method, target)) or self._start(method, target)
        common, common_lines = self._common
        if common is not request.common:
            common_lines = self._lines(request.common)
            self._common = (request.common, common_lines)
        lines = self._lines(request.headers)
        if body or (method != "GET" and request.has_length):
            lines += f"Content-Length: {len(body)}\r\n"
        try:
            return f"{start}{common_lines}{lines}\r\n".encode("latin-1") + body
        except UnicodeEncodeError:
            # From None: that error carries the whole head, credentials with it.
            raise _bad_value(request.all_headers) from None

    def _start(self, method: str, target: str) -> str:
        """Return the request line and the headers that are the same for every request."""
        if method not in _METHODS:
            raise ValueError(f"method {method!r} is not one of {', '.join(sorted(_METHODS))}")
        if _TARGET.fullmatch(target) is None:
            raise ValueError(
                f"target {target!r} must start with '/' and hold visible ASCII alone; encode it"
            )
        start = f"{method} {target}{self._constant}"
        if len(self._starts) < _MAX_KNOWN_STARTS and len(target) < _LONGEST_KNOWN_TARGET:
            self._starts[method, target] = start
        return start

    def _lines(self, headers: tuple[tuple[str, str], ...]) -> str:
        known = self._known_names
        lines = values = ""
        for name, value in headers:
            if name not in known:
                self._learn(name)
            lines += f"{name}: {value}\r\n"
            values += value
        if "\n" in values or "\r" in values or "\0" in values:
            raise _bad_value(headers)
        return lines

    def _learn(self, name: str) -> None:
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"header name {name!r} is not a token; use letters, digits and '-'")
        if name.lower() in _OURS:
            raise ValueError(f"header {name!r} is set by the transport; leave it out")
        if len(self._known_names) < _MAX_KNOWN_NAMES:
            self._known_names.add(name)


def _bad_value(headers: tuple[tuple[str, str], ...]) -> ValueError:
    bad = [name for name, value in headers if re.fullmatch(_VALUE, value) is None]
    return ValueError(
        f"header {', '.join(bad)} holds CR, LF, NUL or a character past latin-1; remove it"
    )


def _taken_apart(base_url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address of another form, or say what is wrong with it."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - see `usual_address`

    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if parts.scheme not in DEFAULT_PORTS or _HOST.fullmatch(host) is None:
        raise ValueError(f"base_url {_shown(base_url)!r} is not of the form https://host[:port]")
    if "@" in parts.netloc:
        raise ValueError(
            f"base_url for {host} holds credentials; remove what stands before the '@'"
        )
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError(
            f"base_url {_shown(base_url)!r} must end after host and port; remove the rest"
        )
    return parts.scheme, host, parts.port


def _shown(base_url: str) -> str:
    return base_url.rpartition("@")[2]
