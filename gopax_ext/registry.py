"""The lanes and slots of this process, one of each for all clients that must share them.

They outlive the clients: a client that is closed and opened again must neither repeat a nonce
nor forget the calls of the last second.
"""

import os
import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from msgspec import Struct

from .budget import RetryBudget
from .limits import RateSlots
from .nonce import NonceLane
from .seam import Seam
from .server_clock import ServerClock
from .sharing.choice import Sharing
from .sharing.state import file_name

if TYPE_CHECKING:
    from .sharing.redis_worker import RedisWorker

__all__ = ["Registry"]

G = TypeVar("G")

_LANE_NAME: Final = "the nonce lane of the API key"

_found: dict[Hashable, Any] = {}
_mutex = threading.Lock()


class Registry(Struct, frozen=True):
    """What is shared on one exchange, in one way, by the clients of one seam."""

    seam: Seam
    base_url: str
    sharing: Sharing

    def clock(self) -> ServerClock:
        """Return what is known of the exchange's clock."""
        return self._one(("clock",), ServerClock)

    def retry_budget(self) -> RetryBudget:
        """Return what all calls to the exchange may spend on being repeated."""
        return self._one(("budget",), lambda: RetryBudget(self.seam))

    def nonce_lane(self, key: str) -> NonceLane:
        """Return the one lane of an API key."""
        return self._one(("lane", key), lambda: self._make_lane(key))

    def rate_slots(
        self, key: str | None, *, limit: int, window: float, route: str = ""
    ) -> RateSlots:
        """Return the one set of slots for an API key, or for this address where `key` is None.

        `limit` calls in `window` seconds; `route` is the operation that has a limit of its own.
        Clients that ask for other figures get slots of their own.
        """
        identity = ("slots", key, limit, window, route)
        return self._one(identity, lambda: self._make_slots(key, limit, window, route))

    def _make_lane(self, key: str) -> NonceLane:
        clock = self.clock()
        match self.sharing.form:
            case "process":
                return NonceLane(_LANE_NAME, self.seam, clock)
            case "host":
                from .sharing.file_lane import FileLane  # noqa: PLC0415 - of the form chosen only

                file = file_name("lane", self.base_url, key)
                return FileLane(_LANE_NAME, self.seam, clock, folder=self.sharing.folder, file=file)
            case "redis":
                from .sharing.redis_lane import RedisLane  # noqa: PLC0415 - as above

                scope = file_name("lane", self.base_url, key)
                worker = self._redis()
                return RedisLane(_LANE_NAME, self.seam, clock, worker=worker, scope=scope)

    def _make_slots(self, key: str | None, limit: int, window: float, route: str) -> RateSlots:
        name = "a public rate slot" if key is None else "a private rate slot"
        if route:
            name = f"{name} of {route}"
        kind = f"slots-{limit}-{window:g}{route and '-'}{route}"
        scope = file_name(kind, self.base_url, key)
        match self.sharing.form:
            case "process":
                return RateSlots(name, self.seam, limit=limit, window=window)
            case "host":
                from .sharing.file_slots import FileSlots  # noqa: PLC0415 - as above

                folder = self.sharing.folder
                return FileSlots(
                    name, self.seam, limit=limit, window=window, folder=folder, file=scope
                )
            case "redis":
                from .sharing.redis_slots import RedisSlots  # noqa: PLC0415 - as above

                worker = self._redis()
                return RedisSlots(
                    name, self.seam, limit=limit, window=window, worker=worker, scope=scope
                )

    def _redis(self) -> "RedisWorker":
        from .sharing.redis_worker import RedisWorker  # noqa: PLC0415 - of the form chosen only

        url = self.sharing.url
        return self._one(("redis",), lambda: RedisWorker(url))

    def _one(self, what: Hashable, make: Callable[[], G]) -> G:
        identity = (self, what)
        with _mutex:
            found = _found.get(identity)
        if found is None:
            made = make()
            with _mutex:
                found = _found.setdefault(identity, made)
        return cast(G, found)


def _after_fork_in_child() -> None:
    global _mutex  # noqa: PLW0603 - another thread of the parent may hold it for ever
    _mutex = threading.Lock()


os.register_at_fork(after_in_child=_after_fork_in_child)
