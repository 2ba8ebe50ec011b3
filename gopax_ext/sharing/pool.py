"""Several API keys of one account: each call goes to the key that is least busy."""

import itertools
import threading
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ..limits import RateSlots
from ..nonce import NonceLane
from ..seam import Seam
from ..settings import Credentials
from .warning import warn

__all__ = ["KeyPool", "PooledKey"]

_REFUSALS: Final = 2
"""So many refusals in a row say that it is the key that is refused, not one call."""
_BENCH_SECONDS: Final = 600.0


class PooledKey(Struct, eq=False):
    """One API key with the lane and the slots that belong to it."""

    credentials: Credentials
    lane: NonceLane
    slots: RateSlots
    place: int
    """Which key of the client it is, from 1: what logs may say of it."""
    under_way: int = 0
    last_used: int = 0
    refusals: int = 0
    benched_until: float = 0.0


class KeyPool:
    """Hands out the least busy key. One that answers 401 again and again goes last for a while."""

    def __init__(self, seam: Seam, keys: Sequence[PooledKey]) -> None:
        self._seam = seam
        self._keys = tuple(keys)
        self._one = self._keys[0] if len(self._keys) == 1 else None
        self._mutex = threading.Lock()
        self._uses = itertools.count(1)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[PooledKey]:
        return iter(self._keys)

    def take(
        self, *, only: PooledKey | None = None, not_this: PooledKey | None = None
    ) -> PooledKey:
        """Return the key for the next call; `not_this` only where there is no other."""
        if self._one is not None:
            return self._one
        with self._mutex:
            key = only or self._least_busy(not_this)
            key.under_way += 1
            key.last_used = next(self._uses)
            return key

    def _least_busy(self, not_this: PooledKey | None) -> PooledKey:
        now = self._seam.monotonic()
        return min(
            self._keys,
            key=lambda each: (
                each is not_this,
                now < each.benched_until,
                each.under_way,
                each.last_used,
            ),
        )

    def give_back(self, key: PooledKey) -> None:
        """Say that a call of `key` has ended."""
        if key is self._one:
            return  # nobody compares it with another
        with self._mutex:
            key.under_way -= 1

    def answered(self, key: PooledKey, status: int) -> None:
        """Say with which HTTP status the exchange answered a call of `key`."""
        if 200 <= status < 300:
            key.lane.proven = True
            if key.refusals:
                key.refusals = 0
                key.benched_until = 0.0
        elif status == 401:
            self._refused(key)

    def _refused(self, key: PooledKey) -> None:
        key.refusals += 1
        if key.refusals >= _REFUSALS and len(self._keys) > 1:
            key.benched_until = self._seam.monotonic() + _BENCH_SECONDS
            warn(
                "API key %d of %d was refused %d times in a row: the others go first for %d s",
                key.place,
                len(self._keys),
                key.refusals,
                _BENCH_SECONDS,
                event="key_benched",
                key=key.place,
                refusals=key.refusals,
                seconds=_BENCH_SECONDS,
            )
