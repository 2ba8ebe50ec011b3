"""Answers that another HTTP stack has parsed, held to the rules of our own."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from .base import Headers, Progress, WireResponse
from .endpoint import DeadlinePassed
from .head import MalformedResponse, judge_encoding, oversized_body, oversized_head

if TYPE_CHECKING:
    from .endpoint import Endpoint

__all__ = ["ForeignAnswer", "Suspicion", "stems_from_tls"]

_SUSPICIOUS_SECONDS = 120.0
"""As long as another library may keep a connection idle, and then some."""


class ForeignAnswer:
    """One answer: its head is judged at once, its body piece by piece as it comes."""

    def __init__(
        self, endpoint: Endpoint, deadline: float, status: int, raw: list[tuple[bytes, bytes]]
    ) -> None:
        limits = endpoint.limits
        if not 200 <= status <= 599:
            raise MalformedResponse("protocol", f"status {status}")
        if len(raw) > limits.max_headers:
            raise MalformedResponse("too_large", f"{len(raw)} headers")
        size = 4 * len(raw)
        for name, value in raw:
            size += len(name) + len(value)
            if len(name) == 16 and name.lower() == b"content-encoding":
                judge_encoding(value.lower())
        if size > limits.max_head_bytes:
            raise oversized_head(limits)
        self._headers = Headers.from_raw(raw)
        self._status = status
        self._deadline = deadline
        self._endpoint = endpoint
        self._body: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes) -> None:
        """Take a piece of the body. Raises MalformedResponse past the cap, or DeadlinePassed."""
        self._size += len(chunk)
        if self._size > self._endpoint.limits.max_body_bytes:
            raise oversized_body(self._endpoint.limits)
        if self._endpoint.monotonic() >= self._deadline:
            raise DeadlinePassed
        self._body.append(chunk)

    def complete(self) -> WireResponse:
        """Return the whole answer."""
        return WireResponse(self._status, self._headers, b"".join(self._body))


class Suspicion:
    """Whether connections that another library keeps may be out of step.

    Ours are closed when bytes follow an answer; httpx reads them as the next one. Such an answer
    does not fit its question, and from then on every connection is closed after its next exchange,
    until all that were open can be trusted again. HTTP/2 numbers its answers and needs none of it.
    """

    def __init__(self) -> None:
        self._until = float("-inf")
        self.numbered = False
        """Whether answers come by HTTP/2."""

    def headers(self, now: float) -> list[tuple[bytes, bytes]]:
        """Return what to ask of the next exchange, at `now` in monotonic seconds."""
        return [(b"Connection", b"close")] if now < self._until else []

    def judged(
        self, answer: WireResponse, progress: Progress | None, endpoint: Endpoint
    ) -> WireResponse:
        """Return `answer`; remember it if whoever waits for it does not trust its connection."""
        if progress is not None and not progress.trusts(answer) and not self.numbered:
            self._until = endpoint.monotonic() + _SUSPICIOUS_SECONDS
        return answer


def stems_from_tls(error: BaseException | None) -> bool:
    """Tell if somewhere below `error` it was TLS that failed."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
