"""A whole answer, for those who want more than its value."""

from datetime import timedelta
from typing import Generic, TypeVar

from msgspec import Struct

from .transport.base import Headers

__all__ = ["Response"]

T = TypeVar("T")


class Response(Struct, Generic[T], frozen=True, kw_only=True):
    """What `send` returns: the typed value and the answer it was read from."""

    value: T
    """The decoded answer, the same object that the operation's own method returns."""
    status: int
    """The HTTP status."""
    headers: Headers
    """The answer's headers; names in any case."""
    body: bytes
    """The answer's bytes as they came; also what the model has no field for is in here."""
    seconds: float
    """From the call to the decoded answer, waiting for slot and lane included."""
    attempts: int
    """How many times the request was tried; 1 where all went well."""

    @property
    def elapsed(self) -> timedelta:
        """The seconds as a difference of two times."""
        return timedelta(seconds=self.seconds)

    def __repr__(self) -> str:
        shown = f"value={self.value!r}, status={self.status}, seconds={self.seconds!r}"
        return f"Response({shown}, attempts={self.attempts})"
