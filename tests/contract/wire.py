"""Calls exactly as they are meant to be, right or wrong: nothing is added but what HTTP needs."""

import http.client
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlsplit

from attrs import Factory, frozen

from .seen import Router, Seen
from .signing import Nonces, signature_of
from .target import Key

__all__ = ["Caller", "Reply", "Wire"]

_TIMEOUT_S = 20.0


@frozen
class Reply:
    """An answer as it came; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """One connection to the server, opened again when the server closes it."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        self._connection = kind(parts.hostname or "", parts.port, timeout=_TIMEOUT_S)
        self._prefix = parts.path.rstrip("/")

    def send(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        """Send these bytes and read the answer; an idle connection that was closed is renewed."""
        for last in (False, True):
            try:
                return self._send(method, target, headers or {}, body)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self._connection.close()
                if last:
                    raise
        raise AssertionError("a loop of two rounds ends in its second")

    def _send(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        connection = self._connection
        connection.putrequest(method, self._prefix + target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body or method in {"POST", "PUT", "PATCH"}:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, found, answer.read())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class Watcher(Protocol):
    """Somebody who looks at every call."""

    def look(self, seen: Seen) -> None:
        """Look at one."""
        ...


@frozen
class Caller:
    """Somebody who calls the server correctly, with a key or without."""

    wire: Wire
    router: Router
    key: Key | None = None
    watcher: Watcher | None = None
    nonces: Nonces = Factory(Nonces)

    def call(self, method: str, target: str, body: bytes = b"") -> Seen:
        """Make a call, signed when there is a key."""
        headers = {} if self.key is None else self.signed(self.key, method, target, body)
        if body:
            headers["Content-Type"] = "application/json"
        reply = self.wire.send(method, target, headers, body)
        seen = self.router.seen(method, target, body, reply.status, reply.headers, reply.body)
        if seen is None:
            raise LookupError(f"{method} {target} calls no operation of openapi.yaml")
        if self.watcher is not None:
            self.watcher.look(seen)
        return seen

    def get(self, target: str) -> Seen:
        """Read something."""
        return self.call("GET", target)

    def signed(self, key: Key, method: str, target: str, body: bytes) -> dict[str, str]:
        """The headers of a correctly signed call."""
        nonce = self.nonces.next()
        message = f"{nonce}{method}{target.partition('?')[0]}".encode() + body
        return {
            "API-KEY": key.api_key,
            "SIGNATURE": signature_of(key.secret_key, message),
            "NONCE": nonce,
        }
