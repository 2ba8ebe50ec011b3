"""Calls that outlive an outage: a download of hours does not end with a minute without network."""

from typing import Any, Final, TypeVar

import attrs

from gopax_generated.errors import ApiError, GopaxError
from gopax_generated.operations import Call

from ..client import AsyncGopax
from ..errors import TransportError
from ..response import Response
from ..seam import Seam

__all__ = ["PATIENCE_SECONDS", "Caller"]

T = TypeVar("T")

PATIENCE_SECONDS: Final = 120.0
"""How long nothing may succeed before a download gives up; it is resumed by starting it again."""
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
_FIRST_REST_SECONDS: Final = 0.5
_LONGEST_REST_SECONDS: Final = 10.0


@attrs.define
class Caller:
    """Makes public calls and counts them; waiting long for a slot is no failure."""

    client: AsyncGopax
    seam: Seam
    patience: float = PATIENCE_SECONDS
    calls: int = 0
    """Calls that were answered."""
    _last_success: float | None = None

    async def send(self, call: Call[T]) -> Response[T]:
        """Make a call until it succeeds, is refused, or nothing has succeeded for too long."""
        rest = _FIRST_REST_SECONDS
        while True:
            try:
                answer = await self.client.send(call)
            except (TransportError, ApiError) as error:
                if not self._may_wait(error, rest):
                    raise
                if getattr(error, "kind", None) != "deadline":
                    await self.seam.async_sleep(rest * (0.5 + self.seam.random() / 2))
                    rest = min(2 * rest, _LONGEST_REST_SECONDS)
            else:
                self._last_success = self.seam.monotonic()
                self.calls += 1
                return answer

    def _may_wait(self, error: GopaxError, rest: float) -> bool:
        if isinstance(error, TransportError) and error.kind == "deadline":
            return True  # others use the rate up, which is no outage
        if self._last_success is None:
            return False  # an address where nobody answers is told at once
        passing = isinstance(error, TransportError) or _status(error) in _PASSING
        return passing and self.seam.monotonic() + rest - self._last_success < self.patience


def _status(error: Any) -> int:
    return getattr(error, "status", 0)
