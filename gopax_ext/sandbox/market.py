"""The exchange's own market: what its traders do as time passes.

It depends on the seed, the clock, the recordings and the users' orders alone.
"""

from collections import deque
from collections.abc import Mapping

from .chance import Chance
from .engine import Engine, Venue
from .pairs import PairSpec
from .recording import RecordedTrade
from .trader import Trader

__all__ = ["Market"]

_STEP_MS = 250
_MOST_STEPS = 240
"""After a long silence the market catches up in this many steps, spread over the gap."""


class Market:
    """All pairs' traders; time moves them in steps of a quarter second, one pair each.

    A pair with a recording follows that until it ends, at the pace at which it was recorded.
    """

    def __init__(
        self,
        engine: Engine,
        specs: tuple[PairSpec, ...],
        recordings: Mapping[str, tuple[RecordedTrade, ...]],
        seed: int,
        opened_ms: int,
    ) -> None:
        self._traders = {
            spec.name: Trader(engine, engine.venues[spec.name], spec, seed)
            for spec in specs
            if spec.market
        }
        self._names = tuple(self._traders)
        self._chance = Chance(seed, "steps")
        self._moved_ms = opened_ms
        self._opened_ms = opened_ms
        self._recorded = {
            name: deque(trades) for name, trades in recordings.items() if name in self._traders
        }
        for trader in self._traders.values():
            trader.quote(opened_ms)

    def advance(self, now_ms: int) -> None:
        """Do what would have happened until `now_ms`."""
        gap = now_ms - self._moved_ms
        if gap >= _STEP_MS and self._names:
            steps = min(gap // _STEP_MS, _MOST_STEPS)
            stride = max(_STEP_MS, gap // steps)
            for _ in range(steps):
                self._moved_ms += stride
                self._replay(self._moved_ms)
                name = self._names[self._chance.below(len(self._names))]
                if not self._recorded.get(name):
                    self._traders[name].move(self._moved_ms)
            if gap > _STEP_MS * _MOST_STEPS:
                self._moved_ms = now_ms
        self._replay(now_ms)

    def tend(self, venue: Venue, now_ms: int) -> None:
        """Fill up the book of a pair that a user has just changed, if a side ran thin."""
        trader = self._traders.get(venue.name)
        if trader is not None and trader.is_thin():
            trader.quote(now_ms)

    def _replay(self, now_ms: int) -> None:
        """Let the recorded trades happen that are due."""
        for name, trades in self._recorded.items():
            while trades and self._opened_ms + trades[0].after_ms <= now_ms:
                trade = trades.popleft()
                self._traders[name].follow(trade, self._opened_ms + trade.after_ms)
