"""The lanes and slots of this process, one of each for all clients that must share them.

They outlive the clients: a client that is closed and opened again must neither repeat a nonce
nor forget the calls of the last second.
"""

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar

from .gate import Gate
from .limits import RateSlots
from .nonce import NonceLane
from .seam import Seam

__all__ = ["nonce_lane", "rate_slots"]

G = TypeVar("G", bound=Gate)

_mutex = threading.Lock()
_lanes: dict[Hashable, NonceLane] = {}
_slots: dict[Hashable, RateSlots] = {}


def nonce_lane(seam: Seam, base_url: str, key: str) -> NonceLane:
    """Return the one lane of this process for an API key on an exchange."""
    name = "the nonce lane of the API key"
    return _one(_lanes, (seam, base_url, key), lambda: NonceLane(name, seam))


def rate_slots(
    seam: Seam, base_url: str, key: str | None, *, limit: int, window: float
) -> RateSlots:
    """Return the one set of slots for an API key, or for this address where `key` is None.

    `limit` calls in `window` seconds; clients that ask for other figures get slots of their own.
    """
    name = "a public rate slot" if key is None else "a private rate slot"
    return _one(
        _slots,
        (seam, base_url, key, limit, window),
        lambda: RateSlots(name, seam, limit=limit, window=window),
    )


def _one(table: dict[Hashable, G], identity: Hashable, make: Callable[[], G]) -> G:
    with _mutex:
        found = table.get(identity)
        if found is None:
            found = table[identity] = make()
        return found
