"""The rate limit: at most so many calls within a moving window, counted on arrival."""

from collections import OrderedDict, deque

from attrs import frozen

__all__ = ["RateLimit", "Room"]

_MOST_CALLERS = 10_000


@frozen
class Room:
    """What the window of one caller looks like after a call."""

    allowed: bool
    limit: int
    remaining: int
    wait: float
    """Seconds until the next call would be allowed."""


class RateLimit:
    """One moving window for each caller, an address or a key (reference: API Call Rate Limit).

    A call is refused when `limit` calls were counted less than `window` seconds before it.
    """

    def __init__(self, limit: int, window: float, *, count_refused: bool = False) -> None:
        self._limit = limit
        self._window = window
        self._count_refused = count_refused
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()

    def arrive(self, caller: str, now: float) -> Room:
        """Count a call of `caller` at `now` seconds."""
        calls = self._calls.get(caller)
        if calls is None:
            if len(self._calls) >= _MOST_CALLERS:
                self._calls.popitem(last=False)
            calls = self._calls[caller] = deque(maxlen=self._limit)
        else:
            self._calls.move_to_end(caller)
        while calls and now - calls[0] >= self._window:
            calls.popleft()
        allowed = len(calls) < self._limit
        if allowed or self._count_refused:
            calls.append(now)
        full = len(calls) >= self._limit
        wait = max(0.0, calls[0] + self._window - now) if full else 0.0
        return Room(allowed, self._limit, self._limit - len(calls), wait)
