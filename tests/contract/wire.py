"""Calls exactly as they are meant to be, right or wrong: nothing is added but what HTTP needs."""

import http.client
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from attrs import field, frozen

__all__ = ["Key", "Reply", "Wire"]

_TIMEOUT_S = 20.0


@frozen
class Key:
    """An API key and its secret."""

    api_key: str
    secret_key: str = field(repr=False)


@frozen
class Reply:
    """An answer as it came; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """One connection to the server, opened again when the server has closed it."""

    def __init__(self, base_url: str, *, per_second: int | None = None) -> None:
        parts = urlsplit(base_url)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        self._connection = kind(parts.hostname or "", parts.port, timeout=_TIMEOUT_S)
        self._prefix = parts.path.rstrip("/")
        self._gap = 0.0 if per_second is None else 1 / per_second
        self._next = 0.0

    def send(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        """Send these bytes and read the answer."""
        wait = self._next - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._next = time.monotonic() + self._gap
        try:
            return self._send(method, target, headers or {}, body)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._connection.close()  # it was idle for too long: nothing of the call was read
            return self._send(method, target, headers or {}, body)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

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
