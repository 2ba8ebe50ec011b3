"""What an answer says, found out while its connection is still held."""

from typing import Any, Final

from gopax_generated.errors import DecodeError, GopaxError, api_error
from gopax_generated.operations import Call

from .echo import check_echo, check_refusal
from .transport.base import Progress, WireResponse

__all__ = ["Reading"]

_SIGN: Final = b'"error'
"""What an error body has in it, whichever members it has: `api_error` alone knows for sure."""
_LOOK_BYTES: Final = 1024
"""As far as `api_error` looks."""


class Reading(Progress):
    """The progress of one call, up to what its answer means.

    A transport of ours asks `trusts` before it keeps the connection: one that has carried an
    answer that cannot be read, or that belongs to another call, is not used again.
    """

    __slots__ = ("_answer", "_call", "_error", "_value")

    def __init__(self, call: Call[Any]) -> None:
        self.sent = False
        self._call = call
        self._answer: WireResponse | None = None
        self._error: GopaxError | None = None
        self._value: Any = None

    def trusts(self, answer: WireResponse) -> bool:
        self._answer = answer
        try:
            self._value = _read(self._call, answer)
        except GopaxError as error:
            self._error = error
            return not isinstance(error, DecodeError)
        return True

    def value_of(self, answer: WireResponse) -> Any:
        """Return what `answer` says; raise what it says, or `DecodeError` where nothing fits."""
        if self._answer is not answer:
            self.trusts(answer)
        if self._error is not None:
            raise self._error
        return self._value


def _read(call: Call[Any], answer: WireResponse) -> Any:
    operation, body = call.operation, answer.body
    good = answer.status == 200
    # Not `in`, which first asks if the bytes are a number.
    if not good or body.find(_SIGN, 0, _LOOK_BYTES) >= 0:
        # The headers of a good answer are never looked at, so they are never parsed.
        asked = None if good else _seconds(answer.headers.get("retry-after"))
        error = api_error(answer.status, body, operation=operation.name, retry_after=asked)
        if error is not None:
            check_refusal(call, error)
            raise error
    value = operation.decode(body)
    check_echo(call, value)
    return value


def _seconds(retry_after: str | None) -> float | None:
    """Return a Retry-After header as seconds; None for a date or for nonsense."""
    text = (retry_after or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
