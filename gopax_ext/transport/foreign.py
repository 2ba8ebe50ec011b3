"""Answers that another HTTP stack has parsed, held to the rules of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Headers, WireResponse
from .endpoint import DeadlinePassed
from .head import MalformedResponse, judge_encoding, oversized_body, oversized_head

if TYPE_CHECKING:
    from .endpoint import Endpoint

__all__ = ["ForeignAnswer"]


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
